"""Which keys go, and what is left."""

from __future__ import annotations

from sitting import opened, package

from mediant.web.forgetting import erased, failed, owners_of, without
from mediant.workbench.ballots import OpenBallot
from mediant.workbench.people import Unseat
from mediant.workbench.records import Erase
from mediant.workbench.talk import Write


def test_the_keys_of_all_who_ever_sat_there_go():
    sitting = opened()
    sitting.ask("m", Unseat("na"))
    assert owners_of(sitting.events, "north") == {"party:north", "seat:n", "seat:na"}
    assert owners_of(sitting.events, "west") == {"party:west"}


def test_ballots_that_failed_and_parties_that_were_erased_are_found():
    sitting = opened()
    sitting.ask("m", OpenBallot("Both stop.", sitting.now + 30, package()))
    assert failed(sitting.events) == []
    sitting.wait(60)
    sitting.ask("m", Erase("north"))
    assert (failed(sitting.events), erased(sitting.events)) == (["ballot-1"], ["north"])


def test_the_rest_stays():
    sitting = opened()
    for room in ("north", "joint"):
        sitting.ask("n", Write(room, f"in {room}"))
    left = without(sitting.book, owners_of(sitting.events, "north"))
    assert [line.words for line in left.kept.talk.lines] == ["in joint"]
    assert left.kept.people == sitting.kept.people
