"""Who is at the table: leaving, coming back, pausing and closing mean the same in every protocol."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_talks import Says, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Close, ComeBack, Invite, Leave, Offer, Pause, Propose, WalkOut
from mediant.talks.protocols.attendance import Attendance, moment, rounds_of
from mediant.talks.protocols.plenary import Plenary
from mediant.talks.protocols.proximity import Proximity
from mediant.talks.record import End, Room
from mediant.talks.session import play

X = (1, 0)


def ended(protocol, first, second, host=None, **third):
    game = replace(talk(protocol, **third), mediators={"host": frozenset({"draft"})})
    return play(
        game,
        {"first": Says(*first), "second": Says(*second), "third": Says(Pause()), "host": Says(*(host or (Invite(),)))},
    )


def said(record, seat):
    return [(entry.room.id, type(entry.act).__name__) for entry in record.entries if entry.speaker == seat]


@pytest.mark.parametrize(("protocol", "room"), [(Plenary, "plenary"), (Proximity, "host and first")])
def test_who_walks_out_can_come_back_in_the_next_round_and_speaks_in_it(protocol, room):
    record = ended(protocol(3), (WalkOut(), ComeBack(), Pause()), (Pause(),))
    assert said(record, "first") == [
        (room, "WalkOut"),
        ("outside, first", "ComeBack"),
        (room, "Pause"),
        (room, "Pause"),
    ]
    assert record.end == End(None, "the deadline passed")


@pytest.mark.parametrize("protocol", [Plenary, Proximity])
def test_with_one_left_the_stage_ends_after_a_chance_to_come_back(protocol):
    record = ended(protocol(5), (WalkOut(), Offer(X)), (Pause(),))
    assert [room for room, _ in said(record, "first")][1:] == ["outside, first"]
    assert len(said(record, "second")) == 1
    assert record.end == End(None, "first walked out")


def test_three_go_on_as_two_and_cannot_agree_without_the_third():
    record = ended(Plenary(3), (Offer(X),), (Offer(X),), third=(1,) * 6)
    assert record.end == End(None, "the deadline passed")
    game = replace(talk(Plenary(3), third=(1,) * 6), mediators={})
    record = play(game, {"first": Says(Offer(X)), "second": Says(Offer(X)), "third": Says(WalkOut())})
    assert record.end == End(None, "the deadline passed")
    assert [entry.room.seats for entry in record.entries if entry.speaker == "first"] == [
        ("first", "second", "third"), ("first", "second"), ("first", "second"),
    ]  # fmt: skip


def test_nobody_hears_what_is_said_outside_and_it_binds_nobody():
    record = ended(Plenary(2), (WalkOut(), Offer(X), ComeBack()), (Offer(X),), third=(1,) * 6)
    outside = [entry for entry in record.entries if entry.room.id == "outside, first"]
    assert [(entry.room.seats, entry.act) for entry in outside] == [(("first",), Offer(X))]
    assert record.end.agreement is None


@pytest.mark.parametrize("words", [Pause(), Leave()])
def test_a_mediators_pause_ends_the_exchange_and_the_next_round_goes_on(words):
    record = ended(Plenary(2), (Offer(X),), (Offer(X),), host=(words, Invite()))
    assert [entry.turn for entry in record.entries] == [0, 1, 2, 2]
    record = ended(Proximity(2), (Offer(X, ("second",)),), (Accept(X),), host=(words, words, Propose(X)))
    assert [entry.speaker for entry in record.entries] == ["host", "host", "host", "first", "host", "second"]
    assert record.end == End(X, "agreed")


@pytest.mark.parametrize("protocol", [Plenary, Proximity])
def test_a_mediators_close_ends_the_stage(protocol):
    assert ended(protocol(9), (Pause(),), (Pause(),), host=(Close(),)).end == End(None, "host closed the talks")


def test_the_first_draft_counts_where_mediators_speak_at_once():
    here = Attendance(("first",), ("host", "guest"))
    opening = here.opening(here.plenary, 0.5)
    turn = next(opening)
    assert (turn.speakers, turn.time) == (("host", "guest"), 0.5)
    said = [
        type("Said", (), {"speaker": who, "act": act})() for who, act in (("host", Invite()), ("guest", Propose(X)))
    ]
    with pytest.raises(StopIteration) as stop:
        opening.send(said)
    assert (stop.value.value.draft, stop.value.value.paused, stop.value.value.closed) == (X, False, None)


def test_rooms_and_moments():
    here = Attendance(("first", "second"), ("host",))
    assert here.apart("first") == Room("host and first", ("first", "host"))
    assert here.apart("first", "text") == Room("text, first", ("first", "host"))
    assert here.joint("text").seats == ("first", "second", "host")
    assert [moment(number, 3) for number in range(3)] == [0, 0.5, 1]
    assert moment(0, 1) == 0
    with pytest.raises(InvalidValue, match="rounds"):
        rounds_of(0)
    with pytest.raises(InvalidValue, match="mediator"):
        Attendance(("first",), ()).needs_mediator("proximity")
