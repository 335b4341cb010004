"""An article on talks that never were, with claims of every shape, and one that means harm."""

from __future__ import annotations

from mediant.evidence.article import Article, article_of
from mediant.evidence.claim import ArticleRef, Claim, Source, Span, When

TEXT = (
    "The union will hold the ferry until Friday, its chair, Mara Oste, told Quay Radio. "
    "The harbour board rejected the offer on Monday, according to two people close to it.\n\n"
    "“We have time,” said Oste. “The tide does not.” Nobody else would comment.\n"
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.rindex(words)
    return Span(start=start, end=start + len(words), text=words)


def source(role: str, words: str, cue: str, actor: str | None = None, text: str = TEXT) -> Source:
    spans = (span(words, text),) if words else ()
    return Source(spans=spans, actor=actor, role=role, cue=(span(cue, text),))


def made(id: str = "ferry", text: str = TEXT) -> Article:
    ref = ArticleRef(id=id, title="Ferry talks stall", outlet="The Harbour Post", published="2031-05-06")
    return article_of(text, ref)


def claims_of(article: Article) -> tuple[Claim, ...]:
    ref, name = article.ref, article.ref.id
    chair = source("speaker", "its chair, Mara Oste", "told", "mara-oste")
    return (
        Claim(
            id=f"{name}.1", article=ref, content=(span("The union will hold the ferry until Friday"),),
            sources=(chair, source("relay", "Quay Radio", "told")), act="announce", certainty="planned",
            when=When(text="until Friday", date="2031-05-09"), confidence=0.93,
        ),
        Claim(
            id=f"{name}.2", article=ref, content=(span("The harbour board rejected the offer on Monday"),),
            sources=(source("speaker", "two people close to it", "according to"),), act="reject",
            certainty="asserted", issues=("ferry",), confidence=0.41,
        ),
        Claim(
            id=f"{name}.3", article=ref, content=(span("“We have time,”"), span("“The tide does not.”")),
            sources=(source("speaker", "Oste", "said", "mara-oste"),), act="assess", confidence=0.7,
        ),
        Claim(id=f"{name}.4", article=ref, content=(span("Nobody else would comment."),)),
    )  # fmt: skip


EVIL = (
    "</script><script>document.title='owned'</script><!-- <img src=x onerror=alert(1)> \"'>{{ 7*7 }} &lt;b&gt;\r\n"
    "\u202eright to left\u202c \x00 \x1b[31m ]]> ${1} الاتفاق 協議 e\u0301 👩‍👩‍👧 \u2028 end"
)
EVIL_NAME = "\"'><script>document.title='owned'</script>"


def evil() -> tuple[Article, tuple[Claim, ...]]:
    """Markup, controls and overrides in the text, the title, the outlet, the actor and the time."""
    article = article_of(EVIL, ArticleRef(id="evil", title=EVIL_NAME, outlet=EVIL_NAME, published="2031-05-06"))
    claim = Claim(
        id="evil.1", article=article.ref, content=(span("<img src=x onerror=alert(1)>", EVIL),),
        sources=(Source(spans=(span("</script>", EVIL),), actor=EVIL_NAME, role="speaker", cue=(span("{{ 7*7 }}", EVIL),)),),
        act="report", when=When(text=EVIL_NAME),
    )  # fmt: skip
    whole = Claim(id="evil.2", article=article.ref, content=(Span(start=0, end=len(EVIL), text=EVIL),))
    return article, (whole, claim)
