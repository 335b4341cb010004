"""The check of readers finds every fault that it speaks of, and nothing else."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef, Claim, Span
from mediant.evidence.readers import Reading
from mediant.testing import ODD, check_reader, odd_articles


def claim(of, start=0, end=2, **rest):
    span = Span(start=start, end=end, text=of.text[start:end])
    return Claim(**{"id": f"c{start}", "article": of.ref, "content": (span,), **rest})


def reader_of(make):
    """A reader that gives these claims of every article with three characters or more."""

    def read(article):
        return Reading(claims=tuple(make(article)) if len(article.text.strip()) > 2 else ())

    return read


def test_readers_that_keep_to_the_rules():
    check_reader(lambda article: Reading(claims=()))
    check_reader(reader_of(lambda article: [claim(article, 0), claim(article, 1, 3)]))


def counting():
    numbers = itertools.count()
    return lambda article: Reading(claims=(), dropped=next(numbers))


def failing(article):
    raise KeyError("said")


FAULTS = {
    "raised KeyError: 'said'": failing,
    "gave a list; expected a Reading": lambda article: [],
    "another reading the second time": counting(),
    "gave 2 claims the id 'x'": reader_of(lambda a: [claim(a, 0, id="x"), claim(a, 1, 3, id="x")]),
    "not in the order of their first words": reader_of(lambda a: [claim(a, 1, 3), claim(a, 0)]),
    "where the text has": reader_of(lambda a: [claim(a, content=(Span(start=0, end=2, text="☃☃"),))]),
    "where the text has ''": reader_of(lambda a: [claim(a, content=(Span(start=0, end=0, text=""),))]),
    "names the article": reader_of(lambda a: [claim(a, article=ArticleRef(id="other"))]),
    "act: got 'shout'": reader_of(lambda a: [claim(a, act="shout")]),
    "confidence: got 2": reader_of(lambda a: [claim(a, confidence=2)]),
    "Infinity is not a JSON number": reader_of(lambda a: [claim(a, confidence=float("inf"))]),
    "expected 1 to 100 of A-Z": reader_of(lambda a: [claim(a, id="no id")]),
    "dropped -1; expected a count": lambda article: Reading(claims=(), dropped=-1),
    "expected texts": lambda article: Reading(claims=(), notes=("",)),
}


@pytest.mark.parametrize(("says", "reader"), FAULTS.items())
def test_every_fault_is_found(says, reader):
    with pytest.raises(AssertionError) as caught:
        check_reader(reader)
    assert says in str(caught.value)
    assert "on article" in str(caught.value)


def test_your_own_articles_are_tried_too():
    mine = article_of("xyzzy", ArticleRef(id="mine"))
    with pytest.raises(AssertionError, match="on article 'mine'"):
        check_reader(lambda a: Reading(claims=(), dropped=-1 if a.text == "xyzzy" else 0), [mine])


def test_the_articles_are_odd_each_in_its_way():
    articles = odd_articles()
    assert [article.ref.id for article in articles] == list(ODD)
    assert len({article.text for article in articles}) == len(articles)
    assert replace(articles[0], notes=()) == articles[0]
    assert "“" in ODD["curly"]
    assert "\r\n" in ODD["crlf"]
