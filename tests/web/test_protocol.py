"""The bounds of connections, over real sockets."""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import asynccontextmanager

import pytest
from small_server import LARGE, live

from mediant.web import protocol


@asynccontextmanager
async def calls(**settings):
    """A server, and a way to open connections to it that are all closed at the end."""
    writers = []

    async def opened() -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writers.append(writer)
        return reader, writer

    async with live(**settings) as server:
        try:
            yield server, opened
        finally:
            for writer in writers:
                writer.close()
                with contextlib.suppress(ConnectionError):
                    await writer.wait_closed()


async def ends(reader: asyncio.StreamReader, seconds: float = 5) -> bytes:
    """What still came until the server closed the connection."""
    try:
        return await asyncio.wait_for(reader.read(), seconds)
    except ConnectionResetError:
        return b""


def head(server, method: str = "GET", path: str = "/", **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{server.port}", "Sec-Fetch-Site: same-origin"]
    return "\r\n".join(
        [*lines, *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()), "", ""]
    ).encode()


def test_79_a_head_that_drips_is_given_up(monkeypatch):
    monkeypatch.setattr(protocol, "SLOWEST_HEAD", 0.3)

    async def inside() -> None:
        async with calls() as (_, opened):
            for start, more in ((b"", b""), (b"GET / HTTP/1.1\r\nX: ", b"x"), (b"\r\n", b"\r\n")):
                reader, writer = await opened()
                writer.write(start)
                begun = time.perf_counter()

                async def drip(writer=writer, more=more) -> None:
                    with contextlib.suppress(ConnectionError):
                        while True:
                            writer.write(more)
                            await writer.drain()
                            await asyncio.sleep(0.02)

                dripping = asyncio.create_task(drip()) if more else None
                assert await ends(reader) == b""
                assert 0.2 < time.perf_counter() - begun < 2
                if dripping:
                    dripping.cancel()

    asyncio.run(inside())


def test_79_a_second_request_may_not_drip_either(monkeypatch):
    monkeypatch.setattr(protocol, "SLOWEST_HEAD", 0.3)

    async def inside() -> None:
        async with calls() as (server, opened):
            reader, writer = await opened()
            writer.write(head(server))
            assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 404")
            await asyncio.sleep(0.5)  # between requests a connection may rest
            writer.write(head(server)[:20])
            begun = time.perf_counter()
            await ends(reader)
            assert time.perf_counter() - begun < 2

    asyncio.run(inside())


@pytest.mark.parametrize("size", [20_000, 1_000_000])
def test_79_a_head_is_bounded(size):
    async def inside() -> bytes:
        async with calls() as (server, opened):
            reader, writer = await opened()
            with contextlib.suppress(ConnectionError):
                for offset in range(0, size, 10_000):
                    writer.write(
                        (b"GET / HTTP/1.1\r\n" if offset == 0 else b"") + b"X-%d: " % offset + b"x" * 10_000 + b"\r\n"
                    )
                    await writer.drain()
                writer.write(f"Host: localhost:{server.port}\r\nConnection: close\r\n\r\n".encode())
                await writer.drain()
            return await ends(reader)

    answer = asyncio.run(inside())
    assert answer.startswith(b"HTTP/1.1 404") if size == 20_000 else answer == b""


def test_79_a_body_that_was_refused_is_not_read_for_ever(monkeypatch):
    monkeypatch.setattr(protocol, "LATE", 200_000)

    async def inside() -> int:
        async with calls() as (server, opened):
            reader, writer = await opened()
            writer.write(head(server, "POST", "/body", Content_Length="1000000000"))
            assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 413")
            sent = 0
            with contextlib.suppress(ConnectionError):
                while sent < 50_000_000:
                    writer.write(b"x" * 50_000)
                    await writer.drain()
                    sent += 50_000
            return sent

    assert asyncio.run(inside()) < 50_000_000


def test_79_connections_are_bounded(monkeypatch):
    monkeypatch.setattr(protocol, "MOST_CONNECTIONS", 5)

    async def inside() -> None:
        async with calls() as (server, opened):
            kept = [await opened() for _ in range(5)]
            reader, _ = await opened()
            assert await ends(reader) == b""
            kept[0][1].close()
            await asyncio.sleep(0.1)
            reader, writer = await opened()
            writer.write(head(server))
            assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 404")

    asyncio.run(inside())


def test_79_a_reader_that_takes_nothing_of_a_page_is_dropped(monkeypatch):
    monkeypatch.setattr(protocol, "SLOWEST_READER", 1.0)

    async def inside() -> tuple[int, int]:
        async with calls() as (server, opened):
            whole, some = [await opened() for _ in range(2)]
            for _, writer in (whole, some):
                writer.write(head(server, path="/large", Connection="close"))
            complete = len(await ends(whole[0], 30))
            await asyncio.sleep(2.5)
            rest = len(await ends(some[0]))
            return complete, rest

    complete, rest = asyncio.run(inside())
    assert complete > LARGE
    assert rest < LARGE


def test_what_is_no_http_is_answered_in_few_words():
    async def inside() -> bytes:
        async with calls() as (_, opened):
            reader, writer = await opened()
            writer.write(b"\x16\x03\x01 hello\r\n\r\n")
            return await ends(reader)

    assert asyncio.run(inside()).startswith(b"HTTP/1.1 400 Bad Request\r\n")
