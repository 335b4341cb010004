"""From words to characters: spans are cut at line ends, chains go outwards, confidence follows the signs."""

from __future__ import annotations

import math

import pytest

from mediant.evidence.article import article_of
from mediant.evidence.attribution.attributions import Attribution
from mediant.evidence.attribution.labels import PLACES
from mediant.evidence.attribution.words import words_of
from mediant.evidence.claim import ACTS, CERTAINTIES, ArticleRef
from mediant.evidence.reading.chains import claim_of

TEXT = 'Ferro said "no,\r\nnever" , Orbis Wire reported.'
AT = {name: number for number, name in enumerate(PLACES)}
PARTS = (
    (AT["speaker"], (0, 0)), (AT["cue"], (1, 1)), (AT["content"], (2, 6)),
    (AT["relay-1"], (8, 9)), (AT["relay-1-cue"], (10, 10)),
)  # fmt: skip


def claim(pieces=PARTS, anchor=(1, 1), signs=(0.0,) * 5, sure=(0.0,) * 6):
    acts = tuple(0.0 if act == "deny" else -3.0 for act in ACTS)
    certainties = tuple(0.0 if name == "hedged" else -3.0 for name in CERTAINTIES)
    one = Attribution(anchor, pieces, acts, certainties, signs)
    return claim_of(one, article_of(TEXT, ArticleRef(id="a")), words_of(TEXT), sure)


def test_chain_and_meaning():
    found = claim()
    assert [source.role for source in found.sources] == ["speaker", "relay"]
    assert [[s.text for s in (*source.spans, *source.cue)] for source in found.sources] == [
        ["Ferro", "said"], ["Orbis Wire", "reported"],
    ]  # fmt: skip
    assert (found.act, found.certainty) == ("deny", "hedged")


def test_the_relay_nearer_to_the_speaker_comes_first():
    outer = ((AT["relay-1"], (8, 8)), (AT["relay-1-cue"], (10, 10)), (AT["relay-2"], (9, 9)))
    found = claim((*PARTS[:3], *outer)).sources
    assert [[s.text for s in source.spans] for source in found] == [["Ferro"], ["Orbis"], ["Wire"]]
    assert [[s.text for s in source.cue] for source in found] == [["said"], ["reported"], []]


def test_of_equal_chances_the_first_counts():
    one = Attribution(None, PARTS[2:3], (0.0,) * len(ACTS), (0.0,) * len(CERTAINTIES), (0.0,) * 5)
    found = claim_of(one, article_of(TEXT, ArticleRef(id="a")), words_of(TEXT), (0.0,) * 6)
    assert (found.act, found.certainty) == (ACTS[0], CERTAINTIES[0])


def test_spans_are_verbatim_and_end_with_their_line():
    found = claim()
    assert [span.text for span in found.content] == ['"no,', 'never"']
    assert all(TEXT[span.start : span.end] == span.text for span in found.content)


def test_an_own_statement_has_no_source():
    assert claim(((AT["content"], (3, 3)),), None).sources == ()


@pytest.mark.parametrize(("constant", "expected"), [(0.0, 0.5), (2.0, 1 / (1 + math.exp(-2))), (1e6, 1.0), (-1e6, 0.0)])
def test_confidence_is_the_logistic_of_the_signs(constant, expected):
    assert claim(sure=(0.0,) * 5 + (constant,)).confidence == pytest.approx(expected, abs=1e-3)


def test_the_surer_sign_gives_the_higher_confidence():
    sure = (1.0, 0.0, 0.0, 0.0, 0.0, 0.5)
    assert claim(signs=(-0.1, 0, 0, 0, 0), sure=sure).confidence > claim(signs=(-2.0, 0, 0, 0, 0), sure=sure).confidence
