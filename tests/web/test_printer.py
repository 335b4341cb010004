"""The process that prints."""

from __future__ import annotations

from paper import needs_paper

from mediant.web.printer import printed

PAGE = '<!doctype html><html lang="ar" dir="rtl"><title>تقرير</title><h1>تقرير</h1><p>abc'.encode()


def test_the_same_page_is_the_same_bytes():
    needs_paper()
    assert printed(PAGE) == printed(PAGE)


def test_nothing_tells_when_or_where():
    needs_paper()
    raw = printed(PAGE)
    for word in (b"CreationDate", b"ModDate", b"CreateDate", b"/Author", b"/home/", b"/tmp/"):
        assert word not in raw
