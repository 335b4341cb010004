"""The text that stands, as those know it to whom it was read out, or who saw the votes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.acts import Accept, Offer, Pause, Propose, Reject
from mediant.talks.record import Heard, Room, View
from mediant.talks.text import TEXT, drafting, text_of

ALL = ("first", "second", "host")
PARTIES = ALL[:2]
X, Y, Z = (0, 0), (1, 0), (2, 1)
READ, DRAFTS, CLOSE = Room(TEXT, ALL), Room("text, plenary", ALL), Room("close, plenary", ALL)
APART = Room("text, first", ("first", "host"))
HEARD = (
    Heard(READ, "host", Propose(X)), Heard(APART, "host", Propose(Y)), Heard(APART, "first", Offer(Z)),
)  # fmt: skip


def text(heard, room=DRAFTS):
    return text_of(View("first", None, tuple(heard), room, 0.5, (3, 2), PARTIES))


def said(*acts, room=DRAFTS):
    return tuple(Heard(room, speaker, act) for speaker, act in acts)


def votes(draft, *yes):
    return [(party, Accept(draft) if answer else Reject(draft)) for party, answer in zip(PARTIES, yes, strict=True)]


def test_the_text_is_what_was_read_out_last():
    assert text(HEARD, APART) == X
    assert text((*HEARD, Heard(READ, "host", Propose(Y))), APART) == Y
    assert text(HEARD, DRAFTS) == text(HEARD, READ) == text(HEARD, CLOSE) == X
    assert text((), APART) is None
    assert text((*HEARD, *said(("host", Propose(Y)), *votes(Y, 1, 0)))) == X  # put to the vote, and not accepted


@pytest.mark.parametrize("room", ["plenary", "host and first", "textile", "closet, plenary"])
def test_where_no_text_is_discussed_there_is_none(room):
    assert text(HEARD, Room(room, ALL)) is None


def test_at_the_close_a_yes_binds():
    assert [drafting(room) for room in (READ, APART, DRAFTS, CLOSE, Room("plenary", ALL))] == [True] * 3 + [False] * 2


def test_where_nothing_is_read_out_the_first_proposal_is_the_text():
    assert text(()) is None
    assert text(said(("host", Pause()))) is None
    assert text(said(("host", Propose(X)))) == X


def test_at_the_close_it_is_the_text_of_the_drafts():
    heard = said(("host", Propose(X)), ("host", Propose(Y)), *votes(Y, 1, 1))
    assert text(heard + said(("host", Propose(Z)), room=CLOSE), CLOSE) == Y


def test_what_was_voted_on_in_another_room_counts_for_nothing():
    heard = said(("host", Propose(X))) + said(("host", Propose(Y)), *votes(Y, 1, 1), room=Room("text, corridor", ALL))
    assert text(heard) == X


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()), max_size=12), st.booleans())
def test_it_is_what_reading_from_the_beginning_gives(changes, waits):
    stands, heard = (0, 0), [("host", Propose((0, 0)))]
    for number, *answers in changes:
        change = (number, number)
        heard += [("host", Propose(change)), *votes(change, *answers)]
        stands = change if all(answers) else stands
    if waits:
        heard.append(("host", Propose((7, 7))))
    assert text(said(*heard)) == stands
