"""Frontier: it holds out, offers what others like, and does not leave without what it can have."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import OPTIONS, table, talk

from mediant.talks.acts import Accept, Offer
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.record import Heard, Room, View
from mediant.talks.session import play
from mediant.talks.strategies.frontier import REPLY, Frontier
from mediant.talks.strategies.micro import MiCRO
from mediant.talks.strategies.time_dependent import Boulware, Conceder, Linear

ROOM = Room("plenary", ("first", "second"))
WORTHS = (0, 1, 2, 3, 4, 5)


def view(time, *said, reserved=1.0, worths=WORTHS):
    heard = tuple(Heard(ROOM, speaker, Offer(divmod(number, 2))) for speaker, number in said)
    return View("first", table(worths, reserved), heard, ROOM, time, OPTIONS, ("first", "second"))


@given(st.floats(0, 0.8), st.lists(st.integers(0, 5), max_size=6))
def test_it_asks_for_almost_all_until_late(time, theirs):
    said = [words for number in theirs for words in (("first", 5), ("second", number))]
    assert Frontier().asked(view(time, *said)) >= 5 - (REPLY if theirs else 0.01) * 4


def test_it_goes_down_its_list_in_reply_to_new_offers_and_not_far():
    one, two = [("second", 0)] * 3, [("second", 0), ("second", 1), ("second", 0)]
    near = (0, 1, 4.7, 4.8, 4.9, 5)
    assert [Frontier().asked(view(0.1, *said, worths=near)) for said in ([], one, two)] == pytest.approx([5, 4.9, 4.8])
    assert Frontier().asked(view(0.1, *two)) == pytest.approx(5 - REPLY * 4)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_in_the_end_it_asks_for_no_less_than_it_was_offered(theirs):
    said = [words for number in theirs for words in (("first", 5), ("second", number))]
    assert Frontier().asked(view(1.0, *said)) >= max(theirs) - 1e-9


def test_it_begins_with_its_best():
    assert Frontier().act(view(0.0), np.random.default_rng(0)) == Offer((2, 1))


@pytest.mark.parametrize("number", range(6))
def test_in_its_last_turn_it_takes_what_it_can_live_with(number):
    said = [words for turn in range(9) for words in (("second", 0), ("first", 5 if turn % 2 else 4))]
    act = Frontier().act(view(1.0, *said, ("second", number)), np.random.default_rng(0))
    assert isinstance(act, Accept) == (number >= 1)


def test_of_equal_ones_it_offers_what_the_other_likes():
    worths = (0, 0, 0, 0, 5, 5)  # the second issue is nothing to it
    act = Frontier().act(view(0.2, ("second", 1), worths=worths), np.random.default_rng(0))
    assert act == Offer((2, 1))
    act = Frontier().act(view(0.2, ("second", 0), worths=worths), np.random.default_rng(0))
    assert act == Offer((2, 0))


def test_it_makes_new_offers_that_cost_it_nothing():
    worths = (0, 0, 5, 5, 5, 5)
    said = (("first", 5), ("second", 1), ("first", 3), ("second", 1))
    offers = {
        Frontier().act(view(0.2, *said, worths=worths), np.random.default_rng(seed)).choices for seed in range(20)
    }
    assert offers & {(1, 0), (2, 0)}


@pytest.mark.parametrize(
    "other", [Boulware(), Linear(), Conceder(), MiCRO(), Frontier()], ids=lambda x: type(x).__name__
)
@pytest.mark.parametrize("rounds", [2, 10, 50])
def test_it_agrees_where_there_is_much_to_agree_on(other, rounds):
    for seats in ({"first": Frontier(), "second": other}, {"first": other, "second": Frontier()}):
        record = play(talk(AlternatingOffers(rounds), (0, 1, 2, 3, 4, 5), (0, 5, 2, 4, 3, 1)), seats)
        assert record.end.agreement is not None


def test_against_one_who_gives_in_late_it_gets_most():
    game = talk(AlternatingOffers(50))
    for seats in ({"first": Frontier(), "second": Boulware()}, {"first": Boulware(), "second": Frontier()}):
        ours = next(seat for seat, strategy in seats.items() if isinstance(strategy, Frontier))
        agreement = play(game, seats).end.agreement
        assert game.standings[ours].utility(agreement) >= 4


def test_three_agree_on_what_is_not_bad_for_anybody():
    third = (5, 5, 4, 4, 4, 0)
    record = play(
        talk(AlternatingOffers(40), (0, 1, 3, 4, 5, 5), (5, 4, 4, 4, 1, 0), third=third),
        {"first": Frontier(), "second": Frontier(), "third": Frontier()},
    )
    assert record.end.agreement is not None
