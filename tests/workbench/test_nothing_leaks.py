"""Worlds that differ only in one side's secrets show the others the same bytes, in the same order, with the same refusals."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from findings import CLAIMS, TEXT, entry
from sitting import HARBOUR, Sitting, opened, package

from mediant.errors import MediantError
from mediant.workbench.articles import Bring, Confirm, Correct, Dispute, Drop, HandIn, Reconsider, Share
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.ballots import BallotClosed, Hold, OpenBallot, Sign, Vote
from mediant.workbench.clauses import (
    LEAVES,
    STANCES,
    Adopt,
    Content,
    Draft,
    Edit,
    Move,
    Remove,
    Stand,
    Suggest,
    Undo,
    Withdraw,
)
from mediant.workbench.course import Remodel, document_from
from mediant.workbench.floor import GiveFloor, Raise, SetClock, UndoFloor
from mediant.workbench.group import Conclude, Debrief, Rule
from mediant.workbench.notes import Note
from mediant.workbench.people import Person, Ready, Seat
from mediant.workbench.records import Erase, Look, View
from mediant.workbench.sheets import Choose, Declare, Fill, LiveWith, Reply
from mediant.workbench.talk import Allow, Say, Write
from mediant.workbench.wants import State

BLOCKS, SCRIPTS, SECRETS = 10, 50, 20
TRUCES = ("none", "40 days", "permanent")
ENTRIES = tuple(map(entry, CLAIMS))


def secret_acts(rng: np.random.Generator, sitting: Sitting) -> None:
    """Some things that North does for itself and the mediators, each of which may be refused."""
    for _ in range(rng.integers(0, 4)):
        commands = (about_what_is_said, about_ballots, about_the_text, about_evidence)[rng.integers(4)](rng, sitting)
        if commands:
            attempt(sitting, *commands[rng.integers(len(commands))])


def about_what_is_said(rng: np.random.Generator, _: Sitting) -> list[tuple[str, object]]:
    """What North says in its room, and what it wants."""
    words, outcome = written(rng), package(TRUCES[rng.integers(3)], int(rng.integers(3)) * 5)
    return [
        ("n", Write("north", words)), ("na", Say("north", {"act": "offer", "outcome": outcome})),
        ("n", State({"weights": ["fee", "truce"] if rng.integers(2) else ["truce", "fee"]})), ("n", Ready(ready=bool(rng.integers(2)))),
        ("m", Write("north", words)), ("n", Allow("north-1", (JOINT,))), ("na", Write("south", "let me in")),
        ("n", Reply(LiveWith(outcome), answer=bool(rng.integers(2)))), ("na", Reply(Fill("never"), [outcome] * int(rng.integers(3)))),
        ("n", Reply(Choose(outcome, package("none", 0)), "this")), ("n", Declare("00" * 32)), ("n", Note(words)), ("m", Note(words)),
        ("root", Look("n", words[:1000])), ("root", Look("m", words[:1000])), ("n", Conclude("agreed")),
        ("m", Remodel({**document_from(HARBOUR), "preferences": {"north": {"walk_away": int(rng.integers(10)) / 10}}})),
        ("m", View(("n", "na", "s", "o")[rng.integers(4)])), ("n", View("s")),
        ("n", GiveFloor("n")), ("n", SetClock(None)), ("n", UndoFloor()), ("na", GiveFloor(None)),
    ]  # fmt: skip


def about_ballots(rng: np.random.Generator, sitting: Sitting) -> list[tuple[str, object]]:
    """Whether and how North votes, and whether a mediator holds the ballot."""
    ballots = [ballot.opened for ballot in sitting.table("n").ballots.open]
    return [
        *(("n", Vote(one.id, one.digest, yes=bool(rng.integers(2)))) for one in ballots),
        *(("m", Hold(one.id, hold=bool(rng.integers(2)))) for one in ballots),
    ]


def written(rng: np.random.Generator) -> str:
    return "x" * int(rng.integers(1, 2000))


def about_the_text(rng: np.random.Generator, _: Sitting) -> list[tuple[str, object]]:
    """What North proposes in confidence, where it stands, and what mediators prepare among themselves."""
    words = written(rng)
    content = Content(words=words[:40], issue="truce", option=TRUCES[rng.integers(3)])
    clause = f"clause-{rng.integers(1, 3)}"
    return [
        ("n", Suggest("north", content, clause, LEAVES[rng.integers(3)])), ("na", Suggest("north", content)),
        ("m", Suggest("north", content, clause)), ("m", Suggest(MEDIATORS, content, clause)),
        ("n", Withdraw("north.north.1")), ("m", Withdraw("host.mediators.1")),
        ("n", Stand(clause, 1, STANCES[rng.integers(3)], words)), ("m", Draft(package(TRUCES[rng.integers(3)]))),
        ("na", Suggest("south", content)), ("n", Edit(content)), ("m", Adopt(("north.north.9",))),
    ]  # fmt: skip


def about_evidence(rng: np.random.Generator, _: Sitting) -> list[tuple[str, object]]:
    """Articles in confidence, what a mediator thinks of the claims in them, and doubts about a claim that all know."""
    words = written(rng)
    mine, claim = "north.north.a1", f"north.north.a1.c{rng.integers(1, 4)}"
    return [
        ("n", Bring(room="north", text=f"{TEXT} {words}", title="Our notes", leave=bool(rng.integers(2)))),
        ("m", Bring(room=MEDIATORS, text=words, title="News")), ("m", HandIn(mine, ENTRIES)),
        ("m", Confirm(claim)), ("m", Drop(claim)), ("m", Share(claim, "north")), ("n", Reconsider(claim)), ("m", Reconsider(claim)), ("m", Drop("host.joint.a1.c3")),
        ("m", Confirm("host.joint.a1.c3")), ("m", Correct(claim="host.joint.a1.c3", content="5 dollars")),
        ("m", Share("host.joint.a1.c3", "north")), ("n", Dispute("north.claim-1", "north", disputed=True)),
        ("n", Dispute("joint.claim-1", "north", disputed=bool(rng.integers(2)), words=words)),
        ("m", Correct(claim=claim, content="40 days")), ("n", Dispute("south.claim-1", "north", disputed=True)),
    ]  # fmt: skip


def automaton(hidden: np.random.Generator) -> Seat:
    """An automated negotiator for North; how it plays, and with what it draws, is nobody's business."""
    strategy = ("boulware", "linear", "conceder")[hidden.integers(3)]
    return Seat(
        Person(id="north-a", role="agent", name="Automaton", side="north", strategy=strategy), hidden.bytes(32).hex()
    )


