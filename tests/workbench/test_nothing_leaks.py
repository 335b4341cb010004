"""Worlds that differ only in one side's secrets show the others the same bytes, in the same order, with the same refusals."""

from __future__ import annotations

import numpy as np
import pytest
from sitting import Sitting, begun, package

from mediant.errors import MediantError
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import BallotClosed, Hold, OpenBallot, Vote
from mediant.workbench.notes import Note
from mediant.workbench.people import Ready
from mediant.workbench.sheets import Choose, Declare, Fill, LiveWith, Reply
from mediant.workbench.talk import Allow, Say, Write
from mediant.workbench.wants import State

BLOCKS, SCRIPTS, SECRETS = 10, 50, 20
TRUCES = ("none", "40 days", "permanent")


def secret_acts(rng: np.random.Generator, sitting: Sitting) -> None:
    """Some things that North does for itself and the mediators, each of which may be refused."""
    for _ in range(rng.integers(0, 4)):
        words = "x" * int(rng.integers(1, 2000))
        outcome = package(TRUCES[rng.integers(3)], int(rng.integers(3)) * 5)
        ballots = [ballot.opened for ballot in sitting.table("n").ballots.open]
        commands = [
            ("n", Write("north", words)), ("na", Say("north", {"act": "offer", "outcome": outcome})),
            ("n", State({"weights": ["fee", "truce"] if rng.integers(2) else ["truce", "fee"]})), ("n", Ready(ready=bool(rng.integers(2)))),
            ("n", Reply(LiveWith(outcome), answer=bool(rng.integers(2)))), ("na", Reply(Fill("never"), [outcome] * int(rng.integers(3)))),
            ("n", Reply(Choose(outcome, package("none", 0)), "this")), ("n", Declare("00" * 32)), ("n", Note(words)), ("m", Note(words)),
            ("m", Write("north", words)), ("n", Allow("north-1", (JOINT,))), ("na", Write("south", "let me in")),
            *(("n", Vote(one.id, one.digest, yes=bool(rng.integers(2)))) for one in ballots),
            *(("m", Hold(one.id, hold=bool(rng.integers(2)))) for one in ballots),
        ]  # fmt: skip
        attempt(sitting, *commands[rng.integers(len(commands))])


def attempt(sitting: Sitting, seat: str, command: object) -> str:
    try:
        sitting.ask(seat, command)
    except MediantError as error:
        return str(error)
    return ""


def world(script: int, secret: int) -> tuple[Sitting, list[str]]:
    """South's script, with North's secrets between its steps; and how South's steps were answered."""
    rng, hidden, sitting = np.random.default_rng(script), np.random.default_rng([secret]), begun()
    answers = []
    for step in range(8):
        secret_acts(hidden, sitting)
        sitting.now += 10
        digest = next((ballot.opened.digest for ballot in sitting.table("s").ballots.open), "0" * 64)
        outcome = package(TRUCES[rng.integers(3)])
        steps = [
            ("s", Write("south", "well")), ("s", Write(JOINT, "hello")), ("s", Write("north", "let me in")),
            ("s", Say("south", {"act": "offer", "outcome": outcome})), ("s", Allow("north-1", (JOINT,))),
            ("s", Vote("ballot-1", digest, yes=bool(rng.integers(2)))), ("o", Write(JOINT, "hello")),
            ("s", Say("south", {"act": "accept", "outcome": outcome})), ("s", State({"weights": "unknown"})),
            ("s", Reply(LiveWith(outcome), answer=True)), ("s", Declare("11" * 32)), ("s", Note("mine")), ("s", Note("mine", "note-2")),
        ]  # fmt: skip
        chosen = ("m", OpenBallot("Both stop.", sitting.now + 35)) if step == 2 else steps[rng.integers(len(steps))]
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
    assert compared > SCRIPTS * SECRETS * 0.7


def test_it_is_ten_thousand_pairs():
    assert BLOCKS * SCRIPTS * SECRETS == 10_000


def test_the_worlds_do_differ():
    (one, _), (two, _) = world(0, 0), world(0, 1)
    assert one.lines("n") != two.lines("n")
    assert one.lines("m") != two.lines("m")
