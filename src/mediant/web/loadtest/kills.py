"""A server that is killed again and again under load: what it acknowledged is there, once, and every chain holds."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence

import numpy as np

from mediant.errors import InvalidFile
from mediant.stores.seen import checked
from mediant.web.loadtest.browsers import Browser, Lost
from mediant.web.loadtest.figures import Figure, Found
from mediant.web.loadtest.pairs import WORDS
from mediant.web.loadtest.seats import SIDES, Pair
from mediant.web.loadtest.servers import OwnServer

LEAST, MOST = 0.2, 1.2
"""Seconds from the first message to the kill."""
GAP = 0.06
"""Seconds from an answer to the next message."""


async def kill(server: OwnServer, pairs: Sequence[Pair], rounds: int, seed: int = 0) -> Found:
    """So many rounds: the server begins, all write, it is killed, it begins again; the server must not run before."""
    chance, errors = np.random.default_rng(seed), Counter[str]()
    people = [Survivor(server.origin, pair, side, f"{number}") for number, (pair, side) in enumerate(_seats(pairs))]
    await asyncio.to_thread(server.begin)
    try:
        for _ in range(rounds):
            writing = [asyncio.create_task(one.write()) for one in people]
            await asyncio.sleep(float(chance.uniform(LEAST, MOST)))
            await asyncio.to_thread(server.kill)
            await asyncio.gather(*writing)
            await asyncio.to_thread(server.begin)
            await asyncio.gather(*(one.look_again(errors) for one in people))
    finally:
        for one in people:
            one.browser.leave()
    return Found(
        "kills", _figures(people, rounds, errors), tuple(f"{kind}: {times}" for kind, times in errors.items() if times)
    )


def _seats(pairs: Sequence[Pair]) -> list[tuple[Pair, str]]:
    return [(pair, side) for pair in pairs for side in SIDES]


def _figures(people: Sequence[Survivor], rounds: int, errors: Counter[str]) -> tuple[Figure, ...]:
    return (
        Figure("kills", rounds),
        Figure("messages acknowledged", sum(len(one.acknowledged) for one in people)),
        Figure("sent again, not knowing", sum(one.again for one in people)),
        Figure("acknowledged and lost", errors["lost"], "", 0),
        Figure("stored twice", errors["twice"], "", 0),
        Figure("chains that do not hold", errors["chain"], "", 0),
        Figure("other errors", errors.total() - errors["lost"] - errors["twice"] - errors["chain"], "", 0),
    )


class Survivor:
    """One who writes until nobody answers, sends again what was not answered, and looks at what is there."""

    def __init__(self, origin: str, pair: Pair, side: str, name: str) -> None:
        self._unanswered = Counter[str]()  # what the browser counts: a killed server answers nothing
        self.browser = Browser(origin, pair.cookies[f"{side}-1"], self._unanswered)
        self._at, self._name = f"/c/{pair.place}", name
        self._number = 0
        self._open: list[str] = []
        self._head: str | None = None
        self.acknowledged: set[str] = set()
        self.again = 0

    async def write(self) -> None:
        """One message after the other, until one is not answered."""
        while True:
            words = f"{self._name}-{self._number}"
            self._number += 1
            try:
                await self._send(words)
            except Lost:
                self._open.append(words)
                return
            await asyncio.sleep(GAP)

    async def look_again(self, errors: Counter[str]) -> None:
        """What was not answered is sent again, under the same name; then the record is looked at."""
        try:
            self.again += len(self._open)
            for words in self._open:
                await self._send(words)
            self._open.clear()
            await self._look(errors)
        except Lost as error:
            errors[str(error)] += 1

    async def _look(self, errors: Counter[str]) -> None:
        """Whether all that was acknowledged is there once, in a record that goes on from the one before."""
        answer = await self.browser.get(f"{self._at}/record")
        stored = Counter(found.decode() for found in WORDS.findall(answer.body))
        mine = {words: times for words, times in stored.items() if words.startswith(f"{self._name}-")}
        errors["lost"] += len(self.acknowledged - mine.keys())
        errors["twice"] += sum(times > 1 for times in stored.values())
        try:
            self._head = checked(answer.body, "the record", [self._head] if self._head else []).head
        except InvalidFile:
            errors["chain"] += 1

    async def _send(self, words: str) -> None:
        form = {"room": "joint", "words": f"word-{words}."}
        answer = await self.browser.post(f"{self._at}/table/write?room=joint", form, f"once-{words}")
        if answer.status != 303:
            raise Lost(f"answer {answer.status}")
        self.acknowledged.add(words)
