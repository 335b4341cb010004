"""Test 79: one who floods, drips or does not read loses its own connection, and the others do not notice."""

from __future__ import annotations

import asyncio
import contextlib
import time
from statistics import quantiles

from small_server import CASE, Server, live

OTHERS, ASKED = 4, 50


def request(server: Server, token: str, path: str, method: str = "GET", body: bytes = b"") -> bytes:
    head = [
        f"{method} {path} HTTP/1.1", f"Host: localhost:{server.port}", f"Cookie: __Host-mediant-{CASE}={token}",
        "Sec-Fetch-Site: same-origin", "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
    ]  # fmt: skip
    return "\r\n".join([*head, "", ""]).encode() + body


async def answered(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    await reader.readexactly(length)
    return head.split(b"\r\n")[0]


async def others(server: Server) -> list[float]:
    """Seconds that each request of people who do nothing unusual took."""

    async def one(number: int) -> list[float]:
        token = await server.token(seat=f"other-{number}")
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        taken = []
        try:
            for _ in range(ASKED):
                begun = time.perf_counter()
                writer.write(request(server, token, f"/c/{CASE}/say", "POST", b"words=hello"))
                assert b"200" in await answered(reader)
                taken.append(time.perf_counter() - begun)
                await asyncio.sleep(0.08)
        finally:
            writer.close()
        return taken

    found = await asyncio.gather(*(one(number) for number in range(OTHERS)))
    return [seconds for taken in found for seconds in taken]


def p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def test_79_a_flood_harms_nobody_else():
    async def inside() -> tuple[float, float, int]:
        async with live() as server:
            before = p95(await others(server))
            flood = [asyncio.create_task(attack(server)) for attack in (connections, drips, large, streams, requests)]
            await asyncio.sleep(0.5)
            during = p95(await others(server))
            slow = server.office.streams
            for task in flood:
                task.cancel()
            ended = await asyncio.gather(*flood, return_exceptions=True)
            assert all(isinstance(one, asyncio.CancelledError | None) for one in ended), ended
            return before, during, len(slow)

    before, during, streams_left = asyncio.run(inside())
    assert streams_left <= 4
    assert during < before + 0.1, f"p95 rose from {before * 1000:.1f} to {during * 1000:.1f} ms"


async def forever() -> None:
    await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def opened(server: Server, number: int):
    calls = [asyncio.open_connection("127.0.0.1", server.port) for _ in range(number)]
    writers = [writer for _, writer in await asyncio.gather(*calls)]
    try:
        yield writers
    finally:
        for writer in writers:
            writer.close()


async def connections(server: Server) -> None:
    """A thousand connections with one token, each asking once."""
    token = await server.token(seat="flood")
    async with opened(server, 1000) as writers:
        for writer in writers:
            writer.write(request(server, token, f"/c/{CASE}/"))
        await forever()


async def drips(server: Server) -> None:
    """Heads that never end."""
    async with opened(server, 100) as writers:
        while True:
            for writer in writers:
                with contextlib.suppress(ConnectionError):
                    writer.write(b"X")
            await asyncio.sleep(0.5)


async def large(server: Server) -> None:
    """Bodies of a megabyte."""
    token = await server.token(seat="large")
    while True:
        async with opened(server, 1) as (writer,):
            writer.write(request(server, token, f"/c/{CASE}/say", "POST", b"x" * 1_000_000))
            await asyncio.sleep(0.05)


async def streams(server: Server) -> None:
    """Streams that nobody reads, and much to say on them."""
    token = await server.token(seat="streams")
    async with opened(server, 20) as writers:
        for writer in writers:
            writer.transport.pause_reading()
            writer.write(request(server, token, f"/c/{CASE}/stream"))
        await asyncio.sleep(0.2)
        while True:
            server.office.streams.publish(f"{CASE}/streams", "said", "x" * 4000)
            await asyncio.sleep(0.005)


async def requests(server: Server) -> None:
    """As many requests as one connection carries."""
    token = await server.token(seat="requests")
    async with opened(server, 1) as (writer,):
        while True:
            with contextlib.suppress(ConnectionError):
                writer.write(request(server, token, f"/c/{CASE}/"))
            await asyncio.sleep(0.002)


def test_79_a_stream_that_is_not_read_ends_and_its_memory_is_bounded():
    async def inside() -> tuple[int, bytes]:
        async with live() as server:
            token = await server.token()
            _, writer = await asyncio.open_connection("127.0.0.1", server.port)
            quick_reader, quick = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(request(server, token, f"/c/{CASE}/stream"))
            quick.write(request(server, await server.token(), f"/c/{CASE}/stream"))
            await quick_reader.readuntil(b"\r\n\r\n")
            taking = asyncio.create_task(quick_reader.read())
            writer.transport.pause_reading()
            while len(server.office.streams) < 2:
                await asyncio.sleep(0.01)
            sent = 0
            while len(server.office.streams) == 2 and sent < 20_000:
                server.office.streams.publish(f"{CASE}/north-1", "said", f"{sent} " + "x" * 3500)
                sent += 1
                await asyncio.sleep(0)
            left = len(server.office.streams)
            server.office.streams.publish(f"{CASE}/north-1", "said", "last words")
            await asyncio.sleep(0.3)
            writer.transport.abort()
        taken = await taking
        quick.close()
        return left, taken

    left, taken = asyncio.run(inside())
    assert left == 1
    assert b"last words" in taken
