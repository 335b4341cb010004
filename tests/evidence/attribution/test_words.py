"""Words and their pieces: every mark and every run of letters once, and marks that mean the same are the same."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.attribution.words import MOST_PIECES, Vocabulary, words_of

PIECES = ["[UNK]", "[CLS]", "[SEP]", "talk", "##s", "cafe", '"', "'", "-", "un", "##ion", "s", "3", "."]


@pytest.fixture
def vocabulary():
    return Vocabulary(PIECES)


def names(vocabulary, word):
    return [PIECES[number] for number in vocabulary.pieces(word)]


def test_words_are_runs_of_letters_and_single_marks():
    text = "The union’s “no”,\r\nsaid Ferro."
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "The", "union’s", "“", "no", "”", ",", "said", "Ferro", ".",
    ]  # fmt: skip
    assert [text[word.start : word.end] for word in words_of(text) if word.after_break] == ["said"]


@given(st.text(max_size=200))
def test_every_character_that_is_no_space_lies_in_one_word(text):
    words = words_of(text)
    covered = [at for word in words for at in range(word.start, word.end)]
    assert covered == sorted(set(covered))
    assert all(text[at].isspace() for at in set(range(len(text))) - set(covered))


def test_the_longest_piece_comes_first(vocabulary):
    assert names(vocabulary, "Talks") == ["talk", "##s"]
    assert names(vocabulary, "union's") == ["un", "##ion", "'", "s"]
    assert names(vocabulary, "zzz") == ["[UNK]"]


def test_accents_and_kinds_of_marks_do_not_count(vocabulary):
    assert names(vocabulary, "CAFÉ") == ["cafe"]
    assert names(vocabulary, "“") == names(vocabulary, '"') == names(vocabulary, "„")
    assert names(vocabulary, "union’s") == names(vocabulary, "union's")
    assert names(vocabulary, "—") == ["-"]


def test_every_quotation_mark_is_one_of_two(vocabulary):
    assert {mark for mark in "“”„‟«»〝〞＂" if names(vocabulary, mark) != ['"']} == set()
    assert {mark for mark in "‘’‚‛‹›" if names(vocabulary, mark) != ["'"]} == set()
    assert names(vocabulary, "``") == names(vocabulary, "''") == ['"']


def test_a_hostile_word_costs_little(vocabulary):
    start = time.process_time()
    assert len(vocabulary.pieces("s'" * 50_000)) == MOST_PIECES
    assert names(vocabulary, "s" * 100_000) == ["[UNK]"]
    assert len(words_of("a'" * 50_000)) <= 100_000
    assert time.process_time() - start < 4
