"""The best outcomes in order, and none forgotten."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_spaces import allowed, spaces

from mediant.analysis import ranks
from mediant.analysis.extremes import TooTied
from mediant.analysis.ranks import best
from mediant.analysis.tables import Box, Tables


@given(spaces(), st.integers(1, 100))
def test_best_first_and_equal_ones_in_the_order_of_the_file(tables, count):
    known = allowed(tables)
    found = best(tables, count)
    expected = sorted(known, key=lambda outcome: (-known[outcome], outcome))[:count]
    assert [tuple(row) for row in found.choices.tolist()] == expected
    assert found.utilities.tolist() == [known[outcome] for outcome in expected]


def test_too_many_futures_are_refused(monkeypatch):
    """Each option of the first issue is tied to one of the last: no two of them have the same future."""
    monkeypatch.setattr(ranks, "MOST_ROWS", 4)
    boxes = tuple(Box({0: np.arange(5) == k, 1: np.arange(5) == k}) for k in range(5))
    tables = Tables((np.zeros((5, 1), np.int64),) * 2, boxes, np.ones((5, 1), np.int64))
    with pytest.raises(TooTied):
        best(tables, 1)
