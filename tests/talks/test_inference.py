"""What can be inferred: draws that fit what was seen, and no other."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Accept, Answer, Ask, CouldAccept, Offer, Propose, Reject
from mediant.talks.inference import inferred
from mediant.talks.ledger import ledger_of
from mediant.talks.record import Entry, Room

JOINT, NORTH, SOUTH = (
    Room("joint", ("north", "south", "host")),
    Room("n", ("north", "host")),
    Room("s", ("south", "host")),
)
OPTIONS = (3, 2)
acts = st.lists(st.tuples(
    st.sampled_from([JOINT, NORTH, SOUTH]), st.sampled_from(["north", "south", "host"]),
    st.sampled_from([Offer, Accept, Reject, lambda choices: Propose(choices, rests_on=("north",))]),
    st.tuples(st.integers(0, 2), st.integers(0, 1))), max_size=6)  # fmt: skip


def drawn(seed=0, draws=200):
    return np.random.default_rng(seed).random((draws, 6))


def of_north(entries, stated=None):
    found = inferred(ledger_of(entries), OPTIONS, stated or {"north": drawn(), "south": drawn(1)})
    return next(one for one in found if one.about == "north")


def test_an_offer_shows_that_its_maker_could_live_with_it_and_a_refusal_shows_nothing():
    draws = np.array([[0.5, 0, 0, 0.4, 0, 0.8], [0.1, 0, 0, 0.4, 0, 0.8], [0.4, 0, 0, 0.4, 0, 0.8]])
    stated = {"north": draws, "south": drawn()}
    seen = of_north([Entry(0, JOINT, "north", Offer((0, 0)))], stated)
    assert (seen.by, seen.kept, seen.draws, seen.outcomes) == ("south", 2, 3, ((0, 0),))
    assert seen.bits == pytest.approx(0.585, abs=1e-3)
    assert seen.standard_error == pytest.approx((2 / 3 / 3 / 3) ** 0.5)
    assert of_north([Entry(0, JOINT, "north", Reject((0, 0)))], stated).bits == 0


def test_what_is_confided_tells_the_other_side_nothing_until_a_draft_rests_on_it():
    told = [Entry(0, NORTH, "host", Ask(CouldAccept((1, 1)))), Entry(1, NORTH, "north", Answer(True))]
    assert of_north(told).bits == 0
    relying = [*told, Entry(2, SOUTH, "host", Propose((1, 1), rests_on=("north",)))]
    assert of_north(relying).bits > 0
    assert of_north([*told, Entry(2, SOUTH, "host", Propose((1, 1)))]).bits == 0


def test_where_nothing_fits_any_more_the_bits_are_infinite():
    draws = np.array([[0, 0, 0, 0, 0, 1.0]])
    assert of_north([Entry(0, JOINT, "north", Offer((0, 0)))], {"north": draws, "south": draws}).bits == inf


@given(acts)
def test_what_fits_only_shrinks_and_only_by_what_was_heard(said):
    entries = [
        Entry(n, room, who, act(choices)) for n, (room, who, act, choices) in enumerate(said) if who in room.seats
    ]
    kept = [of_north(entries[:length]).kept for length in range(len(entries) + 1)]
    assert kept == sorted(kept, reverse=True)
    assert of_north([entry for entry in entries if "south" in entry.room.seats]).kept == kept[-1]
