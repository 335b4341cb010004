"""The dance drawn: every marker inside, where its number says, and the same maker alike everywhere."""

from __future__ import annotations

import re

import pytest
from talked import shuttled, three

from mediant.reports.dances import (
    LOWEST,
    MOST_DRAWN,
    PANEL,
    WIDE,
    keys_of,
    least_panel,
    makers_of,
    marker,
    panels,
    party_makers,
)
from mediant.talks.dance import puts_of

START = re.compile(r"M(-?[\d.]+) (-?[\d.]+)")


def drawn(play):
    case, talked = play()
    puts = puts_of(talked.record.entries, talked.standings)
    return case, puts, makers_of(case, puts)


@pytest.mark.parametrize("play", [shuttled, three, lambda: three(80)])
def test_one_panel_for_each_party_with_all_that_was_put_forward(play):
    case, puts, makers = drawn(play)
    shown = panels(case, puts, makers)
    assert len(shown) == len(case.parties)
    for panel, party in zip(shown, case.parties, strict=True):
        assert party.name in panel.title
        assert sum(len(track.shapes) for track in panel.tracks) == min(len(puts), MOST_DRAWN)
        assert [track.colour for track in panel.tracks] == [maker.colour for maker in makers]
        for track in panel.tracks:
            for shape in track.shapes:
                x, y = map(float, START.match(shape.path).groups())
                assert PANEL.left - 8 <= x <= PANEL.right + 8
                assert PANEL.top - 8 <= y <= PANEL.bottom + 8


def test_better_is_higher_and_the_walk_away_is_at_nothing_gained():
    case, puts, makers = drawn(three)
    panel = panels(case, puts, makers)[0]
    own = [put for put in puts if put.speaker == case.parties[0].id]
    heights = [float(START.match(shape.path)[2]) for shape in panel.tracks[0].shapes]
    for put, height in zip(own, heights, strict=True):
        share = max(put.shares[case.parties[0].id], LOWEST)
        (zero,) = (tick.at for tick in panel.y_ticks if tick.text == "0%")
        assert zero == panel.walk_away
        assert (share > 0) == (height < zero) or share == 0
    ranked = sorted(zip((put.shares[case.parties[0].id] for put in own), heights, strict=True))
    assert [height for _, height in ranked] == sorted(heights, reverse=True)


def test_makers_differ_in_shape_and_colour():
    case, _, makers = drawn(three)
    assert len({(maker.shape, maker.colour) for maker in makers}) == len(makers) == 3
    assert len({marker(maker.shape, 0, 0) for maker in makers}) == 3
    assert [key.text for key, _ in keys_of(makers)] == [f"{party.name}: offers" for party in case.parties]


def test_the_least_satisfied_is_marked_once_for_every_outcome():
    case, puts, _ = drawn(shuttled)
    panel = least_panel(puts, party_makers(case))
    assert sum(len(track.shapes) for track in panel.tracks) == min(len(puts), MOST_DRAWN)
    assert panel.box == WIDE


def test_the_description_says_where_each_begins_and_ends():
    case, puts, makers = drawn(shuttled)
    assert panels(case, puts, makers)[0].description.startswith("Hamas: offers from 100% at first to ")


def test_one_offer_alone_is_drawn():
    case, puts, makers = drawn(three)
    (panel, *_) = panels(case, puts[:1], makers)
    assert [len(track.shapes) for track in panel.tracks] == [1]
    assert [tick.text for tick in panel.x_ticks] == ["1"]
