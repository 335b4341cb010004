"""The greatest score at or above a level, from two halves."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from small_spaces import PER_ONE, allowed, outcomes, spaces

from mediant.analysis.extremes import TooTied
from mediant.analysis.halving import halves
from mediant.analysis.leanings import EFFICIENT, most_liked
from mediant.analysis.tables import Tables

heights = st.integers(-14, 14).map(lambda number: number * PER_ONE // 2)


@st.composite
def two_columns(draw, **sizes):
    """A party's tables with a second column, and the score of each outcome that is allowed."""
    own = draw(spaces(**sizes))
    scores = [np.array(draw(st.lists(st.integers(-3, 3), min_size=len(w), max_size=len(w)))) for w in own.worth]
    worth = tuple(np.column_stack([w, score]) for w, score in zip(own.worth, scores, strict=True))
    both = Tables(worth, own.boxes, np.column_stack([own.bonus, np.zeros_like(own.bonus)]), own.red_lines)
    rows = outcomes(own)
    every = {tuple(row): int(score) for row, score in zip(rows.tolist(), both.utilities(rows)[:, 1], strict=True)}
    return both, allowed(own), every


@settings(max_examples=40, deadline=None)
@given(two_columns(), heights)
def test_it_is_the_most_liked_then_the_best_then_the_first(space, height):
    tables, known, scores = space
    level = min(height, max(known.values()))
    found = halves(tables, EFFICIENT)
    good = [outcome for outcome in known if known[outcome] >= level]
    assert found.whole
    assert most_liked(found, level) == max(good, key=lambda outcome: (scores[outcome], known[outcome]))


@settings(max_examples=40, deadline=None)
@given(two_columns(most_issues=6), heights, st.integers(1, 9), st.integers(1, 9))
def test_where_halves_are_thinned_no_score_is_missed_by_more_than_the_slack(space, height, largest, thinned):
    tables, known, scores = space
    try:
        found = halves(tables, EFFICIENT, largest=largest, thinned=thinned)
    except TooTied:
        return
    level = min(height, max(known.values()))
    reached = most_liked(found, level)
    assert known[reached] >= level
    best = max(scores[outcome] for outcome in known if known[outcome] >= level)
    assert best - scores[reached] <= found.slack
    assert found.slack == 0 or not found.whole
