"""A short article with three claims, one inside another."""

from __future__ import annotations

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim, Source, Span

TEXT = (
    "The ferry stays in port, the harbour union said on Monday. "
    "The Harbour Post reported that the union would accept nine berths. "
    "Nobody on the quay had expected it.\n"
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def claim(article: Article, id: str, content: str, speaker: str = "", cue: str = "", **more: object) -> Claim:
    text = article.text
    source = (
        Source(spans=(span(speaker, text),), actor=None, role="speaker", cue=(span(cue, text),)) if speaker else None
    )
    return Claim(
        id=id, article=article.ref, content=(span(content, text),), sources=(source,) if source else (), **more
    )


def claims_in(article: Article) -> tuple[Claim, ...]:
    return (
        claim(article, "h.1", "The ferry stays in port", "the harbour union", "said", act="announce", confidence=0.9),
        claim(
            article, "h.2", "that the union would accept nine berths", "The Harbour Post", "reported", confidence=0.7
        ),
        claim(article, "h.3", "Nobody on the quay had expected it.", confidence=0.4),
    )
