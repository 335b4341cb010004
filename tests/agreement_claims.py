"""Made-up claims for the tests of mediant.evidence.agreement, and strategies that draw them."""

from __future__ import annotations

from hypothesis import strategies as st

from mediant.evidence.claim import ArticleRef, Claim, Source, Span


def span(text, start=0):
    return Span(start=start, end=start + len(text), text=text)


def source(actor, words="", role="speaker", cue="said"):
    spans = (span(words),) if words else ()
    return Source(spans=spans, actor=actor, role=role, cue=(span(cue),) if cue else ())


def claim(id, content, **about):
    """A claim; `speaker`, `words`, `cue`, `relays` (actors), `act`, `certainty`, `outlet`, `day` and `sha` by name."""
    article = about.get("article", id.rpartition(".")[0])
    speaker = about.get("speaker", "union")
    cue = about.get("cue", "said")
    relays = tuple(source(relay, role="relay", cue="reported") for relay in about.get("relays", ()))
    own = speaker is None and not about.get("words")
    return Claim(
        id=id,
        article=ArticleRef(
            id=article,
            outlet=about.get("outlet", f"Outlet {article}"),
            published=about.get("day", "2031-03-14"),
            sha256=about.get("sha"),
        ),
        content=(span(content, about.get("start", 0)),),
        sources=() if own else (source(speaker, about.get("words", ""), cue=cue), *relays),
        act=about.get("act", "report"),
        certainty=about.get("certainty", "asserted"),
    )


CONTENTS = (
    "the gates of the upper dam stay shut until Friday",
    "the gates of the upper dam stayed shut",
    "not to open the gates of the upper dam",
    "to open three gates of the upper dam",
    "to open five gates of the upper dam",
    "a release of four days paid for in winter electricity",
    'a release of six days, "paid for in winter electricity"',
    "that",
    "",
)
SPEAKERS = ("velmark", "lower-valley", "orbis-wire", None)
OUTLETS = ("Orbis Wire", "The Old Road", "Radio Sund", None)
DAYS = ("2031-03-10", "2031-03-14", "2031-05-02", "2031-02-30", None)
ACTS = ("report", "accept", "reject", "offer", "demand", "concede", "deny", None)


@st.composite
def claim_lists(draw, most=9):
    """Claims of a few articles that share speakers, words, outlets and relays; ids are unique."""
    articles = [
        {"article": f"a{n}", "outlet": draw(st.sampled_from(OUTLETS)), "day": draw(st.sampled_from(DAYS))}
        for n in range(draw(st.integers(1, 4)))
    ]
    return [
        claim(
            f"c{n}",
            draw(st.sampled_from(CONTENTS)),
            speaker=draw(st.sampled_from(SPEAKERS)),
            act=draw(st.sampled_from(ACTS)),
            cue=draw(st.sampled_from(("said", "denied"))),
            relays=draw(st.lists(st.sampled_from(("orbis-wire", "northline", None)), max_size=2)),
            **draw(st.sampled_from(articles)),
        )
        for n in range(draw(st.integers(0, most)))
    ]
