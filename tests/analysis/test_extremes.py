"""Least and greatest utility without listing outcomes, against listing them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.analysis.extremes import TooTied, greatest, least


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.lists(st.integers(1, 4), min_size=1, max_size=5), st.integers(0, 5))
def test_a_plain_twin_agrees(seed, sizes, terms):
    rng = np.random.default_rng(seed)
    tables = [rng.normal(size=(3, size)) for size in sizes]
    adds = rng.normal(size=(3, terms))
    when = [
        {int(i): rng.random(sizes[i]) < 0.5 for i in rng.permutation(len(sizes))[: rng.integers(0, len(sizes) + 1)]}
        for _ in range(terms)
    ]
    every = np.array(
        [
            sum(table[:, k] for table, k in zip(tables, x, strict=True))
            + sum(adds[:, t] for t, mask in enumerate(when) if all(mask[i][x[i]] for i in mask))
            for x in product(*map(range, sizes))
        ]
    )
    assert np.allclose(greatest(tables, adds, when), every.max(axis=0))
    assert np.allclose(least(tables, adds, when), every.min(axis=0))


def test_what_is_too_tied_is_refused():
    tables = [np.zeros((2, 2)) for _ in range(30)]
    with pytest.raises(TooTied):
        greatest(tables, np.ones((2, 1)), [{issue: np.array([True, False]) for issue in range(30)}])
