"""The least utility at or above a level, from two halves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_spaces import PER_ONE, allowed, spaces

from mediant.analysis.extremes import TooTied
from mediant.analysis.halving import halves
from mediant.analysis.levels import SUMS, at_least
from mediant.analysis.tables import Tables

heights = st.integers(-14, 14).map(lambda number: number * PER_ONE // 2)


@settings(max_examples=40, deadline=None)
@given(spaces(), heights)
def test_it_is_the_first_of_least_utility_at_or_above_the_level(tables, height):
    known = allowed(tables)
    found = halves(tables, SUMS)
    level = min(height, max(known.values()))
    least = min(utility for utility in known.values() if utility >= level)
    assert found.whole
    assert at_least(found, level) == next(outcome for outcome, utility in known.items() if utility == least)


@settings(max_examples=40, deadline=None)
@given(spaces(most_issues=6), heights, st.integers(1, 9), st.integers(1, 9))
def test_where_halves_are_thinned_it_still_reaches_the_level(tables, height, largest, thinned):
    known = allowed(tables)
    try:
        found = halves(tables, SUMS, largest=largest, thinned=thinned)
    except TooTied:
        return
    level = min(height, max(known.values()))
    reached = at_least(found, level)
    assert known[reached] >= level
    assert known[at_least(found, max(known.values()))] == max(known.values())
    if found.whole:
        assert known[reached] == min(utility for utility in known.values() if utility >= level)


def random_tables(issues, options, seed=0):
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(issues))
    worth = tuple(np.rint(weight * rng.random((options, 1)) * PER_ONE).astype(np.int64) for weight in weights)
    return Tables(worth, (), np.zeros((0, 1), np.int64))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_no_outcome_of_a_million_lies_between(share):
    tables = random_tables(6, 10)
    found = halves(tables, SUMS)
    low, high = (int(sum(getattr(table, end)() for table in tables.worth)) for end in ("min", "max"))
    level = low + int(share * (high - low))
    reached = tables.utilities(np.array([at_least(found, level)]))[0, 0]
    every = sum(np.ix_(*(table[:, 0] for table in tables.worth)))
    assert found.whole
    assert reached == every[every >= level].min()


def test_ten_issues_of_ten_are_exact_and_twenty_are_near():
    assert halves(random_tables(10, 10), SUMS).whole
    tables = random_tables(20, 10)
    found = halves(tables, SUMS)
    low, high = (int(sum(getattr(table, end)() for table in tables.worth)) for end in ("min", "max"))
    assert not found.whole
    for share in (0.05, 0.5, 0.95):
        level = low + int(share * (high - low))
        assert 0 <= tables.utilities(np.array([at_least(found, level)]))[0, 0] - level <= 1e-9 * PER_ONE


def test_coarse_values_are_exact_in_any_space():
    """Points from 0 to 4 on forty issues: no more than 81 sums in a half."""
    worth = tuple(np.arange(5, dtype=np.int64)[:, None] for _ in range(40))
    found = halves(Tables(worth, (), np.zeros((0, 1), np.int64)), SUMS)
    assert found.whole
    assert sum(at_least(found, 77)) == 77
