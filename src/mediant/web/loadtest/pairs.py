"""Pairs that write to one another: how long until the other side has it, and whether anything is lost."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mediant.web.loadtest.browsers import Browser, Lost
from mediant.web.loadtest.figures import Figure, Found, percentile
from mediant.web.loadtest.seats import SIDES, Pair
from mediant.web.loadtest.servers import OwnServer

WORDS = re.compile(rb"word-(\d+-\d+)\.")
ARRIVE = 100
"""People who come in a second before the talk begins."""
GRACE = 5.0
"""Seconds for what was sent last to arrive."""
SLOWEST, LARGEST = 0.25, 300.0
"""Seconds at the 95th percentile and megabytes of the server that are aimed at, for a thousand people on two cores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """How people write: messages a second each, at moments of chance; for how long; and chance."""

    rate: float = 0.2
    seconds: float = 30.0
    seed: int = 0


@dataclass(eq=False)
class Watched:
    """What was sent, what was acknowledged and what has arrived, by the words; times in seconds."""

    sent: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)
    arrived: dict[str, float] = field(default_factory=dict)
    twice: int = 0
    following: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def hear(self, words: str) -> None:
        """Somebody of the other side has it."""
        if words in self.arrived:
            self.twice += 1
        else:
            self.arrived[words] = time.perf_counter()

    @property
    def lost(self) -> set[str]:
        """What was acknowledged and has not arrived."""
        return self.acknowledged.keys() - self.arrived.keys()


async def talk(origin: str, pairs: Sequence[Pair], plan: Talk, server: OwnServer | None = None) -> Found:
    """All pairs talk. server : where it is one's own, so that it can be asked what it uses."""
    watched, chance = Watched(), np.random.default_rng(plan.seed)
    people = [
        Writer(origin, pair, side, f"{number}", watched)
        for number, (pair, side) in enumerate((pair, side) for pair in pairs for side in SIDES)
    ]
    try:
        await spread([one.arrive() for one in people], len(people) / ARRIVE)
        begun, used = time.perf_counter(), server.cpu() if server else None
        moments = [_moments(plan, chance) for _ in people]
        await asyncio.gather(*(one.write(each, begun) for one, each in zip(people, moments, strict=True)))
        end = time.perf_counter() + GRACE
        while watched.lost and time.perf_counter() < end:
            await asyncio.sleep(0.05)
        figures = _figures(watched, len(people), plan)
        if server is not None:
            now = server.cpu()
            each = None if now is None or used is None else (now - used) / max(1, len(watched.sent))
            figures.append(Figure("processor time of the server a message", each, "s"))
            figures.append(Figure("memory of the server at most", server.peak(), "MB", LARGEST))
        return Found("pairs", tuple(figures), tuple(f"{kind}: {times}" for kind, times in watched.errors.items()))
    finally:
        for one in people:
            one.leave()


class Writer:
    """One who writes to the joint table, and follows what is written there."""

    def __init__(self, origin: str, pair: Pair, side: str, name: str, watched: Watched) -> None:
        self.browser = Browser(origin, pair.cookies[f"{side}-1"], watched.errors)
        self._at, self._name, self._watched = f"/c/{pair.place}", name, watched
        self._follows: asyncio.Task[None] | None = None

    async def arrive(self) -> None:
        """Open the page, and follow it."""
        followed = asyncio.Event()
        self._follows = asyncio.create_task(self._follow(followed))
        await followed.wait()

    async def write(self, moments: Sequence[float], begun: float) -> None:
        """Write at these moments, whether or not what was written before is answered yet."""
        under_way = []
        for number, moment in enumerate(moments):
            await asyncio.sleep(max(0.0, begun + moment - time.perf_counter()))
            under_way.append(asyncio.create_task(self.send(number)))
        await asyncio.gather(*under_way)

    async def send(self, number: int) -> None:
        """Write one message, of that number, and wait until it is answered."""
        words = f"{self._name}-{number}"
        self._watched.sent[words] = time.perf_counter()
        form = {"room": "joint", "words": f"word-{words}."}
        try:
            answer = await self.browser.sent(f"{self._at}/table/write?room=joint", form, f"once-{words}")
        except Lost as error:
            self._watched.errors[str(error)] += 1
            return
        if answer.status in (204, 303):
            self._watched.acknowledged[words] = time.perf_counter()

    def leave(self) -> None:
        """Close everything."""
        if self._follows is not None:
            self._follows.cancel()
        self.browser.leave()

    async def _follow(self, followed: asyncio.Event) -> None:
        try:
            page = await self.browser.get(f"{self._at}/table")
            self._watched.following += 1
            frames = self.browser.follow(page)
            followed.set()
            async for frame in frames:
                for found in WORDS.findall(frame):
                    if not found.startswith(f"{self._name}-".encode()):
                        self._watched.hear(found.decode())
            self._watched.errors["a stream ended"] += 1
        except Lost as error:
            self._watched.errors[str(error)] += 1
        finally:
            followed.set()


async def spread(work: Sequence[Coroutine[Any, Any, None]], seconds: float) -> None:
    """All of it, begun at equal distances within so many seconds."""

    async def one(number: int, each: Coroutine[Any, Any, None]) -> None:
        await asyncio.sleep(seconds * number / len(work))
        await each

    await asyncio.gather(*(one(number, each) for number, each in enumerate(work)))


def _moments(plan: Talk, chance: np.random.Generator) -> list[float]:
    """When one person writes: gaps of chance, so many a second on average."""
    many = chance.poisson(plan.rate * plan.seconds)
    return sorted(chance.uniform(0, plan.seconds, many).tolist())


def _figures(watched: Watched, people: int, plan: Talk) -> list[Figure]:
    took = [at - watched.sent[words] for words, at in watched.arrived.items()]
    return [
        Figure("people", people),
        Figure("messages sent", len(watched.sent)),
        Figure("acknowledged", len(watched.acknowledged)),
        Figure("messages a second", len(watched.arrived) / plan.seconds),
        Figure("to the other side, median", percentile(took, 0.5), "s"),
        Figure("to the other side, 95th percentile", percentile(took, 0.95), "s", SLOWEST),
        Figure("to the other side, 99th percentile", percentile(took, 0.99), "s", 1.0),
        Figure("acknowledged and lost", len(watched.lost), "", 0),
        Figure("shown twice", watched.twice, "", 0),
        Figure("errors", watched.errors.total(), "", 0),
    ]
