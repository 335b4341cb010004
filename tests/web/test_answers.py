"""Answers: in one language, and of what went wrong nothing but its status."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from languages import foreign_text
from small_server import CASE, Server, served
from starlette.requests import HTTPConnection

from mediant.web.answers import language_of, local, setting_of, status_pages
from mediant.web.languages.locales import LOCALES
from mediant.web.settings import Settings

STATUSES = [400, 403, 404, 408, 409, 413, 422, 429, 500, 503, 507]


def asking(accepted: str = "", cookies: str = "") -> HTTPConnection:
    headers = [(b"accept-language", accepted.encode()), (b"cookie", cookies.encode())]
    return HTTPConnection({"type": "http", "path": "/here", "query_string": b"", "headers": headers})


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_has_a_page_in_every_language(status, code):
    page = status_pages(Settings())(asking(code).scope, status)
    assert page.status_code == status
    assert page.body == status_pages(Settings())(asking(code).scope, status).body
    assert foreign_text(page.body.decode()) == []
    assert b"<script" not in page.body


def test_words_of_statuses_differ():
    pages = {status_pages(Settings())(asking().scope, status).body for status in STATUSES}
    assert len(pages) >= 9


@pytest.mark.parametrize(
    ("accepted", "cookies", "server", "code"),
    [
        ("", "", "en", "en"), ("", "", "fr", "fr"), ("de", "", "ar", "ar"), ("es, fr", "", "en", "es"),
        ("es", "language=ar", "fr", "ar"), ("es", "language=xx", "fr", "es"), ("de, " * 500, "", "es", "es"),
    ],
)  # fmt: skip
def test_which_language(accepted, cookies, server, code):
    assert language_of(asking(accepted, cookies), Settings(language=server)) == code


def test_a_theme_is_one_of_ours_or_none():
    assert setting_of(asking(cookies="theme=dark"), Settings()).theme == "dark"
    assert setting_of(asking(cookies='theme="><script>'), Settings()).theme == "system"
    assert setting_of(asking(), Settings(), scope="s", stream="/x").stream == "/x"


@given(st.text())
def test_75_a_local_path_stays_here(path):
    where = local(path)
    assert where in (path, "/")
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))
    assert "\n" not in where


@pytest.mark.parametrize("code", LOCALES)
def test_our_pages_are_whole_in_every_language(code):
    @served
    async def inside(server: Server) -> None:
        from mediant.web.sessions import cookie_of

        seat, join = await server.office.invites.make(CASE, "north-1"), await server.office.invites.make("", "mediator")
        account = await server.office.accounts.make("Amina", (), password="$argon2id$x")
        browser, seated = server.browser(**{"accept-language": code}), await server.seated()
        cookies = {"cookie": f"{cookie_of('')}={await server.office.sessions.open('', account)}"}
        seated.headers["accept-language"] = code
        pages = [
            await browser.get(f"/i/{seat}"), await browser.get(f"/join/{join}"), await browser.get("/login"),
            await browser.get("/account", headers=cookies),
            await seated.post(f"/c/{CASE}/leave"),
            await browser.post("/login", data={"name": "Nobody", "password": "x"}),
            await browser.post(f"/join/{join}", data={"name": "", "password": "x"}),
            await browser.post(f"/join/{join}", data={"name": "Bo", "password": "x"}),
            await browser.post("/account/password", data={"now": "x", "new": "x"}, headers=cookies),
        ]  # fmt: skip
        for page in pages:
            assert f'lang="{code}"' in page.text
            assert foreign_text(page.text) == []

    inside()
