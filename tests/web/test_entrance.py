"""The way in and out."""

from __future__ import annotations

from small_server import CASE, Server, plain, served


@served
async def test_69_looking_at_an_invitation_does_not_use_it_up(server: Server):
    token = await server.office.invites.make(CASE, "north-1")
    written = list(server.store.kept["serverlog"])
    scanner = server.browser(**{"sec-fetch-site": "none"})
    for method in ("GET", "HEAD", "GET"):
        answer = await scanner.request(method, f"/i/{token}")
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
    assert server.store.kept["serverlog"] == written
    assert (await server.browser().post(f"/i/{token}")).status_code == 303


@served
async def test_69_the_form_tells_nothing_of_the_case(server: Server):
    tokens = await server.office.invites.make_many(CASE, ["north-1", "south-1"])
    pages = {plain(await server.browser().get(f"/i/{token}")).replace(token, "") for token in tokens}
    assert len(pages) == 1
    assert CASE not in pages.pop()


@served
async def test_75_no_redirect_goes_elsewhere(server: Server):
    browser = server.browser()
    token = await server.office.invites.make(CASE, "north-1")
    answer = await browser.post(f"/i/{token}?next=https://evil.example&return_to=//evil.example")
    assert answer.headers["location"] == f"/c/{CASE}/"
    for path in ("//evil.example/", "/%2f%2fevil.example/", "/\\evil.example/", "//evil.example/c/"):
        assert (await browser.get(server.settings.origin.replace("http", "https") + path)).status_code == 404


@served
async def test_who_holds_no_seat_cannot_leave_it(server: Server):
    assert (await server.browser().post(f"/c/{CASE}/leave")).status_code == 404


@served
async def test_75_a_change_of_language_leads_nowhere_else(server: Server):
    browser = server.browser()
    for back, where in (
        ("/c/case0001/", "/c/case0001/"), ("//evil.example", "/"), ("https://evil.example/", "/"), ("/\\evil.example", "/"),
        ("evil.example", "/"), ("javascript:alert(1)", "/"), ("/\r\nx: y", "/"), ("", "/"), ("/\\/evil.example", "/"),
    ):  # fmt: skip
        answer = await browser.post("/language", data={"language": "fr", "back": back})
        assert (answer.status_code, answer.headers["location"]) == (303, where), back
    assert browser.cookies["language"] == "fr"
    assert (await browser.post("/language", data={"language": "xx", "back": "/"})).status_code == 400
    assert 'lang="fr"' in (await browser.get("/nothing")).text
    assert 'lang="es"' in (await server.browser(**{"accept-language": "es-AR, en;q=0.5"}).get("/nothing")).text
