"""What holds for every request: headers, origins, hosts, sizes, one page for all that is not there."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest
from small_server import CASE, FORM, Server, served, serving

from mediant.web.middleware import ALWAYS

UNSAFE = ["POST", "PUT", "PATCH", "DELETE"]
PATHS = ["/", "/i/x", f"/c/{CASE}/", f"/c/{CASE}/say", f"/c/{CASE}/leave", "/nothing"]


def has_all_headers(response: httpx.Response) -> None:
    for name, value in ALWAYS.items():
        assert response.headers.get_list(name) == [value], name
    (policy,) = response.headers.get_list("content-security-policy")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers.get_list("cache-control") == ["no-store"]


@served
async def test_73_security_headers_in_every_branch(server: Server):
    seated = await server.seated()
    bare, foreign = server.browser(), server.browser(**{"sec-fetch-site": "cross-site"})
    answers = [
        (await seated.get(f"/c/{CASE}/"), 200),
        (await seated.post(f"/c/{CASE}/say", data={"words": "yes"}), 200),
        (await seated.post(f"/c/{CASE}/say", data={"other": "yes"}), 400),
        (await bare.get("/nothing"), 404),
        (await bare.get(f"/c/{CASE}/"), 404),
        (await bare.delete(f"/c/{CASE}/"), 404),
        (await foreign.post(f"/c/{CASE}/say"), 403),
        (await bare.get("/", headers={"host": "evil.example"}), 400),
        (await bare.post("/body", content=b"x" * 70_000), 413),
        (await bare.get("/fail"), 500),
    ]
    for answer, status in answers:
        assert answer.status_code == status
        has_all_headers(answer)


@served
async def test_73_a_nonce_is_used_once(server: Server):
    browser = server.browser()
    nonces = {
        re.search(r"script-src 'nonce-([^']{22})'", (await browser.get("/")).headers["content-security-policy"])[1]
        for _ in range(5)
    }
    assert len(nonces) == 5


def test_73_hsts_stands_behind_https_only():
    async def hsts(origin: str) -> str | None:
        async with serving(origin=origin) as server:
            return (await server.browser().get("/")).headers.get("strict-transport-security")

    assert asyncio.run(hsts("http://localhost:8000")) is None
    assert asyncio.run(hsts("https://talks.example.org")).startswith("max-age=31536000")


@served
async def test_71_what_changes_something_must_come_from_our_own_pages(server: Server):
    for method in UNSAFE:
        for path in PATHS:
            for headers in (
                {},
                {"origin": "null"},
                {"origin": "https://evil.example"},
                {"origin": "http://localhost:9000"},
                {"origin": server.settings.origin, "sec-fetch-site": "cross-site"},
                {"origin": server.settings.origin, "sec-fetch-site": "same-site"},
                {"origin": "null", "sec-fetch-site": "cross-site"},
                {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
                {"sec-fetch-site": "none"},
            ):
                browser = server.browser()
                for name in ("origin", "sec-fetch-site"):
                    del browser.headers[name]
                assert (await browser.request(method, path, headers=headers)).status_code == 403, (
                    method,
                    path,
                    headers,
                )


@served
async def test_71_our_own_pages_may(server: Server):
    seated = await server.seated()
    for headers in (
        {"origin": server.settings.origin, "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},  # a form under Referrer-Policy: no-referrer
        {"origin": server.settings.origin},  # a browser that sends no Sec-Fetch-Site
    ):
        for name in ("origin", "sec-fetch-site"):
            seated.headers.pop(name, None)
        assert (await seated.post(f"/c/{CASE}/say", data={"words": "yes"}, headers=headers)).text == "yes"


@served
async def test_72_streams_and_sockets_answer_no_other_site(server: Server):
    seated = await server.seated()
    stream = f"/c/{CASE}/stream"
    for headers in (
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "empty"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
        {"origin": "https://evil.example"},
    ):
        answer = await seated.get(stream, headers=headers)
        assert answer.status_code == 403
        assert not [name for name in answer.headers if name.startswith("access-control")]
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "websocket.connect"}

    cookies = "; ".join(f"{name}={value}" for name, value in seated.cookies.items()).encode()
    for origin in (b"https://evil.example", None):
        headers = [(b"host", b"localhost:8000"), (b"cookie", cookies)] + ([(b"origin", origin)] if origin else [])
        await server.app({"type": "websocket", "path": stream, "headers": headers, "subprotocols": []}, receive, send)
        assert sent.pop() == {"type": "websocket.close", "code": 1008}
        assert not sent


@served
async def test_a_link_from_elsewhere_may_be_followed(server: Server):
    seated = await server.seated()
    visit = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    del seated.headers["origin"]
    assert (await seated.get(f"/c/{CASE}/", headers=visit)).status_code == 200


@served
async def test_10_a_method_cannot_be_overridden(server: Server):
    seated = await server.seated()
    path = f"/c/{CASE}/leave"
    for name in ("x-http-method-override", "x-method-override", "x-http-method"):
        assert (await seated.get(path, headers={name: "POST"})).status_code == 404
    assert (await seated.get(f"{path}?_method=POST")).status_code == 404
    assert (await seated.get(f"/c/{CASE}/")).status_code == 200


@served
async def test_2_what_is_not_there_and_what_is_forbidden_are_the_same_bytes(server: Server):
    seated, stranger = await server.seated(), server.browser()
    asked = [
        (seated, "GET", "/c/case0002/"), (seated, "GET", "/c/no-such-case/"), (seated, "GET", "/c/case0002/say"),
        (seated, "POST", "/c/case0002/say"), (seated, "DELETE", f"/c/{CASE}/"), (seated, "GET", f"/c/{CASE}/say"),
        (stranger, "GET", f"/c/{CASE}/"), (stranger, "POST", f"/c/{CASE}/leave"), (stranger, "GET", "/c/%00/"),
        (stranger, "GET", "/i/" + "a" * 43), (stranger, "GET", "/i/short"), (stranger, "GET", "/c/a/b/c"),
    ]  # fmt: skip
    seen = set()
    for browser, method, path in asked:
        answer = await browser.request(method, path)
        headers = [(n, v) for n, v in answer.headers.multi_items() if n != "content-security-policy"]
        seen.add((answer.status_code, tuple(headers), answer.content))
    assert len(seen) == 1
    assert next(iter(seen))[0] == 404


@served
async def test_74_a_host_that_is_not_ours_is_refused_and_never_repeated(server: Server):
    browser = server.browser()
    for host in ("evil.example", "localhost.evil.example", "evil.example:8000", "", "localhost@evil.example"):
        answer = await browser.get("/", headers={"host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.text + str(answer.headers)
    token = await server.office.invites.make(CASE, "north-1")
    headers = {"host": "localhost:6666", "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher"}
    answer = await browser.post(f"/i/{token}", headers=headers)
    assert answer.headers["location"] == f"/c/{CASE}/"
    for host in ("localhost:6666", "127.0.0.1:8000", "[::1]:8000"):
        answer = await browser.get(f"/c/{CASE}/?a=b", headers={**headers, "host": host})
        assert (answer.status_code, answer.headers["location"]) == (307, f"{server.settings.origin}/c/{CASE}/?a=b")
        assert (
            (await browser.get("//evil.example/x", headers={"host": host}))
            .headers["location"]
            .startswith(server.settings.origin + "/")
        )
        has_all_headers(answer)


def test_30_an_error_tells_nothing(capfd):
    async def inside() -> tuple[httpx.Response, httpx.Response]:
        async with serving() as server:
            return await server.browser().get("/fail"), await (await server.seated()).get("/fail")

    for answer in asyncio.run(inside()):
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "ValueError" not in answer.text
    assert "secret" not in "".join(capfd.readouterr())


@served
async def test_24_a_body_is_bounded_however_it_comes(server: Server):
    browser = server.browser()

    async def pieces():
        for _ in range(10):
            yield b"x" * 10_000

    assert (await browser.post("/body", content=b"x" * 65_536)).text == "65536"
    assert (await browser.post("/body", content=b"x" * 65_537)).status_code == 413
    assert (await browser.post("/body", content=pieces())).status_code == 413


@served
async def test_24_whoever_is_in_session_may_send_more(server: Server):
    seated = await server.seated()
    assert (await seated.post(f"/c/{CASE}/say", data={"words": "x" * 60_000})).status_code == 200
    assert (await seated.post(f"/c/{CASE}/body", content=b"x" * 1024 * 1024)).text == "1048576"
    assert (await seated.post(f"/c/{CASE}/body", content=b"x" * (1024 * 1024 + 1))).status_code == 413
    assert (await server.browser().post(f"/c/{CASE}/body", content=b"x" * 70_000)).status_code == 413


def test_79_a_slow_body_is_given_up():
    async def inside() -> list[dict]:
        async with serving(slowest_body=0.05) as server:
            sent = []

            async def receive():
                await asyncio.sleep(0.02)
                return {"type": "http.request", "body": b"x", "more_body": True}

            async def send(message):
                sent.append(message)

            scope = {
                "type": "http", "method": "POST", "path": "/body", "raw_path": b"/body", "query_string": b"",
                "headers": [(b"host", b"localhost"), (b"sec-fetch-site", b"same-origin")], "client": ("127.0.0.1", 1),
            }  # fmt: skip
            await asyncio.wait_for(server.app(scope, receive, send), 5)
            return sent

    start, *_ = asyncio.run(inside())
    assert start["status"] == 408
    assert (b"connection", b"close") in start["headers"]


@served
async def test_each_session_has_a_bucket_of_its_own(server: Server):
    one, two, stranger = await server.seated(seat="north-1"), await server.seated(seat="south-1"), server.browser()
    answers = [(await one.get(f"/c/{CASE}/")).status_code for _ in range(110)]
    assert (answers.count(200), answers[-1]) == (100, 429)
    assert (await two.get(f"/c/{CASE}/")).status_code == 200
    assert (await stranger.get("/")).status_code == 404
    refused = await one.get(f"/c/{CASE}/")
    assert refused.headers["retry-after"] == "1"
    has_all_headers(refused)
    server.clock.at += 1
    assert (await one.get(f"/c/{CASE}/")).status_code == 200


@served
async def test_3_a_field_that_was_not_asked_for_is_refused(server: Server):
    seated = await server.seated()
    for text in ("words=yes&role=mediator", "words=yes&words=no", "", "role=mediator", "words=a%00b", "w=1&" * 2000):
        assert (await seated.post(f"/c/{CASE}/say", content=text, headers=FORM)).status_code == 400, text[:40]
    assert (await seated.post(f"/c/{CASE}/say", files={"words": b"yes"})).status_code == 400
    assert (await seated.post(f"/c/{CASE}/say", content="words=yes", headers=FORM)).text == "yes"


@pytest.mark.parametrize("text", ["words=%ff%fe", "words=%ED%A0%80"])
def test_58_text_that_is_none(text):
    async def inside() -> int:
        async with serving() as server:
            return (await (await server.seated()).post(f"/c/{CASE}/say", content=text, headers=FORM)).status_code

    assert asyncio.run(inside()) in (200, 400)
