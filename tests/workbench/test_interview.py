"""One look at a sheet."""

from __future__ import annotations

import pickle

from sitting import HARBOUR, package

from mediant.workbench.interview import interview, package_worth
from mediant.workbench.sheets import Choose, Fill, LiveWith, Sheet

ORDERS = (
    Sheet()
    .with_answer(Fill("weights"), ["truce", "fee"])
    .with_answer(Fill("values.truce"), ["permanent", "40 days", "none"])
    .with_answer(Fill("values.fee"), "less")
)


def test_an_empty_sheet_says_nothing_yet():
    found = interview(HARBOUR, "north", Sheet())
    assert (found.next.asked, found.conflict, found.stated, found.explained) == (Fill("weights"), None, None, None)


def test_what_would_be_handed_in_and_what_it_says():
    found = interview(HARBOUR, "north", ORDERS)
    assert found.stated == ORDERS.preferences
    assert list(found.explained.importance) == ["truce", "fee"]
    assert interview(HARBOUR, "north", ORDERS) == found
    assert pickle.loads(pickle.dumps(found)) == found


def test_while_something_cannot_hold_nothing_is_explained():
    pair = Choose(package("none"), package("permanent"))
    found = interview(HARBOUR, "north", ORDERS.with_answer(pair, "this"))
    assert pair in found.conflict.asked
    assert (found.stated, found.explained) == (None, None)
    assert package_worth(HARBOUR, "north", ORDERS.with_answer(pair, "this"), package()) is None


def test_the_worth_of_a_package():
    best = package_worth(HARBOUR, "north", ORDERS, package("permanent", 0))
    assert best.mean == 100
    assert package_worth(HARBOUR, "north", ORDERS.with_answer(LiveWith(package()), answer=True), package()).chance == 1
    assert package_worth(HARBOUR, "north", ORDERS, {"truce": "none", "fee": 7}) is None
