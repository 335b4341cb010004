from __future__ import annotations

import numpy as np
import pytest

from mediant.analysis.agreement_zone import NO_FLOOR, dominance_count, zone_count
from tests.analysis.random_cases import all_choices, random_additive, random_tables


def some_floor(rng, utilities):
    low, high = utilities.min(axis=0), utilities.max(axis=0)
    return np.array(
        [NO_FLOOR if rng.random() < 0.3 else int(rng.integers(a - 1, b + 2)) for a, b in zip(low, high, strict=True)]
    )


@pytest.mark.parametrize("seed", range(8))
def test_counts_agree_with_enumeration_and_bounds_hold(seed):
    rng = np.random.default_rng(seed)
    estimated = 0
    for _ in range(100):
        tables = random_tables(rng)
        choices = all_choices(tables)
        utilities, free = tables.utilities(choices), ~tables.forbidden(choices)
        floor = some_floor(rng, utilities)
        true = int((free & (utilities >= floor).all(axis=1)).sum())
        count = zone_count(tables, floor, limit=1 << 30)
        assert (count.low, count.size, count.high, count.exact) == (true, true, true, True)
        rough = zone_count(tables, floor, limit=int(rng.integers(1, 60)))
        assert rough.low <= true <= rough.high
        assert rough.low <= rough.size <= rough.high
        estimated += not rough.exact
    assert estimated > 3


@pytest.mark.parametrize("columns", [0, 1, 2, 3, 4])
def test_dominance_count_is_what_it_says(columns):
    rng = np.random.default_rng(columns)
    for size in (0, 5, 40, 200):
        above, below = (rng.integers(0, 9, (size, columns)) for _ in range(2))
        weights, others = (rng.integers(1, 4, size) for _ in range(2))
        pairs = (above[:, None, :] >= below[None, :, :]).all(axis=2)
        assert dominance_count(above, weights, below, others) == (pairs * weights[:, None] * others).sum()


def test_ten_to_the_ten_outcomes_are_counted_exactly():
    tables = random_additive(np.random.default_rng(0), issues=10, options=10, parties=2)
    count = zone_count(tables, np.full(2, 6 * 10**11), limit=2_000_000)
    assert count.exact
    # the share agrees with a plain sample of outcomes
    choices = np.random.default_rng(1).integers(0, 10, (200_000, 10))
    share = (tables.utilities(choices) >= 6 * 10**11).all(axis=1).mean()
    assert count.size / 10**10 == pytest.approx(share, abs=5 * (share / 200_000) ** 0.5)


def test_counts_beyond_64_bits_are_exact_where_numbers_are_whole():
    worth = np.array([[0, 1], [1, 0]])
    tables = random_additive(np.random.default_rng(0), issues=80, options=2, parties=2)
    tables = type(tables)((worth,) * 80, (), tables.bonus)
    count = zone_count(tables, np.array([40, 40]), limit=1_000_000)
    assert count.exact
    assert count.size == 107507208733336176461620  # 80 over 40


def test_without_walk_aways_everything_counts():
    tables = random_additive(np.random.default_rng(0), issues=50, options=10, parties=3)
    assert zone_count(tables, np.full(3, NO_FLOOR), limit=1000).size == 10**50
