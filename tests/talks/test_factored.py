"""Issue by issue or from a table: the same answers."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_spaces import PER_ONE, allowed, outcomes, spaces

from mediant.analysis.tables import Box, Tables
from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Preferences, Term
from mediant.talks import standing
from mediant.talks.factored import Factored
from mediant.talks.standing import sorted_table, standings_of

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


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_of_any_case_a_party_wants_the_same_in_either_form(seed):
    """Terms, red lines, walk-aways left out, numbers within the tolerance of each other, levels beside each utility."""
    rng = np.random.default_rng(seed)
    counts = rng.integers(2, 4, rng.integers(1, 4)).tolist()
    case = some_case(rng, counts)
    try:
        (table,) = standings_of(case).values()
    except InvalidValue as refused:
        with pytest.raises(InvalidValue, match=re.escape(str(refused))):
            issue_by_issue(case)
        return
    (factored,) = issue_by_issue(case).values()
    assert isinstance(factored, Factored)
    every = list(product(*map(range, counts)))
    worth = [table.utility(outcome) for outcome in every]
    assert worth == [factored.utility(outcome) for outcome in every]
    assert (table.reserved, table.greatest) == (factored.reserved, factored.greatest)
    liked = [rng.choice([0.0, 0.5, 1.0, 1e-12, 1e6], count).tolist() for count in counts]
    for level in {*worth, table.reserved, nan, *(one + rng.choice([1e-9, -1e-9, 5e-10]) for one in worth)}:
        assert table.at_least(level) == factored.at_least(level)
        assert table.toward(liked, level) == factored.toward(liked, level)
    assert [table.ranked(k) for k in range(len(every) + 1)] == [factored.ranked(k) for k in range(len(every) + 1)]


def issue_by_issue(case):
    """What the parties want, as for a space too large for a table."""
    with pytest.MonkeyPatch.context() as small:
        small.setattr(standing, "MOST_OUTCOMES", 0)
        return standings_of(case)


def some_case(rng, counts):
    """A case of one party."""

    def number():
        return float(
            rng.choice([rng.random(), rng.integers(-3, 4) / 3, rng.integers(3) * 1e-9, rng.random() * 1e6, -0.1])
        )

    def part():
        picked = [k for k in range(len(counts)) if rng.random() < 0.6] or [0]
        return {issues[k].id: (issues[k].options[rng.integers(counts[k])],) for k in picked}

    issues = tuple(Issue(id=f"i{k}", name="i", options=tuple(map(str, range(n)))) for k, n in enumerate(counts))
    wants = Preferences(
        weights={issue.id: abs(number()) for issue in issues}
        if rng.random() < 0.5
        else {issue.id: 1.0 for issue in issues},
        values={issue.id: {option: number() for option in issue.options} for issue in issues},
        walk_away=number() if rng.random() < 0.5 else None,
        together=tuple(Term(when=part(), add=number()) for _ in range(rng.integers(3))),
        never=tuple(part() for _ in range(rng.integers(3))),
    )
    return Case(title="t", parties=(Party(id="a", name="A"),), issues=issues, preferences={"a": wants})
