"""Seats in many games at once: what they have offered, and what they say."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.batched_seats import Clocked, Offered, Stepping
from mediant.talks.stacks import stack_of
from mediant.talks.strategies.time_dependent import Linear

RISING = np.array([[0.0, 1.0, 2.0, 3.0], [3.0, 2.0, 1.0, 0.0]])
STACK = stack_of((4,), RISING, np.array([0.0, 2.0]))
BOTH = np.array([0, 1])
ALL = np.ones(2, dtype=bool)
turns = st.lists(st.tuples(st.integers(0, 2), st.lists(st.integers(0, 3), min_size=2, max_size=2)), max_size=12)


@given(turns)
def test_different_offers_are_counted_seat_by_seat_and_game_by_game(said):
    offered = Offered([STACK] * 3)
    known = [[set(), set()] for _ in range(3)]
    for seat, numbers in said:
        offered.hear(seat, BOTH, np.array(numbers))
        for game, number in enumerate(numbers):
            known[seat][game].add(number)
    assert offered.counts.tolist() == [[len(one) for one in seat] for seat in known]
    for seat in range(3):
        others = [[len(known[k][game]) for k in range(3) if k != seat and known[k][game]] for game in BOTH]
        assert offered.fewest(seat, BOTH).tolist() == [min(some, default=0) for some in others]


def test_a_seat_that_follows_the_clock_concedes_round_by_round():
    seat = Clocked(Linear(), STACK, 4)
    seat.look_ahead(BOTH, 1, 4)
    assert [seat.least(number).tolist() for number in (1, 2, 3)] == [[2.0, 3.0], [1.0, 3.0], [0.0, 2.0]]
    assert [seat.offers(number, ALL).tolist() for number in (1, 2, 3)] == [[2, 0], [1, 0], [0, 1]]


def test_a_seat_that_steps_concedes_for_each_new_offer_down_to_its_reserve():
    offered = Offered([STACK] * 2)
    seat = Stepping(STACK, 0, offered, [0, 0])
    seat.look_ahead(BOTH, 0, 9)
    least, made = [], []
    for theirs in (0, 0, 1, 1):
        least.append(seat.least(0).tolist())
        made.append(seat.offers(0, ALL).tolist())
        offered.hear(0, BOTH, np.array(made[-1]))
        offered.hear(1, BOTH, np.array([theirs] * 2))
    assert least == [[3.0, 3.0], [2.0, 2.0], [2.0, 2.0], [1.0, 2.0]]
    assert made[:2] == [[3, 0], [2, 1]]
    again, last = made[2:]
    assert again[0] in (3, 2)
    assert again[1] in (0, 1)
    assert last[0] == 1
    assert last[1] in (0, 1)