def attempt(sitting: Sitting, seat: str, command: object) -> str:
    try:
        sitting.ask(seat, command)
    except MediantError as error:
        return str(error)
    return ""


@cache
def first() -> Sitting:
    """What lies there from the beginning: two clauses, a claim at the joint table, and one that North knows."""
    sitting = opened()
    sitting.people["root"] = Person(id="administrator", role="administrator", name="Root")
    for words in ("Both stop firing.", "5 USD"):
        sitting.ask("m", Edit(Content(words=words)))
        sitting.now += 1
    sitting.ask("m", Bring(room=JOINT, text=TEXT, title="Harbour talks"))
    sitting.ask("m", HandIn("host.joint.a1", ENTRIES))
    for claim, room in (("host.joint.a1.c1", JOINT), ("host.joint.a1.c3", "north")):
        sitting.ask("m", Confirm(claim))
        sitting.ask("m", Share(claim, room))
    for seat in sitting.people:
        sitting.table(seat)
    return sitting


def said_aloud(rng: np.random.Generator, sitting: Sitting, step: int) -> tuple[str, object]:
    """One thing that South, an observer or a mediator does, or North before everyone."""
    digest = next((ballot.opened.digest for ballot in sitting.table("s").ballots.open), "0" * 64)
    outcome = package(TRUCES[rng.integers(3)])
    talking = [
        ("s", Write("south", "well")), ("s", Write(JOINT, "hello")), ("s", Write("north", "let me in")),
        ("s", Say("south", {"act": "offer", "outcome": outcome})), ("s", Allow("north-1", (JOINT,))),
        ("s", Vote("ballot-1", digest, yes=bool(rng.integers(2)))), ("o", Write(JOINT, "hello")),
        ("s", Say("south", {"act": "accept", "outcome": outcome})), ("s", State({"weights": "unknown"})),
        ("n", Write(JOINT, "good morning")), ("m", Write("south", "what do you need?")), ("m", Write(JOINT, "welcome")),
        ("s", Erase("north")), ("s", Reply(LiveWith(outcome), answer=True)), ("s", Declare("11" * 32)), ("s", Note("mine")), ("s", Note("mine", "note-2")),
    ]  # fmt: skip
    drafting = [
        ("m", Edit(Content(words=f"Clause of step {step}.", issue="truce", option=TRUCES[rng.integers(3)]))),
        ("m", Edit(Content(words=f"Words of step {step}."), f"clause-{rng.integers(1, 3)}", int(rng.integers(1, 4)))),
        ("m", Remove("clause-1")), ("m", Move("clause-1", int(rng.integers(1, 4)))), ("m", Undo()),
        ("m", OpenBallot(None, sitting.now + 15)), ("m", Adopt(("north.joint.1",))),
        ("n", Suggest(JOINT, Content(words=f"At the joint table in step {step}."))), ("s", Stand("clause-1", 1, "cannot")),
        ("s", Suggest("south", Content(words=f"Of South in step {step}."))), ("s", Withdraw("north.north.1")),
        ("m", Suggest("south", Content(words=f"For South in step {step}."))), ("s", Sign("ballot-1", digest)),
        ("n", Sign("ballot-1", digest)),
    ]  # fmt: skip
    weighing = [
        ("m", Bring(room="south", text=f"News of step {step}.", title="News")), ("n", Bring(room=JOINT, text=f"Step {step}.", title="N")),
        ("s", Bring(room="south", text=TEXT, title="Ours", leave=True)), ("m", HandIn("south.south.a1", ENTRIES)),
        ("m", Confirm("host.joint.a1.c2")), ("m", Drop("host.joint.a1.c1")), ("m", Reconsider("host.joint.a1.c1")), ("m", Share("host.joint.a1.c2", (JOINT, "south")[rng.integers(2)])),
        ("s", Dispute("joint.claim-1", JOINT, disputed=True)), ("s", Dispute("north.claim-1", JOINT, disputed=True)),
        ("s", Bring(room="north", text=TEXT, title="Ours")),
    ]  # fmt: skip
    taught = [
        ("m", Rule(1, "joint", teacher_sees=False)), ("m", Conclude("teacher")), ("m", Debrief({"questions": f"Of step {step}"})),
        ("s", Conclude("time")), ("n", Debrief({})), ("m", Rule(1, "joint", teacher_sees=False, closes_at=sitting.now + 60)),
    ]  # fmt: skip
    leading = [
        ("s", Raise(raised=bool(rng.integers(2)))), ("n", Raise(raised=bool(rng.integers(2)))), ("o", Raise(raised=True)),
        ("m", GiveFloor((None, "n", "s", "o")[rng.integers(4)])), ("m", SetClock((None, sitting.now + 300)[rng.integers(2)])),
        ("m", UndoFloor()), ("s", GiveFloor("s")), ("s", SetClock(None)),
    ]  # fmt: skip
    some = (talking, drafting, weighing, taught, leading)[rng.integers(5)]
    return some[rng.integers(len(some))]


