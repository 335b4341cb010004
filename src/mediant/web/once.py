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
MOST, LARGEST = 20_000, 64 * 1024
"""Answers that are remembered, and bytes of one: what is larger is not."""


Key: TypeAlias = tuple[str, str, str]
Answers: TypeAlias = OrderedDict[Key, list[Message]]


def once_of(request: Request) -> bytes:
    """The name of a request that is to be done once, for what outlives the server; empty where it has none."""
    key = _key(request.scope)
    return blake2b("\n".join(key).encode(), digest_size=16).digest() if key else b""


class Once:
    """Remembers answers of a session that changed something, by key and path. Nothing is remembered of refusals.

    answers : where they are remembered; whoever clears it has them forgotten.
    """

    def __init__(self, app: ASGIApp, answers: Answers) -> None:
        self._app = app
        self._answers = answers
        self._under_way: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        key = _key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        while key in self._under_way:
            await self._under_way[key].wait()
        if key in self._answers:
            for message in self._answers[key]:
                await send(dict(message))
        else:
            await self._first(key, scope, receive, send)

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
        size = sum(len(message.get("body", b"")) for message in answer)
        if answer[0]["status"] < 400 and size <= LARGEST:
            self._answers[key] = answer
            if len(self._answers) > MOST:
                self._answers.popitem(last=False)


def _key(scope: Scope) -> Key | None:
    session = scope.get(SESSION)
    given = Headers(scope=scope).get("idempotency-key", "") if scope["type"] == "http" else ""
    if session is None or scope["method"] != "POST" or not KEY.fullmatch(given):
        return None
    return session.key, scope["path"], given
