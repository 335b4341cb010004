from __future__ import annotations

import numpy as np
import pytest

from mediant.analysis.thinning import representatives


@pytest.mark.parametrize("n_parties", [1, 2, 3, 5])
def test_every_row_has_one_that_stands_for_it(n_parties):
    rng = np.random.default_rng(n_parties)
    for rows in (1, 5, 40):
        utilities = rng.integers(-1000, 1000, (200, n_parties))
        groups = rng.integers(0, 3, 200)
        kept, width = representatives(utilities, groups, rows)
        assert sorted(set(kept.tolist())) == kept.tolist()
        assert len(kept) <= max(rows, 3 * 2**n_parties)  # the coarsest grid has two cells a column
        for row, group in zip(utilities, groups, strict=True):
            same = utilities[kept][groups[kept] == group]
            assert (same + width > row).all(axis=1).any()


def test_more_rows_lose_less():
    utilities = np.random.default_rng(0).integers(0, 10**6, (3000, 3))
    utilities[:, 2] = 2 * 10**6 - utilities[:, :2].sum(axis=1)
    one = np.zeros(3000, dtype=np.intp)
    widths = [representatives(utilities, one, rows)[1].max() for rows in (10, 100, 1000)]
    assert widths[0] > widths[1] > widths[2] > 0
