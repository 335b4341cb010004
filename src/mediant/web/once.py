"""Each thing once: a post that comes again with the same Idempotency-Key is answered as it was the first time.

Browsers on a poor line send again what they do not know to have arrived.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from hashlib import blake2b
from typing import TypeAlias

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mediant.web.middleware import SESSION

KEY = re.compile(r"[A-Za-z0-9_-]{8,100}")
MOST, LARGEST, ALL = 20_000, 64 * 1024, 64 * 1024 * 1024
"""Answers that are remembered, bytes of one, and bytes of all: what is larger is not, the oldest are forgotten."""
COMMANDS = "/command"
"""How paths end that the hub itself does once: what it answers with it forgets by rules of its own, votes for one."""


Key: TypeAlias = tuple[str, str, str]


class Answers:
    """What was answered, the last answers of all sessions. `clear` has them forgotten."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, list[Message]] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, key: Key) -> list[Message] | None:
        """The answer under a key; None where none is remembered."""
        return self._kept.get(key)

    def remember(self, key: Key, answer: list[Message]) -> None:
        """Keep an answer that is not too large; the oldest make room."""
        size = _size(answer)
        if size > LARGEST or key in self._kept:
            return
        self._kept[key] = answer
        self.size += size
        while len(self._kept) > MOST or self.size > ALL:
            _, oldest = self._kept.popitem(last=False)
            self.size -= _size(oldest)

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self.size = 0


def _size(answer: list[Message]) -> int:
    return sum(len(message.get("body", b"")) for message in answer)


def once_of(request: Request) -> bytes:
    """The name of a request that is to be done once, for what outlives the server; empty where it has none."""
    key = _key(request.scope)
    return blake2b("\n".join(key).encode(), digest_size=16).digest() if key else b""


class Once:
    """Remembers answers of a session that changed something, by key and path. Nothing is remembered of refusals."""

    def __init__(self, app: ASGIApp, answers: Answers) -> None:
        self._app = app
        self._answers = answers
        self._under_way: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        key = None if scope.get("path", "").endswith(COMMANDS) else _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        while key in self._under_way:
            await self._under_way[key].wait()
        answer = self._answers.of(key)
        if answer is None:
            await self._first(key, scope, receive, send)
        for message in answer or ():
            await send(dict(message))

    async def _first(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        under_way = self._under_way[key] = asyncio.Event()
        answer: list[Message] = []

        async def kept(message: Message) -> None:
            answer.append(dict(message))
            if not message.get("more_body", False) and message["type"] == "http.response.body":
                self._remember(key, answer)  # before it is sent: it may not arrive
            await send(message)

        try:
            await self._app(scope, receive, kept)
        finally:
            del self._under_way[key]
            under_way.set()

    def _remember(self, key: Key, answer: list[Message]) -> None:
        if answer[0]["status"] < 400:
            self._answers.remember(key, answer)


def _key(scope: Scope) -> Key | None:
    session = scope.get(SESSION)
    given = Headers(scope=scope).get("idempotency-key", "") if scope["type"] == "http" else ""
    if session is None or scope["method"] != "POST" or not KEY.fullmatch(given):
        return None
    return session.key, scope["path"], given
