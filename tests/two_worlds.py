"""Worlds that differ only in what North does in confidence, and all that South can observe of each over HTTP.

South follows a script; North's secrets, and what the mediator does with North, are woven between its steps. The clock
moves only with South's steps. Two worlds are compared where their declared outcomes agree.

A world is in this process (`small_worlds`) or behind sockets, in a server of its own (`worlds_apart`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

import numpy as np
from msgspec import Struct
from msgspec.json import encode
from sitting import package

from mediant.web.languages.locales import LOCALES
from mediant.web.screens.all import SCREENS
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import Hold, OpenBallot, Vote
from mediant.workbench.commands import Command
from mediant.workbench.floor import GiveFloor, Raise, SetClock
from mediant.workbench.notes import Note
from mediant.workbench.people import Person, Ready, Seat
from mediant.workbench.records import View
from mediant.workbench.sheets import Choose, Declare, Fill, LiveWith, Reply
from mediant.workbench.talk import Allow, Say, Write
from mediant.workbench.wants import State

BEGINS = 1_700_000_000.0
STEPS = 8
TRUCES = ("none", "40 days", "permanent")
STRATEGIES = ("boulware", "linear", "conceder")
LAST = ("record", "table", "table?room=north")
"""What South looks at when all is over."""
VIEWED = ("room", "table", "table?room=south", "text", "records")
"""What a mediator looks at in South's place."""
FORM = "application/x-www-form-urlencoded"
FORMS = (b"room=north&words=hm", b"room=south&words=so", b"room=joint&words=well")
"""What South writes on the pages; the first is refused, the stream brings the others."""
STREAM = "stream?screen=table"
WHO: ContextVar[str] = ContextVar("who", default="others")


@dataclass
class Tokens:
    """Chance by whose doing it is: what others draw does not change what South draws."""

    numbers: dict[str, Iterator[int]] = field(default_factory=dict)

    def __call__(self) -> str:
        who = WHO.get()
        number = next(self.numbers.setdefault(who, count()))
        return f"{who}{number}".ljust(43, "x")


class Ballots(Struct):
    """What a world knows of ballots: those that are open, by id and digest, and how those that closed ended."""

    open: list[tuple[str, str]] = []
    ended: list[bool] = []


class World(Protocol):
    """One mediation with everybody seated; South's browser and North's; a clock that stands still."""

    at: str

    async def ask(self, seat: str, command: Command) -> None:
        """Somebody asks for something; whether it is refused does not matter."""

    async def look(self, path: str, language: str, seat: str = "n") -> None:
        """North, or the mediator, looks at a page in some language."""

    async def observe(self, method: str, path: str, sent: bytes = b"", kind: str = "") -> None:
        """South asks for something, and all of the answer is noted but the date. kind : of a form, sent by scripts."""

    async def ballots(self) -> Ballots:
        """As the keeper knows them."""

    async def wait(self, seconds: float) -> None:
        """The clock goes on, and nobody has looked at it yet."""

    async def end_step(self) -> None:
        """Somebody looks at the clock; what was sent to South's stream since is noted."""

    async def end(self) -> list[bytes]:
        """All that South has observed."""


async def secrets(world: World, rng: np.random.Generator) -> None:
    """Some of what North and the mediator do in confidence."""
    for _ in range(rng.integers(0, 4)):
        outcome = package(TRUCES[rng.integers(3)], int(rng.integers(3)) * 5)
        words = "x" * int(rng.integers(1, 3000))
        ballots = (await world.ballots()).open
        acts: list[tuple[str, Command]] = [
            ("n", Write("north", words)), ("na", Say("north", {"act": "offer", "outcome": outcome})),
            ("n", State({"weights": ["fee", "truce"] if rng.integers(2) else ["truce", "fee"]})),
            ("n", Ready(ready=bool(rng.integers(2)))), ("m", Write("north", words)), ("n", Allow("north-1", (JOINT,))),
            ("m", Say("north", {"act": "ask", "question": {"kind": "could-accept", "outcome": outcome}})),
            ("n", Reply(LiveWith(outcome), answer=bool(rng.integers(2)))), ("na", Reply(Fill("weights"), None)),
            ("n", Reply(Choose(outcome, package("none", 10)), "to")), ("n", Declare("00" * 32)), ("n", Note(words)),
            *(("n", Vote(name, digest, yes=bool(rng.integers(2)))) for name, digest in ballots),
            *(("m", Hold(name, hold=bool(rng.integers(2)))) for name, _ in ballots),
        ]  # fmt: skip
        if ballots and rng.integers(2):
            await world.ask("n", Vote(*ballots[0], yes=bool(rng.integers(4))))
        elif rng.integers(4) == 0:
            language = list(LOCALES)[rng.integers(len(LOCALES))]
            await world.look(f"{world.at}/table?room=north", language)
        elif rng.integers(6) == 0:
            await world.ask("m", View("s"))
            await world.look(f"{world.at}/as/s/{VIEWED[rng.integers(len(VIEWED))]}", "en", "m")
        else:
            await world.ask(*acts[rng.integers(len(acts))])


