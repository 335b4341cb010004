"""Worlds that differ only in what North does in confidence, and all that South can observe of each over HTTP.

South follows a script; North's secrets, and what the mediator does with North, are woven between its steps. The clock
moves only with South's steps. Two worlds are compared where their declared outcomes agree.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from msgspec.json import encode
from sitting import HARBOUR, HOST, PEOPLE, package
from small_workbench import ORIGIN, Bench, Clock, benched

from mediant.errors import MediantError
from mediant.web.hub import Place
from mediant.web.languages.locales import LOCALES
from mediant.web.push import viewer_of
from mediant.web.screens.all import SCREENS
from mediant.web.sessions import cookie_of
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import BallotClosed, Hold, OpenBallot, Vote
from mediant.workbench.commands import Command
from mediant.workbench.course import Open, document_from
from mediant.workbench.notes import Note
from mediant.workbench.people import Ready, Seat
from mediant.workbench.sheets import Choose, Declare, Fill, LiveWith, Reply
from mediant.workbench.talk import Allow, Say, Write
from mediant.workbench.wants import State

BEGINS = 1_700_000_000.0
STEPS = 8
TRUCES = ("none", "40 days", "permanent")
WHO: ContextVar[str] = ContextVar("who", default="others")
Observed = list[bytes]


@dataclass
class Tokens:
    """Chance by whose doing it is: what others draw does not change what South draws."""

    numbers: dict[str, Iterator[int]] = field(default_factory=dict)

    def __call__(self) -> str:
        who = WHO.get()
        number = next(self.numbers.setdefault(who, count()))
        return f"{who}{number}".ljust(43, "x")


@dataclass
class World:
    """One mediation on a bench, South's browser, and North's."""

    bench: Bench
    place: Place
    south: httpx.AsyncClient
    north: httpx.AsyncClient
    seen: Observed = field(default_factory=list)

    @property
    def at(self) -> str:
        """Its address."""
        return f"/c/{self.place}"

    async def ask(self, seat: str, command: Command) -> None:
        """Somebody asks for something; whether it is refused does not matter."""
        person = await self.bench.hub.person(self.place, seat)
        with suppress(MediantError):
            await self.bench.hub.ask(self.place, person, command)

    async def observe(self, method: str, path: str, **given: Any) -> None:
        """South asks for something, and all of the answer is noted but the date."""
        token = WHO.set("south")
        try:
            answer = await self.south.request(method, path, **given)
        finally:
            WHO.reset(token)
        head = [f"{name}: {value}" for name, value in answer.headers.items() if name != "date"]
        self.note(f"{answer.status_code}\n{head}\n".encode() + answer.content)

    def note(self, raw: bytes) -> None:
        """Noted without the random name of the case."""
        self.seen.append(raw.replace(self.place.case.encode(), b"CASE"))


@asynccontextmanager
async def a_bench(folder: Path):
    """A bench whose chance is by whose doing it is."""
    async with benched(folder, Clock(BEGINS), token=Tokens(), nonce=lambda: "nonce") as bench:
        yield bench


async def begun(bench: Bench) -> World:
    """A new mediation, everybody seated, the clock at its beginning."""
    bench.clock.at = BEGINS
    bench.app.state.office.settings.token.numbers.clear()
    place = await bench.hub.begin(Open(document_from(HARBOUR)), HOST)
    host = await bench.hub.person(place, "m")
    for person in PEOPLE:
        await bench.hub.ask(place, host, Seat(person))
    return World(bench, place, await sat_down(bench, place, "s"), await sat_down(bench, place, "n"))


async def sat_down(bench: Bench, place: Place, seat: str) -> httpx.AsyncClient:
    """A browser that holds the seat."""
    key = WHO.set("south" if seat == "s" else "north")
    try:
        token = f"{place}{seat}".ljust(43, "y")[:43]
        made, bench.app.state.office.settings.token.numbers[WHO.get()] = token, count()
        token = await bench.app.state.office.sessions.open(str(place), seat)
    finally:
        WHO.reset(key)
    del made
    client = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=bench.app), base_url="https://localhost:8000", headers={"origin": ORIGIN}
    )
    client.cookies.set(cookie_of(str(place)), token)
    bench.browsers.append(client)
    return client


async def secrets(world: World, rng: np.random.Generator) -> None:
    """Some of what North and the mediator do in confidence."""
    for _ in range(rng.integers(0, 4)):
        outcome = package(TRUCES[rng.integers(3)], int(rng.integers(3)) * 5)
        words = "x" * int(rng.integers(1, 3000))
        kept = (await world.bench.hub._desk(world.place)).book.kept
        ballots = [ballot.opened for ballot in kept.ballots.open]
        acts: list[tuple[str, Command]] = [
            ("n", Write("north", words)), ("na", Say("north", {"act": "offer", "outcome": outcome})),
            ("n", State({"weights": ["fee", "truce"] if rng.integers(2) else ["truce", "fee"]})),
            ("n", Ready(ready=bool(rng.integers(2)))), ("m", Write("north", words)), ("n", Allow("north-1", (JOINT,))),
            ("m", Say("north", {"act": "ask", "question": {"kind": "could-accept", "outcome": outcome}})),
            ("n", Reply(LiveWith(outcome), answer=bool(rng.integers(2)))), ("na", Reply(Fill("weights"), None)),
            ("n", Reply(Choose(outcome, package("none", 10)), "to")), ("n", Declare("00" * 32)), ("n", Note(words)),
            *(("n", Vote(one.id, one.digest, yes=bool(rng.integers(2)))) for one in ballots),
            *(("m", Hold(one.id, hold=bool(rng.integers(2)))) for one in ballots),
        ]  # fmt: skip
        if ballots and rng.integers(2):
            await world.ask("n", Vote(ballots[0].id, ballots[0].digest, yes=bool(rng.integers(4))))
        elif rng.integers(4) == 0:
            language = list(LOCALES)[rng.integers(len(LOCALES))]
            await world.north.get(f"{world.at}/table?room=north", headers={"accept-language": language})
        else:
            await world.ask(*acts[rng.integers(len(acts))])


def steps_of(world: World, rng: np.random.Generator, digest: str) -> list[Callable[[], Any]]:
    """What South may do next."""
    outcome = package(TRUCES[rng.integers(3)])
    commands: list[Command] = [
        Write("south", "well"), Write(JOINT, "hello"), Write("north", "let me in"),
        Say("south", {"act": "offer", "outcome": outcome}), Say("south", {"act": "accept", "outcome": outcome}),
        Allow("north-1", (JOINT,)), Vote("ballot-1", digest, yes=bool(rng.integers(2))), State({"weights": "unknown"}),
        Reply(Fill("values.fee"), "less"), Declare("11" * 32), Note("mine"),
    ]  # fmt: skip
    screens = [name for name, screen in SCREENS.items() if "principal" in screen.roles]
    pages = [f"{world.at}/{name}" for name in screens] + [
        f"{world.at}/{name}/{part}" for name in screens for part in SCREENS[name].parts
    ]  # fmt: skip
    foreign = [
        f"{world.at}/record",
        f"{world.at}/report.html",
        f"{world.at}/archive",
        f"{world.at}/table?room=north",
        f"{world.at}/control",
        f"{world.at}/space?at=1-1",
        f"{world.at}/room?issue-truce=1&issue-fee=1",
        f"{world.at}/control/sides",
        "/c/none/table",
    ]
    return [
        *(lambda command=command: world.observe("POST", f"{world.at}/command", content=encode(command)) for command in commands),
        *(lambda path=path: world.observe("GET", path) for path in (*pages, *foreign)),
        lambda: world.observe("POST", f"{world.at}/table/write", data={"room": "north", "words": "hm"}),
    ]  # fmt: skip


async def lived(bench: Bench, script: int, secret: int) -> tuple[Observed, list[bool]]:
    """What South observed of a world, and the outcomes that were declared in it."""
    world = await begun(bench)
    chance, hidden = np.random.default_rng(script), np.random.default_rng([secret, 1])
    key = WHO.set("south")
    streams = bench.app.state.office.streams
    stream = streams.open(viewer_of(world.place, "s", "table", "en"), "south")
    WHO.reset(key)
    for step in range(STEPS):
        await secrets(world, hidden)
        bench.clock.at += 10
        kept = (await bench.hub._desk(world.place)).book.kept
        digest = next((ballot.opened.digest for ballot in kept.ballots.open), "0" * 64)
        if step == 2:
            await world.ask("m", OpenBallot("Both stop.", bench.clock() + 35, package()))
        else:
            steps = steps_of(world, chance, digest)
            if step in (3, 4) and chance.integers(2):
                vote = Vote("ballot-1", digest, yes=bool(chance.integers(4)))
                steps = [lambda vote=vote: world.observe("POST", f"{world.at}/command", content=encode(vote))]
            await steps[chance.integers(len(steps))]()
        await bench.hub.tick()
        await asyncio.sleep(0)
        while not stream.waiting.empty():
            world.note(stream.waiting.get_nowait())
        world.note(b"-- step")
    streams.close()
    events = (await bench.hub._desk(world.place)).book.events
    return world.seen, [event.fact.agreed for event in events if isinstance(event.fact, BallotClosed)]


async def differing(bench: Bench, pairs: int, first: int = 0) -> Mapping[str, int]:
    """How many pairs were compared, and the number of the first that differed, or -1."""
    compared = 0
    for script in range(first, first + pairs):
        (one, declared), (two, other) = (
            await lived(bench, script, 2 * script),
            await lived(bench, script, 2 * script + 1),
        )
        if declared == other:
            compared += 1
            if one != two:
                return {"compared": compared, "differs": script}
    return {"compared": compared, "differs": -1}
