"""The text that stands, as those know it to whom it was read out."""

from __future__ import annotations

import pytest

from mediant.talks.acts import Offer, Propose
from mediant.talks.record import Heard, Room, View
from mediant.talks.text import TEXT, text_of

ALL = ("first", "second", "host")
X, Y, Z = (0, 0), (1, 0), (2, 1)
READ = Room(TEXT, ALL)
APART = Room("text, first", ("first", "host"))
HEARD = (
    Heard(READ, "host", Propose(X)), Heard(APART, "host", Propose(Y)), Heard(APART, "first", Offer(Z)),
)  # fmt: skip


def text(room, *heard):
    return text_of(View("first", None, (*HEARD, *heard), room, 0.5))


def test_the_text_is_what_was_read_out_last():
    assert text(APART) == X
    assert text(APART, Heard(READ, "host", Propose(Y))) == Y
    assert text(Room("text, plenary", ALL)) == X
    assert text_of(View("first", None, (), APART, 0.5)) is None


@pytest.mark.parametrize("room", ["close, first", "plenary", "host and first", "textile"])
def test_where_no_text_is_discussed_there_is_none(room):
    assert text(Room(room, ALL)) is None
