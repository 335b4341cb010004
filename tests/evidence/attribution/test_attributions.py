"""Attributions in words, found by an encoder of known scores: anchors, what belongs to them, parts of long texts."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.attribution import attributions
from mediant.evidence.attribution.attributions import CONTENT, CUE, SPEAKER, attributions_of
from mediant.evidence.attribution.encoder import Seen
from mediant.evidence.attribution.labels import KINDS, OF_ANCHOR, OF_KIND, OF_PLACE, begin, inside
from mediant.evidence.attribution.words import Vocabulary, words_of

PIECES = ["[UNK]", "[CLS]", "[SEP]", "who", "said", "what", "rain", "."]
NUMBER = {piece: number for number, piece in enumerate(PIECES)}
VOCABULARY = Vocabulary(PIECES)


class Rules:
    """Knows the meaning of four words: `said` is a cue, `who` before it speaks, `what` after it is said, `rain` is own."""

    def see(self, window):
        pieces = window.pieces[window.heads]
        scores = np.zeros((len(pieces), OF_KIND + OF_ANCHOR), dtype=np.float32)
        scores[:, 0] = scores[:, OF_KIND] = 5
        scores[pieces == NUMBER["said"], OF_KIND + 1] = 9
        scores[pieces == NUMBER["rain"], begin(KINDS.index("own"))] = 9
        return Seen(pieces[:, None].astype(np.float32), scores)

    def places(self, seen, anchors):
        found = np.zeros((len(anchors), len(seen.words), OF_PLACE), dtype=np.float32)
        found[:, :, 0] = 5
        words = seen.words[:, 0]
        for row, (first, last) in enumerate(anchors):
            if first and words[first - 1] == NUMBER["who"]:
                found[row, first - 1, begin(SPEAKER)] = 9
            at, label = last + 1, begin(CONTENT)
            while at < len(words) and words[at] == NUMBER["what"]:
                found[row, at, label] = 9
                at, label = at + 1, inside(CONTENT)
        return found

    def meaning(self, claims):
        return np.zeros((len(claims), 13), dtype=np.float32), np.zeros((len(claims), 4), dtype=np.float32)


def read(text):
    words = words_of(text)
    return [
        tuple(tuple(text[words[a].start : words[b].end] for a, b in one.of(place)) for place in (SPEAKER, CUE, CONTENT))
        for one in attributions_of(text, words, VOCABULARY, Rules())
    ]


def test_cue_speaker_content_and_own_statements():
    assert read("rain. who said what what. said what") == [
        (("who",), ("said",), ("what what",)), ((), ("said",), ("what",)), ((), (), ("rain",)),
    ]  # fmt: skip


def test_a_cue_without_content_makes_no_claim():
    assert read("who said. who") == []


def test_a_text_without_words():
    assert read("") == read(" \n\t ") == []


@given(st.integers(1, 900), st.integers(1, 40))
def test_windows_do_not_show(before, times):
    """However the windows fall, each attribution is found once."""
    text = "x " * before + "who said what what . " * times
    assert read(text) == [(("who",), ("said",), ("what what",))] * times


def test_a_long_text_in_parts_is_read_like_a_short_one(monkeypatch):
    text = "X x x x. Who said what what. Rain. " * 60
    whole = read(text)
    monkeypatch.setattr(attributions, "MOST_WORDS", 50)
    assert read(text) == whole
    assert len(whole) == 120
