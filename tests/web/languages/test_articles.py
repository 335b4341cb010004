"""Why an article could not be read is said in the language of the page."""

import codecs
import re
from functools import cache

import pytest
from languages import foreign_text

from mediant.errors import MediantError
from mediant.evidence.articles import incoming
from mediant.evidence.articles.decoding import BINARIES
from mediant.evidence.articles.incoming import article_from
from mediant.web.languages.articles import article_in_words
from mediant.web.languages.files import ARTICLE, SOURCE, messages
from mediant.web.languages.locales import LOCALES
from mediant.web.languages.patterns import PLACE
from mediant.web.languages.refusals import in_words

OTHERS = [code for code in LOCALES if code != SOURCE]
PAGE = b"<!doctype html><html><body>%s</body></html>"
NO_ARTICLES = (
    b"",
    *(start + b" and more" for start, _ in BINARIES),
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x",
    codecs.BOM_UTF8 + b"a\x00b",
    codecs.BOM_UTF8 + b"\xff" * 500,
    b"<?xml version='1.0'?><feed/>",
    b"published: 2024-13-45\n---\nWords.",
    b"published: 2024-05-04\npublished: 2024-05-04\n---\nWords.",
    b"corrects: a b\n---\nWords.",
    b"published: x; expected y\ncorrects: a b\n---\nWords.",
    b"title: a\xe2\x80\xaeb\n---\nWords.",
    PAGE % (b"<div>" * 400),
    PAGE % (b"<p>" * 30_000),
    PAGE % (b"<p " + b" ".join(b"a%d=''" % k for k in range(600)) + b">"),
    PAGE % (b"<p>" + b"word " * 500_000 + b"</p>"),
    PAGE % (b"<p>" * 150_000),
)
NOT_MET = {
    "is no page that can be read (%(error)s)": "what a parser refuses by itself was gauged before",
    "is a page on which trafilatura fails (%(error)s)": "no page that it fails on is known",
}


@cache
def refused():
    """What is said of each of them, and of one that is too large."""
    said = []
    for raw in NO_ARTICLES:
        with pytest.raises(MediantError) as raised:
            article_from(raw, "article", name="the article")
        said.append(str(raised.value))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incoming, "MOST_BYTES", 3)
        with pytest.raises(MediantError) as raised:
            article_from(b"four", "article", name="the article")
    return (*said, str(raised.value))


@pytest.mark.parametrize("code", OTHERS)
def test_no_reason_stays_in_english(code):
    for text in refused():
        words = in_words(text, code)
        assert words == article_in_words(text, code), text
        assert 'lang="en"' not in words, text
        assert foreign_text(f"<p>{words}</p>", code) == [], text


def test_each_reason_was_met():
    """So that what is told of each is seen above."""
    unmet = set()
    for message in messages():
        if message.context == ARTICLE:
            pieces = PLACE.split(str(message.id))
            looks = re.compile(".+".join(re.escape(text) for text in pieces[::2]), re.DOTALL)
            unmet |= set() if any(map(looks.search, refused())) else {message.id}
    assert unmet == set(NOT_MET)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (
            "the article: is a PDF document, not text; save its text as UTF-8", "fr",
            "l’article est un document <bdi>PDF</bdi>, pas du texte ; enregistrez-en le texte en <bdi>UTF-8</bdi>",
        ),
        (
            "the article: line 1, published: got 'x'; expected a day of the calendar as YYYY-MM-DD", "es",
            "línea 1, <bdi>published</bdi>: se recibió: <bdi>&#39;x&#39;</bdi>; "
            "se esperaba: un día del calendario con el formato <bdi>AAAA-MM-DD</bdi>",
        ),
        (
            "the article: line 2, published: got 'a; expected b'; expected a day of the calendar as YYYY-MM-DD "
            "(and 3 more: run `mediant check the article`)", "fr",
            "ligne 2, <bdi>published</bdi> : reçu : <bdi>&#39;a; expected b&#39;</bdi> ; "
            "attendu : un jour du calendrier au format <bdi>AAAA-MM-JJ</bdi> (autres problèmes : 3)",
        ),
        (
            "the article: is a page of more than 20,000 elements; save its text", "ar",
            "المقال صفحة فيها أكثر من ٢٠٬٠٠٠ عنصر؛ احفظ نصها",
        ),
        (
            "the article: is no page that can be read (a; b); save its text", "fr",
            'l’article est une page illisible (<bdi lang="en">a; b</bdi>) ; enregistrez-en le texte',
        ),
        (
            "the article: is no page that can be read (a tag: too odd); save its text", "ar",
            'المقال صفحة لا يمكن قراءتها (<bdi lang="en">a tag: too odd</bdi>)؛ احفظ نصها',
        ),
    ],
)  # fmt: skip
def test_it_is_said_in_whole_sentences(text, code, said):
    assert article_in_words(text, code) == said


@pytest.mark.parametrize(
    "text", ["the case: is empty; write one", "the article: is odd; save its text", "the article: "]
)
def test_what_is_none_of_them_is_left_to_others(text):
    assert article_in_words(text, "fr") is None
