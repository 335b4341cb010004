"""Utilities mean the same on both sides: the same order, the same reserve, issue by issue where they add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("negmas", reason="negmas is not installed")

from negmas.outcomes import make_issue, make_os
from negmas.preferences import ExpDiscountedUFun, LinearAdditiveUtilityFunction, MappingUtilityFunction

from mediant.bridges.negmas.translation import options_of, standing_of, ufun_of
from mediant.errors import InvalidValue
from mediant.talks.pledged import Pledged
from mediant.talks.standing import sorted_table

COUNTS = (3, 2, 2)
numbers = st.integers(-40, 40).map(lambda k: k / 8)
tables = st.lists(numbers, min_size=12, max_size=12).map(np.array)
additive = st.tuples(*(st.lists(numbers, min_size=count, max_size=count) for count in COUNTS)).map(
    lambda parts: np.add.outer(np.add.outer(parts[0], parts[1]), parts[2]).ravel()
)


def stretched(utilities):
    width = utilities.max() - utilities.min()
    return (utilities - utilities.min()) / (width or 1.0)


@given(tables | additive, numbers)
def test_a_party_wants_the_same_in_theirs_from_0_to_1(utilities, reserved):
    ufun = ufun_of(sorted_table(COUNTS, utilities, reserved), COUNTS)
    theirs = np.array([ufun(choices) for choices in np.ndindex(COUNTS)])
    assert theirs == pytest.approx(stretched(utilities), abs=1e-9)
    width = np.ptp(utilities) or 1.0
    assert ufun.reserved_value == pytest.approx(max(0.0, (reserved - utilities.min()) / width), abs=1e-9)


@given(additive)
def test_what_adds_up_over_the_issues_is_linear_and_its_weights_sum_to_1(utilities):
    ufun = ufun_of(sorted_table(COUNTS, utilities, 0.0), COUNTS)
    assert isinstance(ufun, LinearAdditiveUtilityFunction)
    assert sum(ufun.weights) == pytest.approx(1.0 if np.ptp(utilities) else 0.0)


def test_what_does_not_add_up_is_a_table():
    ufun = ufun_of(sorted_table((2, 2), np.array([0.0, 0.0, 0.0, 1.0]), 0.0), (2, 2))
    assert isinstance(ufun, MappingUtilityFunction)
    assert [ufun(choices) for choices in np.ndindex(2, 2)] == [0, 0, 0, 1]


def test_an_outcome_across_a_red_line_is_worse_than_all_others():
    ufun = ufun_of(sorted_table((2, 2), np.array([2.0, -np.inf, 3.0, 4.0]), 2.5), (2, 2))
    assert [ufun(choices) for choices in np.ndindex(2, 2)] == [0, -1, 0.5, 1]
    assert ufun.reserved_value == 0.25


def test_a_pledge_counts():
    standing = Pledged(sorted_table((2, 2), np.array([0.0, 1.0, 2.0, 4.0]), 2.0), 1.0, 1.0)
    ufun = ufun_of(standing, (2, 2))
    assert [ufun(choices) for choices in np.ndindex(2, 2)] == [0, 0.25, 0.5, 1]
    assert ufun.reserved_value == 0  # 2 less the cost of 1 is 1, which its worst outcome is worth with the pledge


@given(tables, st.none() | numbers)
def test_their_table_is_our_standing(utilities, reserved):
    space = make_os([make_issue(["a", "b", "c"], "x"), make_issue(2, "y"), make_issue((5, 6), "z")])
    options = options_of(space)
    assert options.values == (("a", "b", "c"), (0, 1), (5, 6))
    table = dict(zip(space.enumerate(), utilities.tolist(), strict=True))
    rest = {} if reserved is None else {"reserved_value": reserved}
    standing = standing_of(MappingUtilityFunction(table, outcome_space=space, **rest), options)
    assert standing.reserved == (utilities.min() if reserved is None else reserved)
    for outcome, utility in table.items():
        choices = options.choices(outcome)
        assert options.outcome(choices) == outcome
        assert standing.utility(choices) == utility


@pytest.mark.parametrize("outcome", [("d", 0, 5), ("a", 0), (), None, ("a", 0, 5, 5), ([], 0, 5)])
def test_an_outcome_of_another_space_is_none(outcome):
    options = options_of(make_os([make_issue(["a", "b"], "x"), make_issue(2, "y"), make_issue((5, 6), "z")]))
    assert options.choices(outcome) is None


def test_a_space_without_options_is_refused():
    with pytest.raises(InvalidValue, match="finite number of options"):
        options_of(make_os([make_issue((0.0, 1.0), "price")]))


@pytest.mark.parametrize(("utility", "seen"), [(np.nan, "no numbers"), (np.inf, "no numbers"), (-np.inf, "no numbers")])
def test_utilities_that_are_no_numbers_are_refused(utility, seen):
    space = make_os([make_issue(2, "y")])
    ufun = MappingUtilityFunction({(0,): utility, (1,): -np.inf}, outcome_space=space)
    with pytest.raises(InvalidValue, match=seen):
        standing_of(ufun, options_of(space))


def test_a_utility_that_changes_with_time_is_refused():
    space = make_os([make_issue(2, "y")])
    inner = MappingUtilityFunction({(0,): 0.0, (1,): 1.0}, outcome_space=space)
    with pytest.raises(InvalidValue, match="does not change with time"):
        standing_of(ExpDiscountedUFun(inner, discount=0.9, outcome_space=space), options_of(space))


def test_spaces_too_large_for_a_table_are_refused():
    space = make_os([make_issue(200, str(number)) for number in range(3)])
    with pytest.raises(InvalidValue, match="8,000,000 outcomes"):
        standing_of(None, options_of(space))
    with pytest.raises(InvalidValue, match="8,000,000 outcomes"):
        ufun_of(Pledged(sorted_table((2,), np.zeros(2), 0.0), 0.0, 0.0), (200, 200, 200))
