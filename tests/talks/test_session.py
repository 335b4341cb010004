"""The engine: who hears what, replays, acts that cannot be."""

from __future__ import annotations

import asyncio
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import Says, talk

from mediant.errors import WrongAct
from mediant.talks.acts import Accept, Offer, Pledge, Propose, WalkOut
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.protocols.plenary import Plenary
from mediant.talks.record import End, Room, Timed, Turn, on_the_table
from mediant.talks.session import chance, play, play_async, replay, turns
from mediant.talks.strategies.time_dependent import Boulware, Conceder, Linear

utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)


def caucuses(seats, mediators=()):
    """One room for each seat by itself, then all together, who speak at once."""
    for seat in seats:
        yield Turn(Room(f"with {seat}", (seat,)), (seat,), 0.0)
    yield Turn(Room("plenary", seats), seats, 1.0)
    return End(None, "that was all")


@given(utilities, utilities, utilities, st.integers(1, 12))
def test_a_replay_gives_the_same_record(first, second, third, rounds):
    game = talk(AlternatingOffers(rounds), first, second, third=third)
    record = play(game, {"first": Boulware(), "second": Conceder(), "third": Linear()})
    assert replay(game, record.entries) == record


def test_a_seat_hears_its_rooms_and_nothing_else():
    game = turns(talk(caucuses))
    heard = {}
    views = next(game)
    while True:
        heard |= {seat: view.heard for seat, view in views.items()}
        try:
            views = game.send({seat: Offer((len(heard), 0)) for seat in views})
        except StopIteration:
            break
    assert [words.room.id for words in heard["first"]] == ["with first"]
    assert [words.act for words in heard["second"]] == [Offer((2, 0))]


@given(utilities, utilities, utilities)
def test_a_secret_changes_no_view_before_what_is_said_differs(secret, other, known):
    views = []
    for first in (secret, other):
        seen = []

        class Noting(Boulware):
            def act(self, view, rng, seen=seen):
                seen.append(view)
                return super().act(view, rng)

        play(talk(AlternatingOffers(8), first, known), {"first": Boulware(), "second": Noting()})
        views.append([(view.heard, view.room, view.time) for view in seen])
    for one, two in zip(*views, strict=False):
        if one[0] != two[0]:
            break
        assert one == two
    else:
        shorter = min(map(len, views))
        assert views[0][:shorter] == views[1][:shorter]


@pytest.mark.parametrize(
    "act",
    [
        Offer((0,)), Offer((3, 0)), Offer((0, 2)), Offer((-1, 0)), Offer((0.5, 0)), Offer((None, 0)), Offer("no"), Offer(None),
        Accept((0, 0)), "yes", None,
    ],
    ids=repr,
)  # fmt: skip
def test_an_act_that_cannot_be_ends_the_talk_with_a_reason(act):
    with pytest.raises(WrongAct, match="first"):
        play(talk(AlternatingOffers(2)), {"first": Says(act), "second": Says(WalkOut())})


def test_what_was_offered_in_another_room_cannot_be_accepted():
    with pytest.raises(WrongAct, match="second accepted"):
        play(talk(caucuses), {"first": Says(Offer((1, 0))), "second": Says(Accept((1, 0)))})


def test_what_is_said_at_once_is_recorded_in_the_order_of_the_turn():
    record = play(talk(caucuses), {"first": Says(Offer((1, 0))), "second": Says(Offer((2, 0)))})
    assert [(entry.turn, entry.room.id, entry.speaker) for entry in record.entries] == [
        (0, "with first", "first"), (1, "with second", "second"), (2, "plenary", "first"), (2, "plenary", "second"),
    ]  # fmt: skip


def test_of_what_is_said_at_once_each_hears_its_own_words_first():
    game = turns(talk(Plenary(2)))
    next(game)
    views = game.send({"first": Offer((0, 0)), "second": Offer((1, 1))})
    heard = {seat: [words.speaker for words in view.heard] for seat, view in views.items()}
    assert heard == {"first": ["first", "second"], "second": ["second", "first"]}
    assert [on_the_table(view) for view in views.values()] == [(1, 1), (0, 0)]


class Drawing:
    """Offers by chance, after as many draws as it is told to make."""

    def __init__(self, draws=1):
        self.draws = draws

    def act(self, view, rng):
        return [Offer((int(rng.integers(3)), int(rng.integers(2)))) for _ in range(self.draws)][-1]


def test_chance_is_each_seats_own_and_the_seeds():
    def offers(seed, draws=1):
        record = play(talk(AlternatingOffers(20)), {"first": Drawing(draws), "second": Drawing()}, seed)
        return [[entry.act for entry in record.entries if entry.speaker == seat] for seat in ("first", "second")]

    assert offers(1) == offers(1)
    assert offers(1) != offers(2)
    assert offers(1)[0] != offers(1)[1]
    assert offers(1, draws=3)[1] == offers(1)[1]
    assert offers(1, draws=3)[0] != offers(1)[0]


@given(st.integers(0, 2**160) | st.sampled_from([0, 2**32, 2**128 - 1, 2**128]), st.integers(0, 20))
def test_chance_is_the_stream_that_numpy_spawns(seed, place):
    spawned = np.random.default_rng(seed).spawn(place + 1)[place]
    assert chance(seed, place).integers(2**62, size=3).tolist() == spawned.integers(2**62, size=3).tolist()


