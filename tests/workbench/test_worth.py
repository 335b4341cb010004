"""What a sheet says, in the eyes of its owner."""

from __future__ import annotations

import numpy as np
import pytest
from sitting import HARBOUR, package

from mediant.workbench.drawn import drawn_of
from mediant.workbench.sheets import Fill, Sheet
from mediant.workbench.worth import Explained, explained, worth

EXACT = {
    "weights": {"truce": 0.75, "fee": 0.25},
    "values": {"truce": {"none": 0, "40 days": 0.5, "permanent": 1}, "fee": "less"},
    "walk_away": 0.4,
    "never": [{"truce": "none", "fee": 10}],
}


def drawn(preferences):
    return drawn_of(HARBOUR, "north", preferences, np.random.default_rng(0))


def test_of_known_numbers_every_percent_is_known():
    best, middle, worst = worth(drawn(EXACT), [package("permanent", 0), package("40 days", 5), package("none", 10)])
    assert (best.mean, best.low, best.high, best.chance) == pytest.approx((100, 100, 100, 1))
    assert (middle.mean, middle.walk_away, middle.chance) == pytest.approx((50, 40, 1))
    assert (worst.mean, worst.forbidden, worst.chance) == (0, True, 0)


def test_without_a_walk_away_only_red_lines_count():
    none = {key: value for key, value in EXACT.items() if key != "walk_away"}
    poor, forbidden = worth(drawn(none), [package("none", 5), package("none", 10)])
    assert (poor.walk_away, poor.chance, forbidden.chance) == (None, 1, 0)
    assert explained(drawn(none), Sheet()).walk_away is None


def test_what_is_not_known_is_wide():
    (one,) = worth(drawn({"weights": ["truce", "fee"], "values": {"fee": "less"}, "walk_away": "unknown"}), [package()])
    assert one.low < one.mean < one.high
    assert 0 < one.chance < 1


def test_importance_is_what_is_at_stake():
    said = explained(drawn(EXACT), Sheet().with_answer(Fill("walk_away"), 0.4))
    assert said == Explained(
        importance={"truce": pytest.approx(0.75), "fee": pytest.approx(0.25)},
        steps=said.steps,
        walk_away=(pytest.approx(40), pytest.approx(40)),
        open=("weights", "values.truce", "values.fee", "never"),
    )
    (step,) = said.steps
    assert (step.more, step.less, step.share, step.times) == ("truce", "fee", 1, pytest.approx(3))
    assert step.sure
    assert step.close


def test_of_an_order_no_number_of_times_is_said():
    orders = {"weights": ["truce", "fee"], "values": {"truce": ["permanent", "40 days", "none"], "fee": "less"}}
    sheet = Sheet().with_answer(Fill("weights"), orders["weights"]).with_answer(Fill("values.fee"), "less")
    unknown = drawn({"weights": orders["weights"], "values": {"fee": "less"}, "walk_away": "unknown"})
    assert explained(unknown, sheet).steps == ()  # nothing of the options of one: its place in the order stands alone
    known = drawn({**orders, "walk_away": "unknown"})
    (step,) = explained(known, sheet.with_answer(Fill("values.truce"), orders["values"]["truce"])).steps
    assert (step.more, step.less, step.sure, step.close) == ("truce", "fee", True, False)


def test_what_the_sheet_does_not_decide_is_not_sure():
    (step,) = explained(drawn({"weights": "unknown", "walk_away": "unknown"}), Sheet()).steps
    assert 0.3 < step.share < 0.9
    assert not step.sure
