"""What a reader offers is kept only where its words stand in the text."""

from __future__ import annotations

from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.evidence.readers import verbatim

ARTICLE = article_of("Ferro said no. Aske said yes.", ArticleRef(id="a"))


def span(start: int, end: int, text: str | None = None) -> Span:
    return Span(start=start, end=end, text=ARTICLE.text[start:end] if text is None else text)


def test_words_that_do_not_stand_there_drop_the_claim_and_are_counted():
    late = Claim(id="late", article=ARTICLE.ref, content=(span(25, 28),))
    early = Claim(id="early", article=ARTICLE.ref, content=(span(11, 13),))
    wrong = Claim(id="wrong", article=ARTICLE.ref, content=(span(11, 13, "NO"),))
    speaker = Source(spans=(span(0, 5, "Farro"),), actor=None, role="speaker")
    wrong_source = Claim(id="wrong-source", article=ARTICLE.ref, content=(span(11, 13),), sources=(speaker,))
    reading = verbatim([late, wrong, early, wrong_source], ARTICLE)
    assert [claim.id for claim in reading.claims] == ["early", "late"]
    assert reading.dropped == 2
