"""A server in this process: a store in memory, a clock that is set by hand, and clients that behave as browsers do."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mediant.web.app import make_app
from mediant.web.forms import fields
from mediant.web.office import Office, office_of, seat_of
from mediant.web.server import listen, run
from mediant.web.sessions import cookie_of
from mediant.web.settings import Settings

ORIGIN = "http://localhost:8000"
CASE, OTHER_CASE = "case0001", "case0002"
LARGE = 50_000_000
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Memory:
    """A store that forgets when the process ends."""

    def __init__(self) -> None:
        self.kept: dict[str, list[bytes]] = {}
        self.fails: Exception | None = None

    def cases(self) -> Sequence[str]:
        return tuple(sorted(self.kept))

    def create(self, case: str) -> None:
        self.kept[case] = []

    async def append(self, case: str, lines: Sequence[bytes]) -> None:
        await asyncio.sleep(0)  # as one on disk would, it lets others run before it is done
        if self.fails is not None:
            raise self.fails
        self.kept[case].extend(lines)

    def read(self, case: str) -> Iterable[bytes]:
        return tuple(self.kept[case])


@dataclass
class Clock:
    """Seconds since 1970, as set."""

    at: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Server:
    """An application, its parts, and callers of it."""

    app: Starlette
    office: Office
    store: Memory
    clock: Clock
    settings: Settings
    health: int = 0
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def browser(self, *, host: str = "127.0.0.1", **headers: str) -> httpx.AsyncClient:
        """A client with cookies of its own, at an address, that says of itself what a browser on our pages says."""
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False, client=(host, 123)),
            base_url=self.settings.origin.replace("http:", "https:"),  # so that it keeps secure cookies
            headers={"sec-fetch-site": "same-origin", "origin": self.settings.origin, **headers},
        )
        self.clients.append(client)
        return client

    @property
    def port(self) -> int:
        """Where it listens, if it does."""
        return int(self.settings.origin.rpartition(":")[2])

    async def token(self, case: str = CASE, seat: str = "north-1") -> str:
        """The token of a new session."""
        return await self.office.sessions.open(case, seat)

    async def seated(self, case: str = CASE, seat: str = "north-1") -> httpx.AsyncClient:
        """A browser that has redeemed an invitation."""
        browser = self.browser()
        token = await self.office.invites.make(case, seat)
        done = await browser.post(f"/i/{token}")
        assert done.status_code == 303, done.text
        return browser


async def whose(request: Request) -> Response:
    """Says which seat asks."""
    session = seat_of(request)
    return PlainTextResponse(f"{session.case} {session.seat}")


async def say(request: Request) -> Response:
    """Takes a form."""
    seat_of(request)
    return PlainTextResponse((await fields(request, "words"))["words"])


async def count(request: Request) -> Response:
    """Counts how often it was asked, per seat; refuses `no`, and fails at `fail`, both after counting."""
    session, counted = seat_of(request), request.app.state.counted
    words = (await fields(request, "words"))["words"]
    await asyncio.sleep(0)
    counted[session.seat] += 1
    if words == "fail":
        raise ValueError(words)
    status = {"no": 422, "see": 303}.get(words, 200)
    text = "x" * 100_000 if words == "large" else f"{counted[session.seat]}"
    return PlainTextResponse(text, status_code=status, headers={"location": "/"} if words == "see" else None)


async def fail(_: Request) -> Response:
    raise ValueError("the secret words of north-1")


async def body(request: Request) -> Response:
    """Says how much came in."""
    return PlainTextResponse(str(len(await request.body())))


async def large(_: Request) -> Response:
    """More than the buffers on the way to a reader take."""
    return PlainTextResponse(b"x" * LARGE)


async def follow(request: Request) -> Response:
    """A stream for the seat that asks."""
    session, office = seat_of(request), office_of(request)

    class Streaming(Response):
        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            last = request.headers.get("last-event-id", "")
            stream = office.streams.open(f"{session.case}/{session.seat}", session.key, last)
            await office.streams.respond(stream, scope, receive, send)

    return Streaming()


PAGES = [
    Route("/c/{case}/", whose),
    Route("/c/{case}/say", say, methods=["POST"]),
    Route("/c/{case}/stream", follow),
    Route("/c/{case}/count", count, methods=["POST"]),
    Route("/body", body, methods=["POST"]),
    Route("/c/{case}/body", body, methods=["POST"]),
    Route("/fail", fail),
    Route("/large", large),
]


@asynccontextmanager
async def serving(store: Memory | None = None, clock: Clock | None = None, **settings: Any) -> AsyncIterator[Server]:
    """A server that has started, and stops at the end."""
    clock, store = clock or Clock(), store or Memory()
    told = Settings(now=clock, **settings)
    app = make_app(store, told, PAGES)
    app.state.counted = Counter()
    server = Server(app, app.state.office, store, clock, told)
    async with app.router.lifespan_context(app):
        try:
            yield server
        finally:
            for client in server.clients:
                await client.aclose()


@asynccontextmanager
async def live(**settings: Any) -> AsyncIterator[Server]:
    """A server that listens on loopback, at a port of its own, until the end."""
    clock, store = Clock(), Memory()
    with listen("127.0.0.1", 0) as sockets, listen("127.0.0.1", 0) as health:
        told = Settings(origin=f"http://localhost:{sockets[0].getsockname()[1]}", now=clock, **settings)
        app = make_app(store, told, PAGES)
        server = Server(app, app.state.office, store, clock, told, health=health[0].getsockname()[1])
        began, stopping = asyncio.Event(), asyncio.Event()

        async def ready() -> None:
            began.set()

        running = asyncio.create_task(run(app, sockets, health=health, ready=ready, stopping=stopping))
        first = asyncio.create_task(began.wait())
        await asyncio.wait([running, first], return_when=asyncio.FIRST_COMPLETED)
        try:
            yield server
        finally:
            stopping.set()
            await running


def served(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Run a test that takes a started server first."""

    @wraps(test)
    def run(**fixtures: Any) -> None:
        async def inside() -> None:
            async with serving() as server:
                await test(server, **fixtures)

        asyncio.run(inside())

    del run.__wrapped__  # pytest would ask for its first argument
    return run


def cookie(browser: httpx.AsyncClient, case: str = CASE) -> str | None:
    """The token that a browser holds for a case."""
    return browser.cookies.get(cookie_of(case))


def plain(answer: httpx.Response) -> str:
    """A page without its nonce."""
    nonce = re.search("'nonce-([^']+)'", answer.headers["content-security-policy"])
    return answer.text.replace(nonce[1], "") if nonce else answer.text
