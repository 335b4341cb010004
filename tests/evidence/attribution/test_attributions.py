"""Attributions in words, found by an encoder of known scores: anchors, what belongs to them, parts of long texts."""

from __future__ import annotations

import numpy as np
import pytest
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
    whole = found_in(text, Rules())
    monkeypatch.setattr(attributions, "MOST_WORDS", 50)
    parts = found_in(text, Rules())
    assert [(one.anchor, one.pieces) for one in parts] == [(one.anchor, one.pieces) for one in whole]
    assert len(whole) == 120


def found_in(text, encoder):
    return attributions_of(text, words_of(text), VOCABULARY, encoder)


def test_cues_side_by_side_are_one_and_on_two_lines_are_two():
    assert read("who said said what") == [(("who",), ("said said",), ("what",))]
    assert read("who said\nsaid what") == [((), ("said",), ("what",))]


class Echo(Rules):
    """To every `said` all of them are its cue and every `what` its content; the last one is the surest."""

    def see(self, window):
        seen = super().see(window)
        seen.scores[-1, OF_KIND + 1] += 3
        return seen

    def places(self, seen, anchors):
        found = super().places(seen, anchors)
        words = seen.words[:, 0]
        found[:, words == NUMBER["said"], begin(CUE)] = 9
        found[:, words == NUMBER["what"], begin(CONTENT)] = 9
        return found


def test_of_two_that_say_the_same_the_surer_one_stays():
    (one,) = found_in("said what said", Echo())
    assert (one.anchor, one.of(CUE), one.of(CONTENT)) == ((2, 2), ((0, 0), (2, 2)), ((1, 1),))


class Unsure(Rules):
    """Less sure of the second word of a content than of the first, and of the speaker least of all."""

    def places(self, seen, anchors):
        found = super().places(seen, anchors)
        found[:, :, inside(CONTENT)] *= 7 / 9
        found[:, :, begin(SPEAKER)] *= 6 / 9
        return found


def chance(score):
    """Log chance of a label with this score, where outside has 5 and the others 0."""
    return score - np.log(np.exp(score) + np.exp(5) + OF_PLACE - 2)


def test_signs_are_the_chances_of_anchor_content_speaker_and_the_rest():
    (one,) = found_in("who said what what", Unsure())
    anchor = 9 - np.log(np.exp(9) + np.exp(5) + OF_ANCHOR - 2)
    mean = (chance(9) + chance(7)) / 2
    assert one.signs == pytest.approx((anchor, mean, chance(7), chance(6), 0), abs=1e-4)
    (one,) = found_in("x said what", Unsure())
    outside = 5 - np.log(np.exp(5) + OF_PLACE - 1)
    assert one.signs == pytest.approx((anchor, chance(9), chance(9), -3, outside), abs=1e-4)


class Meaning(Rules):
    """Its scores of the first acts are the means that it was given."""

    def meaning(self, claims):
        acts, certainties = super().meaning(claims)
        acts[:, : claims.shape[1]] = claims
        return acts, certainties


def test_meaning_is_told_by_the_means_of_speaker_cue_content_and_its_first_words():
    (one,) = found_in("who said what", Meaning())
    means = [NUMBER[word] for word in ("who", "said", "what", "what")]
    assert [act - one.acts[-1] for act in one.acts[:4]] == pytest.approx(means, abs=1e-4)


class Wet(Rules):
    """What is said may be of rain, too."""

    def places(self, seen, anchors):
        found = super().places(seen, anchors)
        found[:, seen.words[:, 0] == NUMBER["rain"], begin(CONTENT)] = 9
        return found


def test_what_somebody_says_is_no_statement_of_the_texts_own():
    (one,) = found_in("who said rain", Wet())
    assert (one.anchor, one.of(CONTENT)) == ((1, 1), ((2, 2),))
