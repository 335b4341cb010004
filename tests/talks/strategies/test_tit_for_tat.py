"""Imitation, by the published formulas."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Offer
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.tit_for_tat import AbsoluteTitForTat, RelativeTitForTat

ROOM = Room("plenary", ("first", "second", "third"))
WORTHS = (1, 2, 3, 4, 5, 6)
numbers = st.integers(0, 5)


def view(second, third=(), worths=WORTHS, reserved=2.0):
    said = [("second", number) for number in second] + [("third", number) for number in third]
    heard = tuple(Heard(ROOM, speaker, Offer(divmod(number, 2))) for speaker, number in said)
    return View("first", table(worths, reserved), heard, ROOM, 0.5, (3, 2))


@given(st.lists(numbers, min_size=2, max_size=8))
def test_one_step_by_the_formulas(offered):
    """x' = min(max(x + (y_{n-2} - y_n), min), max), and likewise with the ratio."""
    before, now = WORTHS[offered[-2]], WORTHS[offered[-1]]
    x = AbsoluteTitForTat().asked(view(offered[:-1]))
    assert AbsoluteTitForTat().asked(view(offered)) == min(max(x + before - now, 2), 6)
    x = RelativeTitForTat().asked(view(offered[:-1]))
    assert RelativeTitForTat().asked(view(offered)) == pytest.approx(min(max(x * before / now, 2), 6))


@pytest.mark.parametrize("imitating", [AbsoluteTitForTat(), RelativeTitForTat()], ids=lambda one: type(one).__name__)
class TestBoth:
    def test_it_begins_with_its_best_and_stays_there_while_nobody_moves(self, imitating):
        for offered in ((), (0,), (0, 0, 0), (2, 1, 0)):
            assert imitating.act(view(offered), np.random.default_rng(0)) == Offer((2, 1))

    @given(offers=st.lists(numbers, max_size=6), others=st.lists(numbers, min_size=1, max_size=6))
    def test_of_several_it_follows_the_one_to_whom_it_would_concede_least(self, imitating, offers, others):
        both = imitating.asked(view(offers, others))
        assert both == max([imitating.asked(view(one)) for one in (offers, others) if one])

    def test_what_crosses_a_red_line_is_no_step(self, imitating):
        red = (-np.inf, *WORTHS[1:])
        assert imitating.asked(view((1, 0, 2), worths=red)) == imitating.asked(view((1, 2), worths=red)) < 6


def test_a_ratio_has_no_meaning_below_zero():
    below = tuple(worth - 4 for worth in WORTHS)
    assert RelativeTitForTat().asked(view((0, 1, 2), worths=below, reserved=-3.0)) == 2
    assert AbsoluteTitForTat().asked(view((0, 1, 2), worths=below, reserved=-3.0)) == 0
