"""Where bids meet: what is found is what trying all combinations finds."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Bid, Region
from mediant.talks.regions import COMBINATIONS, best_meeting, most_regions

OPTIONS = (3, 2, 2)
OUTCOMES = list(product(*map(range, OPTIONS)))


def some(count):
    return st.sets(st.integers(0, count - 1), min_size=1).map(lambda found: tuple(sorted(found)))


regions = st.builds(Region, st.tuples(*map(some, OPTIONS)), st.integers(-3, 9).map(float))
bids = st.lists(st.lists(regions, max_size=6).map(lambda found: Bid(tuple(found))), min_size=1, max_size=4)


def holds(region, outcome):
    return all(choice in some for choice, some in zip(outcome, region.options, strict=True))


def brute_force(bids):
    """Of all combinations of regions that share an outcome, the greatest sum."""
    sums = [
        sum(region.worth for region in combination)
        for combination in product(*(bid.regions for bid in bids))
        if any(all(holds(region, outcome) for region in combination) for outcome in OUTCOMES)
    ]
    return max(sums, default=None)


@given(bids)
def test_it_is_the_best_of_all_combinations_that_meet(bids):
    found = best_meeting(bids, OPTIONS)
    assert (None if found is None else found.worth) == brute_force(bids)


@given(bids)
def test_it_takes_one_region_of_each_and_the_first_outcome_in_all(bids):
    found = best_meeting(bids, OPTIONS)
    if found is not None:
        assert all(region in bid.regions for region, bid in zip(found.regions, bids, strict=True))
        shared = [outcome for outcome in OUTCOMES if all(holds(region, outcome) for region in found.regions)]
        assert found.choices == shared[0]
        assert found.worth == sum(region.worth for region in found.regions)


@given(bids, st.randoms(use_true_random=False))
def test_the_order_of_bids_changes_nothing(bids, random):
    shuffled = [Bid(tuple(random.sample(bid.regions, len(bid.regions)))) for bid in bids]
    assert best_meeting(shuffled, OPTIONS) == best_meeting(bids, OPTIONS)


@given(bids)
def test_bids_that_are_made_twice_change_nothing(bids):
    assert best_meeting([Bid(bid.regions * 2) for bid in bids], OPTIONS) == best_meeting(bids, OPTIONS)


@given(st.integers(1, 30), st.integers(1, 10**9))
def test_no_more_combinations_than_allowed_and_no_fewer_than_need_be(parties, combinations):
    most = most_regions(parties, combinations)
    assert most**parties <= combinations < (most + 1) ** parties


def test_the_published_limit():
    """Ito, Hattori & Klein 2007: the root of 6,400,000."""
    assert COMBINATIONS == 6_400_000
    assert [most_regions(parties) for parties in (2, 3, 4)] == [2529, 185, 50]
