"""Ballots: fixed text, fixed close, one answer to all."""

from __future__ import annotations

from hashlib import sha256

import pytest
from sitting import opened, package

from mediant.errors import Refused
from mediant.workbench.ballots import Hold, OpenBallot, Sign, VoidBallot, Vote
from mediant.workbench.clauses import Content, Edit
from mediant.workbench.people import Person, Seat, Unseat

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


def test_38_the_same_vote_twice_is_one_vote(balloting):
    for _ in range(2):
        balloting.ask("n", vote())
    assert balloting.kept.ballots.all["ballot-1"].votes == {"north": True}
    balloting.wait(60)
    assert balloting.kept.ballots.all["ballot-1"].agreed is False


def test_39_a_vote_counts_in_its_own_round_alone(balloting):
    balloting.ask("n", vote())
    balloting.ask("m", VoidBallot("ballot-1"))
    balloting.ask("m", OpenBallot(TEXT, balloting.now + 60))
    with pytest.raises(Refused, match="no such ballot"):
        balloting.ask("n", vote())
    balloting.ask("s", Vote("ballot-2", DIGEST, yes=True))
    assert balloting.kept.ballots.all["ballot-2"].votes == {"south": True}
    balloting.wait(60)
    assert balloting.kept.ballots.all["ballot-2"].agreed is False


def test_39_a_vote_on_a_text_that_was_changed_meanwhile_is_refused(balloting):
    balloting.ask("m", VoidBallot("ballot-1"))
    balloting.ask("m", OpenBallot("Both stop for 60 days.", balloting.now + 60))
    with pytest.raises(Refused, match="another text"):
        balloting.ask("n", Vote("ballot-2", DIGEST, yes=True))


@pytest.mark.parametrize(
    ("votes", "agreed"), [((False, True), True), ((True, False), False), ((True, False, True), True)]
)
def test_41_the_last_vote_before_the_close_counts(balloting, votes, agreed):
    balloting.ask("s", vote())
    for yes in votes:
        balloting.ask("n", vote(yes))
        balloting.now += 1
    balloting.wait(60)
    assert balloting.kept.ballots.all["ballot-1"].agreed is agreed


@pytest.mark.parametrize(
    "command", [vote(), Hold("ballot-1", hold=True), VoidBallot("ballot-1")], ids=lambda one: type(one).__name__
)
def test_37_nothing_is_done_to_a_ballot_whose_time_is_up(balloting, command):
    balloting.now += 60
    with pytest.raises(Refused, match="closed"):
        balloting.ask("n" if isinstance(command, Vote) else "m", command)


def test_45_who_votes_is_fixed_when_the_ballot_opens(balloting):
    balloting.ask("m", Seat(Person(id="s2", role="principal", name="Sara", side="south")))
    assert balloting.kept.ballots.all["ballot-1"].opened.parties == ("north", "south")
    with pytest.raises(Refused, match="a seat for east"):
        balloting.ask("m", Seat(Person(id="e", role="principal", name="Esa", side="east")))


def test_46_a_party_whose_people_are_gone_has_not_accepted(balloting):
    balloting.ask("n", vote())
    balloting.ask("m", Unseat("s"))
    with pytest.raises(Refused, match="taken away"):
        balloting.ask("s", vote())
    balloting.wait(60)
    assert balloting.kept.ballots.all["ballot-1"].agreed is False


@pytest.mark.parametrize("voters", ["", "n", "s"])
def test_47_to_vote_for_nothing_is_to_refuse(balloting, voters):
    for voter in voters:
        balloting.ask(voter, vote())
    balloting.wait(60)
    assert balloting.table("o").ballots.all["ballot-1"].agreed is False


def test_a_ballot_on_the_text_as_it_stands():
    sitting = opened()
    with pytest.raises(Refused, match="no text"):
        sitting.ask("m", OpenBallot(None, sitting.now + 60))
    sitting.ask("m", Edit(Content(words="They stop.", title="Truce", issue="truce", option="40 days")))
    sitting.ask("m", Edit(Content(words="5 USD")))
    with pytest.raises(Refused, match="other options"):
        sitting.ask("m", OpenBallot(None, sitting.now + 60, package("none")))
    sitting.ask("m", OpenBallot(None, sitting.now + 60, package()))
    told = sitting.table("s").ballots.all["ballot-1"].opened
    assert (told.text, told.of_text) == ("1. Truce\nThey stop.\n\n2. 5 USD", True)
    assert told.digest == sha256(told.text.encode()).hexdigest()
    assert told.outcome == package()


def test_a_text_that_settles_every_issue_says_the_outcome():
    sitting = opened()
    sitting.ask("m", Edit(Content(words="They stop.", issue="truce", option="40 days")))
    sitting.ask("m", OpenBallot(None, sitting.now + 60))
    assert sitting.kept.ballots.all["ballot-1"].opened.outcome is None
    sitting.ask("m", Edit(Content(words="5 USD", issue="fee", option=5)))
    sitting.ask("m", OpenBallot(None, sitting.now + 60))
    assert sitting.kept.ballots.all["ballot-2"].opened.outcome == package()


def test_a_text_that_is_too_long_for_a_ballot():
    sitting = opened()
    for number in range(21):
        sitting.ask("m", Edit(Content(words=f"{number} " + "x" * 9_990)))
    with pytest.raises(Refused, match="200,000"):
        sitting.ask("m", OpenBallot(None, sitting.now + 60))


def test_what_was_agreed_is_signed_by_all_who_bind_a_party(balloting):
    balloting.ask("m", Seat(Person(id="s2", role="principal", name="Sara", side="south")))
    with pytest.raises(Refused, match="no such agreement"):
        balloting.ask("n", Sign("ballot-1", DIGEST))
    balloting.ask("n", vote())
    balloting.ask("s", vote())
    balloting.wait(60)
    balloting.people["s2"] = balloting.kept.people.seated["s2"]
    with pytest.raises(Refused, match="another text"):
        balloting.ask("n", Sign("ballot-1", "0" * 64))
    with pytest.raises(Refused, match="may not"):
        balloting.ask("na", Sign("ballot-1", DIGEST))
    for seat in ("n", "s"):
        balloting.ask(seat, Sign("ballot-1", DIGEST))
        table = balloting.table("o")
        assert not table.ballots.agreed.is_signed(table.people)
    with pytest.raises(Refused, match="have signed"):
        balloting.ask("n", Sign("ballot-1", DIGEST))
    assert [one.name for one in table.ballots.agreed.awaited(table.people)] == ["Sara"]
    balloting.ask("s2", Sign("ballot-1", DIGEST))
    table = balloting.table("o")
    assert table.ballots.agreed.is_signed(table.people)
    assert [one.party for one in table.ballots.agreed.signed.values()] == ["north", "south", "south"]


def test_what_was_not_agreed_is_not_signed(balloting):
    balloting.wait(60)
    with pytest.raises(Refused, match="no such agreement"):
        balloting.ask("n", Sign("ballot-1", DIGEST))


def test_an_agreement_of_a_party_that_nobody_binds_is_not_signed(balloting):
    for seat in ("n", "s"):
        balloting.ask(seat, vote())
    balloting.wait(60)
    balloting.ask("n", Sign("ballot-1", DIGEST))
    balloting.ask("m", Unseat("s"))
    table = balloting.table("m")
    assert not table.ballots.agreed.is_signed(table.people)
