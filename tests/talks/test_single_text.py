"""The text so far: the first proposal, then the last that all voters accepted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Accept, Pause, Propose, Reject
from mediant.talks.record import Heard, Room
from mediant.talks.single_text import text_so_far

ROOM = Room("plenary", ("first", "second", "host"))
ELSEWHERE = Room("corridor", ("host",))
VOTERS = ("first", "second")


def said(*acts, room=ROOM):
    return tuple(Heard(room, speaker, act) for speaker, act in acts)


def votes(draft, *yes):
    return [(voter, Accept(draft) if answer else Reject(draft)) for voter, answer in zip(VOTERS, yes, strict=True)]


def test_nothing_proposed_is_no_text_and_the_first_proposal_is_one():
    assert text_so_far((), ROOM, VOTERS) is None
    assert text_so_far(said(("host", Pause())), ROOM, VOTERS) is None
    assert text_so_far(said(("host", Propose((0, 0)))), ROOM, VOTERS) == (0, 0)


def test_at_the_close_it_is_the_text_of_the_drafts():
    drafts = Room("text, plenary", ROOM.seats)
    heard = said(("host", Propose((0, 0))), ("host", Propose((1, 1))), *votes((1, 1), 1, 1), room=drafts)
    close = Room("close, plenary", ROOM.seats)
    assert text_so_far(heard + said(("host", Propose((2, 2))), room=close), close, VOTERS) == (1, 1)


def test_what_was_said_in_another_room_counts_for_nothing():
    heard = said(("host", Propose((0, 0)))) + said(("host", Propose((1, 1))), *votes((1, 1), 1, 1), room=ELSEWHERE)
    assert text_so_far(heard, ROOM, VOTERS) == (0, 0)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), max_size=12), st.booleans())
def test_it_is_what_reading_from_the_beginning_gives(changes, waits):
    text, heard = (0, 0), [("host", Propose((0, 0)))]
    for number, *answers in changes:
        change = (number, number)
        heard += [("host", Propose(change)), *votes(change, *answers)]
        text = change if all(answers) else text
    if waits:
        heard.append(("host", Propose((7, 7))))
    assert text_so_far(said(*heard), ROOM, VOTERS) == text
