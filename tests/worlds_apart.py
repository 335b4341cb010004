"""Worlds of `two_worlds` behind sockets: a server in a process of its own, and every byte that it sends to South."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
from msgspec.json import decode, encode
from two_worlds import STREAM, Ballots, noted, unnamed

from mediant.workbench.ballots import OpenBallot
from mediant.workbench.commands import Command

HERE = Path(__file__).resolve().parent
PATIENCE = 30.0
LARGEST = 4 * 1024 * 1024
MARK = b"event: mark\n"


class Wire:
    """One connection of South's, kept alive; what comes is read as it comes, to the last byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: str) -> None:
        self._reader, self._writer, self._head = reader, writer, head

    @classmethod
    async def to(cls, port: int, cookie: str) -> Wire:
        """A connection of whoever holds the cookie."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=LARGEST)
        origin = f"http://127.0.0.1:{port}"
        head = f"host: 127.0.0.1:{port}\r\norigin: {origin}\r\ncookie: {cookie}\r\naccept-language: en\r\n"
        return cls(reader, writer, head)

    async def ask(self, method: str, path: str, sent: bytes = b"", kind: str = "") -> tuple[int, list[str]]:
        """The status and the head of the answer."""
        more = f"content-length: {len(sent)}\r\ncontent-type: {kind or 'application/json'}\r\n" if sent else ""
        more += "hx-request: true\r\n" if kind else ""
        self._writer.write(f"{method} {path} HTTP/1.1\r\n{self._head}{more}\r\n".encode() + sent)
        raw = await asyncio.wait_for(self._reader.readuntil(b"\r\n\r\n"), PATIENCE)
        first, *head = raw.decode("latin-1").rstrip().split("\r\n")
        return int(first.split()[1]), head

    async def body(self, head: list[str]) -> bytes:
        """The rest of the answer, as it came: chunks with their sizes."""
        sizes = [int(line.partition(":")[2]) for line in head if line.lower().startswith("content-length:")]
        if sizes:
            return await asyncio.wait_for(self._reader.readexactly(sizes[0]), PATIENCE)
        parts = [b""]
        while parts[-1] != b"0\r\n\r\n":
            parts.append(await self.chunk())
        return b"".join(parts)

    async def chunk(self) -> bytes:
        """The next chunk, with its size before it."""
        size = await asyncio.wait_for(self._reader.readuntil(b"\r\n"), PATIENCE)
        return size + await asyncio.wait_for(self._reader.readexactly(int(size, 16) + 2), PATIENCE)

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


@dataclass
class Apart:
    """One mediation on a server elsewhere: South at two connections, the others at theirs."""

    case: str
    steering: httpx.AsyncClient
    others: httpx.AsyncClient
    cookies: dict[str, str]
    south: Wire
    stream: Wire
    known: Ballots = field(default_factory=Ballots)
    seen: list[bytes] = field(default_factory=list)

    @property
    def at(self) -> str:
        """Its address."""
        return f"/c/{self.case}"

    async def ask(self, seat: str, command: Command) -> None:
        """By its own door, as a program."""
        headers = {"cookie": self.cookies[seat]}
        answer = await self.others.post(f"{self.at}/command", content=encode(command), headers=headers)
        assert answer.status_code < 500, answer.text  # a planted leak may answer as it likes
        if isinstance(command, OpenBallot):
            await self.end_step()

    async def look(self, path: str, language: str, seat: str = "n") -> None:
        """Somebody else looks."""
        await self.others.get(path, headers={"cookie": self.cookies[seat], "accept-language": language})

    async def observe(self, method: str, path: str, sent: bytes = b"", kind: str = "") -> None:
        """South asks, and notes all that comes back but the date."""
        status, head = await self.south.ask(method, path, sent, kind)
        self.note(noted(status, head, b"" if status == 204 else await self.south.body(head)))

    def note(self, raw: bytes) -> None:
        """Noted without the random name of the case."""
        self.seen.append(unnamed(raw, self.case))

    async def ballots(self) -> Ballots:
        """As the keeper knew them at the last mark: nothing else opens or closes one."""
        return self.known

    async def wait(self, seconds: float) -> None:
        """Later."""
        await self._steer("move", seconds=f"{seconds}")

    async def end_step(self) -> None:
        """What came by the stream, up to a mark that is set now."""
        self.known = decode((await self._steer("mark", case=self.case)).content, type=Ballots)
        frame = b""
        while MARK not in frame:
            frame = await self.stream.chunk()
            self.note(frame)
        self.note(b"-- step")

    async def end(self) -> list[bytes]:
        """South hangs up."""
        self.south.close()
        self.stream.close()
        return self.seen

    async def _steer(self, what: str, **given: str) -> httpx.Response:
        answer = await self.steering.post(f"/{what}", params=given)
        assert answer.status_code == 200, answer.text
        return answer


async def begun(port: int, steering: httpx.AsyncClient, others: httpx.AsyncClient, *, again: bool = True) -> Apart:
    """A new world; its clock and its chance begin again, unless those before it are to live on."""
    made = (await steering.post("/begin", params={"again": "yes" if again else ""})).json()
    cookies = made["cookies"]
    south, stream = await Wire.to(port, cookies["s"]), await Wire.to(port, cookies["s"])
    world = Apart(made["case"], steering, others, cookies, south, stream)
    status, head = await stream.ask("GET", f"{world.at}/{STREAM}")
    world.note(noted(status, head, b""))
    return world


@asynccontextmanager
async def worlds_apart(folder: Path, *leaks: str) -> AsyncIterator[Callable[..., Awaitable[Apart]]]:
    """Makes new worlds on one server, with these leaks planted into it."""
    paths = [str(HERE), str(HERE.parent / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    server = subprocess.Popen(
        [sys.executable, str(HERE / "twin_server.py"), str(folder), *leaks],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip
    try:
        ports = json.loads(await asyncio.to_thread(server.stdout.readline))
        origin = f"http://127.0.0.1:{ports['people']}"
        async with (
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{ports['steering']}", timeout=PATIENCE) as steering,
            httpx.AsyncClient(base_url=origin, headers={"origin": origin}, timeout=PATIENCE) as others,
        ):
            yield partial(begun, ports["people"], steering, others)
    finally:
        server.stdin.close()
        await asyncio.to_thread(server.wait, PATIENCE)
        server.stdout.close()
