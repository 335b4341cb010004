"""People as browsers are: cookies, connections that are kept, forms that are sent once, and a stream that is followed.

No more than is needed to be taken for one: a thousand of them share a core with nothing to spare.
"""

from __future__ import annotations

import asyncio
import re
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

T = TypeVar("T")
FORM = "application/x-www-form-urlencoded"
SCRIPT = "HX-Request: true\r\n"
"""What scripts of ours say of themselves."""
LONGEST = 8 * 1024 * 1024
"""Bytes of an answer."""
PATIENCE = 30.0
"""Seconds until somebody gives up waiting for an answer."""
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: *([^\r\n]+)", re.IGNORECASE)
_COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r\n]*)", re.IGNORECASE)
_STREAM = re.compile(rb'hx-sse:connect="([^"]+)"')


class Answer(NamedTuple):
    """What came back. location : where it sends the browser, or empty."""

    status: int
    location: str
    body: bytes


class Lost(Exception):
    """No answer came: the connection broke, or none could be made."""


class Browser:
    """One person at one server. errors : counts what went wrong, by kind."""

    def __init__(self, origin: str, cookies: Mapping[str, str], errors: Counter[str]) -> None:
        parts = urlsplit(origin)
        self._origin, self._host = origin, parts.netloc
        self._address = parts.hostname or "", parts.port or 80
        self._cookies = dict(cookies)
        self._errors = errors
        self._line: tuple[StreamReader, StreamWriter] | None = None
        self._turn = asyncio.Lock()

    async def get(self, path: str) -> Answer:
        """The answer to a visit. Raises Lost."""
        return await self._asked("GET", path, b"", "")

    async def post(
        self,
        path: str,
        body: Mapping[str, str] | bytes,
        once: str = "",
        kind: str = FORM,
    ) -> Answer:
        """The answer to a form, or to other bytes. once : names it, so that it can be sent again. Raises Lost."""
        return await self._posted(path, body, once, kind)

    async def sent(self, path: str, form: Mapping[str, str], once: str = "") -> Answer:
        """A form, and what its answer leads to, as scripts on the page fetch it and put it in place. Raises Lost."""
        answer = await self._posted(path, form, once, FORM, SCRIPT)
        if answer.status == 303:
            shown = await self._asked("GET", answer.location, b"", SCRIPT)
            if shown.status != 200:
                self._errors[f"{shown.status} after a form"] += 1
        return answer

    async def follow(self, page: Answer) -> AsyncIterator[bytes]:
        """The frames of the stream that a page follows, until it ends. Raises Lost where it cannot be followed."""
        reader, writer = await self._stream(page)
        try:
            while True:
                yield await reader.readuntil(b"\n\n")
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            writer.transport.abort()

    async def followed(self, page: Answer) -> None:
        """Open the stream that a page follows, and close it. Raises Lost."""
        _, writer = await self._stream(page)
        writer.transport.abort()

    def leave(self) -> None:
        """Close the connection that is kept."""
        if self._line is not None:
            self._line[1].transport.abort()
            self._line = None

    def _head(self, method: str, path: str, more: str = "") -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return (
            f"{method} {path} HTTP/1.1\r\nHost: {self._host}\r\nOrigin: {self._origin}\r\n"
            f"Sec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n{more}\r\n"
        ).encode()

    async def _opened(self) -> tuple[StreamReader, StreamWriter]:
        try:
            return await _within(asyncio.open_connection(*self._address, limit=LONGEST))
        except OSError as error:
            raise Lost(str(error)) from None

    async def _stream(self, page: Answer) -> tuple[StreamReader, StreamWriter]:
        found = _STREAM.search(page.body)
        if found is None:
            raise Lost("the page follows no stream")
        reader, writer = await self._opened()
        try:
            path = found[1].decode().replace("&amp;", "&")
            writer.write(self._head("GET", path, "Accept: text/event-stream\r\n"))
            head = await _within(reader.readuntil(b"\r\n\r\n"))
        except (OSError, asyncio.IncompleteReadError):
            raise Lost("a stream did not begin") from None
        if b" 200 " not in head[:20]:
            raise Lost(f"a stream answered {head[:20]!r}")
        return reader, writer

    async def _posted(self, path: str, body: Mapping[str, str] | bytes, once: str, kind: str, more: str = "") -> Answer:
        raw = body if isinstance(body, bytes) else urlencode(body).encode()
        more += f"Content-Type: {kind}\r\nContent-Length: {len(raw)}\r\n"
        return await self._asked("POST", path, raw, more + (f"Idempotency-Key: {once}\r\n" if once else ""))

    async def _asked(self, method: str, path: str, body: bytes, more: str) -> Answer:
        async with self._turn:
            try:
                if self._line is None:
                    self._line = await self._opened()
                reader, writer = self._line
                writer.write(self._head(method, path, more) + body)
                return await _within(self._answer(reader))
            except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
                self.leave()
                raise Lost(type(error).__name__) from None
            except BaseException:
                self.leave()  # the rest of an answer must not be taken for the next one
                raise

    async def _answer(self, reader: StreamReader) -> Answer:
        head = await reader.readuntil(b"\r\n\r\n")
        status, length, location = _STATUS.match(head), _LENGTH.search(head), _LOCATION.search(head)
        if status is None or (length is None and status[1] != b"204"):
            raise Lost("no answer of HTTP/1.1 with a length")
        for name, value in _COOKIE.findall(head):
            self._cookies[name.decode()] = value.decode()
        body = await reader.readexactly(int(length[1]) if length else 0)
        where = urlsplit(location[1].decode()) if location else None
        path = f"{where.path}?{where.query}" if where and where.query else where.path if where else ""
        if int(status[1]) >= 400:
            self._errors[f"answer {int(status[1])}"] += 1
        return Answer(int(status[1]), path, body)


async def _within(work: Coroutine[Any, Any, T]) -> T:
    """What comes of it in time. Raises TimeoutError, which is an OSError."""
    async with asyncio.timeout(PATIENCE):
        return await work
