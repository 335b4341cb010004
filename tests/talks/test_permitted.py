"""What a seat may say where it is: each rule broken once, and kept once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediant.errors import WrongAct
from mediant.talks.acts import (
    Accept,
    Answer,
    Ask,
    Bid,
    Carry,
    Close,
    ComeBack,
    Compare,
    CouldAccept,
    Criticise,
    Invite,
    Leave,
    Offer,
    OfferPart,
    Pause,
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
    WalkOut,
)
from mediant.talks.permitted import checked
from mediant.talks.place import Outcomes, Place
from mediant.talks.record import Heard, Room

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

FINE = [
    (Offer(X, to=("south",)), party()), (OfferPart(((0, 2), (1, 1))), party()), (Accept(X), party(PROPOSED)),
    (Accept(X), party(Heard(NORTH, "host", Carry(Offer(X), "south")))), (Reject(X, (1,), "no"), party(PROPOSED)),
    (Criticise(1, 0), party()), (Answer(True), party(asked(CouldAccept(X)))), (Answer(2), party(asked(Compare(X, Y)))),
    (Answer(55.5), party(asked(Rate(X)))), (Answer((1, 0)), party(asked(Rank((X, Y))))),
    (Answer(None), party(asked(Rate(X)))), (NEED, party()), (Release(Offer(X), ("south",)), party(OFFERED)),
    (Bid(()), party()), (Bid((Region(((0, 2), (1,)), 0.5), Region(((1,), (0, 1)), -1))), party()),
    (Threaten("strike", "2024-05-04"), party()), (WalkOut(), party()), (ComeBack(), party()), (Pause(), party()),
    (Ask(Compare(X, Y), ("south",)), host()), (Propose(X, "why", ("north",)), host()), (Visit("north"), host()),
    (Pledge("cost", "north", 0.5), host()), (Invite(), host()), (Leave(), host()), (Close(), host()), (Pause(), host()),
    (Carry(Offer(X), "north"), host(OFFERED, LET_GO)),
    (Carry(Offer(X, ("south",)), "north"), host(Heard(NORTH, "north", Offer(X, ("south",))))),
    (Carry(Offer(X), "north"), host(Heard(JOINT, "north", Offer(X)))),
]  # fmt: skip


@pytest.mark.parametrize(("act", "place"), FINE, ids=lambda value: repr(getattr(value, "seat", value))[:70])
def test_what_is_permitted_is_said_as_it_is(act, place):
    assert checked(act, place) is act


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


@pytest.mark.parametrize(("act", "place"), WRONG, ids=lambda value: repr(getattr(value, "seat", value))[:70])
def test_what_is_not_permitted_is_refused(act, place):
    with pytest.raises(WrongAct, match=place.seat):
        checked(act, place)


CONFIDED = [
    (Offer(X), (OFFERED,)),  # said in a separate session, to nobody else
    (Offer(X), ()),  # never heard
    (Offer(X), (OFFERED, Heard(NORTH, "south", Release(Offer(X), ("south",))))),  # let go by another
    (Offer(X), (OFFERED, Heard(NORTH, "north", Release(Offer(Y), ("south",))))),  # another offer let go
    (Offer(X), (OFFERED, Heard(NORTH, "north", Release(Offer(X), ("north",))))),  # let go to another
    (NEED, (Heard(NORTH, "north", NEED), LET_GO)),
    (Offer(X, ("north",)), (Heard(NORTH, "north", Offer(X, ("north",))),)),
]


@pytest.mark.parametrize(("said", "heard"), CONFIDED, ids=range(len(CONFIDED)))
def test_what_was_confided_is_not_carried(said, heard):
    with pytest.raises(WrongAct, match=r"expected (what its owner has released|something it has heard)"):
        checked(Carry(said, "north"), host(*heard))


def test_what_was_let_go_to_one_is_not_carried_to_two():
    place = host(OFFERED, LET_GO, room=Room("all", ("south", "west", "host")))
    with pytest.raises(WrongAct, match="carried to west what was said in confidence"):
        checked(Carry(Offer(X), "north"), place)


def test_words_about_words_end_somewhere():
    said = Offer(X)
    for _ in range(50):
        said = Carry(said, "north")
    with pytest.raises(WrongAct, match="words about words"):
        checked(said, host(OFFERED))
