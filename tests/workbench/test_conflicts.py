"""A conflict names answers of which any one can be taken back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sitting import HARBOUR, package

from mediant.workbench.conflicts import Conflict, conflict, leaves_something, settled
from mediant.workbench.drawn import with_preferences
from mediant.workbench.sheets import Choose, Fill, LiveWith, Sheet

BEST, MIDDLE, WORST = package("permanent", 0), package("40 days", 5), package("none", 10)
PACKAGES = st.builds(package, st.sampled_from(["none", "40 days", "permanent"]), st.sampled_from([0, 5, 10]))
PAIRS = st.builds(Choose, PACKAGES, PACKAGES).filter(lambda one: one.this != one.to)
JUDGED = st.tuples(st.builds(LiveWith, PACKAGES), st.booleans())
ANSWERS = st.lists(st.tuples(PAIRS, st.just("this")) | JUDGED, max_size=6)


def sheet_of(*answers):
    sheet = Sheet()
    for asked, answer in answers:
        sheet = sheet.with_answer(asked, answer)
    return sheet


@settings(max_examples=40, deadline=None)
@given(ANSWERS)
def test_what_is_named_cannot_hold_and_would_if_any_one_were_taken_back(answers):
    sheet = sheet_of((Fill("values.fee"), "less"), (Fill("values.truce"), ["permanent", "40 days", "none"]), *answers)
    found = conflict(HARBOUR, "north", sheet)
    if found is None:
        return
    alone = Sheet(tuple(one for one in sheet.answers if one[0] in found.asked))
    assert conflict(HARBOUR, "north", alone) is not None
    for asked in found.asked:
        assert conflict(HARBOUR, "north", alone.with_answer(asked, None)) is None


def test_going_round_in_a_circle():
    circle = [Choose(BEST, MIDDLE), Choose(MIDDLE, WORST), Choose(WORST, BEST)]
    other = Choose(package("permanent", 5), package("none", 5))
    sheet = sheet_of((other, "this"), *((one, "this") for one in circle))
    assert conflict(HARBOUR, "north", sheet) == Conflict(tuple(circle))


def test_red_lines_that_leave_nothing():
    sheet = sheet_of((Fill("never"), [{"truce": "none"}, {"truce": ["40 days", "permanent"]}]))
    assert conflict(HARBOUR, "north", sheet) == Conflict((Fill("never"),))


def test_a_walk_away_that_is_forbidden():
    sheet = sheet_of((Fill("walk_away"), {"as_good_as": WORST}), (Fill("never"), [{"fee": 10}]))
    assert conflict(HARBOUR, "north", sheet) == Conflict((Fill("walk_away"), Fill("never")))
    assert conflict(HARBOUR, "north", sheet.with_answer(Fill("never"), [{"fee": 5}])) is None


def test_a_package_one_could_live_with_behind_a_red_line():
    sheet = sheet_of((LiveWith(WORST), True), (Fill("never"), [{"fee": 5}, {"fee": 10, "truce": "none"}]))
    assert conflict(HARBOUR, "north", sheet) == Conflict((LiveWith(WORST), Fill("never")))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(["truce", "fee"]), st.integers(0, 2), min_size=1), max_size=6))
def test_whether_anything_is_left_is_what_looking_at_every_package_says(lines):
    options = {"truce": ["none", "40 days", "permanent"], "fee": [0, 5, 10]}
    never = [{issue: options[issue][k] for issue, k in line.items()} for line in lines]
    patterns = with_preferences(HARBOUR, {"north": {"never": never}}).known_of("north").never
    every = [package(*one) for one in product(*options.values())]
    left = [
        one for one in every if not any(all(one[issue] == option for issue, option in line.items()) for line in never)
    ]
    assert leaves_something(HARBOUR, patterns) == bool(left)


@pytest.mark.parametrize("sheet", [Sheet(), sheet_of((Fill("weights"), None), (LiveWith(BEST), None))])
def test_nothing_said_is_no_conflict(sheet):
    assert conflict(HARBOUR, "north", sheet) is None


def test_whoever_could_live_with_anything_has_no_walk_away():
    sheet = sheet_of(
        (Fill("values.fee"), "less"), (Fill("values.truce"), ["permanent", "40 days", "none"]), (LiveWith(WORST), True)
    )
    assert conflict(HARBOUR, "north", sheet) is None
    assert settled(HARBOUR, "north", sheet).keys() == {"weights", "values"}
    other = sheet.with_answer(LiveWith(WORST), None).with_answer(LiveWith(MIDDLE), answer=True)
    assert settled(HARBOUR, "north", other) == other.preferences
    assert conflict(HARBOUR, "north", other.with_answer(LiveWith(BEST), answer=False)).asked
