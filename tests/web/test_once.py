"""What is sent twice is done once."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from mediant.web import once
from mediant.web.middleware import SESSION
from mediant.web.once import Once


class Sessions:
    """Says who asks from a header, in the place of sessions."""

    def __init__(self, app):
        self._app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            who = dict(scope["headers"]).get(b"who")
            scope[SESSION] = SimpleNamespace(key=who.decode()) if who else None
        await self._app(scope, receive, send)


class Place:
    """Counts what was done, and answers as it is told."""

    def __init__(self):
        self.done: list[str] = []
        self.status, self.pause = 303, 0.0
        layers = [Middleware(Sessions), Middleware(Once)]
        self.app = Starlette(routes=[Route("/{path}", self.do, methods=["POST", "GET"])], middleware=layers)

    async def do(self, request: Request) -> Response:
        await asyncio.sleep(self.pause)
        if self.status >= 400:
            return Response(status_code=self.status)
        self.done.append(request.url.path)
        return RedirectResponse(f"/seen-{len(self.done)}", 303)

    async def send(self, path="/say", who="n", name="k1", method="POST") -> tuple[int, str]:
        headers = {"idempotency-key": name, "who": who}
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://place") as client:
            answer = await client.request(method, path, headers={key: value for key, value in headers.items() if value})
        return answer.status_code, answer.headers.get("location", "")


def test_the_second_try_is_answered_like_the_first():
    async def inside():
        place = Place()
        assert await place.send() == await place.send() == (303, "/seen-1")
        assert place.done == ["/say"]

    asyncio.run(inside())


def test_two_tries_at_once_are_one():
    async def inside():
        place = Place()
        place.pause = 0.02
        assert await asyncio.gather(*(place.send() for _ in range(5))) == [(303, "/seen-1")] * 5
        assert len(place.done) == 1

    asyncio.run(inside())


@pytest.mark.parametrize("other", [{"who": "s"}, {"name": "k2"}, {"path": "/other"}, {"path": "/say?room=b"}])
def test_another_sending_is_another(other):
    async def inside():
        place = Place()
        await place.send()
        assert await place.send(**other) == (303, "/seen-2")

    asyncio.run(inside())


@pytest.mark.parametrize("status", [422, 500, 503])
def test_what_was_not_done_is_tried_anew(status):
    async def inside():
        place = Place()
        place.status, place.pause = status, 0.01
        tries = asyncio.gather(place.send(), place.send())
        assert await tries == [(status, ""), (status, "")]
        place.status = 303
        assert await place.send() == (303, "/seen-1")

    asyncio.run(inside())


@pytest.mark.parametrize("plain", [{"name": ""}, {"name": "k" * 101}, {"who": ""}, {"method": "GET"}])
def test_what_has_no_name_or_no_session_is_done_each_time(plain):
    async def inside():
        place = Place()
        await place.send(**plain)
        await place.send(**plain)
        assert len(place.done) == 2

    asyncio.run(inside())


def test_only_so_many_are_remembered(monkeypatch):
    async def inside():
        monkeypatch.setattr(once, "MOST", 3)
        place = Place()
        for name in "abcd":
            await place.send(name=name)
        assert await place.send(name="d") == (303, "/seen-4")
        assert await place.send(name="a") == (303, "/seen-5")

    asyncio.run(inside())
