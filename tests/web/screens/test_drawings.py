"""Small drawings: where things stand in them is what the numbers say."""

from __future__ import annotations

import pytest

from mediant.analysis.results import Chance, Prospect, Spread
from mediant.web.screens.drawings import lines_of, spots_of


def point(a, b, wide=0.0, chance=1.0):
    spreads = {name: Spread(mean=mean, p5=mean - wide, p95=mean + wide) for name, mean in (("a", a), ("b", b))}
    return Prospect(outcome={}, acceptable={"all": Chance(p=chance, se=0)}, efficient=Chance(p=1, se=0), gains=spreads)


def test_more_is_to_the_right_and_higher():
    drawn = spots_of([point(0, 0), point(1, 2, chance=0.2), point(-1, 1)], "a", "b")
    zero, up, left = drawn.spots
    assert (zero.x, zero.y) == (drawn.zero_x, drawn.zero_y)
    assert up.x > zero.x > left.x
    assert up.y < left.y < zero.y
    assert (zero.kind, up.kind) == ("all", "some")
    assert all(0 <= spot.x <= 100 and 0 <= spot.y <= 100 for spot in drawn.spots)


def test_strands_and_their_bands():
    drawn = lines_of([point(1, 0, 0.5), point(0, 1)], ["a", "b"])
    assert [party for party, _, _ in drawn.axes] == ["a", "b"]
    first, second = drawn.strands
    assert first.places[0][1] < second.places[0][1]
    high, low = first.bands[0]
    assert high < first.places[0][1] < low
    assert second.bands[0] == (second.places[0][1],) * 2 == (pytest.approx(drawn.axes[0][2]),) * 2


def test_nothing_to_draw():
    assert lines_of([], ["a", "b"]).strands == ()
    assert spots_of([], "a", "b").spots == ()
