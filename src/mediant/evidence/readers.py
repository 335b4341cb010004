"""What a reader is: a function from an article to its claims. Ours and those of plugins go through the same door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from mediant.evidence.article import Article
from mediant.evidence.checks import spans_of
from mediant.evidence.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The claims of an article in the order of their first words, and what the reader has to say of its work.

    `dropped` counts what a reader offered and a check refused, as words that do not stand in the text.
    """

    claims: tuple[Claim, ...]
    dropped: int = 0
    notes: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one article: every span is a piece of `article.text`, and the same article gives the same reading."""

    def __call__(self, article: Article) -> Reading:
        """The claims of the article."""


def verbatim(claims: Iterable[Claim], article: Article) -> Reading:
    """The claims all of whose spans are pieces of the article's text, in the order of their first words."""
    offered = tuple(claims)
    kept = [
        claim
        for claim in offered
        if all(article.text[span.start : span.end] == span.text != "" for _, span in spans_of(claim))
    ]
    kept.sort(key=lambda claim: min(span.start for _, span in spans_of(claim)))
    return Reading(claims=tuple(kept), dropped=len(offered) - len(kept))
