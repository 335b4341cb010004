"""An article about the harbour and claims in it, as the reader hands them in."""

from __future__ import annotations

import json
from typing import Any

from sitting import Sitting, opened

from mediant.evidence.claim import ArticleRef, Claim, Source, Span, When
from mediant.evidence.lines import line_of
from mediant.workbench.articles import Bring, HandIn

TEXT = (
    "The minister of North said that the truce would last 40 days. "
    "A spokesman of South said that the harbour fee was 10 dollars. "
    "The minister of North said that the harbour fee was 5 dollars."
)


def span(words: str, text: str = TEXT) -> Span:
    """The words where they stand in the article."""
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def claim(id: str, speaker: str, content: str, actor: str | None = None, text: str = TEXT, **more: Any) -> Claim:
    """A claim of the article."""
    source = Source(spans=(span(speaker, text),), actor=actor, role="speaker")
    return Claim(
        id=id, article=ArticleRef(id="any"), content=(span(content, text),), sources=(source,), confidence=0.5, **more
    )


CLAIMS = (
    claim("c1", "The minister of North", "the truce would last 40 days", "north", act="announce", issues=("truce",)),
    claim("c2", "A spokesman of South", "the harbour fee was 10 dollars", "south", act="report", issues=("fee",)),
    claim("c3", "The minister of North", "the harbour fee was 5 dollars", "north", act="report", issues=("fee",),
          when=When(text="today", date="2024-05-01")),
)  # fmt: skip


def entry(one: Claim) -> dict[str, Any]:
    """As JSON carries it."""
    return json.loads(line_of(one))


def with_claims(room: str = "mediators", seat: str = "m", **more: Any) -> Sitting:
    """A mediation with the article brought in and read; the article's id is `findings.article(sitting)`."""
    sitting = opened()
    sitting.ask(seat, Bring(room=room, text=TEXT, title="Harbour talks", published="2024-05-03", **more))
    sitting.ask("m", HandIn(article(sitting), tuple(entry(one) for one in CLAIMS)))
    return sitting


def with_a_contradiction() -> Sitting:
    """Another article contradicts the second claim."""
    sitting = with_claims()
    text = "In the evening a lawyer said that the harbour fee was 7 dollars."
    sitting.ask("m", Bring(room="mediators", text=text, title="Evening news", published="2024-05-04"))
    found = claim("c1", "a lawyer", "the harbour fee was 7 dollars", "lawyer", text, act="report", issues=("fee",))
    sitting.ask("m", HandIn("host.mediators.a2", (entry(found),)))
    return sitting


def article(sitting: Sitting) -> str:
    """The id of the article."""
    return next(iter(sitting.kept.evidence.articles))
