"""A mediation that is well under way, with something on every screen: for looking at all of them."""

from __future__ import annotations

import json

from findings import claim
from live_workbench import Living

from mediant.evidence.lines import line_of
from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.party import Mediator, Party
from mediant.workbench.articles import Bring, Confirm, Dispute, HandIn, Share
from mediant.workbench.ballots import OpenBallot
from mediant.workbench.clauses import Content, Edit, Stand, Suggest
from mediant.workbench.course import SetPhase
from mediant.workbench.floor import GiveFloor, Raise, SetClock
from mediant.workbench.notes import Note
from mediant.workbench.people import Person, Ready
from mediant.workbench.sheets import Choose, Declare, Fill, LiveWith, Reply
from mediant.workbench.talk import Allow, Say, Write
from mediant.workbench.wants import State

VALLEY = Case(
    title="Water of the valley",
    parties=(
        Party(id="upper", name="Upper villages"),
        Party(id="lower", name="Lower villages"),
        Party(id="city", name="City of Aru"),
    ),
    mediators=(Mediator(id="host", name="Mediator", may=("carry", "draft", "pledge")),),
    issues=(
        Issue(id="share", name="Water let through in summer", options=("a third", "half", "two thirds")),
        Issue(id="gate", name="Who keeps the gate", options=("upper villages", "in turns", "a keeper of all three")),
        Issue(id="fee", name="The city pays a year", options=Range(low=0, high=60, step=20, unit="thousand")),
        Issue(id="term", name="It holds for", options=("3 years", "10 years")),
    ),
)
PEOPLE = (
    Person(id="u", role="principal", name="Ugo", side="upper"),
    Person(id="ua", role="adviser", name="Uma", side="upper"),
    Person(id="l", role="principal", name="Lena", side="lower"),
    Person(id="c", role="principal", name="Carl", side="city"),
    Person(id="o", role="observer", name="Olga"),
)
ARTICLE = (
    "The elder of the upper villages said that a third of the water must stay above the gate. "
    "An engineer of the city said that the pipes lose 20 percent. "
    "The elder of the upper villages said that the pipes lose 40 percent."
)
CLAIMS = (
    claim("c1", "The elder of the upper villages", "a third of the water must stay above the gate", "upper", ARTICLE,
          act="demand", issues=("share",)),
    claim("c2", "An engineer of the city", "the pipes lose 20 percent", "city", ARTICLE, act="report", issues=("share",)),
    claim("c3", "The elder of the upper villages", "the pipes lose 40 percent", "upper", ARTICLE, act="report", issues=("share",)),
)  # fmt: skip
UPPER = {
    "walk_away": [0.3, 0.4], "weights": {"share": [0.35, 0.45], "gate": [0.25, 0.35], "fee": 0.2, "term": 0.1},
    "values": {"share": {"a third": 1, "half": 0.6, "two thirds": 0}, "fee": "more", "term": {"3 years": 1, "10 years": 0},
               "gate": {"upper villages": 1, "in turns": 0.5, "a keeper of all three": 0.3}},
}  # fmt: skip
CITY = {
    "walk_away": 0.35, "weights": {"share": 0.3, "gate": 0.2, "fee": 0.3, "term": 0.2},
    "values": {"share": {"a third": 0, "half": 0.5, "two thirds": 1}, "fee": "less", "term": {"3 years": 0, "10 years": 1},
               "gate": {"upper villages": 0, "in turns": 0.4, "a keeper of all three": 1}},
}  # fmt: skip


def package(share: str = "half", gate: str = "a keeper of all three", fee: int = 40, term: str = "10 years") -> dict:
    """An outcome."""
    return {"share": share, "gate": gate, "fee": fee, "term": term}


def set_out(live: Living) -> None:
    """All that has happened: preferences, separate sessions, a joint one, a text in drafting, evidence."""
    ask = live.ask
    _prefer(live)
    ask("m", SetPhase("caucus"))
    ask("l", Write("lower", "We could live with half of the water, if somebody neutral keeps the gate."))
    ask("m", Write("lower", "Thank you. May I carry this to the others?"))
    ask("l", Allow("lower-1", ("joint",)))
    ask("l", Say("lower", {"act": "offer", "outcome": package(fee=20)}))
    ask("l", Note("Ask the elders about ten years before the next session."))
    ask("m", Say("upper", {"act": "ask", "question": {"kind": "could-accept", "outcome": package()}}))
    ask("m", SetPhase("joint"))
    ask("m", Write("joint", "Welcome. Let each of you say first what the water means to you."))
    ask("u", Write("joint", "Our fields lie above the gate. Without a third of the water they dry out."))
    ask("l", Write("joint", "And ours below it. In July we see the river bed."))
    ask("c", Write("joint", "The city can pay, if it can plan for ten years."))
    ask("u", Raise(raised=True))
    ask("c", Raise(raised=True))
    ask("m", GiveFloor("l"))
    ask("m", SetClock(live.clock() + 1500))
    ask("l", Ready(ready=True))
    ask("m", SetPhase("drafting"))
    _draft(live)
    _show(live)


def _prefer(live: Living) -> None:
    live.ask("u", State(UPPER))
    live.ask("c", State(CITY))
    for asked, answer in (
        (Fill("weights"), ["share", "gate", "fee", "term"]),
        (Fill("values.share"), ["half", "two thirds", "a third"]),
        (Fill("values.gate"), ["a keeper of all three", "in turns", "upper villages"]),
        (Fill("values.fee"), "more"),
        (Fill("values.term"), None),
        (Fill("walk_away"), [0.3, 0.4]),
        (LiveWith(package()), True),
    ):
        live.ask("l", Reply(asked, answer))
    live.ask("l", Declare("00" * 32))
    live.ask("ua", Reply(Choose(package("a third", "in turns"), package(fee=60)), "this"))


def _draft(live: Living) -> None:
    first = "Half of the water is let through from May to September."
    live.ask("m", Edit(Content(words=first, title="Summer water", issue="share", option="half")))
    live.ask("m", Edit(Content(words="The gate is kept [in turns | by a keeper of all three].", title="The gate")))
    live.ask("l", Suggest("lower", Content(words=first.replace("May", "April")), "clause-1", "unnamed"))
    live.ask("c", Suggest("joint", Content(words="The city pays 40 thousand a year.", title="Upkeep")))
    live.ask("l", Stand("clause-1", 1, "need change", "April is dry, too."))
    live.ask("u", Stand("clause-1", 1, "can live with"))


def _show(live: Living) -> None:
    live.ask("m", Bring(room="joint", text=ARTICLE, title="The river and its villages", published="2024-05-03"))
    live.ask("m", HandIn("host.joint.a1", tuple(json.loads(line_of(one)) for one in CLAIMS)))
    live.ask("m", Confirm("host.joint.a1.c1"))
    live.ask("m", Confirm("host.joint.a1.c2"))
    live.ask("m", Share("host.joint.a1.c1", "joint"))
    live.ask("m", Share("host.joint.a1.c2", "joint"))
    live.ask("u", Dispute("joint.claim-2", "joint", disputed=True, words="It was 40 percent."))


def open_a_ballot(live: Living) -> None:
    """On a text of its own, for an hour."""
    text = "1. Half of the water is let through from May to September.\n2. A keeper of all three keeps the gate."
    live.ask("m", SetPhase("ballot"))
    live.ask("m", OpenBallot(text, live.clock() + 3600, package()))
