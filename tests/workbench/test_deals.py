"""What counts as agreed: what all parties stand by before everyone, or have voted for."""

from __future__ import annotations

from sitting import opened, package
from small_class import joined, kept

from mediant.workbench.ballots import OpenBallot, Vote
from mediant.workbench.deals import deal_of, is_mediated, offers_at_table
from mediant.workbench.talk import Say


def test_an_offer_that_the_other_accepts_is_a_deal():
    sitting = opened()
    sitting.ask("n", Say("joint", {"act": "offer", "outcome": package()}))
    assert deal_of(sitting.kept) is None
    sitting.ask("s", Say("joint", {"act": "accept", "outcome": package()}))
    assert deal_of(sitting.table("o")) == package()
    assert offers_at_table(sitting.kept) == 1


def test_what_is_said_apart_makes_no_deal():
    sitting = opened()
    for seat, room in (("n", "north"), ("s", "south")):
        sitting.ask(seat, Say(room, {"act": "offer", "outcome": package()}))
    assert deal_of(sitting.kept) is None
    assert offers_at_table(sitting.kept) == 0


def test_a_new_offer_takes_the_old_one_back():
    sitting = opened()
    for outcome in (package(), package("none", 0)):
        sitting.ask("n", Say("joint", {"act": "offer", "outcome": outcome}))
    sitting.ask("s", Say("joint", {"act": "accept", "outcome": package()}))
    assert deal_of(sitting.kept) is None


def test_a_ballot_that_everyone_accepted_is_a_deal():
    sitting = opened()
    sitting.ask("m", OpenBallot("We agree.", sitting.now + 60, package("none", 10)))
    ballot = sitting.kept.ballots.open[0].opened
    for seat in ("n", "s"):
        sitting.ask(seat, Vote(ballot.id, ballot.digest, yes=True))
    assert deal_of(sitting.kept) is None
    sitting.wait(61)
    assert deal_of(sitting.table("o")) == package("none", 10)


def test_a_group_with_its_clerk_alone_is_not_mediated():
    assert is_mediated(opened().kept)
    assert not is_mediated(kept(joined(2)).kept)
    assert is_mediated(kept(joined(3, mediator="student")).kept)
