"""Climbers and annealers: what they accept, and how it cools down."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Offer, Propose, Reject, WalkOut
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.annealing import Annealer, Climber
from mediant.talks.strategies.candid import Candid

ROOM = Room("text, plenary", ("first", "second", "host"))
STANDING = table((0, 1, 2, 3, 4, 5), reserved=2)
BOTTOM, MIDDLE, TOP = (0, 0), (1, 0), (2, 1)
times = st.floats(0, 1)
outcomes = st.tuples(st.integers(0, 2), st.integers(0, 1))
hottests = st.none() | st.floats(0, 100)


def view(text, change, time=0.0, standing=STANDING):
    heard = tuple(Heard(ROOM, "host", Propose(choices)) for choices in (text, change))
    return View("first", standing, heard, ROOM, time, (3, 2), ("first", "second"))


def says_yes(negotiator, seen, seed=0):
    act = negotiator.act(seen, np.random.default_rng(seed))
    assert isinstance(act, Accept | Reject)
    assert act.choices == seen.heard[-1].act.choices
    return isinstance(act, Accept)


@given(outcomes, outcomes, times, st.integers(0, 9))
def test_a_climber_accepts_what_is_better_and_nothing_else(text, change, time, seed):
    if text != change:
        worth = STANDING.utility
        assert says_yes(Climber(), view(text, change, time), seed) == (worth(change) > worth(text))


@given(hottests, times, times)
def test_the_temperature_falls_to_nothing(hottest, one, other):
    annealer = Annealer(hottest)
    early, late = sorted((one, other))
    assert annealer.temperature(view(BOTTOM, TOP, early)) >= annealer.temperature(view(BOTTOM, TOP, late))
    assert annealer.temperature(view(BOTTOM, TOP, 0)) == (0.1 * (5 - 2) if hottest is None else hottest)
    assert annealer.temperature(view(BOTTOM, TOP, 1)) == 0


@given(st.integers(0, 10**6), times, times)
def test_an_annealer_never_turns_down_early_what_it_would_accept_later(seed, one, other):
    """The same draw of chance is compared with a chance that only falls."""
    early, late = (says_yes(Annealer(3.0), view(MIDDLE, BOTTOM, time), seed) for time in sorted((one, other)))
    assert early or not late


@given(outcomes, outcomes, hottests, st.integers(0, 9))
def test_an_annealer_without_heat_is_a_climber(text, change, hottest, seed):
    climber = says_yes(Climber(), view(text, change, 1.0), seed)
    assert says_yes(Annealer(hottest), view(text, change, 1.0), seed) == climber
    assert says_yes(Annealer(0.0), view(text, change, 0.3), seed) == says_yes(Climber(), view(text, change, 0.3), seed)


@given(outcomes, outcomes, times, st.integers(0, 9))
def test_an_annealer_accepts_what_is_no_worse(text, change, time, seed):
    if STANDING.utility(change) > STANDING.utility(text):
        assert says_yes(Annealer(), view(text, change, time), seed)


def test_the_chance_to_accept_what_is_worse():
    """Klein et al.: exp(dU / T), here with dU of -2 and T of 4 half way to 0."""
    seen, rng = view(MIDDLE, BOTTOM, 0.5), np.random.default_rng(0)
    found = [isinstance(Annealer(4.0).act(seen, rng), Accept) for _ in range(2000)]
    chance = exp(-2 / 2)
    assert abs(np.mean(found) - chance) < 4 * (chance * (1 - chance) / 2000) ** 0.5


@given(outcomes, st.integers(0, 9))
def test_asked_about_the_text_itself_both_go_by_their_reserve(text, seed):
    for negotiator in (Climber(), Annealer(5.0)):
        act = negotiator.act(view(text, text, 1.0), np.random.default_rng(seed))
        assert isinstance(act, Accept) == (STANDING.utility(text) >= STANDING.reserved)


@pytest.mark.parametrize("room", ["plenary", "close, plenary", "host and first"])
@given(outcomes, outcomes, times, st.integers(0, 9))
def test_where_a_yes_binds_both_go_by_their_reserve(room, text, change, time, seed):
    seen = view(text, change, time)._replace(room=Room(room, ROOM.seats))
    seen = seen._replace(heard=tuple(words._replace(room=seen.room) for words in seen.heard))
    for negotiator in (Climber(), Annealer(50.0)):
        assert says_yes(negotiator, seen, seed) == (STANDING.utility(change) >= STANDING.reserved)


def test_candid_parties_leave_their_votes_to_it():
    for negotiator in (Climber(), Annealer(0.0)):
        assert not says_yes(Candid(negotiator), view(MIDDLE, BOTTOM, standing=table((2, 1, 3, 0, 0, 0), reserved=1)))
        assert says_yes(Candid(negotiator), view(BOTTOM, MIDDLE, standing=table((1, 2, 3, 0, 0, 0), reserved=1)))


def test_a_red_line_is_left_and_never_entered():
    lined = table((-np.inf, -np.inf, 2, 3, 4, 5), reserved=2)
    for negotiator in (Climber(), Annealer(50.0)):
        for seed in range(20):
            assert says_yes(negotiator, view((0, 0), MIDDLE, standing=lined), seed)
            assert not says_yes(negotiator, view(MIDDLE, (0, 1), standing=lined), seed)
    behind = view((0, 0), (0, 1), standing=lined)
    assert says_yes(Annealer(50.0), behind)  # so that it can find a way out
    assert not says_yes(Climber(), behind)


def test_where_nothing_waits_for_a_vote_they_ask_for_their_best():
    silent = view(BOTTOM, TOP)._replace(heard=())
    assert Climber().act(silent, np.random.default_rng(0)) == Offer(TOP)
    nothing = silent._replace(standing=table([-np.inf] * 6))
    assert Annealer(1.0).act(nothing, np.random.default_rng(0)) == WalkOut()


@pytest.mark.parametrize("hottest", [-1.0, float("inf"), float("nan")])
def test_a_temperature_is_a_number(hottest):
    with pytest.raises(InvalidValue, match="hottest"):
        Annealer(hottest)


@pytest.mark.parametrize("whose", ["plenary", "first"])
@given(outcomes, outcomes, outcomes)
def test_where_the_text_was_read_out_a_change_is_compared_with_that(whose, first, text, change):
    """Apart from the others nobody sees their votes: drafts that a party liked may not have become the text."""
    drafts, read = Room(f"text, {whose}", ROOM.seats), Room("text", ROOM.seats)
    heard = (
        Heard(drafts, "host", Propose(first)),
        Heard(drafts, "first", Accept(first)),
        Heard(read, "host", Propose(text)),
    )
    seen = View(
        "first", STANDING, (*heard, Heard(drafts, "host", Propose(change))), drafts, 0.5, (3, 2), ("first", "second")
    )  # fmt: skip
    if change != text:
        assert says_yes(Climber(), seen) == (STANDING.utility(change) > STANDING.utility(text))
