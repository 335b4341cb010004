"""Offers by chance: any that is worth the reserve, each as often."""

from __future__ import annotations

from collections import Counter

import numpy as np
from small_talks import table

from mediant.talks.acts import Accept, Offer
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.chance import Random

ROOM = Room("plenary", ("first", "second"))


def view(reserved, *offered, worths=(0, 1, 2, 3, 4, 5)):
    heard = tuple(Heard(ROOM, "second", Offer(divmod(number, 2))) for number in offered)
    return View("first", table(worths, reserved), heard, ROOM, 0.5, (3, 2))


def test_all_that_is_worth_its_reserve_and_nothing_else():
    drawn = Counter(Random().act(view(2), np.random.default_rng(seed)).choices for seed in range(400))
    assert set(drawn) == {(1, 0), (1, 1), (2, 0), (2, 1)}
    assert min(drawn.values()) > 60


def test_it_accepts_what_is_worth_what_it_has_drawn():
    assert Random().act(view(2, 5), np.random.default_rng(0)) == Accept((2, 1))
    assert isinstance(Random().act(view(2, 1), np.random.default_rng(0)), Offer)


def test_where_almost_nothing_is_worth_it_its_best():
    worths = [-np.inf] * 5 + [1.0]
    assert Random().act(view(1, worths=worths), np.random.default_rng(3)) == Offer((2, 1))
