"""Each rule of talks broken once: acts that a seat may not make where it is, and words that name no act."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mediant
from mediant.talks.acts import (
    Accept,
    Answer,
    Ask,
    Bid,
    Carry,
    Compare,
    CouldAccept,
    Criticise,
    Offer,
    OfferPart,
    Pledge,
    Propose,
    Rank,
    Rate,
    Region,
    Reject,
    Release,
    State,
    Threaten,
    Visit,
)
from mediant.talks.place import Outcomes, Place
from mediant.talks.record import Heard, Room
from mediant.talks.words import Words, words_of

NORTH, SOUTH = Room("north", ("north", "host")), Room("south", ("south", "host"))
JOINT = Room("plenary", ("north", "south", "host"))
X, Y = (0, 1), (2, 0)
EVERYTHING = frozenset({"carry", "draft", "pledge"})


def party(*heard, room=NORTH):
    said = Outcomes(heard)
    return Place(seat="north", room=room, heard=heard, offered=said, options=(3, 2), parties=("north", "south"))


def host(*heard, room=SOUTH, may=EVERYTHING):
    return replace(party(*heard, room=room), seat="host", may=may)


def asked(question):
    return Heard(NORTH, "host", Ask(question))


OFFERED = Heard(NORTH, "north", Offer(X))
PROPOSED = Heard(NORTH, "host", Propose(X))
LET_GO = Heard(NORTH, "north", Release(Offer(X), ("south",)))
NEED = State("need", ((0, 2),))
ANY = Region(((0, 1, 2), (0, 1)), 1.0)


class Shouted(Accept):
    """Not an act, though made from one."""


class Leaked(Carry):
    """Likewise."""


WRONG = [
    (Offer((3, 0)), party()), (Offer(X, to=("host",)), party()), (Offer(X, to=["south"]), party()),
    (Offer(X, to=[]), party()), (Shouted(Y), party(PROPOSED)), (Leaked(Offer(X), "north"), host(OFFERED)),
    (Offer((True, False)), party()), (OfferPart(()), party()), (OfferPart(((1, 0), (0, 0))), party()),
    (OfferPart(((0, 3),)), party()), (OfferPart(((0, 0), (0, 1))), party()), (OfferPart("ab"), party()),
    (Accept(Y), party(PROPOSED)), (Reject(Y), party(PROPOSED)), (Reject(X, (2,)), party(PROPOSED)),
    (Reject(X, words=7), party(PROPOSED)), (Reject(X, words="x" * 10_001), party(PROPOSED)),
    (Criticise(2), party()), (Criticise(0, 3), party()),
    (Answer(True), party()), (Answer(True), party(asked(CouldAccept(X)), OFFERED)), (Answer(1), party(asked(CouldAccept(X)))),
    (Answer(True), party(asked(Compare(X, Y)))), (Answer(3), party(asked(Compare(X, Y)))),
    (Answer(101.0), party(asked(Rate(X)))), (Answer(float("nan")), party(asked(Rate(X)))),
    (Answer((0, 0)), party(asked(Rank((X, Y))))), (Answer((0,)), party(asked(Rank((X, Y))))),
    (State("wish", ((0, 2),)), party()), (State("need", ()), party()), (Release(Offer(X), ("south",)), party()),
    (Bid([ANY]), party()), (Bid((X,)), party()), (Bid((ANY,) * 10_001), party()), (Bid(None), party()),
    (Bid((Region(((0,),), 1.0),)), party()), (Bid((Region(((), (0,)), 1.0),)), party()), (Bid((ANY,)), host()),
    (Bid((Region(((0, 0), (0,)), 1.0),)), party()), (Bid((Region(((1, 0), (0,)), 1.0),)), party()),
    (Bid((Region(((3,), (0,)), 1.0),)), party()), (Bid((Region(((True,), (0,)), 1.0),)), party()),
    (Bid((Region(((0,), (0,)), float("nan")),)), party()), (Bid((Region(((0,), (0,)), "much"),)), party()),
    (Bid((Region("ab", 1.0),)), party()), (Bid((Region((0, 0), 1.0),)), party()),
    (Release(Offer(Y), ("south",)), party(Heard(NORTH, "south", Offer(Y)))),
    (Release(Offer(X), ("nobody",)), party(OFFERED)), (Threaten("strike", None), party()),
    (Propose(X), party()), ("yes", party()), (None, party()),
    (Offer(X), host()), (Ask("what?"), host()), (Ask(Rank(())), host()), (Ask(Rank((X,) * 101)), host()),
    (Ask(CouldAccept((9, 9))), host()), (Ask(CouldAccept(X), ("host",)), host()), (Propose((0,)), host()),
    (Visit("host"), host()), (Visit(["north"]), host()), (Pledge("cost", "north", -1), host()),
    (Pledge("bribe", "north", 1), host()), (Pledge("cost", "north", float("inf")), host()), (Pledge("cost", "x", 1), host()),
    (Ask(CouldAccept(X)), host(may=frozenset({"carry"}))), (Propose(X), host(may=frozenset({"carry", "pledge"}))),
    (Carry(Offer(X), "north"), host(OFFERED, LET_GO, may=frozenset({"draft"}))),
    (Pledge("cost", "north", 1), host(may=frozenset({"carry", "draft"}))),
]  # fmt: skip


CONFIDED = [
    (Offer(X), (OFFERED,)),  # said in a separate session, to nobody else
    (Offer(X), ()),  # never heard
    (Offer(X), (OFFERED, Heard(NORTH, "south", Release(Offer(X), ("south",))))),  # let go by another
    (Offer(X), (OFFERED, Heard(NORTH, "north", Release(Offer(Y), ("south",))))),  # another offer let go
    (Offer(X), (OFFERED, Heard(NORTH, "north", Release(Offer(X), ("north",))))),  # let go to another
    (NEED, (Heard(NORTH, "north", NEED), LET_GO)),
    (Offer(X, ("north",)), (Heard(NORTH, "north", Offer(X, ("north",))),)),
]


CASE = mediant.load_case(Path(__file__).resolve().parents[1] / "cases" / "news" / "cairo-2024")
WORDS = Words(CASE)
LIMITED = (1, 0, 0, 0, 0, 0, 0, 0)
SAID = dict(words_of(LIMITED, CASE))


OFFER = {"act": "offer", "outcome": SAID}


def nested(depth):
    said = OFFER
    for _ in range(depth):
        said = {"act": "carry", "of": "hamas", "said": said}
    return said


UNREADABLE = [
    ({}, "act: None"), ([], "act: "), ({"act": ["offer"]}, "act: "), ({"act": "shout"}, "'shout'"),
    ({"act": "offer"}, "no outcome"), ({**OFFER, "loud": 1}, "'loud'"), ({**OFFER, "outcome": "all"}, "act.outcome"),
    ({**OFFER, "outcome": {**SAID, "truce": "forever"}}, r"act.outcome.truce: 'forever'; expected an option of truce"),
    ({**OFFER, "outcome": {**SAID, "truce": ["none"]}}, "act.outcome.truce"), ({**OFFER, "outcome": {**SAID, "x": 1}}, "every issue"),
    ({**OFFER, "to": "hamas"}, "act.to"), ({**OFFER, "to": ["nobody"]}, "'nobody'"), ({**OFFER, "to": ["hamas"] * 10_001}, "a list"),
    ({"act": "offer-part", "clauses": {"fee": 1}}, "'fee'"), ({"act": "offer-part", "clauses": []}, "clauses"),
    ({"act": "reject", "outcome": SAID, "because": [0]}, "because"), ({"act": "walk-out", "words": "x" * 10_001}, "characters"),
    ({"act": "criticise", "issue": "truce", "rather": "forever"}, "rather"), ({"act": "criticise", "issue": None}, "issue"),
    ({"act": "answer", "answer": "yes"}, "answer"), ({"act": "answer", "answer": [10**400]}, "a number"),
    ({"act": "pledge", "kind": "cost", "to": ["hamas"], "worth": 1}, "act.to"),
    ({"act": "pledge", "kind": "cost", "to": "hamas", "worth": 1e300}, "worth"),
    ({"act": "pledge", "kind": "cost", "to": "hamas", "worth": True}, "worth"),
    ({"act": "pledge", "kind": "bribe", "to": "hamas", "worth": 1}, "act.kind"),
    ({"act": "pledge", "kind": ["cost"], "to": "hamas", "worth": 1}, "act.kind"),
    ({"act": "pledge", "kind": "cost", "to": "egypt", "worth": 1}, "act.to: 'egypt'; expected one of hamas, israel"),
    ({"act": "state", "kind": "wish", "clauses": {"truce": "none"}}, "act.kind"),
    ({"act": "bid", "regions": [{"options": {issue: [] for issue in SAID}, "worth": 1}]}, "options of every issue"),
    ({"act": "ask", "question": {"kind": "why"}}, "question"), ({"act": "ask", "question": "why"}, "question"),
    ({"act": "ask", "question": {"kind": "rank", "outcomes": [SAID] * 101}}, "at most 100"),
    (nested(9), "words about words"),
]  # fmt: skip
