"""Where words stand: exactly, or with other marks; and which of several places belong together."""

from __future__ import annotations

import time

from hypothesis import assume, given
from hypothesis import strategies as st

from mediant.readers.places import MOST_PLACES, Words, folded, together


def found(text, *pieces):
    """What stands at the best places of the pieces, and where."""
    words = Words(text, 0, len(text))
    best = next(together([words.places(piece) for piece in pieces]), None)
    return best and [(start, text[start:end]) for start, end in best]


def test_words_stand_where_they_stand():
    assert Words("He said no. He said yes.", 0, 24).places("said") == ((3, 7), (15, 19))
    assert Words("He said no. He said yes.", 12, 24).places("said") == ((15, 19),)
    assert Words("He said no.", 0, 11).places("never") == ()


def test_other_marks_are_matched_and_the_text_keeps_its_own():
    text = "“It’s over”, she\u00a0said — twice."
    assert found(text, '"It\'s over"') == [(0, "“It’s over”")]
    assert found(text, "she said - twice") == [(13, "she\u00a0said — twice")]
    assert found("We wait\nhere.", "wait here") == [(3, "wait\nhere")]


def test_what_stands_exactly_is_preferred():
    assert found('“no” and "no"', '"no"') == [(9, '"no"')]


def test_a_word_is_not_found_inside_another():
    assert Words("the other he", 0, 12).places("he") == ((10, 12),)


def test_of_several_places_the_nearest():
    text = "Ferro said the books were open. Vane said the gate was shut. Ferro said so again."
    assert found(text, "Vane", "said", "the gate was shut") == [(32, "Vane"), (37, "said"), (42, "the gate was shut")]
    assert found(text, "Ferro", "said", "so again") == [(61, "Ferro"), (67, "said"), (72, "so again")]


def test_places_of_one_claim_do_not_overlap():
    assert found("he said he said he would", "he said he would", "said", "he") == [
        (8, "he said he would"), (3, "said"), (0, "he")]  # fmt: skip
    assert found("he would", "he would", "he") is None
    assert found("no no", "no", "no") == [(0, "no"), (3, "no")]


def test_every_way_once_the_closest_first():
    words = Words("A said. B. A said.", 0, 18)
    ways = list(together([words.places("A"), words.places("said")]))
    assert ways == [((0, 1), (2, 6)), ((11, 12), (13, 17))]


@given(st.text(max_size=200), st.data())
def test_what_is_found_is_what_was_looked_for(text, data):
    start = data.draw(st.integers(0, len(text)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    assume(piece)
    for begin, end in Words(text, 0, len(text)).places(piece):
        assert folded(text[begin:end])[0].strip() == folded(piece)[0].strip()


@given(st.text(alphabet=" \n\r\t“a-—", max_size=50))
def test_folding_knows_where_everything_stood(text):
    plain, kept = folded(text)
    assert len(plain) == len(kept)
    assert all(plain[k] == folded(text[at])[0] for k, at in enumerate(kept))
    assert "  " not in plain


def test_line_ends_do_not_matter():
    assert found("We\r\n  will wait.", "We will") == [(0, "We\r\n  will")]
    assert found("He said\n\nno.", "said\nno") == [(3, "said\n\nno")]


def test_hostile_words_cost_no_time():
    text = "a " * 50_000
    words = Words(text, 0, len(text))
    before = time.process_time()
    assert len(words.places("a")) == MOST_PLACES
    assert words.places("b" * 90_000) == words.places(" " * 90_000 + "b") == ()
    list(together([words.places("a")] * 24))
    assert time.process_time() - before < 1
