"""When a ballot carries."""

from __future__ import annotations

import pytest

from mediant.workbench.ballots import BallotClosed, BallotOpened, Ballots, BallotVoided, Cast, Held

OPENED = BallotOpened("ballot-1", "Both stop.", "0" * 64, 100.0, ("north", "south"))


@pytest.mark.parametrize(
    ("facts", "carried"),
    [
        ([], False),
        ([Cast("ballot-1", "north", yes=True)], False),
        ([Cast("ballot-1", "north", yes=True), Cast("ballot-1", "south", yes=True)], True),
        ([Cast("ballot-1", "north", yes=True), Cast("ballot-1", "south", yes=False)], False),
        ([Cast("ballot-1", "north", yes=False), Cast("ballot-1", "south", yes=True), Cast("ballot-1", "north", yes=True)], True),
        ([Cast("ballot-1", "north", yes=True), Cast("ballot-1", "south", yes=True), Held("ballot-1", hold=True)], False),
    ],
)  # fmt: skip
def test_it_carries_when_everyone_accepts_and_nobody_holds_it(facts, carried):
    ballots = Ballots().evolve(OPENED)
    for fact in facts:
        ballots = ballots.evolve(fact)
    assert ballots.all["ballot-1"].carried is carried


def test_open_closed_void():
    ballots = Ballots().evolve(OPENED)
    assert [ballot.opened.id for ballot in ballots.open] == ["ballot-1"]
    closed = ballots.evolve(BallotClosed("ballot-1", agreed=True))
    assert closed.open == ()
    assert closed.agreed.opened is OPENED
    void = ballots.evolve(BallotVoided("ballot-1", "a comma"))
    assert (void.open, void.agreed, void.all["ballot-1"].void) == ((), None, "a comma")
    assert ballots.evolve("something else") is ballots
