"""A form that is sent twice counts once: a browser on a poor line cannot know whether its first try arrived.

Browsers name each sending in the header Idempotency-Key (static/js/drafts.js). What was done is answered again and not
done again; what was refused or failed is tried anew. Sendings are remembered while the server runs, the latest ones.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mediant.web.middleware import SESSION

MOST, LONGEST = 20_000, 100
"""Sendings that are remembered; characters of the name of one."""
Sending = tuple[str, str, str]


class Once:
    """Holds back the second try of a sending until the first has ended. Each session has names of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._done: OrderedDict[Sending, str] = OrderedDict()
        self._running: dict[Sending, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        sending = _sending(scope)
        if sending is None:
            await self._app(scope, receive, send)
            return
        while sending in self._running:
            await self._running[sending].wait()
        if sending in self._done:
            again = Response(status_code=303, headers={"location": self._done[sending]})
            await again(scope, receive, send)
            return
        self._running[sending] = asyncio.Event()
        try:
            await self._app(scope, receive, self._watched(sending, send))
        finally:
            self._running.pop(sending).set()

    def _watched(self, sending: Sending, send: Send) -> Send:
        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 303:
                self._done[sending] = Headers(raw=message["headers"])["location"]
                if len(self._done) > MOST:
                    self._done.popitem(last=False)
            await send(message)

        return watched


def _sending(scope: Scope) -> Sending | None:
    if scope["type"] != "http" or scope["method"] != "POST" or scope.get(SESSION) is None:
        return None
    name = Headers(scope=scope).get("idempotency-key", "")
    if not 0 < len(name) <= LONGEST:
        return None
    return scope[SESSION].key, f"{scope['path']}?{scope['query_string'].decode('latin-1')}", name
