"""The ledger: who knows what, since when and from where."""

from __future__ import annotations

from time import process_time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from random_records import PRICES, record
from small_talks import shuttle

from mediant.talks.acts import Answer, Ask, Carry, CouldAccept, Offer, Propose, State, unfolded
from mediant.talks.ledger import Knows, ledger_of
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.record import Entry, Room
from mediant.talks.session import play
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware, Conceder, Linear

NORTH, SOUTH = Room("north", ("north", "host")), Room("south", ("south", "host"))
OFFER = Offer((0, 1), to=("south",))
QUESTION = Ask(CouldAccept((1, 1)))
SAID = [
    (NORTH, "north", OFFER), (NORTH, "host", QUESTION), (NORTH, "north", Answer(True)),
    (SOUTH, "host", Carry(OFFER, "north")), (SOUTH, "host", Propose((1, 1), "a bridge", rests_on=("north",))),
    (NORTH, "host", Propose((1, 1), rests_on=("south",))),
]  # fmt: skip
ENTRIES = [Entry(number, room, speaker, act) for number, (room, speaker, act) in enumerate(SAID)]
utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)


def test_what_was_carried_is_known_since_it_was_carried():
    offer, question, answer, *_ = ledger_of(ENTRIES).lines
    assert offer.knows == (Knows("north", 0, 0), Knows("host", 0, 0), Knows("south", 3, 3))
    assert [answer.known_to(seat) for seat in ("north", "host", "south")] == [True, True, False]
    assert not question.known_to("south")
    assert len(ledger_of(ENTRIES).lines) == 5  # what is carried is no new line


def test_a_draft_that_rests_on_confidences_says_on_which():
    to_south, to_north = ledger_of(ENTRIES).reliances
    assert (to_south.mediator, to_south.heard_by, to_south.rests_on) == ("host", ("south",), ("north",))
    assert ledger_of(ENTRIES).confidences(to_south) == (2,)  # the answer; the offer was carried before
    assert ledger_of(ENTRIES).confidences(to_north) == ()  # the south has told the host nothing


def test_words_count_for_the_last_time_they_were_said_to_the_carrier():
    again = [
        Entry(0, NORTH, "north", OFFER), Entry(1, Room("apart", ("north", "guest")), "north", OFFER),
        Entry(2, NORTH, "north", OFFER), Entry(3, SOUTH, "host", Carry(OFFER, "north")),
    ]  # fmt: skip
    assert [line.known_to("south") for line in ledger_of(again).lines] == [False, False, True]


def test_words_said_to_another_mediator_alone_are_not_those_that_were_carried():
    later = [
        Entry(0, NORTH, "north", OFFER), Entry(1, Room("apart", ("north", "guest")), "north", OFFER),
        Entry(2, SOUTH, "host", Carry(OFFER, "north")),
    ]  # fmt: skip
    assert [line.known_to("south") for line in ledger_of(later).lines] == [True, False]


def test_a_draft_rests_on_nothing_that_its_mediator_has_not_heard():
    apart = [
        Entry(0, Room("apart", ("north", "guest")), "north", State("need", ((0, 2),))),
        Entry(1, NORTH, "north", Answer(True)), Entry(2, SOUTH, "host", Propose((1, 1), rests_on=("north",))),
    ]  # fmt: skip
    ledger = ledger_of(apart)
    assert ledger.confidences(ledger.reliances[0]) == (1,)


@given(utilities, utilities, utilities, st.integers(1, 9))
def test_a_seat_knows_what_it_heard_and_nothing_else(first, second, third, rounds):
    seats = {
        "first": Candid(Conceder()),
        "second": Candid(Linear()),
        "third": Candid(Boulware()),
        "host": Facilitator(),
    }
    record = play(shuttle(first, second, third=third, rounds=rounds), seats)
    ledger = ledger_of(record.entries)
    for seat in seats:
        heard = [entry for entry in record.entries if seat in entry.room.seats]
        direct = {(entry.speaker, entry.act) for entry in heard if not isinstance(entry.act, Carry)}
        carried = {(entry.act.of, entry.act.said) for entry in heard if isinstance(entry.act, Carry)}
        assert {(line.speaker, line.act) for line in ledger.known_to(seat)} == direct | carried
        for line in ledger.known_to(seat):
            (since,) = (known for known in line.knows if known.seat == seat)
            assert seat in record.entries[since.entry].room.seats
            assert record.entries[since.entry].turn == since.turn


def test_what_is_stated_in_confidence_is_known_to_the_room():
    need = State("need", ((0, 2),))
    (line,) = ledger_of([Entry(0, NORTH, "north", need)]).lines
    assert {known.seat for known in line.knows} == {"north", "host"}


def brute(entries):
    """The ledger by its definition: who heard each thing first-hand, or when it was carried for the last time it was said."""
    known = {}
    for number, entry in enumerate(entries):
        about = number
        if isinstance(entry.act, Carry):
            words = unfolded(entry.speaker, entry.act)
            same = [n for n in known if (entries[n].speaker, entries[n].act) == words and entry.speaker in known[n]]
            about = max(same, default=None)
        if about is not None:
            since = known.setdefault(about, {})
            for seat in entry.room.seats:
                since.setdefault(seat, number)
    return known


@given(st.integers(0), st.integers(0, 40))
def test_the_ledger_of_any_record_is_that_of_its_definition(seed, carried):
    rng = np.random.default_rng(seed)
    entries = list(record(rng, PRICES)[1].entries)
    for _ in range(carried if entries else 0):  # words that were said are passed on, by anybody to anybody
        said, where = entries[rng.integers(len(entries))], entries[rng.integers(len(entries))].room
        act = said.act if rng.random() < 0.3 else Carry(said.act, said.speaker)
        entries.append(Entry(len(entries), where, where.seats[rng.integers(len(where.seats))], act))
    ledger, known = ledger_of(entries), brute(entries)
    assert {line.entry: {one.seat: one.entry for one in line.knows} for line in ledger.lines} == known
    drafts = [n for n, one in enumerate(entries) if isinstance(one.act, Ask | Propose) and one.act.rests_on]
    assert [one.entry for one in ledger.reliances] == drafts
    for one in ledger.reliances:
        before = brute(entries[: one.entry])
        there = [
            n for n, seats in before.items()
            if entries[n].speaker in one.rests_on and one.mediator in seats and set(one.heard_by) - set(seats)
        ]  # fmt: skip
        assert list(ledger.confidences(one)) == there


def test_a_long_record_is_no_reason_to_wait():
    """Two entries in three are drafts that rest on all before them, or words passed on that nobody has said."""
    said = [(NORTH, "north", OFFER), (SOUTH, "host", Carry(Offer((1, 1)), "north")), (SOUTH, "host", SAID[4][2])]
    long = [Entry(number, *said[number % 3]) for number in range(60_000)]
    before = process_time()
    ledger = ledger_of(long)
    assert process_time() - before < 5  # looked at one by one it is minutes
    assert len(ledger.reliances) == 20_000
