"""Annotated articles, written back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import InvalidValue
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.evidence.markup import MarkedArticle, Meta, parse
from mediant.evidence.markup_writing import render

REF = ArticleRef(id="a", title="A", outlet="O", published="2031-03-14")
META = Meta(article=REF, topic="water", manner="live", event="e")


def spans(text, *pairs):
    return tuple(Span(start=a, end=b, text=text[a:b]) for a, b in pairs)


@st.composite
def marked(draw):
    """Articles of letters, braces and backslashes, with claims whose pieces lie in one row of cuts."""
    text = draw(st.text(alphabet="ab{}\\\n—é", min_size=8, max_size=30).filter(lambda t: t.strip()))
    claims = []
    for number in draw(st.lists(st.integers(1, 99), unique=True, max_size=4).map(sorted)):
        pieces = [
            (a, a + 1)
            for a in draw(st.lists(st.integers(0, len(text) - 1), unique=True, min_size=3, max_size=3))
            if text[a].strip()
        ]
        if not pieces:
            continue
        content, rest = pieces[:1], pieces[1:]
        source = Source(spans=spans(text, *rest[1:]), actor="x", role="speaker", cue=spans(text, *rest[:1]))
        sources = (source,) if rest else ()
        claims.append(Claim(id=f"a.{number}", article=REF, content=spans(text, *content), sources=sources, act="deny"))
    return MarkedArticle(meta=META, text=text, claims=tuple(claims))


@given(marked())
def test_what_is_written_reads_back_the_same(article):
    assert parse(render(article), "a") == article


def test_tags_on_the_same_words_become_one_and_nested_ones_stay():
    text = 'title: A\noutlet: O\npublished: 2031-03-14\ntopic: water\nmanner: live\n---\n{1s {2s A}} {1q says} {2q and hopes} {1c {2c it}}.\n---\n1: when="it"\n2: issues=x,y\n'
    read = parse(text, "a")
    assert "{1s,2s A} {1q says} {2q and hopes} {1c,2c it}." in render(read)
    assert parse(render(read), "a") == read
    assert render(parse(render(read), "a")) == render(read)


def test_what_the_markup_cannot_hold():
    text = "one two three"
    crossing = [
        Claim(id="a.1", article=REF, content=spans(text, (0, 7))),
        Claim(id="a.2", article=REF, content=spans(text, (4, 13))),
    ]
    with pytest.raises(InvalidValue, match="crosses"):
        render(MarkedArticle(meta=META, text=text, claims=tuple(crossing)))
    with pytest.raises(InvalidValue, match="an id without a number"):
        render(MarkedArticle(meta=META, text=text, claims=(replace(crossing[0], id="x"),)))
    with pytest.raises(InvalidValue):
        render(MarkedArticle(meta=META, text=text, claims=(replace(crossing[0], content=()),)))
    with pytest.raises(InvalidValue):
        render(MarkedArticle(meta=replace(META, event="Two words"), text=text, claims=()))
    with pytest.raises(InvalidValue, match="does not hold"):
        render(
            MarkedArticle(meta=META, text=text, claims=tuple(reversed([crossing[0], replace(crossing[0], id="a.2")])))
        )
