"""Which keys go, and what is left."""

from __future__ import annotations

from sitting import opened

from mediant.web.forgetting import erased, owners_of
from mediant.workbench.people import Unseat
from mediant.workbench.records import Erase


def test_the_keys_of_all_who_ever_sat_there_go():
    sitting = opened()
    sitting.ask("m", Unseat("na"))
    assert owners_of(sitting.events, "north") == {"party:north", "seat:n", "seat:na"}
    assert owners_of(sitting.events, "west") == {"party:west"}


def test_parties_that_were_erased_are_found():
    sitting = opened()
    assert erased(sitting.events) == []
    sitting.ask("m", Erase("north"))
    assert erased(sitting.events) == ["north"]
