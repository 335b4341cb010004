"""Ballots against a model of them that is a few lines long: whatever is asked in whatever order, both say the same."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sitting import Sitting, copied, opened

from mediant.errors import Refused
from mediant.workbench.ballots import BallotClosed, Hold, OpenBallot, VoidBallot, Vote

LASTS = 60.0
FIRST = opened()


class Ballots(RuleBasedStateMachine):
    """The model: one ballot at a time, who said what last, whether it is held, when it ends, and what came of each."""

    @initialize()
    def begin(self) -> None:
        self.sitting: Sitting = copied(FIRST)
        self.number, self.open, self.ends = 0, False, 0.0
        self.votes: dict[str, bool] = {}
        self.held = False
        self.ended: list[bool] = []

    @property
    def takes_votes(self) -> bool:
        return self.open and self.sitting.now < self.ends

    def ask(self, seat: str, command: object, *, may: bool) -> None:
        """It is done where the model says so, and else refused."""
        if may:
            self.sitting.ask(seat, command)
        else:
            with pytest.raises(Refused):
                self.sitting.ask(seat, command)

    def digest(self) -> str:
        opened_now = self.sitting.kept.ballots.all.get(f"ballot-{self.number}")
        return opened_now.opened.digest if opened_now else "0" * 64

    @rule()
    def someone_opens_one(self) -> None:
        may = not self.open
        self.ask("m", OpenBallot(f"Text {self.number}.", self.sitting.now + LASTS), may=may)
        if may:
            self.number, self.open, self.ends = self.number + 1, True, self.sitting.now + LASTS
            self.votes, self.held = {}, False

    @rule(seat=st.sampled_from(["n", "s"]), yes=st.booleans(), late=st.booleans())
    def somebody_votes(self, seat: str, yes: bool, late: bool) -> None:
        """Sometimes on a round of before, or on another text."""
        name = f"ballot-{self.number - 1}" if late else f"ballot-{self.number}"
        may = self.takes_votes and not late
        self.ask(seat, Vote(name, self.digest(), yes=yes), may=may)
        if may:
            self.votes[seat] = yes

    @rule(hold=st.booleans())
    def a_mediator_holds_it(self, hold: bool) -> None:
        self.ask("m", Hold(f"ballot-{self.number}", hold=hold), may=self.takes_votes)
        if self.takes_votes:
            self.held = hold

    @rule()
    def it_is_taken_back(self) -> None:
        may = self.takes_votes
        self.ask("m", VoidBallot(f"ballot-{self.number}"), may=may)
        self.open = self.open and not may

    @rule(seconds=st.sampled_from([-90.0, 0.0, 1.0, LASTS - 0.001, LASTS, 86_400.0]), looks=st.booleans())
    def time_goes_by(self, seconds: float, looks: bool) -> None:
        """A clock may be set back too. Nothing closes before somebody looks at it."""
        self.sitting.now += seconds
        if looks:
            self.sitting.wait(0)
            if self.open and self.sitting.now >= self.ends:
                self.open = False
                self.ended.append(not self.held and self.votes == {"n": True, "s": True})

    @invariant()
    def both_say_the_same(self) -> None:
        events = self.sitting.events
        assert [one.fact.agreed for one in events if isinstance(one.fact, BallotClosed)] == self.ended
        assert len(self.sitting.kept.ballots.open) == self.open
        for seat, party in (("n", "north"), ("s", "south")):
            if self.open:
                (ballot,) = self.sitting.table(seat).ballots.open
                assert ballot.votes == ({party: self.votes[seat]} if seat in self.votes else {})
                assert ballot.held is False


@settings(max_examples=100, stateful_step_count=40)
class Ballots50(Ballots):
    """With enough steps for several rounds."""


def test_50_ballots_do_what_a_model_of_them_does():
    Ballots50.TestCase().runTest()


@pytest.mark.parametrize("back", [1.0, 3_600.0, 86_400.0])
def test_42_a_clock_that_is_set_back_closes_nothing_twice_and_opens_nothing_again(back):
    """Only the clock of the server counts: no command says when it was sent."""
    sitting = copied(FIRST)
    sitting.ask("m", OpenBallot("Both stop.", sitting.now + LASTS))
    vote = Vote("ballot-1", sitting.kept.ballots.open[0].opened.digest, yes=True)
    sitting.wait(-back)
    sitting.ask("n", vote)
    assert [one.fact.agreed for one in sitting.events if isinstance(one.fact, BallotClosed)] == []
    sitting.wait(back + LASTS)
    assert [one.fact.agreed for one in sitting.events if isinstance(one.fact, BallotClosed)] == [False]
    assert sitting.wait(-back) == ()
    with pytest.raises(Refused, match="no such ballot open"):
        sitting.ask("s", vote)
    sitting.wait(2 * back)
    assert len([one for one in sitting.events if isinstance(one.fact, BallotClosed)]) == 1


@pytest.mark.parametrize("skew", [-86_400.0, 86_400.0])
def test_42_a_close_that_somebodys_wrong_clock_names_is_refused_or_kept_by_ours(skew):
    """The mediator's device is a day off: a close in the past is refused, another comes at that time of the server."""
    sitting = copied(FIRST)
    with suppress(Refused):
        sitting.ask("m", OpenBallot("Both stop.", sitting.now + skew + LASTS))
        assert skew > 0
    if skew > 0:
        sitting.wait(LASTS)
        assert sitting.kept.ballots.open
        sitting.wait(skew)
    assert not sitting.kept.ballots.open


@pytest.mark.parametrize("released", [False, True])
def test_49_a_mediator_who_holds_a_ballot_makes_it_fail_and_nobody_can_tell(released):
    """What both parties see of it is what they would see had the other refused."""
    seen = []
    for hold, north in ((True, True), (False, False)):
        sitting = copied(FIRST)
        sitting.ask("m", OpenBallot("Both stop.", sitting.now + LASTS))
        vote = Vote("ballot-1", sitting.kept.ballots.open[0].opened.digest, yes=True)
        sitting.ask("s", vote)
        sitting.ask("n", Vote("ballot-1", vote.digest, yes=north))
        if hold:
            sitting.ask("m", Hold("ballot-1", hold=True))
        if hold and released:
            sitting.ask("m", Hold("ballot-1", hold=False))
        sitting.wait(LASTS)
        seen.append(sitting.lines("s"))
        assert sitting.table("s").ballots.all["ballot-1"].agreed is (hold and released)
    assert (seen[0] == seen[1]) is not released
