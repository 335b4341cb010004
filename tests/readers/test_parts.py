"""A text in parts: nothing lost, nothing twice, none too long, and parted where a reader would."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from mediant.readers.parts import parts_of


def shown(text, most):
    return [text[part.start : part.end] for part in parts_of(text, most)]


def test_a_short_text_is_one_part():
    assert shown("One.\n\nTwo.", 100) == ["One.\n\nTwo."]
    assert shown("", 10) == shown(" \n ", 10) == []


def test_paragraphs_stay_whole_where_they_fit():
    assert shown("One one.\n\nTwo two.\n\nThree.", 22) == ["One one.\n\nTwo two.\n\n", "Three."]


def test_else_lines_then_sentences_then_words_then_anywhere():
    assert shown("One one.\nTwo two. And.", 20) == ["One one.\n", "Two two. And."]
    assert shown("He said one. She said two.", 20) == ["He said one. ", "She said two."]
    assert shown("one two three four", 10) == ["one two ", "three four"]
    assert shown("abcdefghij", 4) == ["abcd", "efgh", "ij"]


@given(st.text(alphabet='ab .\n"\r', max_size=400), st.integers(1, 50))
def test_parts_make_up_the_text(text, most):
    parts = parts_of(text, most)
    assert all(0 < part.end - part.start <= most for part in parts)
    starts = [0, *(part.end for part in parts)]
    ends = [*(part.start for part in parts), len(text)]
    between = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    assert not "".join(between).strip()


def test_hostile_characters_cost_no_time():
    before = time.process_time()
    for text in ("\n" * 100_000, "\n \t" * 33_000, ". " * 50_000, '."' * 50_000, " " * 100_000, "a" * 100_000):
        parts_of(text, 8000)
        parts_of(text, 200)
    assert time.process_time() - before < 3
