"""What can be inferred: draws that fit what was seen, and no other."""

from __future__ import annotations

from math import inf, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_records import PRICES, record

from mediant.talks.acts import Accept, Answer, Ask, CouldAccept, Offer, Propose, Reject, unfolded
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


def test_options_taken_together_count_for_what_they_add():
    """One option each and the term for both: (0, 0) is worth .5 + .4 - .3, and (1, 0) what its options add."""
    draws = np.array([[0.5, 0.6, 0, 0.4, 0, -0.3, 0.8], [0.5, 0.6, 0, 0.4, 0, 0.0, 0.8]])
    stated, together = {"north": draws, "south": draws}, {"north": (((0, 0), (1, 0)),)}
    said = ledger_of([Entry(0, JOINT, "north", Offer((0, 0)))])
    assert [one.kept for one in inferred(said, OPTIONS, stated, together) if one.about == "north"] == [1]
    other = ledger_of([Entry(0, JOINT, "north", Offer((1, 0)))])
    assert [one.kept for one in inferred(other, OPTIONS, stated, together) if one.about == "north"] == [2]


@given(acts)
def test_what_fits_only_shrinks_and_only_by_what_was_heard(said):
    entries = [
        Entry(n, room, who, act(choices)) for n, (room, who, act, choices) in enumerate(said) if who in room.seats
    ]
    kept = [of_north(entries[:length]).kept for length in range(len(entries) + 1)]
    assert kept == sorted(kept, reverse=True)
    assert of_north([entry for entry in entries if "south" in entry.room.seats]).kept == kept[-1]


@given(st.integers(0), st.sampled_from([3, 60]))
def test_what_is_kept_of_any_record_is_what_fits_draw_by_draw(seed, draws):
    """By the definition, from the entries themselves: what was heard in the own rooms, also through a mediator."""
    rng = np.random.default_rng(seed)
    entries = record(rng, PRICES)[1].entries
    options = tuple(len(issue.options) for issue in PRICES.issues)
    spread = rng.choice([0.0, 0.5, 1.0], (3, draws, sum(options) + 1))
    stated = {party.id: table for party, table in zip(PRICES.parties, spread, strict=True)}
    for found in inferred(ledger_of(entries), options, stated):
        livable = set()
        for number, (_, room, speaker, act, _) in enumerate(entries):
            if found.by not in room.seats:
                continue
            owner, said = unfolded(speaker, act)
            first_hand = any(e.speaker == owner and e.act == said and speaker in e.room.seats for e in entries[:number])
            if isinstance(said, Offer | Accept) and owner == found.about and (act is said or first_hand):
                livable.add(said.choices)
            if isinstance(act, Propose) and found.about in act.rests_on:
                livable.add(act.choices)
        worth = [
            [sum(draw[sum(options[:k]) + c] for k, c in enumerate(choices)) for choices in livable]
            for draw in stated[found.about]
        ]
        kept = sum(all(one >= draw[-1] for one in row) for row, draw in zip(worth, stated[found.about], strict=True))
        assert (found.kept, found.draws) == (kept, draws)
        assert found.bits == (-log2(kept / draws) if kept else inf)
