"""A workbench over a real store in a folder: in process, with a clock of its own and people in their seats."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import httpx
from sitting import HARBOUR, HOST, PEOPLE
from starlette.applications import Starlette

from mediant.model.case import Case
from mediant.stores.keys import KEY, Keys
from mediant.stores.sqlite import SqliteStore
from mediant.web.hub import Hub, Place
from mediant.web.settings import Settings
from mediant.web.workbench import workbench
from mediant.workbench.commands import Command
from mediant.workbench.course import Open, document_from
from mediant.workbench.events import Event
from mediant.workbench.people import Person, Seat

ORIGIN = "http://localhost:8000"


@dataclass
class Clock:
    """Seconds since 1970, moved by tests."""

    at: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Bench:
    """A workbench that runs, one mediation on it, and browsers of people."""

    app: Starlette
    clock: Clock
    place: Place = field(default_factory=lambda: Place(""))
    browsers: list[httpx.AsyncClient] = field(default_factory=list)

    @property
    def hub(self) -> Hub:
        """Its hub."""
        return self.app.state.hub

    @property
    def at(self) -> str:
        """The address of the mediation."""
        return f"/c/{self.place}"

    async def ask(self, seat: str, command: Command) -> tuple[Event, ...]:
        """Somebody asks for something, past the pages."""
        person = await self.hub.person(self.place, seat)
        assert person is not None
        done = await self.hub.ask(self.place, person, command)
        await asyncio.sleep(0)  # listeners are told after that
        return done

    async def browser(self, seat: str | None = None, **headers: str) -> httpx.AsyncClient:
        """A browser; of who has that seat, by an invitation."""
        transport = httpx.ASGITransport(app=self.app)
        given = {"origin": ORIGIN, **headers}
        client = httpx.AsyncClient(transport=transport, base_url="https://localhost:8000", headers=given)
        self.browsers.append(client)
        if seat is not None:
            token = await self.app.state.office.invites.make(str(self.place), seat)
            assert (await client.post(f"/i/{token}")).status_code == 303
        return client


@asynccontextmanager
async def benched(
    folder: Path, clock: Clock | None = None, key: bytes = bytes(KEY), **settings: Any
) -> AsyncIterator[Bench]:
    """A workbench over what is in the folder, without a mediation."""
    clock = clock or Clock()
    (folder / "cases").mkdir(exist_ok=True)
    store, keys = SqliteStore(folder / "cases"), Keys(folder / "keys", key)
    app = workbench(store, keys, Settings(origin=ORIGIN, now=clock, **settings))
    bench = Bench(app, clock)
    try:
        async with app.router.lifespan_context(app):
            yield bench
            for client in bench.browsers:
                await client.aclose()
    finally:
        await asyncio.to_thread(store.close)
        keys.close()


async def seated(bench: Bench, case: Case = HARBOUR, people: tuple[Person, ...] = PEOPLE) -> Bench:
    """With a mediation and everybody in their seats."""
    bench.place = await bench.hub.begin(Open(document_from(case)), HOST)
    for person in people:
        await bench.ask("m", Seat(person))
    return bench


def at_the_bench(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """A test that is given a workbench with a mediation in which everybody is seated."""

    @wraps(test)
    def run(tmp_path: Path) -> None:
        async def inside() -> None:
            async with benched(tmp_path) as bench:
                await test(await seated(bench))

        asyncio.run(inside())

    del run.__wrapped__  # else pytest looks for a fixture by the name of the test's argument
    return run
