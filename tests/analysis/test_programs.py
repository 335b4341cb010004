"""Linear programs and smallest hitting sets."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.analysis.programs import Program, smallest_hitting


def test_a_maximum_or_none():
    program = Program()
    x, y = program.column(0, 1), program.column(0, 5, whole=True)
    program.at_least({x: -1.0, y: -1.0}, -2.5)
    found = program.maximum({y: 1.0, x: 0.5})
    assert found is not None
    assert abs(found[x] - 0.5) < 1e-9
    assert found[y] == 2
    program.equal({x: 1.0}, 2.0)
    assert program.maximum({x: 1.0}) is None


def test_the_solver_writes_nothing(capfd):
    program = Program()
    assert program.maximum({program.column(0, 1): 1.0}) is not None
    assert capfd.readouterr() == ("", "")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sets(st.integers(0, 5), min_size=1), max_size=5))
def test_hitting_sets_hit_and_none_is_smaller(sets):
    found = smallest_hitting(sets)
    assert all(found & each for each in sets)
    for fewer in combinations(range(6), max(0, len(found) - 1)):
        assert not found or not all(set(fewer) & each for each in sets)
