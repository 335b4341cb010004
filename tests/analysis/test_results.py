"""What an analysis answers is a value: it cannot change, and it survives the way to another process."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from mediant.analysis.results import Analysis, Chance, Frontier, Point, Solution, Uncertainty, Zone

POINT = Point(outcome={"truce": "40 days"}, utilities={"north": 0.5})
ANALYSIS = Analysis(
    case="Harbour",
    exact=True,
    parties=("north",),
    issues=("truce",),
    outcomes=1,
    zone=Zone(size=1, exact=True, low=1, high=1),
    frontier=Frontier(points=(POINT,), exact=True),
    solutions={"nash": Solution(outcome=POINT.outcome, utilities=POINT.utilities, gains={"north": 0.5})},
)


def test_an_answer_is_exact_unless_it_says_otherwise():
    assert ANALYSIS.frontier.error is None
    assert ANALYSIS.solutions["nash"].error is None
    assert ANALYSIS.zone.nearest_miss is None
    assert ANALYSIS.uncertainty is None


def test_nothing_is_left_unexamined_unless_it_is_said():
    assert Uncertainty(draws=1, seed=0, outcomes=(), matters_most=()).note == ""


def test_an_answer_does_not_change():
    with pytest.raises(FrozenInstanceError):
        ANALYSIS.outcomes = 2
    with pytest.raises(TypeError, match="positional"):
        Chance(0.5, 0.1)


def test_an_answer_comes_back_from_a_worker():
    assert pickle.loads(pickle.dumps(ANALYSIS)) == ANALYSIS
