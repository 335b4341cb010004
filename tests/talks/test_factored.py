"""Issue by issue or from a table: the same answers."""

from __future__ import annotations

from functools import cache
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_spaces import PER_ONE, allowed, outcomes, spaces

from mediant.analysis.tables import Box, Tables
from mediant.errors import InvalidValue
from mediant.talks.factored import Factored
from mediant.talks.standing import sorted_table

levels = st.floats(-12, 14) | st.integers(-12, 14) | st.sampled_from([inf, -inf, nan, 1e300])
scores = st.sampled_from([-1.0, 0.0, 0.0, 0.5, 1.0, 1.0, 2.5])


def both(tables, per_one=PER_ONE):
    rows = outcomes(tables)
    utilities = np.where(tables.forbidden(rows), -np.inf, tables.utilities(rows)[:, 0] / per_one)
    options = tuple(len(table) for table in tables.worth)
    return Factored(tables, per_one, 0.0), sorted_table(options, utilities, 0.0)


@settings(max_examples=40, deadline=None)
@given(spaces(), st.sampled_from([PER_ONE, 10**9, 1]))
def test_utilities_and_ranks_are_those_of_the_table(tables, per_one):
    factored, table = both(tables, per_one)
    every = [tuple(row) for row in outcomes(tables).tolist()]
    assert [factored.utility(outcome) for outcome in every] == [table.utility(outcome) for outcome in every]
    assert factored.greatest == table.greatest
    places = range(len(allowed(tables)) + 2)
    assert [factored.ranked(place) for place in places] == [table.ranked(place) for place in places]


@settings(max_examples=40, deadline=None)
@given(spaces(), levels, st.sampled_from([0, 1e-9, -1e-9, 4e-10]))
def test_the_least_at_or_above_a_level_is_that_of_the_table(tables, level, beside):
    factored, table = both(tables)
    assert factored.exact
    assert factored.at_least(level + beside) == table.at_least(level + beside)


@settings(max_examples=40, deadline=None)
@given(spaces(), st.data(), levels)
def test_toward_is_the_most_liked_then_the_best_then_the_first(tables, data, level):
    known = allowed(tables)
    liked = [[data.draw(scores) for _ in worth] for worth in tables.worth]

    def liking(outcome):
        return sum(row[choice] for row, choice in zip(liked, outcome, strict=True))

    best = max(known.values())
    bar = best if not (level - 1e-9) * PER_ONE <= best else (level - 1e-9) * PER_ONE
    good = [outcome for outcome in known if known[outcome] >= bar]
    expected = max(good, key=lambda outcome: (liking(outcome), known[outcome]))  # of equal ones the first
    assert [standing.toward(liked, level) for standing in both(tables)] == [expected, expected]


@cache
def wide(issues=20, options=10, seed=0):
    rng = np.random.default_rng(seed)
    weights = rng.dirichlet(np.ones(issues))
    worth = tuple(np.rint(weight * rng.random((options, 1)) * PER_ONE).astype(np.int64) for weight in weights)
    return Factored(Tables(worth, (), np.zeros((0, 1), np.int64)), PER_ONE, 0.2)


def test_a_space_of_10_to_the_20_is_answered():
    standing = wide()
    liked = np.random.default_rng(1).random((20, 10)).tolist()
    level = 0.9 * standing.greatest
    found = standing.toward(liked, level)
    assert standing.utility(found) >= level - 1e-9
    assert standing.missed(liked) == 0
    assert standing.utility(standing.at_least(0.5)) - 0.5 < 1e-9
    utilities = [standing.utility(standing.ranked(place)) for place in range(300)]
    assert utilities == sorted(utilities, reverse=True)
    assert utilities[0] == standing.greatest


def test_what_is_liked_as_it_is_disliked_is_nearly_the_least():
    """Opposed scores leave every outcome efficient, so partial ones are thinned; the answer says what that may miss."""
    standing = wide()
    opposed = [[-float(one) / PER_ONE for one in table[:, 0]] for table in standing.tables.worth]
    assert 0 < standing.missed(opposed) < 1e-3
    assert standing.utility(standing.toward(opposed, 0.5)) - 0.5 < 1e-6


def test_places_far_down_a_large_space_are_refused():
    with pytest.raises(InvalidValue, match="below 100,000"):
        wide().ranked(100_000)


def test_nothing_left_is_refused():
    line = Box({0: np.ones(2, dtype=bool)})
    with pytest.raises(InvalidValue, match="every outcome crosses"):
        Factored(Tables((np.zeros((2, 1), np.int64),), (), np.zeros((0, 1), np.int64), (line,)), PER_ONE, 0.0)
