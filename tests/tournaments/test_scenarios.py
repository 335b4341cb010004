"""Scenarios made by rule."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.model.checks import problems_of
from mediant.tournaments.plan import Generated
from mediant.tournaments.scenarios import KINDS, scenarios

WISHES = st.builds(
    Generated,
    kind=st.sampled_from(KINDS),
    count=st.integers(1, 3),
    parties=st.integers(2, 4),
    options=st.lists(st.integers(2, 5), min_size=1, max_size=3).map(tuple),
    walk_away=st.sampled_from([0.0, 0.2, -1.5]),
)


def values(case, issue):
    return np.array([list(case.preferences[party.id].values[issue.id].values()) for party in case.parties])


@given(wish=WISHES, seed=st.integers(0, 2**63 - 1))
def test_a_scenario_is_what_was_asked_for(wish, seed):
    made = list(scenarios(wish, seed))
    assert len({entered.label for entered in made}) == wish.count
    for entered in made:
        case = entered.case
        assert problems_of(case) == ()
        assert case.exact
        assert tuple(len(issue.options) for issue in case.issues) == wish.options
        for party in case.parties:
            stated = case.preferences[party.id]
            assert stated.walk_away == wish.walk_away
            assert sum(stated.weights.values()) == pytest.approx(1)
        for issue in case.issues:
            table = values(case, issue)
            assert (table.min(axis=1) == 0).all()
            assert (table.max(axis=1) == 1).all()
            if wish.kind == "opposed":
                assert table[1:] == pytest.approx(1 - table[:-1])


@given(wish=WISHES, seed=st.integers(0, 99))
def test_the_same_seed_gives_the_same_scenarios(wish, seed):
    """And the first of many is the first of few."""
    once, more = list(scenarios(wish, seed)), list(scenarios(wish, seed))
    assert once == more
    one = Generated(kind=wish.kind, count=1, parties=wish.parties, options=wish.options, walk_away=wish.walk_away)
    assert list(scenarios(one, seed)) == once[:1]


def test_other_seeds_and_numbers_give_others():
    wish = Generated(kind="random", count=3, parties=2, options=(4, 3), walk_away=0.2)
    made = [entered.case.preferences["party-1"] for seed in (0, 1) for entered in scenarios(wish, seed)]
    assert all(one != other for k, one in enumerate(made) for other in made[:k])
