"""Log-rolling: two moves of which each hurts somebody, and together nobody."""

from __future__ import annotations

import pytest
from sitting import HARBOUR, package

from mediant.workbench.drawn import with_preferences
from mediant.workbench.trades import trades_of

NORTH = {
    "weights": {"truce": 0.75, "fee": 0.25},
    "walk_away": 0.1,
    "values": {"truce": {"none": 0, "40 days": 0.5, "permanent": 1}, "fee": "less"},
}
SOUTH = {
    "weights": {"truce": 0.25, "fee": 0.75},
    "walk_away": 0.1,
    "values": {"truce": {"none": 1, "40 days": 0.5, "permanent": 0}, "fee": "more"},
}
EXACT = with_preferences(HARBOUR, {"north": NORTH, "south": SOUTH})


def test_each_gives_on_what_matters_less_to_it():
    found = trades_of(EXACT, package("40 days", 5))
    (best, *_) = found.pairs
    assert best.moved == package("permanent", 10)
    assert {party: change.mean for party, change in best.changes.items()} == pytest.approx(
        {"north": 0.25, "south": 0.25}
    )
    assert (best.gain, best.lose, best.share) == (("north", "south"), (), 1)


def test_if_one_side_gave_way_who_gains():
    moves = {tuple(one.moved.items()): one for one in trades_of(EXACT, package("40 days", 5)).moves}
    up = moves[(("fee", 10),)]
    assert (up.gain, up.lose) == (("south",), ("north",))
    assert up.changes["north"].mean == pytest.approx(-0.125)
    assert len(moves) == 4


def test_from_an_efficient_outcome_nothing_can_be_traded():
    assert trades_of(EXACT, package("permanent", 10)).pairs == ()


def test_moves_across_a_red_line_are_left_out():
    case = with_preferences(EXACT, {"north": {**NORTH, "never": [{"fee": 10}]}})
    found = trades_of(case, package("40 days", 5))
    assert all(one.moved.get("fee") != 10 for one in (*found.moves, *found.pairs))


def test_of_partial_cases_a_trade_has_a_share():
    case = with_preferences(HARBOUR, {
        "north": {"weights": ["truce", "fee"], "values": {"truce": ["permanent", "40 days", "none"], "fee": "less"}, "walk_away": "unknown"},
        "south": {"weights": ["fee", "truce"], "values": {"truce": ["none", "40 days", "permanent"], "fee": "more"}, "walk_away": "unknown"},
    })  # fmt: skip
    found = trades_of(case, package("none", 0), 200)
    assert found.pairs[0].moved == package("permanent", 10)
    assert all(0 < one.share <= 1 for one in found.pairs)
    assert trades_of(case, {"truce": "never", "fee": 0}, 200) is None


def test_where_nothing_fits_there_are_no_trades():
    pair = [{"this": package("none"), "to": package()}, {"this": package(), "to": package("none")}]
    assert trades_of(with_preferences(HARBOUR, {"north": {"prefers": pair}}), package()) is None
