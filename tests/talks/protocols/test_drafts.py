"""A draft put to all: who hears it, who answers where, and when it counts as accepted."""

from __future__ import annotations

import pytest

from mediant.talks.acts import Accept, Close, Invite, Offer, Pause, Propose, Reject, WalkOut
from mediant.talks.protocols.attendance import Attendance
from mediant.talks.protocols.drafts import Put, put_jointly, put_to_all, put_to_each
from mediant.talks.record import Entry, Room

X, Y = (1, 0), (2, 1)
PARTIES = ("first", "second")


def played(putting, *acts):
    """What became of it, and who spoke in which room; each act is one turn's, of all its speakers."""
    rooms, said = [], None
    try:
        for act in (*acts, None):
            turn = putting.send(said)
            rooms.append((turn.room.id, turn.room.seats, turn.speakers))
            said = [Entry(len(rooms), turn.room, speaker, act) for speaker in turn.speakers]
    except StopIteration as stop:
        return stop.value, rooms
    raise AssertionError("more turns than acts")


def here():
    return Attendance(PARTIES, ("host",))


def to_all(*acts):
    table = here()
    return played(put_to_all(table, table.joint("plenary"), lambda party: Room(party, (party,)), 0.0), *acts)


def each(*acts):
    return played(put_to_each(here(), "text", 0.0), *acts)


def jointly(*acts):
    table = here()
    return played(put_jointly(table, table.plenary, 0.0), *acts)


def test_all_hear_the_draft_and_each_answers_alone():
    put, rooms = to_all(Propose(X), Accept(X), Accept(X))
    assert put == Put(X, accepted=True)
    assert [seats for _, seats, _ in rooms] == [(*PARTIES, "host"), ("first",), ("second",)]


def test_each_is_shown_the_draft_in_its_own_room():
    put, rooms = each(Propose(X), Accept(X), Propose(X), Accept(X))
    assert put == Put(X, accepted=True)
    assert [(room, *who) for room, _, who in rooms] == [
        ("text, first", "host"), ("text, first", "first"), ("text, second", "host"), ("text, second", "second"),
    ]  # fmt: skip


def test_jointly_all_answer_at_once():
    put, rooms = jointly(Propose(X), Accept(X))
    assert put == Put(X, accepted=True)
    assert [who for _, _, who in rooms] == [("host",), PARTIES]


@pytest.mark.parametrize("no", [Reject(X), Offer(X), Accept(Y), Pause(), WalkOut()], ids=repr)
def test_anything_but_an_acceptance_of_the_draft_is_a_no(no):
    assert to_all(Propose(X), Accept(X), no)[0] == Put(X)
    assert each(Propose(X), no, Propose(X), Accept(X))[0] == Put(X)
    assert jointly(Propose(X), no)[0] == Put(X)


def test_another_draft_for_another_party_is_accepted_by_nobody():
    assert each(Propose(X), Accept(X), Propose(Y), Accept(Y))[0] == Put(X)


def test_what_was_put_to_a_party_that_left_is_not_accepted():
    table = here()
    list_of_turns = table.turn(table.plenary, ("second",), 0.0)
    turn = next(list_of_turns)
    with pytest.raises(StopIteration):
        list_of_turns.send([Entry(0, turn.room, "second", WalkOut())])
    assert played(put_to_each(table, "text", 0.0), Propose(X), Accept(X))[0] == Put(X)


def test_a_close_asks_nobody_and_so_do_a_pause_and_words_that_propose_nothing():
    assert to_all(Close())[0] == each(Close())[0] == jointly(Close())[0] == Put(closed="host")
    for words in (Pause(), Invite()):
        put, rooms = to_all(words)
        assert (put, len(rooms)) == (Put(), 1)
    assert jointly(Pause())[0] == Put()
    assert each(Pause(), Pause())[0] == Put()
    assert each(Invite(), Accept(X), Invite(), Accept(X))[0] == Put()  # there was no draft: they may talk all the same
