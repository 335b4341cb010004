"""MiCRO: step by step as published."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table, talk

from mediant.talks.acts import Accept, Offer, WalkOut
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.record import Heard, Room, View
from mediant.talks.session import play
from mediant.talks.strategies.micro import MiCRO

ROOM = Room("plenary", ("first", "second"))
BEST, NEXT, THIRD, FOURTH, FIFTH, WORST = (2, 1), (2, 0), (1, 1), (1, 0), (0, 1), (0, 0)
STANDING = table((0, 1, 2, 3, 4, 5), reserved=2)


def act(*said, standing=STANDING, seed=0):
    heard = tuple(Heard(ROOM, speaker, what) for speaker, what in said)
    return MiCRO().act(View("first", standing, heard, ROOM, 0.0), np.random.default_rng(seed))


def mine(*offers):
    return [("first", Offer(one)) for one in offers]


def theirs(*offers):
    return [("second", Offer(one)) for one in offers]


def test_it_begins_with_its_best():
    assert act() == Offer(BEST)


def test_it_concedes_one_step_for_one_new_offer_and_none_for_an_old_one():
    assert act(*mine(BEST), *theirs(WORST)) == Offer(NEXT)
    again = [act(*mine(BEST, NEXT), *theirs(WORST, WORST), seed=seed) for seed in range(20)]
    assert {one.choices for one in again} == {BEST, NEXT}


def test_it_accepts_what_is_worth_the_least_it_would_offer():
    assert act(*mine(BEST), *theirs(NEXT)) == Accept(NEXT)
    assert act(*mine(BEST, NEXT), *theirs(WORST), *theirs(WORST, NEXT)) == Accept(NEXT)
    assert act(*mine(BEST), *theirs(THIRD)) == Offer(NEXT)


def test_it_offers_nothing_below_its_reserve():
    said = [*mine(BEST, NEXT, THIRD, FOURTH), *theirs(WORST, FIFTH, (0, 0), (0, 1))]
    assert {act(*said, *theirs(WORST), seed=seed).choices for seed in range(30)} <= {BEST, NEXT, THIRD, FOURTH}
    assert act(standing=table((0, 1, 2, 3, 4, 5), reserved=6)) == WalkOut()


@given(st.integers(0, 99))
def test_between_opposed_parties_it_meets_in_the_middle(seed):
    record = play(talk(AlternatingOffers(20)), {"first": MiCRO(), "second": MiCRO()}, seed)
    assert record.end.agreement in (THIRD, FOURTH)
