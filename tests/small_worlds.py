"""Worlds of `two_worlds` in this process: the application is called as a server would call it, without sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from sitting import HARBOUR, HOST, PEOPLE
from small_workbench import ORIGIN, Bench, Clock, benched
from starlette.applications import Starlette
from two_worlds import BEGINS, WHO, Ballots, Tokens, noted, unnamed

from mediant.errors import MediantError
from mediant.web import agents, workbench
from mediant.web.hub import Hub, Place
from mediant.web.push import viewer_of
from mediant.web.sessions import cookie_of
from mediant.web.streams import Stream
from mediant.workbench.ballots import BallotClosed
from mediant.workbench.commands import Command
from mediant.workbench.course import Open, document_from
from mediant.workbench.people import Seat

NEVER = 1e9


@dataclass
class Inside:
    """One mediation on a bench, South's browser, and those of North and the mediator."""

    bench: Bench
    place: Place
    south: httpx.AsyncClient
    north: httpx.AsyncClient
    host: httpx.AsyncClient
    stream: Stream
    seen: list[bytes] = field(default_factory=list)

    @property
    def at(self) -> str:
        """Its address."""
        return f"/c/{self.place}"

    async def ask(self, seat: str, command: Command) -> None:
        """Past the pages."""
        person = await self.bench.hub.person(self.place, seat)
        with suppress(MediantError):
            await self.bench.hub.ask(self.place, person, command)
        await asyncio.sleep(0)  # listeners are told after that

    async def look(self, path: str, language: str, seat: str = "n") -> None:
        """Somebody else looks."""
        await {"n": self.north, "m": self.host}[seat].get(path, headers={"accept-language": language})

    async def observe(self, method: str, path: str, sent: bytes = b"", kind: str = "") -> None:
        """South looks, and notes."""
        token = WHO.set("south")
        form = {"content-type": kind, "hx-request": "true"} if kind else {}
        try:
            answer = await self.south.request(method, path, content=sent or None, headers=form)
        finally:
            WHO.reset(token)
        self.note(
            noted(answer.status_code, [f"{name}: {value}" for name, value in answer.headers.items()], answer.content)
        )

    def note(self, raw: bytes) -> None:
        """Noted without the random name of the case."""
        self.seen.append(unnamed(raw, self.place.case))

    async def ballots(self) -> Ballots:
        """As the keeper knows them."""
        return await ballots_of(self.bench.hub, self.place)

    async def wait(self, seconds: float) -> None:
        """Later."""
        self.bench.clock.at += seconds

    async def end_step(self) -> None:
        """What came by the stream is noted."""
        await self.bench.hub.tick()
        await asyncio.sleep(0)
        while not self.stream.waiting.empty():
            self.note(self.stream.waiting.get_nowait())
        self.note(b"-- step")

    async def end(self) -> list[bytes]:
        """Nobody follows any more."""
        self.bench.app.state.office.streams.close()
        return self.seen


async def ballots_of(hub: Hub, place: Place) -> Ballots:
    """As the keeper knows them."""
    book = (await hub._desk(place)).book
    return Ballots(
        [(ballot.opened.id, ballot.opened.digest) for ballot in book.kept.ballots.open],
        [event.fact.agreed for event in book.events if isinstance(event.fact, BallotClosed)],
    )


async def new_place(app: Starlette) -> Place:
    """A new mediation of the harbour dispute, everybody seated."""
    hub: Hub = app.state.hub
    place = await hub.begin(Open(document_from(HARBOUR)), HOST)
    host = await hub.person(place, "m")
    assert host is not None
    for person in PEOPLE:
        await hub.ask(place, host, Seat(person))
    return place


async def session(app: Starlette, place: Place, seat: str, who: str) -> str:
    """The token of a new session in that seat."""
    key = WHO.set(who)
    try:
        token: str = await app.state.office.sessions.open(str(place), seat)
    finally:
        WHO.reset(key)
    return token


async def sat_down(bench: Bench, place: Place, seat: str, who: str) -> httpx.AsyncClient:
    """A browser that holds the seat."""
    token = await session(bench.app, place, seat, who)
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=bench.app), base_url="https://localhost:8000", headers={"origin": ORIGIN}
    )
    client.cookies.set(cookie_of(str(place)), token)
    bench.browsers.append(client)
    return client


async def begun(bench: Bench) -> Inside:
    """A new world, its clock at the beginning."""
    bench.clock.at = BEGINS
    bench.app.state.office.settings.token.numbers.clear()
    place = await new_place(bench.app)
    south, north = await sat_down(bench, place, "s", "south"), await sat_down(bench, place, "n", "north")
    host = await sat_down(bench, place, "m", "others")
    key = WHO.set("south")
    stream = bench.app.state.office.streams.open(viewer_of(place, "s", "table", "en"), "south")
    WHO.reset(key)
    return Inside(bench, place, south, north, host, stream)


@asynccontextmanager
async def worlds_inside(folder: Path) -> AsyncIterator[Callable[[], Awaitable[Inside]]]:
    """Makes new worlds. Nobody but the test looks at the clock, and automated negotiators think longer than any world."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(agents, "THINKS", NEVER)
        patch.setattr(workbench, "TICK", NEVER)
        async with benched(folder, Clock(BEGINS), token=Tokens(), nonce=lambda: "nonce") as bench:
            yield lambda: begun(bench)
