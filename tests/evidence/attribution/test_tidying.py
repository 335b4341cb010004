"""Ragged attributions set right: a source in one piece, relays from the speaker outwards."""

from __future__ import annotations

import pytest

from mediant.evidence.attribution.attributions import CONTENT, CUE, SPEAKER, Attribution
from mediant.evidence.attribution.labels import PLACES
from mediant.evidence.attribution.tidying import OUTER, OUTER_CUE, RELAY, RELAY_CUE, tidied
from mediant.evidence.attribution.words import words_of


def at(text, words):
    """First and last word of a piece of the text."""
    start = text.index(words)
    numbers = [k for k, word in enumerate(words_of(text)) if start <= word.start < start + len(words)]
    return numbers[0], numbers[-1]


def told(text, *pieces):
    """Words by place, after an attribution with these pieces has been set right."""
    placed = tuple((place, at(text, words)) for place, words in pieces)
    anchor = next(piece for place, piece in placed if place == CUE)
    one = Attribution(anchor=anchor, pieces=placed, acts=(), certainties=(), signs=(0.0,) * 5)
    words = words_of(text)
    return [
        (place, text[words[first].start : words[last].end])
        for place, (first, last) in tidied([one], text, words)[0].pieces
    ]


def test_a_source_broken_by_a_stop_is_whole():
    text = "Mrs. Ferro said no."
    assert told(text, (SPEAKER, "Mrs"), (SPEAKER, "Ferro"), (CUE, "said"), (CONTENT, "no")) == [
        (SPEAKER, "Mrs. Ferro"), (CUE, "said"), (CONTENT, "no"),
    ]  # fmt: skip


def test_of_two_sources_far_apart_the_longer_one_stays():
    text = "Aske left early, and Dana Ferro said no."
    pieces = ((SPEAKER, "Aske"), (SPEAKER, "Dana Ferro"), (CUE, "said"), (CONTENT, "no"))
    assert told(text, *pieces)[0] == (SPEAKER, "Dana Ferro")
    assert sum(place == SPEAKER for place, _ in told(text, *pieces)) == 1


def test_of_two_sources_of_one_length_the_nearer_one_stays():
    text = "Aske left early, and Ferro said no."
    pieces = ((SPEAKER, "Aske"), (SPEAKER, "Ferro"), (CUE, "said"), (CONTENT, "no"))
    assert [words for place, words in told(text, *pieces) if place == SPEAKER] == ["Ferro"]


def test_pieces_are_not_joined_over_a_line_or_over_another_piece():
    text = "Aske\nDana Ferro said no."
    kept = told(text, (SPEAKER, "Aske"), (SPEAKER, "Dana Ferro"), (CUE, "said"), (CONTENT, "no"))
    assert (SPEAKER, "Dana Ferro") in kept
    text = "Aske said no Ferro."
    kept = told(text, (SPEAKER, "Aske"), (CUE, "said"), (CONTENT, "no"), (SPEAKER, "Ferro"))
    assert (CUE, "said") in kept
    assert sum(place == SPEAKER for place, _ in kept) == 1


def test_the_cited_stands_nearer_to_the_speaker_than_who_cites():
    text = "The rebels may accept 120, the Ledger said, citing a translator."
    pieces = (
        (SPEAKER, "The rebels"), (CUE, "may accept"), (CONTENT, "120"), (RELAY, "the Ledger"), (RELAY_CUE, "said"),
        (RELAY_CUE, "citing"), (RELAY, "a translator"),
    )  # fmt: skip
    by_place = dict(told(text, *pieces))
    assert by_place[RELAY] == "a translator"
    assert by_place[RELAY_CUE] == "citing"
    assert by_place[OUTER] == "the Ledger"
    assert by_place[OUTER_CUE] == "said"


def test_two_that_cite_stay_as_they_are():
    text = "The rebels may accept, the Ledger said, citing a translator quoting a guard."
    pieces = (
        (SPEAKER, "The rebels"), (CUE, "may"), (CONTENT, "accept"), (RELAY, "the Ledger"), (RELAY_CUE, "citing"),
        (OUTER, "a translator"), (OUTER_CUE, "quoting"),
    )  # fmt: skip
    assert dict(told(text, *pieces)) == dict(pieces)


def test_a_single_relay_stays_as_it_is():
    text = "The rebels may accept 120, the Ledger said."
    pieces = (
        (SPEAKER, "The rebels"),
        (CUE, "may accept"),
        (CONTENT, "120"),
        (RELAY, "the Ledger"),
        (RELAY_CUE, "said"),
    )
    assert told(text, *pieces) == list(pieces)
    assert PLACES[RELAY] == "relay-1"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The talks broke up.", "The talks broke up"),
        ("Talks break up\n4 May 2024", None),
        ("Talks break up\n4 May 2024\nThe talks broke up in Dessa (and “not well.”)", "The talks broke up"),
        ("The talks broke up in Dessa.\nThey go on.", "The talks broke up in Dessa."),
    ],
)
def test_an_own_statement_is_one_line_and_no_heading(text, kept):
    words = words_of(text)
    last = at(text, "The talks broke up")[1] if kept == "The talks broke up" else len(words) - 1
    own = Attribution(anchor=None, pieces=((CONTENT, (0, last)),), acts=(), certainties=(), signs=(0.0,) * 5)
    told = [text[words[a].start : words[b].end] for one in tidied([own], text, words) for _, (a, b) in one.pieces]
    assert told == ([] if kept is None else [kept])


def test_content_ends_with_its_sentence_unless_it_is_quoted():
    text = "They meet on Friday, Ferro said. Whether Quill comes is open."
    pieces = ((CONTENT, "They meet on Friday"), (SPEAKER, "Ferro"), (CUE, "said"), (CONTENT, "Whether Quill comes"))
    assert told(text, *pieces) == list(pieces[:3])
    text = "“We meet,” Ferro said. “Quill comes.” Rain fell."
    pieces = ((CONTENT, "“We meet,”"), (SPEAKER, "Ferro"), (CUE, "said"), (CONTENT, "“Quill comes.”"))
    assert told(text, *pieces) == list(pieces)
    text = "According to Dr. Quill, rain fell."
    pieces = ((CUE, "According to"), (SPEAKER, "Dr. Quill"), (CONTENT, "rain fell"))
    assert told(text, *pieces) == list(pieces)
