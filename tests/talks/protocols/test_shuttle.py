"""Shuttle: separate rooms, a clock in each, and what a party stands by."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import OPTIONS, Says, shuttle, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import (
    Accept,
    Ask,
    Close,
    ComeBack,
    CouldAccept,
    Invite,
    Leave,
    Offer,
    Pause,
    Propose,
    Reject,
    Visit,
    WalkOut,
)
from mediant.talks.protocols.shuttle import Shuttle
from mediant.talks.session import play, replay

X, Y = (1, 0), (2, 1)
VISIT = {"first": Visit("first"), "second": Visit("second")}


def ended(host, first, second, rounds=10):
    return play(shuttle(rounds=rounds), {"first": Says(*first), "second": Says(*second), "host": Says(*host)})


def test_what_both_accept_apart_is_agreed():
    host = (Visit("first"), Propose(X), Leave(), Visit("second"), Propose(X))
    record = ended(host, (Accept(X),), (Accept(X),))
    assert (record.end.agreement, record.end.why) == (X, "agreed")


def test_a_party_stands_by_what_it_offered_for_carrying_and_by_nothing_it_took_back():
    asked = (Visit("first"), Invite(), Invite(), Leave(), Visit("second"), Propose(X), Close())
    to_all = Offer(X, to=("second",))
    assert ended(asked, (to_all, Offer(Y)), (Accept(X),)).end.agreement == X  # the second offer was for the host alone
    assert ended(asked, (to_all, Offer(Y, to=("second",))), (Accept(X),)).end.agreement is None
    assert ended(asked, (to_all, WalkOut()), (Accept(X),)).end.agreement is None
    host = (Visit("first"), Propose(X), Invite(), Leave(), Visit("second"), Propose(X), Close())
    assert ended(host, (Accept(X), Reject(X)), (Accept(X),)).end.agreement is None


def test_who_walked_out_is_bound_again_only_after_coming_back():
    host = (Visit("first"), Invite(), Visit("first"), Propose(X), Visit("first"), Invite(), Propose(X), Leave())
    host = (*host, Visit("second"), Propose(X), Close())
    assert ended(host, (WalkOut(), Accept(X), ComeBack(), Accept(X)), (Accept(X),)).end.agreement == X
    host = (Visit("first"), Invite(), Visit("first"), Propose(X), Visit("second"), Propose(X), Close())
    assert ended(host, (WalkOut(), Accept(X)), (Accept(X),)).end.agreement is None


def test_only_the_two_in_the_room_hear():
    record = ended((Visit("first"), Invite(), Leave(), Visit("second"), Invite(), Close()), (Pause(),), (Pause(),))
    rooms = {entry.room.id: set(entry.room.seats) for entry in record.entries}
    assert rooms == {"host": {"host"}, "host and first": {"host", "first"}, "host and second": {"host", "second"}}


def times(record_rounds, host):
    """The clock of the second party in each of its turns."""
    seen = []

    class Noting(Says):
        def act(self, view, rng):
            seen.append(view.time)
            return super().act(view, rng)

    seats = {"first": Says(Pause()), "second": Noting(Pause()), "host": Says(*host)}
    play(shuttle(rounds=record_rounds), seats)
    return seen


def test_the_clock_in_a_room_tells_nothing_of_the_time_spent_in_another():
    tail = (Leave(), Visit("second"), Invite(), Invite(), Close())
    short, long = (Visit("first"), Invite(), *tail), (Visit("first"), *[Invite()] * 7, *tail)
    assert times(9, short) == times(9, long) == [0.0, 0.125]


@given(st.lists(st.sampled_from([*VISIT.values(), Invite(), Leave(), Propose(X), Ask(CouldAccept(Y)), Pause()]), min_size=1),
       st.integers(1, 5))  # fmt: skip
def test_it_ends_whatever_the_mediator_does_and_no_party_has_more_than_its_exchanges(host, rounds):
    game = shuttle(rounds=rounds)
    record = play(game, {"first": Says(Pause()), "second": Says(Pause()), "host": Says(*host)})
    for party in ("first", "second"):
        assert sum(entry.speaker == party for entry in record.entries) <= rounds
    assert record.end.agreement is None
    assert replay(game, record.entries) == record


def test_two_mediators_do_not_hear_each_other():
    game = replace(talk(Shuttle(5)), mediators={"host": frozenset(), "guest": frozenset()}, options=OPTIONS)
    seats = {"first": Says(Pause()), "second": Says(Pause()), "host": Says(Visit("first"), Invite(), Close()),
             "guest": Says(Visit("second"), Invite(), Leave())}  # fmt: skip
    record = play(game, seats)
    assert {entry.room.seats for entry in record.entries if entry.speaker == "host"} == {("host",), ("first", "host")}


def test_a_mediators_clock_tells_nothing_of_another():
    def clocks(words):
        game = replace(talk(Shuttle(9)), mediators={"host": frozenset(), "guest": frozenset()})
        seen = []

        class Noting(Says):
            def act(self, view, rng):
                seen.append(view.time)
                return super().act(view, rng)

        guest = Noting(Visit("second"), Invite(), Leave(), Visit("second"), Invite(), Close())
        seats = {"first": Says(Pause()), "second": Says(Pause()), "host": Says(*words), "guest": guest}
        play(game, seats)
        return seen

    short, long = (Visit("first"), Invite(), Leave()), (Visit("first"), *[Invite()] * 7, Leave())
    assert clocks(short) == clocks(long) == [0, 0, 1 / 18, 1 / 18, 1 / 18, 2 / 18]


def test_it_needs_a_mediator_and_a_round():
    with pytest.raises(InvalidValue, match="mediator"):
        play(talk(Shuttle()), {})
    with pytest.raises(InvalidValue, match="rounds"):
        Shuttle(0)
