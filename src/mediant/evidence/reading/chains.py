"""From attributions in words to claims with their chain of sources, in characters. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mediant.evidence.article import Article
from mediant.evidence.attribution.attributions import CONTENT, CUE, SPEAKER, Attribution, Range
from mediant.evidence.attribution.labels import PLACES
from mediant.evidence.attribution.words import Word
from mediant.evidence.claim import ACTS, CERTAINTIES, Claim, Source, Span

RELAYS = tuple((PLACES.index(f"relay-{n}"), PLACES.index(f"relay-{n}-cue")) for n in (1, 2))


def claim_of(one: Attribution, article: Article, words: Sequence[Word], sure: Sequence[float]) -> Claim:
    """The claim that an attribution makes; its id is empty, its actors, issues and time are left open.

    `sure` turns its signs into the confidence: factors of a logistic regression, the constant last.
    """
    content = _spans(one.of(CONTENT), article.text, words)
    return Claim(
        id="",
        article=article.ref,
        content=content,
        sources=() if one.anchor is None else _sources(one, article.text, words),
        act=(*ACTS, None)[_best(one.acts)],
        certainty=CERTAINTIES[_best(one.certainties)],
        confidence=round(_chance(one.signs, sure), 3),
    )


def _sources(one: Attribution, text: str, words: Sequence[Word]) -> tuple[Source, ...]:
    speaker = Source(
        spans=_spans(one.of(SPEAKER), text, words), actor=None, role="speaker", cue=_spans(one.of(CUE), text, words)
    )
    relays = [
        Source(spans=spans, actor=None, role="relay", cue=_spans(one.of(cue), text, words))
        for source, cue in RELAYS
        if (spans := _spans(one.of(source), text, words))
    ]
    return (speaker, *relays)


def _spans(pieces: Sequence[Range], text: str, words: Sequence[Word]) -> tuple[Span, ...]:
    """The pieces as spans of the text, cut where a line ends."""
    spans = []
    for first, last in pieces:
        start = first
        for at in range(first, last + 1):
            if at == last or words[at + 1].after_break:
                a, b = words[start].start, words[at].end
                spans.append(Span(start=a, end=b, text=text[a:b]))
                start = at + 1
    return tuple(spans)


def _best(chances: Sequence[float]) -> int:
    return max(range(len(chances)), key=lambda k: (chances[k], -k))


def _chance(signs: Sequence[float], sure: Sequence[float]) -> float:
    score = sum(sign * factor for sign, factor in zip(signs, sure, strict=False)) + sure[-1]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
