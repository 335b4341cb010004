"""Time and behaviour, by the published formulas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Accept, Offer
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.hybrid import Hybrid

ROOM = Room("plenary", ("first", "second", "third"))
WORTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
times = st.floats(0, 1)


def view(time, *said, reserved=0.1):
    heard = tuple(Heard(ROOM, speaker, Offer(divmod(number, 2))) for speaker, number in said)
    return View("first", table(WORTHS, reserved), heard, ROOM, time, (3, 2))


@given(times)
def test_by_the_clock_alone_until_there_is_a_step(time):
    curve = (1 - time) ** 2 + 2 * (1 - time) * time * 0.75 + time**2 * 0.55
    assert Hybrid().asked(view(time)) == pytest.approx(curve)
    assert Hybrid().asked(view(time, ("first", 5), ("second", 0))) == pytest.approx(curve)


@given(times, st.integers(0, 5), st.integers(0, 5))
def test_one_step_by_the_formulas(time, before, now):
    asked = Hybrid().asked(view(time, ("second", before), ("first", 5), ("second", now)))
    behaviour = 1 - (0.5 + 0.5 * time) * (WORTHS[now] - WORTHS[before])
    assert asked == pytest.approx((1 - time**2) * behaviour + time**2 * Hybrid().by_time(view(time)))


def test_the_last_of_four_steps_weighs_most():
    said = [("first", 5), *(("second", number) for number in (5, 0, 1, 3, 3, 5))]
    felt = 0.5 * 0.4 + 0.3 * 0.0 + 0.15 * 0.4 + 0.05 * 0.2
    assert Hybrid().asked(view(0.0, *said)) == pytest.approx(1 - 0.5 * felt)


def test_of_several_it_heeds_the_least_step():
    said = [("first", 5), ("second", 0), ("third", 0), ("second", 4), ("third", 1)]
    assert Hybrid().asked(view(0.0, *said)) == pytest.approx(1 - 0.5 * 0.2)


def test_it_accepts_what_it_asks_for():
    rng = np.random.default_rng(0)
    said = (("first", 5), ("second", 3), ("first", 5), ("second", 3))
    assert Hybrid().asked(view(1.0, *said)) == pytest.approx(0.55)
    assert Hybrid().act(view(1.0, *said), rng) == Accept(divmod(3, 2))
    assert Hybrid().act(view(1.0, *said, reserved=0.7), rng) == Offer(divmod(4, 2))
