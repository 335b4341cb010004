"""A strategy of parts keeps to its reserve, whatever its parts say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Accept, Offer, WalkOut
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.acceptance import ACConst, ACNext, ACTime
from mediant.talks.strategies.composed import Composed
from mediant.talks.strategies.time_dependent import Boulware, Linear
from mediant.testing import check_strategy

ROOM = Room("plenary", ("first", "second"))
RNG = np.random.default_rng(0)


def act(parts, reserved=2, offered=None):
    heard = () if offered is None else (Heard(ROOM, "second", Offer(divmod(offered, 2))),)
    return parts.act(View("first", table((0, 1, 2, 3, 4, 5), reserved), heard, ROOM, 0.5, (3, 2)), RNG)


@given(st.floats(-9, 9), st.integers(0, 5))
def test_it_offers_what_it_asks_for_and_its_reserve_at_least(asked, reserved):
    offer = act(Composed(lambda view: asked), reserved)
    assert offer == Offer(divmod(min(5, max(int(np.ceil(asked - 1e-9)), reserved)), 2))


@given(st.integers(0, 5), st.floats(-1, 6))
def test_it_accepts_by_its_condition_and_nothing_below_its_reserve(offered, gamma):
    answer = act(Composed(Boulware().asked, accepts=ACConst(gamma)), offered=offered)
    assert isinstance(answer, Accept) == (offered >= gamma and offered >= 2)


def test_it_walks_out_where_nothing_is_worth_its_reserve():
    assert act(Composed(Linear().asked), reserved=6) == WalkOut()


@pytest.mark.parametrize("accepts", [ACNext(), ACNext(0.9, 1.0), ACConst(0.0), ACTime(0.0)], ids=str)
def test_any_parts_make_a_strategy_that_keeps_to_the_rules(accepts):
    check_strategy(Composed(Linear().asked, accepts=accepts))
