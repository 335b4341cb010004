"""What is to come: a line and its scatter."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.strategies.outlook import WINDOW, outlook


@given(st.floats(0, 1), st.floats(0, 0.05), st.integers(4, 20), st.floats(0, 20))
def test_who_goes_up_evenly_goes_on(start, slope, many, left):
    found = outlook([start + slope * place for place in range(many)], left)
    assert found.last == pytest.approx(start + slope * (many - 1 + left))
    assert found.best == pytest.approx(found.last, abs=1e-6)


@given(st.lists(st.floats(0, 1), min_size=4, max_size=30), st.floats(1, 50))
def test_the_best_of_many_lies_above_the_line(worths, left):
    found = outlook(worths, left)
    recent = np.array(worths[-WINDOW:])
    line = np.polynomial.Polynomial.fit(range(len(recent)), recent, 1)
    rest = recent - line(np.arange(len(recent)))
    above = sqrt((rest @ rest) / (len(recent) - 2)) * sqrt(2 * log(left))
    assert found.last >= recent.min()
    assert found.best - found.last == pytest.approx(above, abs=1e-6)


def test_of_few_offers_the_last_and_the_best_are_all_there_is():
    assert (outlook([0.4, 0.1], 9.0).last, outlook([0.4, 0.1], 9.0).best) == (0.1, 0.4)
