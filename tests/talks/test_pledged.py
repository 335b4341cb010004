"""What pledges change of what a party wants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Pledge
from mediant.talks.pledged import Pledged

utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
PLEDGES = [Pledge("payment", "first", 2.0), Pledge("cost", "first", 1.0), Pledge("guarantee", "first", 0.5)]


def pledged(standing, pledges):
    for pledge in pledges:
        standing = Pledged.of(standing, pledge)
    return standing


def test_payments_and_guarantees_add_to_agreements_and_costs_to_none():
    standing = pledged(table((0, 1, 2, 3, 4, 5), reserved=3.0), PLEDGES)
    assert (standing.utility((0, 0)), standing.greatest, standing.reserved) == (2.5, 7.5, 2.0)


@given(utilities, st.permutations(PLEDGES), st.floats(-1, 12))
def test_a_level_is_reached_with_what_was_pledged(values, pledges, level):
    plain, standing = table(values), pledged(table(values), pledges)
    reached = standing.utility(standing.at_least(level))
    assert reached >= min(level, standing.greatest) - 1e-9
    better = [standing.utility((i, j)) for i in range(3) for j in range(2)]
    assert reached == pytest.approx(min((u for u in better if u >= level - 1e-9), default=standing.greatest))
    assert [standing.ranked(place) for place in range(7)] == [plain.ranked(place) for place in range(7)]


def test_no_pledge_buys_a_red_line():
    assert pledged(table((float("-inf"), 1, 2, 3, 4, 5)), PLEDGES).utility((0, 0)) == float("-inf")
