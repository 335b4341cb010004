"""Windows cover a text, fit the encoder, and begin where sentences do."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.attribution.windows import MOST_PIECES, sentence_starts, windows_of
from mediant.evidence.attribution.words import Vocabulary, words_of

VOCABULARY = Vocabulary(["[UNK]", "[CLS]", "[SEP]", "a", "b", "."])


@given(st.lists(st.sampled_from(["a", "b.", "A b.\n", "a" * 150, "b'b'b'b'b'b'b'b"]), max_size=900))
def test_windows_cover_every_word_and_fit(parts):
    text = " ".join(parts)
    words = words_of(text)
    windows = windows_of(text, words, VOCABULARY)
    assert {at for window in windows for at in range(window.first, window.last)} == set(range(len(words)))
    assert all(
        len(window.pieces) <= MOST_PIECES and len(window.heads) == window.last - window.first for window in windows
    )
    assert all(a.first < b.first and a.last < b.last for a, b in pairwise(windows))


def test_lines_are_parted_by_the_end_mark():
    text = "a b\na"
    (window,) = windows_of(text, words_of(text), VOCABULARY)
    assert window.pieces.tolist() == [1, 3, 4, 2, 3, 2]
    assert window.heads.tolist() == [1, 2, 4]


def test_a_sentence_begins_after_a_stop_and_its_marks():
    text = 'He left. "Why?" She asked. it was 3.5 m'
    words = words_of(text)
    starts = [text[word.start : word.end] for word, at in zip(words, sentence_starts(text, words), strict=True) if at]
    assert starts == ["He", '"', "She"]


def test_windows_begin_with_a_sentence_where_one_is_near():
    text = "A b a b a b a b a. " * 300
    words = words_of(text)
    windows = windows_of(text, words, VOCABULARY)
    assert len(windows) > 5
    assert {text[words[window.first].start] for window in windows} == {"A"}


def test_long_words_are_not_seen_again_and_again():
    text = "b'b'b'b'b'b'b'b " * 400
    windows = windows_of(text, words_of(text), VOCABULARY)
    assert sum(window.last - window.first for window in windows) <= 2.2 * 400
