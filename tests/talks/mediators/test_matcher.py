"""The matcher: a proposal where bids meet, which says on whose confidences it rests; else the close."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Bid, Close, Offer, Propose, Region
from mediant.talks.mediators.matcher import Matcher
from mediant.talks.record import Heard, MediatorView, Room

RNG = np.random.default_rng(0)
ALL, LOW, HIGH = ((0, 1, 2), (0, 1)), ((0,), (0, 1)), ((2,), (1,))


def view(*heard):
    said = tuple(Heard(Room(f"host and {party}", (party, "host")), party, act) for party, act in heard)
    return MediatorView(
        seat="host", parties=("first", "second"), options=(3, 2), may=frozenset({"draft"}), heard=said,
        room=Room("plenary", ("first", "second", "host")), time=0.0,
    )  # fmt: skip


def bid(*regions):
    return Bid(tuple(Region(options, float(worth)) for options, worth in regions))


def test_it_proposes_the_meeting_worth_most_and_says_what_it_rests_on():
    seen = view(("first", bid((LOW, 9), (ALL, 4))), ("second", bid((HIGH, 9), (LOW, 1))))
    assert Matcher().act(seen, RNG) == Propose((2, 1), rests_on=("first", "second"))


def test_it_closes_where_nothing_meets_and_where_somebody_has_bid_nothing():
    apart = view(("first", bid((LOW, 9))), ("second", bid((HIGH, 9))))
    for seen in (apart, view(("first", bid((LOW, 9)))), view(("first", Offer((0, 0))), ("second", bid((LOW, 9))))):
        assert Matcher().act(seen, RNG) == Close()


@given(st.permutations([("first", bid((LOW, 9), (ALL, 4))), ("second", bid((HIGH, 9), (LOW, 1)))]))
def test_it_does_not_matter_who_bids_first(heard):
    assert Matcher().act(view(*heard), RNG) == Propose((2, 1), rests_on=("first", "second"))


def test_the_last_bid_of_a_party_counts():
    seen = view(("first", bid((LOW, 9))), ("second", bid((LOW, 9))), ("first", bid((HIGH, 1))))
    assert Matcher().act(seen, RNG) == Close()
