from __future__ import annotations

import numpy as np
import pytest

from mediant.analysis import zone_grid
from mediant.analysis.zone_grid import grid_counts


@pytest.mark.parametrize("cells", [1, 16, 400, 10_000])
def test_bounds_hold_and_tighten(cells):
    rng = np.random.default_rng(4)
    for columns in (1, 2, 3):
        front = rng.integers(0, 50, (7, columns))
        free = [rng.integers(-20, 60, (4, columns)) for _ in range(4)]
        sums = front
        for table in free:
            sums = (sums[:, None] + table[None]).reshape(-1, columns)
        for share in (0.1, 0.5, 0.9):
            floor = np.quantile(sums, share, axis=0).astype(np.int64)
            true = int((sums >= floor).all(axis=1).sum())
            low, near, high = grid_counts(front, np.ones(7, dtype=np.int64), free, floor, cells=cells)
            assert low <= true <= high
            assert low <= near <= high or cells == 1
            if cells == 10_000 and columns == 1:
                assert low == true == high


def test_no_rows_count_as_nothing_and_no_columns_as_all():
    one = np.ones(1, dtype=np.int64)
    free = [np.zeros((3, 1), dtype=np.int64)]
    assert grid_counts(np.empty((0, 1), dtype=np.int64), one[:0], free, np.array([5])) == (0, 0, 0)
    empty = np.empty((1, 0), dtype=np.int64)
    assert grid_counts(empty, one, [np.empty((3, 0), dtype=np.int64)] * 2, np.empty(0, dtype=np.int64)) == (9, 9, 9)


def test_issues_of_a_hundred_thousand_options_stay_affordable_and_bounded(monkeypatch):
    monkeypatch.setattr(zone_grid, "WORK", 1_000_000)
    steps = np.arange(100_000)
    front, free = np.zeros((1, 1), dtype=np.int64), [steps[:, None], steps[:, None]]
    low, near, high = grid_counts(front, np.ones(1, dtype=np.int64), free, np.array([100_000]))
    true = 99_999 * 100_000 // 2
    assert low <= true <= high
    assert high - low < 0.02 * true
    assert low <= near <= high
