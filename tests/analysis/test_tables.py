from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.analysis.tables import Box, Tables, Ties, in_units, matches, scale_of

NONE = np.full(2, np.nan)


def test_human_decimals_add_up_exactly():
    worth = [np.array([[0.1, 0.1]]), np.array([[0.2, 0.7]])]
    scale = scale_of(worth, np.zeros((0, 2)), NONE)
    tables = in_units(worth, np.zeros((0, 2)), scale, Ties())
    total = tables.utilities(np.array([[0, 0]]))
    assert total.tolist() == [[300_000_000_000, 800_000_000_000]]
    assert scale.from_units(total).tolist() == [[0.3, 0.8]]  # and not 0.30000000000000004


@given(st.floats(1e-9, 1e14))
def test_units_stay_within_what_floats_hold_exactly(size):
    worth = [np.array([[size, 1.0]]), np.array([[size, -1.0]])]
    scale = scale_of(worth, np.zeros((0, 2)), NONE)
    assert 1 <= scale.per_one[0] <= 10**12
    assert abs(scale.to_units(2 * np.array([size, 1.0]))).max() <= 2**53
    assert scale.from_units(scale.to_units(np.array([size, 1.0]))) == pytest.approx([size, 1.0], rel=1e-9, abs=1e-3)


def test_the_tolerance_is_one_billionth_while_units_are_that_fine():
    assert scale_of([np.ones((1, 2))], np.zeros((0, 2)), NONE).tolerance.tolist() == [1000, 1000]
    assert scale_of([np.full((1, 2), 1e9)], np.zeros((0, 2)), NONE).tolerance.tolist() == [1, 1]


def test_boxes_add_and_forbid():
    box = Box({0: np.array([True, False]), 1: np.array([False, True])})
    tables = Tables((np.array([[1], [2]]), np.array([[10], [20]])), (box,), np.array([[100]]), (box,))
    choices = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    assert tables.utilities(choices)[:, 0].tolist() == [11, 121, 12, 22]
    assert matches(box, choices).tolist() == tables.forbidden(choices).tolist() == [False, True, False, False]
    assert not tables.without_red_lines().forbidden(choices).any()
    assert tables.of_party(0, sign=-1).utilities(choices)[:, 0].tolist() == [-11, -121, -12, -22]
    assert tables.size == 4


def test_the_unit_follows_the_largest_number_of_each_table():
    small_then_large = [np.array([[1e-3, 1.0], [1e9, 1.0]]), np.array([[1.0, 1.0], [2.0, 1.0]])]
    assert scale_of(small_then_large, np.zeros((0, 2)), NONE).per_one.tolist() == [10**6, 10**12]
    assert scale_of([np.ones((1, 2))], np.array([[1e9, 0.0]]), NONE).per_one[0] == 10**6
    assert scale_of([np.ones((1, 2))], np.zeros((0, 2)), np.array([1e9, np.nan])).per_one.tolist() == [10**6, 10**12]
