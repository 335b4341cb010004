from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mediant.analysis import pareto
from mediant.analysis.pareto import covered, efficient_rows, efficient_rows_by_group

tables = st.tuples(st.integers(0, 40), st.integers(1, 7)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(-3, 5))
)


def plainly_efficient(table):
    kept = []
    for i, row in enumerate(table):
        at_least = (table >= row).all(axis=1)
        dominated = (at_least & (table > row).any(axis=1)).any()
        if not dominated and not (table[:i] == row).all(axis=1).any():
            kept.append(i)
    return kept


@pytest.fixture(params=["as shipped", "divided to the last row"])
def divided(request, monkeypatch):
    if request.param != "as shipped":
        monkeypatch.setattr(pareto, "_BRUTE", 4)
        monkeypatch.setattr(pareto, "_BLOCK", 2)
        monkeypatch.setattr(pareto, "_CHAMPIONS", 2)


@given(tables)
def test_no_row_kept_is_dominated_and_every_row_left_out_is(table):
    kept = efficient_rows(table)
    for row in kept:
        assert not ((table >= table[row]).all(axis=1) & (table > table[row]).any(axis=1)).any()
    for row in set(range(len(table))) - set(kept.tolist()):
        assert (table[kept] >= table[row]).all(axis=1).any()


@pytest.mark.usefixtures("divided")
@pytest.mark.parametrize("n_parties", range(1, 8))
def test_agrees_with_the_plain_twin(n_parties):
    rng = np.random.default_rng(n_parties)
    for _ in range(150):
        table = rng.integers(-3, rng.integers(-2, 12), (rng.integers(0, 60), n_parties))
        assert efficient_rows(table).tolist() == plainly_efficient(table)


@pytest.mark.parametrize("n_parties", [2, 3, 4, 5])
def test_large_tables_agree_with_the_plain_twin(n_parties):
    table = np.random.default_rng(0).integers(0, 60, (2500, n_parties))
    assert efficient_rows(table).tolist() == plainly_efficient(table)


@given(tables, st.integers(-5, 5))
def test_ignores_each_columns_zero_and_unit(table, shift):
    assert efficient_rows(table * 3 + shift).tolist() == efficient_rows(table).tolist()


@given(tables, st.randoms(use_true_random=False))
def test_ignores_the_order_of_parties(table, random):
    columns = list(range(table.shape[1]))
    random.shuffle(columns)
    assert efficient_rows(table[:, columns]).tolist() == efficient_rows(table).tolist()


@pytest.mark.usefixtures("divided")
@pytest.mark.parametrize("n_parties", [1, 2, 3, 4])
def test_groups_never_dominate_each_other(n_parties):
    rng = np.random.default_rng(n_parties)
    for _ in range(100):
        table = rng.integers(-3, 6, (rng.integers(0, 50), n_parties))
        groups = rng.integers(0, 4, len(table))
        alone = [np.flatnonzero(groups == g)[efficient_rows(table[groups == g])] for g in range(4)]
        assert efficient_rows_by_group(groups, table).tolist() == sorted(np.concatenate(alone).tolist())


@pytest.mark.usefixtures("divided")
@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5])
def test_covered_is_what_it_says(columns):
    rng = np.random.default_rng(columns)
    for _ in range(100):
        above, below = (rng.integers(0, rng.integers(1, 9), (rng.integers(0, 40), columns)) for _ in range(2))
        plain = [(above >= row).all(axis=1).any() for row in below]
        assert covered(above, below).tolist() == plain
