"""Parallel axes and the matrix of pairs: every party, every pair and every spot, where its numbers say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediant.reports.charts import Spot, axis
from mediant.reports.panels import matrix, parallel


def test_parallel_axes_run_from_low_at_the_bottom_to_high_at_the_top():
    axes = [axis(name, [0.0, 1.0], 0.5, margin=0.0) for name in "abc"]
    lanes = parallel(axes, [(0.0, 1.0, 0.0)], [Spot("circle", "N", (1.0, 1.0, 1.0))])
    top, bottom = lanes.box.top, lanes.box.bottom
    assert lanes.lines == f"M60 {bottom:g}L178 {top:g}L296 {bottom:g}"
    assert [pole.walk_away for pole in lanes.poles] == [(top + bottom) / 2] * 3
    assert [label.text for label in lanes.labels] == ["N"]
    assert parallel([axis("a", [0.00012, 0.98], margin=0.0)] * 3, [], []).poles[0].low == "0"


def test_the_matrix_has_every_pair_once():
    axes = [axis(name, [0.0, 1.0]) for name in "abcd"]
    grid = matrix(axes, [(0.0, 0.1, 0.2, 0.3)], [])
    pairs = [(panel.plot.x.name, panel.plot.y.name) for panel in grid.panels]
    assert sorted(pairs) == [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")]
    assert [label.text for label in grid.rows] == ["b", "c", "d"]
    assert [label.text for label in grid.columns] == ["a", "b", "c"]


@given(st.integers(3, 5).flatmap(lambda n: st.lists(st.tuples(*[st.floats(0, 1)] * n), min_size=1, max_size=6)))
def test_a_higher_number_never_stands_lower(points):
    axes = [axis(str(k), [0.0, 1.0]) for k in range(len(points[0]))]
    lanes = parallel(axes, points, [Spot("circle", str(k), point) for k, point in enumerate(points)])
    for k, pole in enumerate(lanes.poles):
        levels = [_places(trace.path)[k] for trace in lanes.traces]
        assert {x for x, _ in levels} == {pole.x}
        assert all(lanes.box.top <= y <= lanes.box.bottom for _, y in levels)
        ranked = sorted(zip((point[k] for point in points), levels, strict=True), key=lambda pair: pair[0])
        heights = [y for _, (_, y) in ranked]
        assert heights == sorted(heights, reverse=True)


def _places(path: str) -> list[tuple[float, float]]:
    return [tuple(map(float, place.split())) for place in path[1:].split("L")]


def test_lines_that_coincide_are_drawn_once():
    axes = [axis(name, [0.0, 1.0]) for name in "abc"]
    assert parallel(axes, [(0.1, 0.2, 0.3)] * 9, []).lines.count("M") == 1


def test_a_panel_shows_the_column_across_and_the_row_upwards():
    axes = [axis(name, [0.0, 1.0], margin=0.0) for name in "abc"]
    last = matrix(axes, [(0.5, 0.0, 1.0)], [Spot("cross", "K", (0.5, 0.0, 1.0))]).panels[-1]
    box = last.plot.box
    assert (last.plot.x.name, last.plot.y.name) == ("b", "c")
    assert last.plot.dots == f"M{box.left:g} {box.top:g}h0"
    assert [label.text for label in last.plot.labels] == ["K"]