def test_entries_of_another_talk_cannot_be_replayed():
    record = play(talk(AlternatingOffers(2)), {"first": Says(Offer((0, 0))), "second": Says(WalkOut())})
    with pytest.raises(WrongAct, match="same talk"):
        replay(talk(AlternatingOffers(2)), record.entries[1:])
    with pytest.raises(WrongAct, match="same talk"):
        replay(talk(AlternatingOffers(2)), (*record.entries, record.entries[0]._replace(turn=2)))
    elsewhere = record.entries[0]._replace(room=Room("caucus", ("first",)))
    with pytest.raises(WrongAct, match="same talk"):
        replay(talk(AlternatingOffers(2)), (elsewhere, *record.entries[1:]))


def test_people_on_their_own_time_give_the_record_that_bots_give():
    game = talk(AlternatingOffers(6))
    seats = {"first": Boulware(), "second": Linear()}

    async def acts(views):
        await asyncio.sleep(0)
        return {seat: seats[seat].act(view, np.random.default_rng(0)) for seat, view in views.items()}

    assert asyncio.run(play_async(game, acts)) == play(game, seats)


def test_a_timed_talk_ends_at_its_deadline_and_its_replay_too():
    game = replace(talk(AlternatingOffers(100)), seconds=60.0)
    clock = iter(range(10, 1000, 10))
    seen = []

    async def acts(views):
        seen.extend(view.time for view in views.values())
        return Timed({seat: Offer((len(seen) % 3, 0)) for seat in views}, float(next(clock)))

    record = asyncio.run(play_async(game, acts))
    assert [entry.at for entry in record.entries] == [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]
    assert record.end == End(None, "the deadline passed")
    assert seen == pytest.approx([0, 10 / 60, 20 / 60, 30 / 60, 40 / 60, 50 / 60])
    assert replay(game, record.entries) == record


@pytest.mark.parametrize("at", [9.0, float("nan"), float("inf")])
def test_a_clock_does_not_go_back(at):
    game = turns(talk(AlternatingOffers(9)))
    next(game)
    game.send(Timed({"first": Offer((0, 0))}, 10.0))
    with pytest.raises(WrongAct, match="the clock"):
        game.send(Timed({"second": Offer((0, 0))}, at))


def test_a_pledge_is_worth_something_to_the_one_who_hears_it():
    def course(parties, mediators):
        yield Turn(Room("first", ("first", *mediators)), mediators, 0.0)
        yield Turn(Room("plenary", parties), parties, 1.0)
        return End(None, "that was all")

    game = turns(replace(talk(course), mediators={"host": frozenset({"pledge"})}))
    next(game)
    views = game.send({"host": Pledge("payment", "first", 0.5)})
    assert [views[seat].standing.utility((0, 0)) for seat in ("first", "second")] == [0.5, 5.0]


def test_a_pledge_that_a_party_has_not_heard_is_worth_nothing_to_it():
    def course(parties, mediators):
        yield Turn(Room("first", ("first", *mediators)), mediators, 0.0)
        yield Turn(Room("plenary", parties), parties, 1.0)
        return End(None, "that was all")

    game = turns(replace(talk(course), mediators={"host": frozenset({"pledge"})}))
    next(game)
    views = game.send({"host": Pledge("payment", "second", 0.5)})
    assert views["second"].standing.utility((0, 0)) == 5.0


def test_of_two_clocks_the_one_that_is_later_counts():
    game = turns(replace(talk(AlternatingOffers(3)), seconds=60.0))
    next(game)
    game.send(Timed({"first": Offer((0, 0))}, 1.0))
    views = game.send(Timed({"second": Offer((0, 0))}, 2.0))
    assert views["first"].time == 0.5


def test_only_the_mediator_itself_hears_what_its_draft_rests_on():
    def course(parties, mediators):
        room = Room("plenary", (*parties, *mediators))
        yield Turn(room, mediators, 0.0)
        yield Turn(room, room.seats, 1.0)
        return End(None, "that was all")

    game = turns(replace(talk(course), mediators={"host": frozenset({"draft"}), "guest": frozenset({"draft"})}))
    next(game)
    views = game.send({seat: Propose((0, 0), rests_on=("first",)) for seat in ("host", "guest")})
    assert [words.act.rests_on for words in views["host"].heard] == [("first",), ()]
    assert [words.act.rests_on for words in views["guest"].heard] == [("first",), ()]  # each hears its own words first
    assert [words.act.rests_on for words in views["first"].heard] == [(), ()]


def test_what_all_views_of_a_long_talk_hold_grows_with_its_length_and_no_faster():
    def held(rounds):
        game, views = turns(talk(Plenary(rounds))), []
        tracemalloc.start()
        try:
            views.append(next(game))
            while True:
                views.append(game.send({"first": Offer((0, 0)), "second": Offer((1, 1))}))
        except StopIteration:
            return tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()

    assert held(1_200) < 5 * held(300)


def test_what_is_accepted_is_not_searched_for_in_all_that_was_said():
    class Counted(tuple):
        compared = 0

        def __eq__(self, other):
            Counted.compared += 1
            return tuple.__eq__(self, other)

        __hash__ = tuple.__hash__

    rounds, old, new = 200, Counted((0, 0)), Counted((1, 1))
    third = Says(Offer(Counted((2, 0))))
    seats = {"first": Says(Offer(old), Offer(new)), "second": Says(Offer(new), Accept(old)), "third": third}
    record = play(talk(Plenary(rounds), third=[1] * 6), seats)
    assert len(record.entries) == 3 * rounds
    assert Counted.compared < 20 * rounds
