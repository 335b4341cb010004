"""Counting true flags by words, and ranking."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.analysis.chances import count_true, matching, outcomes_at, ranked


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 5), st.integers(0, 5000), st.sampled_from([0.0, 0.3, 1.0]))
def test_words_count_as_booleans_do(seed, rows, width, share):
    flags = np.random.default_rng(seed).random((rows, width)) < share
    assert np.array_equal(count_true(flags), flags.sum(axis=1))


def test_ranked_by_chance_then_gain_then_order():
    chances = np.array([[0.5, 0.4], [0.4, 0.5], [1.0, 1.0], [0.5, 0.4]])
    assert ranked(chances, np.array([0.0, 1.0, -5.0, 1.0])).tolist() == [2, 1, 3, 0]


def test_the_first_issue_varies_slowest():
    assert outcomes_at(np.arange(6), (2, 3)).tolist() == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]
    assert matching({1: np.array([False, True, False])}, (2, 3)).tolist() == [False, True, False] * 2
