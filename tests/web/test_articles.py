"""Articles come in over the web, are read beside the requests, and go out as an annex."""

from __future__ import annotations

import asyncio
import pickle
from contextlib import suppress

import pytest
from findings import TEXT
from sitting import HARBOUR
from small_workbench import Bench, at_the_bench

from mediant.errors import MediantError
from mediant.web.articles import LARGEST, extracted, found_in
from mediant.workbench.articles import LONGEST, Brought, Confirm, Share
from mediant.workbench.course import document_from, public
from mediant.workbench.evidence import reference

PAGE = f"<!doctype html><html><head><title>Harbour talks</title></head><body><article><h1>Harbour talks</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
FIELDS = {"room": "mediators", "title": "", "outlet": "", "published": "", "words": ""}


async def articles(bench: Bench, seat: str = "m") -> list:
    person = await bench.hub.person(bench.place, seat)
    return list((await bench.hub.table(bench.place, person)).evidence.articles.values())


@at_the_bench
async def test_a_text_is_pasted_read_confirmed_and_shared(bench: Bench):
    mo, sami = await bench.browser("m"), await bench.browser("s")
    answer = await mo.post(f"{bench.at}/evidence/bring", data={**FIELDS, "title": "Harbour talks", "words": TEXT})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{bench.at}/evidence")
    (article,) = await articles(bench)
    assert (article.title, article.text, article.room) == ("Harbour talks", TEXT, "mediators")
    answer = await mo.post(f"{bench.at}/evidence/read", data={"article": article.id}, timeout=120)
    assert answer.status_code == 303
    page = (await mo.get(f"{bench.at}/evidence?kind=proposed")).text
    assert "proposed by the reader" in page
    assert "40 days" in page
    await bench.ask("m", Confirm(f"{article.id}.c1"))
    await bench.ask("m", Share(f"{article.id}.c1", "joint"))
    assert "the truce would last 40 days" in (await sami.get(f"{bench.at}/evidence")).text
    assert article.id not in (await sami.get(f"{bench.at}/evidence")).text


@at_the_bench
async def test_a_page_is_uploaded(bench: Bench):
    noor, sami = await bench.browser("n"), await bench.browser("s")
    sent = {**FIELDS, "room": "north", "leave": "yes"}
    answer = await noor.post(
        f"{bench.at}/evidence/bring", data=sent, files={"file": ("../../x.html", PAGE.encode(), "text/html")}
    )
    assert answer.status_code == 303
    (article,) = await articles(bench, "n")
    assert (article.title, article.leave) == ("Harbour talks", True)
    assert "<p>" not in article.text
    assert TEXT in article.text
    assert await articles(bench, "s") == []
    assert "Harbour talks" not in (await sami.get(f"{bench.at}/evidence")).text


@at_the_bench
async def test_what_is_wrong_is_said_with_what_was_typed(bench: Bench):
    mo = await bench.browser("m")
    for sent, why in (
        ({"words": " "}, "no words were found"), ({"words": "x" * (LONGEST + 1)}, "at most 100,000"),
        ({"words": "x", "room": "nowhere"}, "no such room"), ({"words": "x", "published": "2024-02-30"}, "calendar"),
    ):  # fmt: skip
        answer = await mo.post(f"{bench.at}/evidence/bring", data={**FIELDS, "title": "Kept title", **sent})
        assert (answer.status_code, why in answer.text) == (422, True), why
        assert 'value="Kept title"' in answer.text
    assert await articles(bench) == []


@at_the_bench
async def test_24_an_upload_that_is_too_large_is_refused(bench: Bench):
    mo = await bench.browser("m")
    answer = await mo.post(
        f"{bench.at}/evidence/bring", data=FIELDS, files={"file": ("x.txt", b"x" * (LARGEST + 200_000), "text/plain")}
    )
    assert answer.status_code == 413
    answer = await mo.post(f"{bench.at}/evidence/read", data={"article": "x" * 1_200_000})
    assert answer.status_code == 413


