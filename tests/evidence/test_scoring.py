"""Pairs of claims: by their contents, one to one, and what of the chain agrees."""

from __future__ import annotations

from dataclasses import replace

from mediant.evidence.markup import parse
from mediant.evidence.scoring import pairs_of

ARTICLE = parse(
    """title: A
outlet: The Coast Courier
published: 2031-03-14
topic: labour
manner: paper
---
{1s Dana Ferro of the union} {1q said} {1c the offer was dead}, {1s1 Orbis Wire} {1q1 reported}. {2c The talks broke up on Tuesday.}
---
1: act=reject certainty=asserted
2: act=report certainty=asserted
""",
    "a",
)


def moved(claim, **spans):
    """The claim with spans that end earlier or later by some characters."""
    content = claim.content[0]
    by = spans.get("content", 0)
    end = content.end + by
    claim = replace(claim, content=(replace(content, end=end, text=ARTICLE.text[content.start : end]),))
    if "sources" in spans:
        claim = replace(claim, sources=spans["sources"])
    return claim


def test_a_reading_that_is_the_same_agrees_in_all():
    pairs = pairs_of(ARTICLE.claims, ARTICLE.claims, ARTICLE.text)
    assert len(pairs) == 2
    assert all(pair.cue and pair.speaker and pair.chain and pair.exact for pair in pairs)


def test_a_shorter_content_is_paired_and_not_exact():
    first = moved(ARTICLE.claims[0], content=-5)
    (pair, _) = pairs_of(ARTICLE.claims, (first, ARTICLE.claims[1]), ARTICLE.text)
    assert pair.found is first or pair.gold is ARTICLE.claims[1]
    by_gold = {pair.gold.id: pair for pair in pairs_of(ARTICLE.claims, (first,), ARTICLE.text)}
    assert by_gold["a.1"].chain
    assert not by_gold["a.1"].exact


def test_a_missing_relay_breaks_the_chain_but_not_the_speaker():
    without = moved(ARTICLE.claims[0], sources=ARTICLE.claims[0].sources[:1])
    (pair,) = pairs_of(ARTICLE.claims, (without,), ARTICLE.text)
    assert pair.speaker
    assert not pair.chain


def test_less_than_half_of_the_content_is_no_pair():
    assert not pairs_of(ARTICLE.claims, (moved(ARTICLE.claims[0], content=-14),), ARTICLE.text)


def test_a_claim_with_a_source_is_never_paired_with_the_text_s_own():
    own = moved(ARTICLE.claims[0], sources=())
    assert not pairs_of(ARTICLE.claims, (own,), ARTICLE.text)
