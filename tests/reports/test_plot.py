"""The plot in characters: as wide as told, every spot in it, better to the right and up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediant.reports.charts import Axis, Spot, axis
from mediant.reports.plot import text_plot

SCALE = Axis("x", 0.0, 1.0)
places = st.tuples(st.floats(0, 1), st.floats(0, 1))


def test_letters_at_one_place_stand_side_by_side():
    lines = text_plot(SCALE, SCALE, [], [Spot("circle", "N", (0.5, 0.5)), Spot("square", "K", (0.5, 0.5))], 70)
    assert any("NK" in line for line in lines)


def inside(lines: list[str]) -> list[str]:
    """What stands to the right of the frame, from top to bottom."""
    return [line.split("┤" if "┤" in line else "│", 1)[1] for line in lines if "┤" in line or "│" in line]


def test_no_letter_is_lost_at_the_edge():
    spots = [Spot("circle", letter, (1.0, 1.0)) for letter in "NKEU"]
    top = inside(text_plot(SCALE, SCALE, [], spots, 40))[0]
    assert sorted(top.strip()) == sorted("NKEU")


@given(st.lists(places, max_size=20), st.lists(places, max_size=4), st.integers(40, 200))
def test_every_spot_is_in_it_and_no_line_is_too_long(cloud, at, width):
    spots = [Spot("circle", letter, place) for letter, place in zip("NKEU", at, strict=False)]
    lines = text_plot(SCALE, SCALE, cloud, spots, width)
    assert max(map(len, lines)) <= width
    drawn = "".join(inside(lines))
    assert sorted(c for c in drawn if c.isalnum()) == sorted(spot.label for spot in spots)


@given(places, places)
def test_better_is_never_to_the_left_or_below(a, b):
    grid = inside(text_plot(SCALE, SCALE, [], [Spot("circle", "A", a), Spot("circle", "B", b)], 70))
    found = {letter: (k, line.index(letter)) for k, line in enumerate(grid) for letter in "AB" if letter in line}
    if a[1] > b[1]:
        assert found["A"][0] <= found["B"][0]
    if a[0] > b[0] and found["A"][0] != found["B"][0]:
        assert found["A"][1] >= found["B"][1]


def test_dots_walk_aways_and_names_are_drawn():
    lines = text_plot(axis("North", [0, 1], 0.5), axis("South", [0, 1], 0.25), [(0.0, 0.0), (1.0, 1.0)], [], 70)
    grid = inside(lines)
    dots = [(k, j) for k, line in enumerate(grid) for j, c in enumerate(line) if 0x2800 < ord(c) < 0x2900]
    assert len(dots) == 2
    assert dots[0][0] < dots[1][0]
    assert dots[0][1] > dots[1][1], "the better one stands higher and further right"
    assert sum("┊" in line or "┼" in line for line in grid) == len(grid)
    assert sum("┄" in line for line in grid) == 1
    assert "South" in lines[0]
    assert lines[-1].strip() == "North →"
