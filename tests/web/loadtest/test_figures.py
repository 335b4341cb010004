"""Figures say whether they are met, and percentiles are those of their definition."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediant.web.loadtest.figures import Figure, Found, percentile


def test_a_figure_is_met_or_missed_or_only_told():
    assert [Figure("x", value, "s", most).verdict for value, most in ((1, 1), (2, 1), (2, None))] == [
        "met",
        "missed",
        "",
    ]
    assert Figure("x", None, "s", 1).verdict == "unknown"


def test_a_scene_is_met_where_no_figure_is_missed():
    assert Found("pairs", (Figure("x", 0, "", 0), Figure("y", 9))).is_met
    assert not Found("pairs", (Figure("x", 0, "", 0), Figure("y", 9, "", 8))).is_met


@given(st.lists(st.floats(0, 100), min_size=1), st.floats(0.01, 1))
def test_a_percentile_is_the_least_that_so_many_do_not_exceed(values, share):
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
    assert sum(value < found for value in values) < share * len(values)


def test_there_is_no_percentile_of_nothing():
    assert percentile([], 0.5) is None
