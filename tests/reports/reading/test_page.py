"""The page as HTML: complete without its script, and nothing of an article acts in it."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from reports.reading.article import EVIL, TEXT, claims_of, evil, made

from mediant.evidence.claim import Span
from mediant.evidence.corrections.applying import apply
from mediant.evidence.corrections.correction import Correction
from mediant.reports.reading.page import reading_html
from mediant.reports.reading.pieces import ReadArticle


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self.words = ""
        self._here = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._here = f"{tag} {dict(attrs).get('type', '')}".strip() if tag in ("script", "style") else self._here

    def handle_endtag(self, tag):
        self._here = ""

    def handle_data(self, data):
        if self._here:
            self.raw[self._here] = self.raw.get(self._here, "") + data
        else:
            self.words += data

    def all(self, tag, **attributes):
        return [own for name, own in self.tags if name == tag and attributes.items() <= own.items()]


def shown(article=None, claims=None, log=()):
    article = article or made()
    after = apply(log, claims_of(article) if claims is None else claims, article)
    return ReadArticle(article=article, claims=after.claims, decided=after.applied)


@pytest.fixture(scope="module")
def page():
    return Page(reading_html([shown()]))


def test_the_text_stands_there_whole(page):
    assert TEXT.split(" until")[0] in page.words
    for claim in claims_of(made()):
        assert {"class": "claim"}.items() <= page.all("li", id=f"claim-{claim.id}")[0].items()


def test_numbers_lead_there_and_back(page):
    ids = {own["id"] for _, own in page.tags if own.get("id")}
    links = {own["href"][1:] for own in page.all("a") if own["href"]}
    assert links <= ids
    assert {f"at-ferry.{n}" for n in (1, 2, 3, 4)} | {f"claim-ferry.{n}" for n in (1, 2, 3, 4)} <= links


def test_only_its_own_script_runs_and_nothing_is_fetched(page):
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
    digest = re.search(r"'sha256-([^']+)'", policy)[1]
    assert b64decode(digest) == sha256(page.raw["script"].encode()).digest()
    assert page.all("script") == [{"type": "application/json", "id": "data"}, {}]
    for tag, own in page.tags:
        assert not {"src", "srcset", "style", "action"} & set(own), tag
        assert not [name for name in own if name.startswith("on")], tag
        assert own.get("href", "#").startswith("#")


def test_the_script_asks_for_nothing_from_outside(page):
    for word in ("fetch", "XMLHttpRequest", "import(", "eval", "innerHTML", "insertAdjacentHTML", "document.write"):
        assert word not in page.raw["script"]


def test_hostile_words_are_words():
    article, claims = evil()
    clean, dirty = Page(reading_html([shown()])), Page(reading_html([shown(article, claims)]))
    assert {tag for tag, _ in dirty.tags} <= {tag for tag, _ in clean.tags}
    assert len(dirty.all("script")) == 2
    assert "img" not in {tag for tag, _ in dirty.tags}
    assert "\u202e" not in reading_html([shown(article, claims)])
    assert "{{ 7*7 }}" in dirty.words
    assert json.loads(dirty.raw["script application/json"])["articles"][0]["text"] == EVIL


def test_what_the_page_saves_is_what_corrections_are(page):
    data = json.loads(page.raw["script application/json"])
    card = data["articles"][0]["cards"][0]
    assert card["of"]["article"]["sha256"] == made().ref.sha256
    assert card["stack"] == []
    assert data["earlier"] == []


def test_decisions_stand_on_the_page():
    claims = claims_of(made())
    better = replace(claims[1], act="deny", content=(Span(start=84, end=101, text="The harbour board"),))
    log = [
        Correction(decision="confirm", of=claims[0]),
        Correction(decision="correct", of=claims[1], claim=better),
        Correction(decision="drop", of=claims[2]),
    ]
    page = Page(reading_html([shown(log=log)], log))
    assert [own["data-state"] for own in page.all("li", **{"class": "claim"})] == [
        "confirmed",
        "corrected",
        "dropped",
        "",
    ]
    assert "Dropped claim" in page.words
    assert "“The harbour board”" in page.words
    data = json.loads(page.raw["script application/json"])
    assert [line["decision"] for line in data["earlier"]] == ["confirm", "correct", "drop"]
    assert [len(card["stack"]) for card in data["articles"][0]["cards"]] == [1, 1, 1, 0]


def test_an_article_without_claims_and_no_article_at_all():
    assert "No claims were found in it." in Page(reading_html([shown(claims=())])).words
    assert "no articles" in Page(reading_html([])).words


def test_several_articles_have_a_list():
    page = Page(reading_html([shown(made("one"), claims_of(made("one"))), shown(made("two"), claims_of(made("two")))]))
    assert [own["href"] for own in page.all("a") if own["href"].startswith("#article")] == [
        "#article-one",
        "#article-two",
    ]
    assert "8 claims in 2 articles" in page.words
