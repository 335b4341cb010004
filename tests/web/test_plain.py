"""Plain pages: the words of a status, and nothing of who asked or what for."""

from __future__ import annotations

import pytest

from mediant.web.plain import WORDS, plain_page, status_page


@pytest.mark.parametrize("status", [*WORDS, 418])
def test_a_status_has_a_page(status):
    page = status_page(status)
    assert page.status_code == status
    assert page.body == status_page(status).body
    assert WORDS.get(status, WORDS[500]).encode() in page.body


def test_a_page_holds_its_parts():
    assert b"<h1>Title</h1><p>body</p>" in plain_page("Title", "<p>body</p>").body
