"""The table is the fold of what is seen."""

from __future__ import annotations

import pytest
from sitting import HARBOUR, opened

from mediant.workbench.table import Table, evolve, folded
from mediant.workbench.wants import State


def test_there_is_no_case_before_it_is_opened():
    with pytest.raises(LookupError):
        _ = Table().case


def test_each_knows_the_case_with_what_they_may_know():
    sitting = opened()
    assert sitting.table("m").case == HARBOUR
    assert sitting.table("n").case.preferences == {}


def test_a_fold_can_go_on():
    sitting = opened()
    first, last = sitting.events[:-1], sitting.events[-1]
    assert evolve(folded(first), last) == folded(sitting.events)
    assert folded([last], folded(first)) == folded(sitting.events)


def test_a_partys_wishes_are_for_itself_and_the_mediators():
    sitting = opened()
    sitting.ask("n", State({"weights": ["fee", "truce"]}))
    assert sitting.table("m").wants.of("north") == {"weights": ["fee", "truce"]}
    assert sitting.table("na").wants.of("north") == {"weights": ["fee", "truce"]}
    assert sitting.table("s").wants.of("north") is None
    assert sitting.table("o").wants.of("north") is None
