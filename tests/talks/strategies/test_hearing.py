"""What the others have offered, and nothing else."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Accept, Carry, Offer
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.hearing import heard_from, pace

ROOM = Room("plenary", ("first", "second", "third"))


def test_offers_of_others_in_order():
    said = (("first", Offer((0, 0))), ("second", Offer((1, 0))), ("third", Accept((1, 0))), ("second", Offer((1, 0))))
    heard = tuple(Heard(ROOM, speaker, act) for speaker, act in said)
    view = View("first", table((0, 1, 2, 3, 4, 5)), heard, ROOM, 0.5, (3, 2))
    assert heard_from(view) == {"second": [(1, 0), (1, 0)]}


def test_what_a_mediator_carries_is_its_owners():
    heard = (Heard(ROOM, "host", Carry(Offer((1, 1)), "second")), Heard(ROOM, "host", Carry(Accept((1, 1)), "second")))
    view = View("first", table((0, 1, 2, 3, 4, 5)), heard, ROOM, 0.5, (3, 2))
    assert heard_from(view) == {"second": [(1, 1)]}


@given(st.integers(2, 50), st.integers(0, 49), st.booleans())
def test_pace_counts_the_turns_that_are_left(rounds, number, opens):
    if number >= rounds:
        return
    said = [("first", "second")[place % 2 ^ (not opens)] for place in range(2 * number + (not opens))]
    heard = tuple(Heard(ROOM, speaker, Offer((0, 0))) for speaker in said)
    now = pace(View("first", table((0, 1, 2, 3, 4, 5)), heard, ROOM, number / (rounds - 1), (3, 2)))
    assert now.left == pytest.approx(rounds - 1 - number if number else inf)
    assert now.last == (number == rounds - 1)
    assert now.opens == opens
