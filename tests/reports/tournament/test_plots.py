"""Coordinates of the drawings."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.reports.tournament.plots import LEAST_BETWEEN, concessions, whiskers
from mediant.tournaments.scores import MEASURES, Mean, Standing

NUMBERS = st.floats(-2, 2).map(lambda x: round(x, 3))


@st.composite
def standings(draw):
    found = []
    for k in range(draw(st.integers(1, 12))):
        low, mean, high = sorted(draw(st.lists(NUMBERS, min_size=3, max_size=3)))
        ends = (low, high) if draw(st.booleans()) else (None, None)
        known = Mean(mean, *ends) if draw(st.booleans()) else None
        offered = draw(st.lists(st.none() | NUMBERS, min_size=10, max_size=10).map(tuple))
        found.append(Standing(
            name=f"s{k}", rank=(1, 1), seats=1, failed=0, means=dict.fromkeys(MEASURES, known), offered=offered,
        ))  # fmt: skip
    return found


@given(given=standings(), shares=st.booleans())
def test_more_is_further_right_and_nothing_leaves_the_box(given, shares):
    plot = whiskers(given, "score", shares=shares)
    known = [one for one in given if one.means["score"]]
    if not known:
        assert plot is None
        return
    assert [row.name for row in plot.rows] == [one.name for one in known]
    for row, one in zip(plot.rows, known, strict=True):
        mean = one.means["score"]
        assert plot.box.left <= row.x <= plot.box.right
        assert plot.box.top < row.y < plot.box.bottom
        assert bool(row.path) == (mean.low is not None)
        if row.path:
            low, high = map(float, re.fullmatch(r"M([\d.]+) [\d.]+H([\d.]+)", row.path).groups())
            assert low <= row.x <= high
    order = sorted(zip(known, plot.rows, strict=True), key=lambda pair: pair[0].means["score"].mean)
    places = [row.x for _, row in order]
    assert places == sorted(places)


@given(given=standings())
def test_lines_stay_in_the_box_and_their_names_apart(given):
    plot = concessions(given)
    some = [one for one in given if any(worth is not None for worth in one.offered)][:8]
    if not some:
        assert plot is None
        return
    assert [trace.name for trace in plot.traces] == [one.name for one in some]
    for trace, one in zip(plot.traces, some, strict=True):
        points = [tuple(map(float, point.split())) for point in trace.path[1:].split("L")]
        assert len(points) == sum(worth is not None for worth in one.offered)
        assert all(plot.box.left < x < plot.box.right and plot.box.top <= y <= plot.box.bottom for x, y in points)
    levels = sorted(trace.label for trace in plot.traces)
    assert all(below - above >= LEAST_BETWEEN - 0.11 for above, below in pairwise(levels))


def test_a_point_stands_in_the_middle_of_its_tenth():
    one = Standing(name="a", rank=(1, 1), seats=1, failed=0, means={}, offered=(1.0, None, 0.0, *(None,) * 7))
    plot = concessions([one])
    (x0, y0), (x2, y2) = (map(float, point.split()) for point in plot.traces[0].path[1:].split("L"))
    assert x0 == pytest.approx(plot.box.left + plot.box.width * 0.05, abs=0.1)
    assert x2 == pytest.approx(plot.box.left + plot.box.width * 0.25, abs=0.1)
    assert y0 < y2
