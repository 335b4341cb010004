"""Coordinates: what is drawn stands where its numbers say, and labels stay apart."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from mediant.reports.charts import Axis, Box, Spot, axis, labels, outline, scatter, thin, ticks

BOX = Box(50.0, 10.0, 400.0, 300.0)
numbers = st.floats(-1e9, 1e9)


@given(numbers, numbers)
@example(0.0, 5e-324)
@example(1e9, 1e9 + 1e-6)
def test_ticks_are_few_round_and_inside(a, b):
    scale = axis("x", [a, b])
    found = ticks(scale.low, scale.high)
    slack = 1e-6 * (scale.high - scale.low)
    assert 1 <= len(found) <= 11
    assert all(scale.low - slack <= tick <= scale.high + slack for tick in found)


@given(st.lists(numbers, max_size=30), st.none() | numbers)
def test_an_axis_holds_all_its_numbers(every, walk_away):
    scale = axis("x", every, walk_away)
    assert scale.low < scale.high
    for number in [*every, *([] if walk_away is None else [walk_away])]:
        assert 0 <= scale.part(number) <= 1


@given(st.integers(0, 5000), st.integers(10, 600), st.lists(st.integers(0, 4999), max_size=8))
def test_thinning_keeps_ends_and_favourites_and_no_more_than_asked(count, most, keep):
    keep = [k for k in keep if k < count]
    kept = thin(count, most, keep)
    assert len(kept) <= max(most, 0)
    assert list(kept) == sorted(set(kept))
    assert set(keep) <= set(kept)
    if count:
        assert {0, count - 1} <= set(kept)


def test_better_is_right_and_up_and_the_zone_is_above_both_walk_aways():
    plot = scatter(
        Axis("x", 0, 1, 0.25), Axis("y", 0, 2, 0.5), [(0.0, 0.0), (1.0, 2.0)], [Spot("cross", "A", (0.5, 1.0))], BOX
    )
    assert plot.dots == "M50 310h0M450 10h0"
    assert (plot.x_line, plot.y_line) == (150.0, 235.0)
    assert plot.zone == Box(150.0, 10.0, 300.0, 225.0)
    assert plot.shapes[0].path.startswith("M244.0 154.0")


def test_no_walk_away_no_zone():
    plot = scatter(Axis("x", 0, 1), Axis("y", 0, 1), [], [], BOX)
    assert plot.zone is None
    assert plot.x_line is None


def test_every_solution_has_a_shape_of_its_own():
    kinds = ("circle", "diamond", "square", "triangle", "cross")
    assert len({outline(kind, 10, 10) for kind in kinds}) == len(kinds)


@given(st.lists(st.tuples(st.floats(50, 450), st.floats(10, 310)), min_size=1, max_size=10))
def test_labels_never_lie_on_each_other_and_none_is_lost(places):
    found = labels([(str(k), x, y) for k, (x, y) in enumerate(places, 1)], BOX)
    said = [part for label in found for part in label.text.split(", ")]
    assert sorted(said, key=int) == [str(k) for k in range(1, len(places) + 1)]
    boxes = []
    for label in found:
        wide = 7.6 * len(label.text)
        left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
        boxes.append((left, label.y - 11, left + wide, label.y + 2))
    for k, a in enumerate(boxes):
        for b in boxes[:k]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
