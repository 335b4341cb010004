"""The axioms that define each solution, and leximin, on tables with many ties."""

from __future__ import annotations

from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mediant.analysis.bargaining import (
    egalitarian_solution,
    kalai_smorodinsky_solution,
    largest_loss,
    nash_solution,
    nearest_miss,
    utilitarian_solution,
)

SOLUTIONS = [nash_solution, kalai_smorodinsky_solution, egalitarian_solution, utilitarian_solution]

gains = st.tuples(st.integers(1, 25), st.integers(2, 5)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(0, 6).map(float))
)
scales = st.lists(st.sampled_from([0.001, 0.5, 1.0, 7.0, 1e6]), min_size=5, max_size=5)


@pytest.mark.parametrize("solution", SOLUTIONS)
def test_nothing_to_choose_from_gives_none(solution):
    assert solution(np.empty((0, 3))) is None


@pytest.mark.parametrize("solution", SOLUTIONS)
@given(gains)
def test_no_other_row_dominates_the_solution(solution, table):
    row = solution(table)
    better = (table >= table[row]).all(axis=1) & (table > table[row]).any(axis=1)
    ideal = table.max(axis=0)
    assert not (better & ((table > table[row]) & (ideal > 0)).any(axis=1)).any()


@pytest.mark.parametrize("solution", SOLUTIONS)
@given(gains, st.randoms(use_true_random=False))
def test_symmetry_the_names_of_parties_do_not_matter(solution, table, random):
    columns = list(range(table.shape[1]))
    random.shuffle(columns)
    assert solution(table[:, columns]) == solution(table)


@pytest.mark.parametrize("solution", SOLUTIONS)
@given(gains)
def test_ties_go_to_the_first_row(solution, table):
    assert solution(np.concatenate([table, table])) == solution(table)


@pytest.mark.parametrize("solution", [nash_solution, kalai_smorodinsky_solution])
@given(gains, scales)
def test_each_partys_unit_does_not_matter_but_for_ties(solution, table, factors):
    scaled = table * np.array(factors[: table.shape[1]])
    first, second = table[solution(table)], table[solution(scaled)]
    ideal = np.where(table.max(axis=0) > 0, table.max(axis=0), 1)
    if solution is nash_solution:
        assert prod(first) == pytest.approx(prod(second))
    else:
        assert sorted(first / ideal) == pytest.approx(sorted(second / ideal))


@given(gains)
def test_nash_has_the_greatest_product_then_sum(table):
    row = nash_solution(table)
    keys = [(prod(g), sum(g)) for g in table.tolist()]
    assert keys[row] == pytest.approx(max(keys))
    assert keys.index(max(keys)) == row


@given(gains, st.data())
def test_nash_is_independent_of_irrelevant_alternatives(table, data):
    row = nash_solution(table)
    others = data.draw(st.lists(st.integers(0, len(table) - 1), unique=True))
    kept = sorted({row, *others})
    assert prod(table[kept][nash_solution(table[kept])]) == pytest.approx(prod(table[row]))


@given(gains)
def test_egalitarian_is_leximin_in_gains(table):
    row = egalitarian_solution(table)
    keys = [(*sorted(g), sum(g)) for g in table.tolist()]
    assert keys.index(max(keys)) == row


@given(gains)
def test_kalai_smorodinsky_is_leximin_in_shares(table):
    ideal = table.max(axis=0)
    shares = np.where(ideal > 0, table / np.where(ideal > 0, ideal, 1), 1.0)
    best = max(sorted(s) for s in shares.tolist())
    assert sorted(shares[kalai_smorodinsky_solution(table)].tolist()) == pytest.approx(best)


@given(gains, st.integers(0, 6), st.integers(0, 6))
def test_kalai_smorodinsky_is_monotone(table, first, second):
    """Another outcome that leaves both ideals as they are never lowers the least share."""
    two = table[:, :2]
    ideal = two.max(axis=0)
    if not (ideal > 0).all():
        return
    more = np.concatenate([two, [[min(first, ideal[0]), min(second, ideal[1])]]])
    least_before = (two[kalai_smorodinsky_solution(two)] / ideal).min()
    least_after = (more[kalai_smorodinsky_solution(more)] / ideal).min()
    assert least_after >= least_before - 1e-12


@given(gains, st.integers(0, 4))
def test_egalitarian_is_strongly_monotone(table, extra):
    more = np.concatenate([table, np.full((1, table.shape[1]), float(extra))])
    assert more[egalitarian_solution(more)].min() >= table[egalitarian_solution(table)].min()


@given(gains)
def test_utilitarian_has_the_greatest_sum(table):
    assert utilitarian_solution(table) == table.sum(axis=1).argmax()


def test_a_party_that_can_gain_nothing_counts_with_a_full_share():
    table = np.array([[0.0, 1.0, 4.0], [0.0, 2.0, 2.0], [0.0, 4.0, 1.0]])
    assert kalai_smorodinsky_solution(table) == 1


def test_small_products_are_told_apart():
    table = np.full((2, 8), 1e-3)
    table[1] *= 1.01
    assert nash_solution(table) == 1


@given(gains)
def test_nearest_miss_has_the_least_largest_shortfall(table):
    row = nearest_miss(table)
    assert table[row].max() == table.max(axis=1).min()


@given(gains, st.integers(0, 3))
def test_the_loss_bounds_what_any_row_within_reach_could_add(table, slack):
    possible = table + slack
    ideal = np.maximum(table.max(axis=0), 1e-9)
    for name, solution, measure in [
        ("nash", nash_solution, lambda g: float(np.prod(g))),
        ("egalitarian", egalitarian_solution, lambda g: float(min(g))),
        ("utilitarian", utilitarian_solution, lambda g: float(sum(g))),
    ]:
        row = solution(table)
        loss = largest_loss(name, table, row, possible)
        assert all(measure(g) <= measure(table[row]) + loss + 1e-6 for g in possible)
    row = kalai_smorodinsky_solution(table)
    loss = largest_loss("kalai_smorodinsky", table, row, possible)
    assert all((g / ideal).min() <= (table[row] / ideal).min() + loss + 1e-6 for g in table)


def test_the_loss_counts_a_party_that_can_gain_nothing_with_a_full_share():
    gains, slack = np.array([[0.5, 0.0]]), np.array([0.5, 1e-12])
    assert largest_loss("kalai_smorodinsky", gains, 0, gains + slack) == pytest.approx(0.5)


def test_no_share_can_miss_its_best_by_more_than_one():
    gains = np.array([[0.1, 0.0], [0.0, 0.1]])
    assert largest_loss("kalai_smorodinsky", gains, 0, gains + 5.0) <= 1.0
