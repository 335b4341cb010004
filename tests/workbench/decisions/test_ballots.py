"""Ballots: fixed text, fixed close, one answer to all."""

from __future__ import annotations

from hashlib import sha256

import pytest
from sitting import opened, package

from mediant.errors import Refused
from mediant.workbench.ballots import Hold, OpenBallot, VoidBallot, Vote

TEXT = "Both stop for 40 days."
DIGEST = sha256(TEXT.encode()).hexdigest()


@pytest.fixture
def balloting():
    sitting = opened()
    sitting.ask("m", OpenBallot(TEXT, sitting.now + 60, package()))
    return sitting


def vote(yes: bool = True, digest: str = DIGEST) -> Vote:
    return Vote("ballot-1", digest, yes=yes)


@pytest.mark.parametrize(
    ("north", "south", "hold", "agreed"), [(1, 1, 0, True), (1, 0, 0, False), (0, 0, 0, False), (1, 1, 1, False)]
)
def test_agreed_when_all_say_yes_and_no_mediator_holds_it(balloting, north, south, hold, agreed):
    balloting.ask("n", vote(bool(north)))
    balloting.ask("s", vote(bool(south)))
    balloting.ask("m", Hold("ballot-1", hold=bool(hold)))
    balloting.wait(59)
    assert balloting.table("s").ballots.all["ballot-1"].agreed is None
    balloting.wait(1)
    assert balloting.table("s").ballots.all["ballot-1"].agreed is agreed
    assert balloting.wait(100) == ()


def test_nobody_sees_anothers_vote_not_even_a_mediator(balloting):
    balloting.ask("n", vote())
    assert balloting.table("n").ballots.all["ballot-1"].votes == {"north": True}
    for seat in ("m", "s", "o"):
        assert balloting.table(seat).ballots.all["ballot-1"].votes == {}
    assert balloting.kept.ballots.all["ballot-1"].votes == {"north": True}


def test_a_vote_is_on_the_text_that_was_read_and_before_the_close(balloting):
    with pytest.raises(Refused, match="another text"):
        balloting.ask("n", vote(digest="0" * 64))
    with pytest.raises(Refused, match="no such ballot"):
        balloting.ask("n", Vote("ballot-2", DIGEST, yes=True))
    balloting.now += 60
    with pytest.raises(Refused, match="closed"):
        balloting.ask("n", vote())


def test_one_ballot_at_a_time_neither_too_short_nor_too_long(balloting):
    with pytest.raises(Refused, match="is open"):
        balloting.ask("m", OpenBallot(TEXT, balloting.now + 60))
    balloting.ask("m", VoidBallot("ballot-1", "a comma"))
    for seconds in (1, 31 * 86_400):
        with pytest.raises(Refused, match="5 seconds to 30 days"):
            balloting.ask("m", OpenBallot(TEXT, balloting.now + seconds))
    with pytest.raises(Refused, match="every issue"):
        balloting.ask("m", OpenBallot(TEXT, balloting.now + 60, {"truce": "none"}))
    balloting.ask("m", OpenBallot(TEXT, balloting.now + 60))
    assert [ballot.opened.id for ballot in balloting.kept.ballots.open] == ["ballot-2"]
    with pytest.raises(Refused, match="no such ballot"):
        balloting.ask("m", Hold("ballot-1", hold=True))
