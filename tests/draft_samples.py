"""Claims that tests of drafting share: made by hand in a few words, or drawn."""

from __future__ import annotations

from hypothesis import strategies as st

from mediant.evidence.claim import ACTS, CERTAINTIES, ArticleRef, Claim, Source, Span, When

WHERE = {"id": "courier-1", "title": "Talks", "outlet": "The Coast Courier", "published": "2031-03-14"}


def spans(text, start=0):
    return (Span(start=start, end=start + len(text), text=text),)


def said(id, actor, act, text, *issues, **more):
    """A claim of one speaker; `cue`, `words` (of the source), `day`, `article`, `certainty` as keywords."""
    article = ArticleRef(**WHERE | {"id": more.get("article", "courier-1"), "published": more.get("day", "2031-03-14")})
    source = Source(
        spans=spans(more.get("words", (actor or "Somebody").replace("-", " ").title())),
        actor=actor,
        role="speaker",
        cue=spans(more.get("cue", "said")),
    )
    return Claim(
        id=id,
        article=article,
        content=spans(text, more.get("start", 100)),
        sources=() if more.get("alone") else (source,),
        act=act,
        certainty=more.get("certainty", "asserted"),
        issues=issues,
    )


STRIKE = (
    said("c1", "dockers-union", "demand", "that night shifts be paid at double rate", "night-rate", start=100),
    said("c2", "alder-terminals", "offer", "to pay time and a half if the strike is called off", "night-rate", "strike",
         start=200, certainty="planned"),
    said("c3", "dockers-union", "reject", "time and a half", "night-rate", cue="flatly rules out", start=300),
    said("c4", "alder-terminals", "reject", "to open its books", "books", cue="refuses", start=400),
    said("c5", "dockers-union", "demand", "that the company open its books", "books", start=500),
    said("c6", "labour-ministry", "offer", "to mediate", start=600),
    said("c7", "an-official", "demand", "an end to the strike", "strike", start=700),
)  # fmt: skip

NUMBERS = (
    said("n1", "union", "demand", "14 per cent over two years", "pay", start=1),
    said("n2", "works", "offer", "to go to 11 per cent", "pay", start=2),
    said("n3", "works", "demand", "a summer without a break", "holiday", start=3),
)

WORDS = ("the road", "a truce of 40 days", "60 days", "to open it if the list is handed over", "no more money", "“No.”",
         "it", "", "permanent", "not agreed", "to sign before May", "50 crowns", "\x00\u202e", "Hamas demands a truce",
         "to mediate between both", "4 per cent", "9 per cent", "9 billion billion crowns", "0.000001 crowns", "a\nb", "the inquiry", "an inquiry led by guarantors")  # fmt: skip
ACTORS = (
    "north",
    "south",
    "East:1",
    "host-mediators",
    "both-sides",
    "north-official",
    "the-coast-courier",
    "a",
    "A",
    None,
)
ISSUES = ("truce", "road", "truce-length", "fee", "-", "a" * 100)


def _source():
    texts = st.sampled_from(("North", "the South", "both", "A mediator", "will never", "ruled out", "said", "dropped"))
    return st.builds(
        Source,
        spans=texts.map(spans),
        actor=st.sampled_from(ACTORS),
        role=st.sampled_from(("speaker", "relay")),
        cue=texts.map(spans),
    )


def _article():
    return st.builds(
        ArticleRef,
        id=st.sampled_from(("a1", "a2", "a3")),
        title=st.none(),
        outlet=st.sampled_from((None, "The Coast Courier")),
        published=st.sampled_from((None, "2031-03-14", "2031-03-15", "2031-02-30", "soon")),
    )


def claim_lists(most=14):
    """Lists of claims with ids of their own, hostile in every part that a claims file leaves free."""
    content = st.one_of(st.sampled_from(WORDS), st.text(max_size=40)).map(spans)
    claim = st.builds(
        Claim,
        id=st.just(""),
        article=_article(),
        content=content,
        sources=st.lists(_source(), max_size=2).map(tuple),
        act=st.sampled_from((*ACTS, "demand", "offer", "reject", None)),
        certainty=st.sampled_from((*CERTAINTIES, None)),
        issues=st.lists(st.sampled_from(ISSUES), max_size=2).map(tuple),
        when=st.sampled_from((None, When(text="soon"))),
    )
    from dataclasses import replace

    return st.lists(claim, max_size=most).map(
        lambda claims: [replace(claim, id=f"c{number}") for number, claim in enumerate(claims)]
    )
