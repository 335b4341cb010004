"""Votes that all come in the last second before their ballots close: each counts, once."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import numpy as np

from mediant.web.loadtest.browsers import Answer, Browser, Lost
from mediant.web.loadtest.figures import Figure, Found
from mediant.web.loadtest.seats import HOST, SIDES, Pair
from mediant.web.settings import wall_clock

TEXT = "Both sides stop."
OPENS = 12.0
"""Seconds that the ballots are open: all are opened meanwhile."""
TOGETHER = 20
"""Ballots that are opened at once."""
LEAST = 0.1
"""Seconds before the close at which the last vote is sent."""
LATER = 5.0
"""Seconds after the close at which everybody looks at the result."""
DIGEST = sha256(TEXT.encode()).hexdigest()


async def vote(origin: str, pairs: Sequence[Pair], seed: int = 0) -> Found:
    """A ballot for every pair, all closing at one moment; every third has a party that refuses."""
    errors: Counter[str] = Counter()
    chance = np.random.default_rng(seed)
    rounds = [
        Round(
            origin,
            pair,
            {"north": True, "south": number % 3 != 0},
            chance.uniform(LEAST, 1.0, len(SIDES)).tolist(),
            errors,
        )
        for number, pair in enumerate(pairs)
    ]
    closes, opening = wall_clock() + OPENS, asyncio.Semaphore(TOGETHER)
    await asyncio.gather(*(one.run(closes, opening) for one in rounds))
    votes = len(pairs) * len(SIDES)
    return Found(
        "ballots",
        (
            Figure("ballots", len(pairs)),
            Figure("votes in the last second", votes),
            Figure("votes that were not taken", votes - sum(one.taken for one in rounds), "", 0),
            Figure("results that are not what the votes say", sum(not one.is_right for one in rounds), "", 0),
            Figure("errors", errors.total(), "", 0),
        ),
        tuple(f"{kind}: {times}" for kind, times in errors.items()),
    )


class Round:
    """One ballot. votes : by side; moments : seconds before the close, of each side's vote."""

    def __init__(
        self, origin: str, pair: Pair, votes: Mapping[str, bool], moments: Sequence[float], errors: Counter[str]
    ) -> None:
        self._at, self._votes, self._errors = f"/c/{pair.place}", votes, errors
        self._moments = dict(zip(votes, moments, strict=True))
        self._host = Browser(origin, pair.cookies[HOST.id], errors)
        self._voters = {side: Browser(origin, pair.cookies[f"{side}-1"], errors) for side in votes}
        self.taken = 0
        self.is_right = False

    async def run(self, closes: float, opening: asyncio.Semaphore) -> None:
        """Open it, vote, and look at the result."""
        try:
            async with opening:
                opened = await self._command(self._host, {"type": "open-ballot", "text": TEXT, "closes_at": closes})
            ballot = json.loads(opened.body)["fact"]["id"]
            await asyncio.gather(*(self._vote(side, ballot, closes) for side in self._votes))
            await asyncio.sleep(max(0.0, closes + LATER - wall_clock()))
            results = [await self._results(one) for one in (self._host, *self._voters.values())]
            self.is_right = results == [[all(self._votes.values())]] * len(results)
        except (Lost, ValueError, KeyError) as error:
            self._errors[f"{type(error).__name__}: {error}"] += 1
        finally:
            for one in (self._host, *self._voters.values()):
                one.leave()

    async def _vote(self, side: str, ballot: str, closes: float) -> None:
        command = {"type": "vote", "ballot": ballot, "digest": DIGEST, "yes": self._votes[side]}
        await asyncio.sleep(max(0.0, closes - self._moments[side] - wall_clock()))
        answer = await self._command(self._voters[side], command)
        self.taken += answer.status == 200

    async def _command(self, one: Browser, command: Mapping[str, Any]) -> Answer:
        return await one.post(f"{self._at}/command", json.dumps(command).encode(), kind="application/json")

    async def _results(self, one: Browser) -> list[bool]:
        """What somebody was told of how ballots ended."""
        record = await one.get(f"{self._at}/record")
        facts = [json.loads(line).get("line", {}).get("fact", {}) for line in record.body.splitlines()]
        return [fact["agreed"] for fact in facts if fact.get("type") == "ballot-closed"]