def pages_for(world: World) -> list[str]:
    """What South may look at, and what it may not."""
    screens = [name for name, screen in SCREENS.items() if "principal" in screen.roles]
    parts = [f"{world.at}/{name}/{part}" for name in screens for part in SCREENS[name].parts]
    asked = (
        "record",
        "report.html",
        "archive",
        "table?room=north",
        "control",
        "space?at=1-1",
        "room?issue-truce=1&issue-fee=1",
        "control/sides",
    )
    return [*(f"{world.at}/{name}" for name in (*screens, *asked)), *parts, "/c/none/table"]


def steps_of(world: World, rng: np.random.Generator, digest: str) -> list[Callable[[], Awaitable[None]]]:
    """What South may do next."""
    outcome = package(TRUCES[rng.integers(3)])
    commands: list[Command] = [
        Write("south", "well"), Write(JOINT, "hello"), Write("north", "let me in"),
        Say("south", {"act": "offer", "outcome": outcome}), Say("south", {"act": "accept", "outcome": outcome}),
        Allow("north-1", (JOINT,)), Vote("ballot-1", digest, yes=bool(rng.integers(2))), State({"weights": "unknown"}),
        Reply(Fill("values.fee"), "less"), Declare("11" * 32), Note("mine"),
        Raise(raised=True), Raise(raised=False), GiveFloor("s"), SetClock(None),
    ]  # fmt: skip
    return [
        *(lambda command=command: asks(world, command) for command in commands),
        *(lambda path=path: world.observe("GET", path) for path in pages_for(world)),
        *(lambda sent=sent: world.observe("POST", f"{world.at}/table/write", sent, FORM) for sent in FORMS),
    ]


def asks(world: World, command: Command) -> Awaitable[None]:
    """South asks for something, as a program would."""
    return world.observe("POST", f"{world.at}/command", encode(command))


def automaton(rng: np.random.Generator) -> Seat:
    """An automated negotiator for North: everybody sees that, and only mediators how it plays."""
    strategy = STRATEGIES[rng.integers(len(STRATEGIES))]
    return Seat(Person(id="north-a", role="agent", name="Automaton", side="north", strategy=strategy))


async def lived(world: World, script: int, secret: int) -> tuple[list[bytes], list[bool]]:
    """What South observed of a world, and the outcomes that were declared in it."""
    chance, hidden = np.random.default_rng(script), np.random.default_rng([secret, 1])
    for step in range(STEPS):
        await secrets(world, hidden)
        await world.wait(10)
        if step == script % STEPS:
            await world.ask("m", automaton(hidden))
        digest = next((digest for _, digest in (await world.ballots()).open), "0" * 64)
        if step == 2:
            await world.ask("m", OpenBallot("Both stop.", BEGINS + 65, package()))
        else:
            steps = steps_of(world, chance, digest)
            if step in (3, 4) and chance.integers(2):
                vote = Vote("ballot-1", digest, yes=bool(chance.integers(4)))
                steps = [lambda vote=vote: asks(world, vote)]
            await steps[chance.integers(len(steps))]()
        await world.end_step()
    for path in LAST:
        await world.observe("GET", f"{world.at}/{path}")
    declared = (await world.ballots()).ended
    return await world.end(), declared


async def differing(begun: Callable[[], Awaitable[World]], pairs: int, first: int = 0) -> Mapping[str, int]:
    """How many pairs were compared, the number of the first that differed, or -1, and how many ballots were agreed to."""
    compared = agreed = 0
    for script in range(first, first + pairs):
        one, declared = await lived(await begun(), script, 2 * script)
        two, other = await lived(await begun(), script, 2 * script + 1)
        if declared == other:
            compared += 1
            agreed += sum(declared)
            if one != two:
                return {"compared": compared, "differs": script, "agreed": agreed}
    return {"compared": compared, "differs": -1, "agreed": agreed}


def noted(status: int, head: list[str], body: bytes) -> bytes:
    """An answer as it is noted: all but its date."""
    kept = [line for line in head if not line.lower().startswith("date:")]
    return f"{status}\n{kept}\n".encode() + body


def unnamed(raw: bytes, case: str) -> bytes:
    """Noted without the random name of the case."""
    return raw.replace(case.encode(), b"CASE")
