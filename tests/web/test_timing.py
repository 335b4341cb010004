"""How long an answer takes does not tell what others did: measured on sockets, worlds turn by turn, so that noise is shared.

A fair comparison fails once in a hundred times by chance alone, so a failure must come three times in a row.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from statistics import median

import numpy as np
import pytest
from msgspec.json import encode
from scipy.stats import mannwhitneyu
from sitting import package
from two_worlds import BEGINS
from worlds_apart import Apart, worlds_apart

from mediant.workbench.ballots import OpenBallot, Vote
from mediant.workbench.sheets import Choose, Reply
from mediant.workbench.talk import Write

Request = Callable[[Apart, int], Awaitable[float]]
CHANCE = 0.01
SHIFT = 0.001
TRIES = 3


async def timed(world: Apart, method: str, path: str, sent: bytes = b"") -> float:
    """Seconds from the request to the last byte of its answer; asked so slowly that no limit is met."""
    await world.wait(2)
    began = time.perf_counter()
    status, head = await world.south.ask(method, path, sent)
    await world.south.body(head)
    assert status == 200
    return time.perf_counter() - began


async def alike(one: Apart, other: Apart, request: Request, times: int) -> tuple[float, float]:
    """How probable such a difference is by chance (Mann and Whitney 1947), and by how much the medians differ."""
    taken: dict[int, list[float]] = {0: [], 1: []}
    order = np.random.default_rng(times)
    for number in range(times):
        for which in order.permutation(2):
            taken[int(which)].append(await request((one, other)[which], number))
    return float(mannwhitneyu(taken[0], taken[1]).pvalue), abs(median(taken[0]) - median(taken[1]))


async def never_told_apart(one: Apart, other: Apart, request: Request, times: int, shift: float) -> tuple[float, float]:
    """Of several comparisons one at least finds nothing: what it finds."""
    await alike(one, other, request, 20)  # both are warm
    found = []
    for _ in range(TRIES):
        found.append(await alike(one, other, request, times))
        if found[-1][0] > CHANCE and found[-1][1] < shift:
            return found[-1]
    raise AssertionError(f"told apart: {found}")


def figures(found: tuple[float, float]) -> None:
    """For who runs it with `-s`."""
    sys.stdout.write(f"p = {found[0]:.2f}, medians differ by {found[1] * 1000:.3f} ms\n")


@pytest.mark.slow
def test_35_a_ballot_takes_as_long_whoever_has_voted(tmp_path):
    """Five hundred ballots where North has accepted, and as many where it has not voted."""

    async def vote(world: Apart, number: int) -> float:
        ((name, digest),) = (await world.ballots()).open
        return await timed(world, "POST", f"{world.at}/command", encode(Vote(name, digest, yes=number % 2 == 0)))

    async def inside() -> None:
        async with worlds_apart(tmp_path) as begun:
            one, other = await begun(), await begun(again=False)
            for world in (one, other):
                await world.ask("m", OpenBallot("Both stop.", BEGINS + 12 * 3600, package()))
            await one.ask("n", Vote(*(await one.ballots()).open[0], yes=True))
            figures(await never_told_apart(one, other, vote, 500, SHIFT))
            for world in (one, other):
                await world.end()

    asyncio.run(inside())


@pytest.mark.slow
def test_27_a_page_takes_as_long_however_much_others_have_said(tmp_path):
    """North has compared 300 packages in one world, three in the other."""
    options = [package(truce, fee) for truce in ("none", "40 days", "permanent") for fee in (0, 5, 10)]

    async def look(world: Apart, _: int) -> float:
        return await timed(world, "GET", f"{world.at}/room")

    async def inside() -> None:
        async with worlds_apart(tmp_path) as begun:
            one, other = await begun(), await begun(again=False)
            for number in range(300):
                this, to = options[number % 9], options[(number * 2 + 1) % 9]
                for world in (one, other) if number < 3 else (one,):
                    await world.wait(2)
                    await world.ask("n", Reply(Choose(this, to), "this") if this != to else Write("north", "x" * 500))
                if number % 20 == 0:  # so that no connection is idle for too long
                    for world in (one, other):
                        await look(world, number)
            figures(await never_told_apart(one, other, look, 250, 3 * SHIFT))
            for world in (one, other):
                await world.end()

    asyncio.run(inside())


def test_a_difference_would_be_found():
    """The same measure on answers of which some take two milliseconds longer."""

    class World:
        def __init__(self, longer: float) -> None:
            self.longer = longer

    chance = np.random.default_rng(1)

    async def answer(world: World, _: int) -> float:
        return 0.004 + world.longer + float(chance.exponential(0.001))

    async def inside() -> None:
        await never_told_apart(World(0), World(0), answer, 500, SHIFT)
        with pytest.raises(AssertionError, match="told apart"):
            await never_told_apart(World(0), World(0.0005), answer, 500, SHIFT)

    asyncio.run(inside())
