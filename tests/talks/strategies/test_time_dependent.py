"""Concessions by the clock: the published formula, and what follows from it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Accept, Offer, WalkOut
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.time_dependent import Boulware, Conceder, Linear

ROOM = Room("plenary", ("first", "second"))
RNG = np.random.default_rng(0)
times = st.floats(0, 1)


STANDING = table((0, 1, 2, 3, 4, 5), reserved=1)


def view(time, *heard):
    said = tuple(Heard(ROOM, speaker, act) for speaker, act in heard)
    return View("first", STANDING, said, ROOM, time)


@given(times, times)
def test_it_asks_for_all_at_first_for_its_reserve_at_last_and_never_more_than_before(one, other):
    for negotiator in (Boulware(), Linear(), Conceder()):
        assert negotiator.asked(view(0)) == 5
        assert negotiator.asked(view(1)) == 1
        early, late = sorted((one, other))
        assert negotiator.asked(view(early)) >= negotiator.asked(view(late))


def test_half_way():
    """Faratin et al.: reserved + (1 - t^(1/β)) of the way to the greatest."""
    assert Boulware().asked(view(0.5)) == pytest.approx(1 + 4 * (1 - 0.5**4))
    assert Linear().asked(view(0.5)) == pytest.approx(3)
    assert Conceder().asked(view(0.5)) == pytest.approx(1 + 4 * (1 - 0.5**0.25))


@given(times, st.integers(0, 5))
def test_it_accepts_what_is_worth_as_much_as_its_own_offer(time, number):
    choices = divmod(number, 2)
    act = Linear().act(view(time, ("second", Offer(choices))), RNG)
    mine = Linear().act(view(time), RNG)
    assert isinstance(mine, Offer)
    worth = table((0, 1, 2, 3, 4, 5)).utility
    assert act == (Accept(choices) if number >= worth(mine.choices) else mine)
    assert worth(act.choices) >= 1


def test_it_walks_out_where_nothing_is_worth_its_reserve():
    poor = View("first", table((0, 1, 2, 3, 4, 5), reserved=6), (), ROOM, 0.5)
    assert Boulware().act(poor, RNG) == WalkOut()