def world(script: int, secret: int) -> tuple[Sitting, list[str]]:
    """South's script, with North's secrets between its steps; and how South's steps were answered."""
    rng, hidden = np.random.default_rng(script), np.random.default_rng([secret])
    sitting = Sitting(first().now, first().book.copy(), dict(first().people))
    answers = []
    for step in range(8):
        secret_acts(hidden, sitting)
        sitting.now += 10
        if step == script % 8:
            attempt(sitting, "m", automaton(hidden))
        chosen = said_aloud(rng, sitting, step)
        if step == 2:
            chosen = ("m", OpenBallot(None if script % 2 else "Both stop.", sitting.now + 35))
        answers.append(attempt(sitting, *chosen))
        sitting.wait(0)
    sitting.wait(100)
    return sitting, answers


def outcomes(sitting: Sitting) -> list[bool]:
    return [event.fact.agreed for event in sitting.events if isinstance(event.fact, BallotClosed)]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_others_see_the_same_bytes(block):
    compared = 0
    for script in range(block * SCRIPTS, (block + 1) * SCRIPTS):
        one, first = world(script, 0)
        for secret in range(1, SECRETS + 1):
            two, second = world(script, script * SECRETS + secret)
            if outcomes(one) != outcomes(two):
                continue  # the declared outcome may differ
            compared += 1
            assert first == second
            for seat in ("s", "o"):
                assert one.lines(seat) == two.lines(seat)
                assert one.table(seat) == two.table(seat)
    assert compared > SCRIPTS * SECRETS * 0.7


def test_it_is_ten_thousand_pairs():
    assert BLOCKS * SCRIPTS * SECRETS == 10_000


def test_the_worlds_do_differ():
    (one, _), (two, _) = world(0, 0), world(0, 1)
    assert one.lines("n") != two.lines("n")
    assert one.lines("m") != two.lines("m")
