"""The best outcomes in order, and none forgotten."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_spaces import allowed, spaces

from mediant.analysis import ranks
from mediant.analysis.extremes import TooTied
from mediant.analysis.ranks import best
from mediant.analysis.tables import Box, Tables


@settings(max_examples=40, deadline=None)
@given(spaces(), st.integers(1, 100))
def test_best_first_and_equal_ones_in_the_order_of_the_file(tables, count):
    known = allowed(tables)
    assert best(tables, count) == sorted(known, key=lambda outcome: (-known[outcome], outcome))[:count]


def test_nothing_is_left():
    line = Box({1: np.ones(2, dtype=bool)})
    worth = (np.zeros((2, 1), np.int64),) * 2
    assert best(Tables(worth, (), np.zeros((0, 1), np.int64), (line,)), 3) == []


def test_too_many_futures_are_refused(monkeypatch):
    """Each option of the first issue is tied to one of the last: no two of them have the same future."""
    monkeypatch.setattr(ranks, "MOST_CELLS", 100)
    boxes = tuple(Box({0: np.arange(5) == k, 1: np.arange(5) == k}) for k in range(5))
    tables = Tables((np.zeros((5, 1), np.int64),) * 2, boxes, np.ones((5, 1), np.int64))
    with pytest.raises(TooTied):
        best(tables, 1)
