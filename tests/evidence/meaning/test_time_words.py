"""Finding time words: where they stand, what is none, and that no text makes it slow."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.meaning.time_words import phrase_of, phrases

PIECES = ("on Friday", "at ten", "3 May", "in 2031", "the", "a", "two weeks ago", ",", ".", "\n", "\r\n", "“", "İ", "may",
          "of", "late", "by", "the end of", "March", "  ", "Saturday", "ß", "next", "\u00a0", "7.20")  # fmt: skip
HOSTILE = ("\n", " ", "1", "a", "A", ".", "'", "on ", "the ", "late ", "Monday ", "May 3 ", "May 3, 2031 ", "at ten ",
           "half past ", "twenty-", "a few ", "the first ", "of the end of ", "\u00a0")  # fmt: skip


def found(text: str) -> list[str]:
    return [phrase.text for phrase in phrases(text)]


def test_a_clock_time_and_its_day_are_one_phrase():
    assert found("They meet at ten on Saturday, in the barn.") == ["at ten on Saturday"]
    assert found("They meet on Saturday, at noon.") == ["on Saturday, at noon"]
    assert found("From six tomorrow morning nobody fires.") == ["tomorrow morning"]
    assert found("It ends at midnight on 31 December.") == ["at midnight on 31 December"]


@pytest.mark.parametrize(
    "text",
    [
        "They may sign.",
        "Four hundred march on the square.",
        "She runs the Saturday lessons.",
        "‘On a Tuesday?’",
        "Lorne Today has the story.",
        "It passed by nine to eight.",
        "It stood at 44.20 crowns.",
        "at 12.50 per cent",
        "for the first time",
        "on the third floor",
        "The second sat down.",
        "a secondary matter",
        "a spring in his step",
        "of 12 members",
        "They put the number at six.",
        "They come out one by one.",
        "the boycott of the Saturday market",
        "with an eye on the April elections",
        "a Christmas tree",
        "since the two-month truce",
        "",
    ],
)
def test_what_is_no_time_is_not_found(text):
    assert found(text) == []


def test_line_ends_and_wide_spaces_change_nothing():
    plain = phrases("late on\nFriday, two weeks ago")
    assert [phrase.parts for phrase in phrases("late on\r\nFriday, two\u00a0weeks  ago")] == [p.parts for p in plain]
    assert [phrase.part("prep") for phrase in plain] == ["late on", None]


def test_only_the_beginning_of_long_words_is_looked_at():
    assert phrase_of("x" * 500 + " on Friday") is None
    assert phrase_of("no time at all") is None


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=200))
def test_phrases_are_pieces_of_the_text_in_order(text):
    before = 0
    for phrase in phrases(text):
        assert text[phrase.start : phrase.end] == phrase.text != ""
        assert phrase.start >= before
        before = phrase.end


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_no_text_is_slow(piece):
    text = piece * (100_000 // len(piece))
    start = process_time()
    phrases(text)
    assert process_time() - start < 3  # what grows with the square takes minutes
