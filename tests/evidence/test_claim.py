"""A claim is a value: it cannot change, equal claims are equal, and it survives the way to another process."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from mediant.evidence.claim import ArticleRef, Claim, Source, Span, When

WORDS = Span(start=0, end=5, text="words")
CLAIM = Claim(
    id="c1",
    article=ArticleRef(id="a1", outlet="The Daily"),
    content=(WORDS,),
    sources=(Source(spans=(WORDS,), actor=None, role="speaker"),),
    when=When(text="Saturday"),
)


def test_what_the_reader_cannot_tell_is_none():
    claim = Claim(id="c1", article=ArticleRef(id="a1"), content=(WORDS,))
    assert (claim.act, claim.certainty, claim.when, claim.sources, claim.issues) == (None, None, None, (), ())
    assert (claim.article.title, claim.article.outlet, claim.article.published) == (None, None, None)


def test_a_claim_does_not_change():
    with pytest.raises(FrozenInstanceError):
        CLAIM.act = "offer"


def test_equal_claims_are_one():
    again = pickle.loads(pickle.dumps(CLAIM))
    assert again == CLAIM
    assert len({CLAIM, again, replace(CLAIM, act="offer")}) == 2