@at_the_bench
async def test_07_only_those_who_may_bring_and_read(bench: Bench):
    observer, noor, stranger = await bench.browser("o"), await bench.browser("n"), await bench.browser()
    nothing = (await stranger.get("/nothing")).content
    for client, path in (
        (observer, "bring"),
        (observer, "read"),
        (noor, "read"),
        (stranger, "bring"),
        (stranger, "read"),
    ):
        answer = await client.post(f"{bench.at}/evidence/{path}", data={**FIELDS, "words": "x", "article": "a"})
        assert (answer.status_code, answer.content) == (404, nothing)
    for path in ("annex", "annex.csv"):
        assert (await stranger.get(f"{bench.at}/evidence/{path}")).content == nothing


@at_the_bench
async def test_an_article_that_is_not_there_is_not_read(bench: Bench):
    mo = await bench.browser("m")
    answer = await mo.post(f"{bench.at}/evidence/read", data={"article": "north.north.a1"})
    assert (answer.status_code, "no such article" in answer.text) == (422, True)


@at_the_bench
async def test_12_28_the_annex_is_that_of_its_viewer(bench: Bench):
    mo, sami, olga = await bench.browser("m"), await bench.browser("s"), await bench.browser("o")
    empty = [(await client.get(f"{bench.at}/evidence/annex.csv")).content for client in (sami, olga)]
    await mo.post(f"{bench.at}/evidence/bring", data={**FIELDS, "title": "Secret notes", "words": TEXT})
    await mo.post(f"{bench.at}/evidence/read", data={"article": "host.mediators.a1"}, timeout=120)
    assert [(await client.get(f"{bench.at}/evidence/annex.csv")).content for client in (sami, olga)] == empty
    answer = await mo.get(f"{bench.at}/evidence/annex.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="annex.csv"'
    assert b"Secret notes" in answer.content
    page = await sami.get(f"{bench.at}/evidence/annex")
    assert page.status_code == 200
    assert "Secret notes" not in page.text
    assert "Secret notes" in (await mo.get(f"{bench.at}/evidence/annex")).text


def test_the_work_of_reading():
    article = Brought(id="a", room="mediators", side="host", seat="m", text=TEXT, title="T")
    claims = found_in(TEXT, reference(article), public(document_from(HARBOUR)), "m")
    assert claims
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for claim in claims for span in claim["content"])
    assert claims == found_in(TEXT, reference(article), public(document_from(HARBOUR)), "m")


@pytest.mark.parametrize("raw", [b"\x00\x01\x02\xff" * 100, b"<?xml version='1.0'?><svg/>"], ids=["bytes", "xml"])
def test_what_is_no_article(raw):
    with pytest.raises(MediantError):
        extracted(raw, None, None, None, "joint")


def test_a_page_of_boxes_in_boxes_is_no_harm():
    with suppress(MediantError):
        assert "<" not in extracted(b"<html>" + b"<div>" * 30_000, None, None, None, "joint")[2]


def test_an_event_loop_is_not_kept_busy():
    """Extraction and reading are plain functions that a process of their own can run."""
    assert pickle.loads(pickle.dumps((extracted, found_in))) == (extracted, found_in)
    assert not asyncio.iscoroutinefunction(extracted)


@at_the_bench
async def test_61_nothing_is_fetched_unless_a_host_is_allowed_and_why_not_is_not_said(bench: Bench):
    mo = await bench.browser("m")
    sent = {**FIELDS, "address": "http://news.example.org/a"}
    answer = await mo.post(f"{bench.at}/evidence/bring", data=sent)
    assert answer.status_code == 422
    assert "no host is allowed here" in answer.text
    await bench.app.state.office.trusted.allow("news.example.org")
    told = set()
    for address in (
        "http://127.0.0.1:8001/metrics",
        "http://169.254.169.254/",
        "file:///etc/passwd",
        "http://news.example.org:22/",
    ):
        answer = await mo.post(f"{bench.at}/evidence/bring", data={**FIELDS, "address": address})
        assert answer.status_code == 422
        told.add(answer.text.partition("errors-title")[2].partition("</ul>")[0].replace(address, ""))
    assert len(told) == 1
    assert "nothing could be fetched from there" in told.pop()
    assert await articles(bench) == []


def test_what_stands_at_an_address_is_taken_in_as_what_is_uploaded(monkeypatch):
    from mediant.web import articles as module

    monkeypatch.setattr(module, "fetched", lambda url, hosts: PAGE.encode())
    about = (None, None, None, "joint")
    assert module.brought("http://x.org/", ("x.org",), "once", *about) == extracted(PAGE.encode(), *about)
