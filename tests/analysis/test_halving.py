"""Two halves hold every outcome, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from small_spaces import allowed, spaces

from mediant.analysis import halving
from mediant.analysis.extremes import TooTied
from mediant.analysis.halving import Pruning, halves
from mediant.analysis.levels import SUMS
from mediant.analysis.tables import Box, Tables

EVERYTHING = Pruning(lambda groups, _: np.arange(len(groups)), lambda groups, *_: (np.arange(len(groups)), 0))


@settings(max_examples=40, deadline=None)
@given(spaces())
def test_the_pairs_make_each_allowed_outcome_once_with_its_utility(tables):
    found = halves(tables, EVERYTHING)
    made = {}
    for (left, right), add in zip(found.pairs.tolist(), found.adds.tolist(), strict=True):
        for one in range(*found.left.group(left).indices(1 << 60)):
            for other in range(*found.right.group(right).indices(1 << 60)):
                outcome = found.first(np.array([one]), np.array([other]))
                assert outcome not in made
                made[outcome] = int(found.left.utilities[one, 0] + found.right.utilities[other, 0]) + add
    assert made == allowed(tables)
    assert found.most.tolist() == sorted(found.most.tolist(), reverse=True)
    assert found.most[0] == max(made.values())


def tied():
    """Each option of the first issue is tied to one of the last: no two of them have the same future."""
    boxes = tuple(Box({0: np.arange(5) == k, 1: np.arange(5) == k}) for k in range(5))
    return Tables((np.zeros((5, 1), np.int64),) * 2, boxes, np.ones((5, 1), np.int64))


def test_too_many_futures_are_refused(monkeypatch):
    monkeypatch.setattr(halving, "MOST_MET", 4)
    with pytest.raises(TooTied):
        halves(tied(), SUMS, largest=5)


def test_what_is_not_looked_at_is_said(monkeypatch):
    monkeypatch.setattr(halving, "MOST_PAIRS", 4)
    found = halves(tied(), SUMS, largest=5)
    assert (found.complete, found.whole, len(found.pairs)) == (False, False, 4)
    assert found.most[0] == 1
