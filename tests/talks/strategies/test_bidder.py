"""The bidder: what it bids it can live with, its regions hold what they say, and it votes by its reserve."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Accept, Bid, Offer, Propose, Region, WalkOut
from mediant.talks.record import Heard, Room, View
from mediant.talks.standing import sorted_table
from mediant.talks.strategies.bidder import Bidder, annealed, around

APART, TOGETHER = Room("host and first", ("first", "host")), Room("plenary", ("first", "second", "host"))
OPTIONS = (4, 3, 3)
utilities = st.lists(st.integers(0, 9), min_size=36, max_size=36)
outcomes = st.tuples(*(st.integers(0, count - 1) for count in OPTIONS))


def view(wants, *, room=APART, heard=(), reserved=0.0, options=OPTIONS):
    standing = sorted_table(options, np.array(wants, dtype=float), reserved)
    return View("first", standing, heard, room, 0.0, options, ("first", "second"))


def held(region):
    return list(product(*region.options))


@given(utilities, st.integers(0, 9), st.integers(0, 99))
def test_it_bids_nothing_below_its_reserve_and_the_best_first(wants, reserved, seed):
    seen = view(wants, reserved=reserved)
    bid = Bidder(samples=4).act(seen, np.random.default_rng(seed))
    worths = [region.worth for region in bid.regions]
    assert worths == sorted(worths, reverse=True)
    assert len(set(bid.regions)) == len(bid.regions)
    assert all(worth >= reserved for worth in worths)
    if reserved == 0:
        assert bid.regions


@given(*(st.lists(st.integers(0, 9), min_size=count, max_size=count) for count in OPTIONS), outcomes, st.integers(0, 9))
def test_where_utilities_add_up_a_region_is_all_that_is_no_worse_issue_by_issue(one, two, three, choices, seed):
    seen = view([a + b + c for a in one for b in two for c in three])
    region = around(choices, seen, np.random.default_rng(seed))
    expected = tuple(
        tuple(option for option in range(count) if values[option] >= values[choice])
        for values, count, choice in zip((one, two, three), OPTIONS, choices, strict=True)
    )
    assert region == Region(expected, seen.standing.utility(choices))
    assert all(seen.standing.utility(outcome) >= region.worth for outcome in held(region))


@given(st.lists(st.tuples(st.tuples(*(st.tuples(st.integers(0, count - 1), st.integers(1, count)) for count in OPTIONS)),
                          st.floats(1, 9)), min_size=1, max_size=6), outcomes, st.integers(0, 9))  # fmt: skip
def test_where_constraints_add_value_a_region_is_worth_what_it_says(constraints, choices, seed):
    """Ito et al.: the utility of an outcome is the sum of the constraints that it meets."""
    wants = np.zeros(OPTIONS)
    for spans, value in constraints:
        wants[tuple(slice(first, first + width) for first, width in spans)] += value
    seen = view(wants.ravel())
    region = around(choices, seen, np.random.default_rng(seed))
    assert all(choice in some for choice, some in zip(choices, region.options, strict=True))
    assert all(seen.standing.utility(outcome) >= region.worth - 1e-9 for outcome in held(region))


def test_where_neither_will_do_the_outcome_alone_is_bid():
    """Each change alone is as good, both together are not."""
    seen = view([1, 1, 1, 0], options=(2, 2))
    assert around((0, 0), seen, np.random.default_rng(0)) == Region(((0,), (0,)), 1.0)


@given(utilities, outcomes, st.integers(0, 99))
def test_without_heat_annealing_only_climbs(wants, start, seed):
    seen = view(wants)
    found = annealed(start, seen, 0.0, 30, np.random.default_rng(seed))
    assert seen.standing.utility(found) >= seen.standing.utility(start)


def test_with_heat_it_goes_through_what_is_worse():
    valley = view([5, 0, 9], options=(3, 1, 1))
    stuck = view([5, 0, 0, 9], options=(2, 2))
    ends = [annealed((0, 0), stuck, 20.0, 60, np.random.default_rng(seed)) for seed in range(40)]
    cold = [annealed((0, 0), stuck, 0.0, 60, np.random.default_rng(seed)) for seed in range(40)]
    assert cold == [(0, 0)] * 40
    assert ends.count((1, 1)) > 20
    assert annealed((0, 0, 0), valley, 0.0, 60, np.random.default_rng(0)) == (2, 0, 0)


def test_it_bids_no_more_than_the_protocol_takes():
    seen = view(range(36))
    assert len(Bidder(samples=50, hottest=100.0, combinations=9).act(seen, np.random.default_rng(0)).regions) == 3


def test_it_bids_what_is_worth_at_least_so_much():
    seen = view(range(36))
    bid = Bidder(samples=50, hottest=100.0, least=30.0).act(seen, np.random.default_rng(0))
    assert {region.worth for region in bid.regions} == {30.0, 31.0, 32.0, 33.0, 34.0, 35.0}


def test_at_a_table_it_votes_by_its_reserve_and_tells_no_bids():
    rng = np.random.default_rng(0)
    put = (Heard(TOGETHER, "host", Propose((3, 2, 1))),)
    assert Bidder().act(view(range(36), room=TOGETHER, heard=put, reserved=34), rng) == Accept((3, 2, 1))
    assert Bidder().act(view(range(36), room=TOGETHER, heard=put, reserved=35), rng).choices == (3, 2, 1)
    assert Bidder().act(view(range(36), room=TOGETHER), rng) == Offer((3, 2, 2))
    nothing = View("first", table([-np.inf] * 6), (), TOGETHER, 0.0, (3, 2), ("first", "second"))
    assert Bidder().act(nothing, rng) == WalkOut()
    assert isinstance(Bidder(samples=1).act(view(range(36)), rng), Bid)
