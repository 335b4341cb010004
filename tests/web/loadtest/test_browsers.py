"""A browser of a load test against a real server: cookies, forms, streams, and what goes wrong is counted."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from small_server import CASE, live

from mediant.web.loadtest.browsers import Answer, Browser, Lost
from mediant.web.loadtest.servers import free_port
from mediant.web.sessions import cookie_of


def test_it_redeems_an_invitation_and_is_then_in_its_seat():
    async def inside() -> None:
        async with live() as server:
            errors: Counter[str] = Counter()
            browser = Browser(server.settings.origin, {}, errors)
            assert (await browser.get(f"/c/{CASE}/")).status == 404
            link = f"/i/{await server.office.invites.make(CASE, 'north-1')}"
            answer = await browser.post(link, {})
            assert (answer.status, answer.location) == (303, f"/c/{CASE}/")
            assert (await browser.get(answer.location)).body == f"{CASE} north-1".encode()
            assert (await browser.post(f"/c/{CASE}/say", {"words": "one & two"})).body == b"one & two"
            assert errors == {"answer 404": 1}
            browser.leave()

    asyncio.run(inside())


def test_what_is_sent_again_under_one_name_is_done_once():
    async def inside() -> None:
        async with live() as server:
            server.app.state.counted = Counter()
            browser = Browser(server.settings.origin, {cookie_of(CASE): await server.token()}, Counter())
            sent = [await browser.post(f"/c/{CASE}/count", {"words": "x"}, "once-0001") for _ in range(3)]
            assert [answer.body for answer in sent] == [b"1"] * 3
            browser.leave()

    asyncio.run(inside())


def test_it_follows_the_stream_that_a_page_names():
    async def inside() -> None:
        async with live() as server:
            browser = Browser(server.settings.origin, {cookie_of(CASE): await server.token()}, Counter())
            page = Answer(200, "", f'<div hx-sse:connect="/c/{CASE}/stream?a=1&amp;b=2"></div>'.encode())
            frames = browser.follow(page)
            first = asyncio.ensure_future(anext(frames))
            while not len(server.office.streams):
                await asyncio.sleep(0.01)
            server.office.streams.publish(f"{CASE}/north-1", "said", "hello")
            assert b"data: hello" in await first
            await frames.aclose()
            with pytest.raises(Lost, match="no stream"):
                await browser.followed(Answer(200, "", b"<p>"))

    asyncio.run(inside())


def test_where_nobody_listens_it_says_so():
    async def inside() -> None:
        with pytest.raises(Lost):
            await Browser(f"http://localhost:{free_port()}", {}, Counter()).get("/")

    asyncio.run(inside())
