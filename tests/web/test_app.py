"""The application as a whole: it begins, sweeps and ends."""

from __future__ import annotations

import asyncio

from small_server import CASE, Memory, Server, served, serving

from mediant.web import app as web_app
from mediant.web.settings import DAY


def test_expired_sessions_are_swept_while_it_runs(monkeypatch):
    monkeypatch.setattr(web_app, "SWEEP", 0.01)

    async def inside() -> None:
        async with serving() as server:
            await server.seated()
            stream = server.office.streams.open("v", next(iter(server.office.sessions._open)))
            server.clock.at += 31 * DAY
            await asyncio.wait_for(stream.dropped.wait(), 2)

    asyncio.run(inside())


def test_a_sweep_that_fails_is_tried_again(monkeypatch):
    monkeypatch.setattr(web_app, "SWEEP", 0.01)
    store = Memory()

    async def inside() -> None:
        async with serving(store) as server:
            await server.seated()
            server.clock.at += 31 * DAY
            store.fails = OSError("disk full")
            await asyncio.sleep(0.05)
            store.fails = None
            stream = server.office.streams.open("v", next(iter(server.office.sessions._open)))
            await asyncio.wait_for(stream.dropped.wait(), 2)

    asyncio.run(inside())


def test_streams_end_with_the_server():
    async def inside() -> None:
        async with serving() as server:
            stream = server.office.streams.open("v", "s")
        assert stream.dropped.is_set()

    asyncio.run(inside())


@served
async def test_a_path_is_the_same_with_and_without_its_last_slash_or_it_is_none(server: Server):
    seated = await server.seated()
    assert (await seated.get(f"/c/{CASE}")).status_code == 404
    assert (await seated.get(f"/c/{CASE}/")).status_code == 200
