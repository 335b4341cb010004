"""Blind bidding: sealed bids on one number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaks import seen_by
from small_talks import Says, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Offer, Pause, WalkOut
from mediant.talks.protocols.blind_bidding import BlindBidding
from mediant.talks.record import End
from mediant.talks.session import Talk, play
from mediant.talks.standing import sorted_table
from mediant.talks.strategies.time_dependent import Conceder, Linear

MOST = 100
bids = st.integers(0, MOST)


def game(protocol):
    worth = np.arange(MOST + 1.0)
    standings = {
        "buyer": sorted_table((MOST + 1,), worth[::-1].copy(), 30.0), "seller": sorted_table((MOST + 1,), worth, 40.0),
    }  # fmt: skip
    return Talk(standings=standings, options=(MOST + 1,), protocol=protocol)


def ended(buyer, seller, rounds=3, band=0):
    seats = {"buyer": Says(*(Offer((bid,)) for bid in buyer)), "seller": Says(*(Offer((bid,)) for bid in seller))}
    return play(game(BlindBidding(rounds, more="seller", band=band)), seats)


@pytest.mark.parametrize(
    ("offer", "demand", "band", "settled"),
    [(60, 40, 0, 50), (50, 50, 0, 50), (40, 41, 0, None), (40, 50, 10, 45), (40, 51, 10, None), (40, 43, 3, 41), (0, 100, 0, None)],
)  # fmt: skip
def test_bids_that_overlap_or_are_within_the_band_settle_halfway(offer, demand, band, settled):
    record = ended((offer,), (demand,), band=band)
    assert record.end == (End(None, "no agreement") if settled is None else End((settled,), "agreed"))


@given(st.lists(bids, min_size=3, max_size=3), st.lists(bids, min_size=3, max_size=3), st.integers(0, 20))
def test_the_first_round_that_can_settles_and_within_half_the_band_of_both_bids(buyer, seller, band):
    end = ended(buyer, seller, band=band).end
    close = [(offer, demand) for offer, demand in zip(buyer, seller, strict=True) if demand - offer <= band]
    assert (end.agreement is not None) == bool(close)
    if close:
        offer, demand = close[0]
        (number,) = end.agreement
        assert number <= offer + band / 2
        assert number >= demand - band / 2 - 0.5  # the lower of two options that are as near
        assert min(offer, demand) <= number <= max(offer, demand)


@given(bids, st.lists(bids, min_size=3, max_size=3), st.lists(bids, min_size=3, max_size=3))
def test_a_party_sees_its_own_bids_and_nothing_of_the_others(own, one, other):
    def seen(seller):
        seats = {"buyer": Says(Offer((own,))), "seller": Says(*(Offer((bid,)) for bid in seller))}
        return seen_by("buyer", game(BlindBidding(3, more="seller")), seats)[0]

    mine, yours = seen(one), seen(other)
    assert mine[: len(yours)] == yours[: len(mine)]


def test_a_bid_stands_until_another_and_a_walk_out_takes_it_back():
    protocol = BlindBidding(3, more="seller")
    offer = Offer((50,))
    seats = {"buyer": Says(offer, Pause()), "seller": Says(Pause(), Offer((50,)))}
    assert play(game(protocol), seats).end == End((50,), "agreed")
    seats = {"buyer": Says(offer, WalkOut()), "seller": Says(Pause(), Offer((50,)))}
    record = play(game(protocol), seats)
    assert record.end == End(None, "no agreement")
    assert sum(entry.speaker == "seller" for entry in record.entries) == 3  # the close is fixed


def test_negotiators_bid():
    record = play(game(BlindBidding(10, more="seller")), {"buyer": Conceder(), "seller": Linear()})
    assert record.end.why == "agreed"
    assert 40 <= record.end.agreement[0] <= 70


def test_it_is_for_two_parties_one_number_and_somebody_who_wants_more():
    with pytest.raises(InvalidValue, match="two: one demands"):
        play(talk(BlindBidding(more="first"), third=(1,) * 6), {})
    with pytest.raises(InvalidValue, match=r"more=; expected more=first or more=second"):
        play(talk(BlindBidding()), {})
    with pytest.raises(InvalidValue, match="2 issues; expected one"):
        play(talk(BlindBidding(more="first")), {"first": Says(Offer((0, 0))), "second": Says(Pause())})
    with pytest.raises(InvalidValue, match="band"):
        BlindBidding(band=-1)
