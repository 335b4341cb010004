"""A table of outcomes answers as its definition says."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import OPTIONS, table

import mediant
from mediant.errors import InvalidValue
from mediant.model.formats import mediant_case
from mediant.talks.standing import by_utility, standings_of

OUTCOMES = list(product(*map(range, OPTIONS)))
CASES = Path(__file__).resolve().parents[2] / "cases"


@given(st.lists(st.integers(0, 4) | st.just(-np.inf), min_size=6, max_size=6), st.integers(-1, 6))
def test_at_least_is_the_first_of_the_least_good_enough(utilities, level):
    if all(np.isneginf(utilities)):
        return
    standing = table(utilities)
    worth = dict(zip(OUTCOMES, utilities, strict=True))
    good = [u for u in utilities if u >= level and u > -np.inf] or [max(utilities)]
    least = min(good) if max(utilities) >= level else max(utilities)
    assert standing.at_least(level) == next(outcome for outcome in OUTCOMES if worth[outcome] == least)
    assert all(standing.utility(outcome) == worth[outcome] for outcome in OUTCOMES)
    assert standing.greatest == max(utilities)
    allowed = sorted((outcome for outcome in OUTCOMES if worth[outcome] > -np.inf), key=lambda x: (-worth[x], x))
    assert [standing.ranked(place) for place in range(len(allowed) + 1)] == [*allowed, None]


@pytest.mark.parametrize("at_once", [1, 12, 20_000])
@given(st.integers(1, 5), st.integers(0, 7), st.sampled_from([2, 5, 10**9]), st.integers(0, 2**32))
def test_rows_are_sorted_by_utility_and_equal_ones_stand_last_to_first(at_once, rows, count, different, seed):
    utilities = np.random.default_rng(seed).integers(0, different, (rows, count)) / 3
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mediant.talks.standing.SORTED_AT_ONCE", at_once)
        numbers, rising = by_utility(utilities)
    for row, order in zip(utilities.tolist(), numbers.tolist(), strict=True):
        assert order == sorted(range(count), key=lambda number: (row[number], -number))
    assert rising.tolist() == np.sort(utilities, axis=1).tolist()


def test_utilities_are_those_of_the_analysis():
    case = mediant.load_case(CASES / "constructed" / "ceasefire-two")
    points = mediant.analyze(case).frontier.points
    assert points
    for party, standing in standings_of(case).items():
        for point in points:
            choices = tuple(issue.options.index(point.outcome[issue.id]) for issue in case.issues)
            assert standing.utility(choices) == pytest.approx(point.utilities[party])


TEXT = """format = "mediant-case/1"
title = "T"
party = [{{ id = "a", name = "A" }}, {{ id = "b", name = "B" }}]
issue = [{{ id = "x", name = "X", options = ["no", "yes"] }}]
preferences.a.values.x = {{ no = 0, yes = 1 }}
preferences.b.values.x = {{ no = 1, yes = 0 }}
{more}
"""


def case_with(more):
    return mediant_case.parse(TEXT.format(more=more).encode(), "t.toml")


def test_red_lines_are_the_partys_own():
    standings = standings_of(case_with('preferences.a.walk_away = 0.5\npreferences.b.never = [{ x = "yes" }]'))
    assert standings["a"].utility((1,)) == 1
    assert standings["b"].utility((1,)) == -np.inf
    assert (standings["a"].reserved, standings["b"].reserved) == (0.5, 0)


def test_what_cannot_be_played_is_said():
    with pytest.raises(InvalidValue, match="every outcome crosses"):
        standings_of(case_with('preferences.b.never = [{ x = "yes" }, { x = "no" }]'))
    with pytest.raises(InvalidValue, match="not given"):
        standings_of(case_with('preferences.b.walk_away = "unknown"'))
