"""What stands between the network and the routes, as plain ASGI: the same for every request, whatever it asks."""

from __future__ import annotations

import asyncio
import re
from asyncio import timeout_at
from dataclasses import replace
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mediant.web.accounts import Accounts
from mediant.web.answers import NONCE, StatusPage
from mediant.web.limits import Limit, Sources
from mediant.web.logs import log_failure
from mediant.web.sessions import Session, Sessions
from mediant.web.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
STATIC = "/static/"
SESSION = "mediant.session"
CASE_PATH = re.compile(r"/c/([A-Za-z0-9_-]{1,64})(?:/|$)")

POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types htmx"
)

ALWAYS = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
}


class SecurityHeaders:
    """Adds to every response what browsers must hold to, and makes the nonce of its page."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._always = dict(ALWAYS)
        if settings.https:
            self._always["strict-transport-security"] = "max-age=31536000; includeSubDomains"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = scope[NONCE] = self._settings.nonce()

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update({**self._always, "content-security-policy": POLICY.format(nonce=nonce)})
                if not (scope["path"].startswith(STATIC) and message["status"] in (200, 206, 304)):
                    headers["cache-control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)


class LastResort:
    """Answers 500 where a handler failed, in the same words whatever it was; the log tells of what kind it was."""

    def __init__(self, app: ASGIApp, page: StatusPage) -> None:
        self._app = app
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except ClientDisconnect:
            return  # nobody is left to answer
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not reach the caller
            log_failure(error)
            if scope["type"] != "http":
                return
            if started:
                raise Unfinished from None  # the server then breaks the connection: half a page is not a page
            await self._page(scope, 500)(scope, receive, send)


class Unfinished(Exception):
    """A response had begun when its handler failed; the cause is in the log."""


class OneName:
    """Sends visits under another name of this server to its origin: seats, passkeys and forms are for that one."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._origin = settings.origin
        self._name = settings.origin.partition("://")[2]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        visit = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if visit and Headers(scope=scope).get("host", "").lower() != self._name:
            query = scope["query_string"].decode("latin-1")
            where = f"{self._origin}{quote(scope['path'])}" + (f"?{query}" if query else "")
            await RedirectResponse(where, status_code=307)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class SameOrigin:
    """Refuses what other sites send: all that changes something, and all that is no plain visit.

    Browsers say in Sec-Fetch-Site who asks; under `Referrer-Policy: no-referrer` a form of ours has the Origin "null".
    """

    def __init__(self, app: ASGIApp, settings: Settings, page: StatusPage) -> None:
        self._app = app
        self._origin = settings.origin
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan" or self._is_fine(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._page(scope, 403)(scope, receive, send)

    def _is_fine(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin not in (None, "null", self._origin):
            return False
        if scope["type"] == "websocket" or scope["method"] not in SAFE:
            return site == "same-origin" or (site is None and origin == self._origin)
        visit = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return site in (None, "same-origin", "none") or visit


class PromptBodies:
    """Gives up on a body that takes too long to come: 408, and the connection ends."""

    def __init__(self, app: ASGIApp, seconds: float, page: StatusPage) -> None:
        self._app = app
        self._seconds = seconds
        self._page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        deadline = asyncio.get_running_loop().time() + self._seconds
        whole = started = False

        async def promptly() -> Message:
            nonlocal whole
            if whole:
                return await receive()
            try:
                async with timeout_at(deadline):
                    message = await receive()
            except TimeoutError:
                raise TooSlow from None
            whole = not message.get("more_body", False)
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, promptly, watched)
        except TooSlow:
            if started:
                raise
            response = self._page(scope, 408)
            response.headers["connection"] = "close"
            await response(scope, receive, send)


class Roomier:
    """Allows larger bodies to those in session; for what stands inside Starlette's limit for all."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._roomy = RequestBodyLimitMiddleware(app, most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        await (self._roomy if scope.get(SESSION) is not None else self._app)(scope, receive, send)


class TooSlow(Exception):
    """A body did not come in time."""


class Identity:
    """Says for every request which session it comes in, and holds back those who ask too often: 429.

    Each session has a bucket of its own. Callers without one share that of their address.
    """

    def __init__(
        self, app: ASGIApp, sessions: Sessions, accounts: Accounts, sources: Sources, page: StatusPage
    ) -> None:
        self._app = app
        self._sessions = sessions
        self._accounts = accounts
        self._sources = sources
        self._page = page
        self._of_sessions = Limit(sessions.now, rate=20, burst=100)
        self._of_sources = Limit(sessions.now, rate=100, burst=1000)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http" or scope["path"].startswith(STATIC):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        session = scope[SESSION] = self._session(connection)
        fine = self._of_sessions.take(session.key) if session else self._of_sources.take(self._sources.of(connection))
        if fine:
            await self._app(scope, receive, send)
        else:
            response = self._page(scope, 429)
            response.headers["retry-after"] = "1"
            await response(scope, receive, send)

    def _session(self, connection: HTTPConnection) -> Session | None:
        """The one for the case in the path; else that of the account, in the seat that it has there, if any."""
        found = CASE_PATH.match(connection.scope["path"])
        case = found[1] if found else ""
        of_case = self._sessions.of(connection.cookies, case) if case else None
        held = of_case or self._sessions.of(connection.cookies, "")
        if held is None or of_case is not None:
            return held
        account = self._accounts.of(held.seat)
        seat = account.seats.get(case) if account is not None else None
        return held if seat is None else replace(held, case=case, seat=seat)
