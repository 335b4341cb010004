"""What a seat says in many games of alternating offers at once: strategies as arrays.

Games are rows of a `Stack`; `games` are those of them that go on, and arrays over games are in that order.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.tables import TOLERANCE
from mediant.talks.session import chance
from mediant.talks.stacks import Floats, Games, Numbers, Stack
from mediant.talks.strategies.time_dependent import TimeDependent

Mask: TypeAlias = NDArray[np.bool_]


class Offered:
    """The different offers in every game: `counts` holds how many each seat has made, (n_seats, n_games)."""

    def __init__(self, stacks: Sequence[Stack]) -> None:
        self.counts = np.zeros((len(stacks), len(stacks[0])), dtype=np.int64)
        self._others = [[[other] for other in range(len(stacks)) if other != seat] for seat in range(len(stacks))]
        self._known = np.zeros((*self.counts.shape, stacks[0].utilities.shape[1]), dtype=bool)

    def hear(self, seat: int, games: Games, numbers: Numbers) -> None:
        """A seat offers these outcomes in these games."""
        self.counts[seat, games] += ~self._known[seat, games, numbers]
        self._known[seat, games, numbers] = True

    def fewest(self, seat: int, games: Games) -> NDArray[np.int64]:
        """(n_games,) how many different offers came from that of the other seats which made fewest, if it made any."""
        others = self.counts[self._others[seat], games]
        more = self._known.shape[2] + 1
        fewest: NDArray[np.int64] = np.where(others, others, more).min(axis=0) % more
        return fewest


class BatchedSeat(Protocol):
    """A strategy in one seat of many games."""

    def look_ahead(self, games: Games, first: int, last: int) -> None:
        """These games go on, from one round up to another."""

    def least(self, number: int) -> Floats:
        """(n_games,) what is on the table must be worth so much to it in this round, or it makes an offer."""

    def offers(self, number: int, speaks: Mask) -> Numbers:
        """(n_games,) what it offers in this round, in the games in which it makes an offer; anything in others."""


class Clocked:
    """`TimeDependent`: its offers follow from the round alone."""

    def __init__(self, strategy: TimeDependent, stack: Stack, rounds: int) -> None:
        # By Python's powers, which NumPy's need not equal.
        given = [(number / max(1, rounds - 1)) ** (1.0 / strategy.beta) for number in range(rounds)]
        self._stack, self._given = stack, np.array(given)
        self._first = 0
        self._least: Floats = stack.rising[:, :0]
        self._numbers: Numbers = stack.numbers[:, :0]

    def look_ahead(self, games: Games, first: int, last: int) -> None:
        """Work out all of these rounds."""
        stack = self._stack
        greatest = stack.rising[games, -1]
        levels = greatest[:, None] - self._given[first:last] * (greatest - stack.reserved[games])[:, None]
        base = (games * stack.rising.shape[1])[:, None]
        places = np.minimum(_below(stack.rising, base, levels - TOLERANCE), stack.rising.shape[1] - 1)
        self._first, self._least = first, stack.rising.reshape(-1)[base + places]
        places = _last_of_equal(stack.rising, base, places, self._least)
        self._numbers = stack.numbers.reshape(-1)[base + places]

    def least(self, number: int) -> Floats:
        """What it would offer is worth that."""
        return self._least[:, number - self._first]

    def offers(self, number: int, speaks: Mask) -> Numbers:  # noqa: ARG002
        """Of those that are worth what it asks for, the one worth least."""
        return self._numbers[:, number - self._first]


class Stepping:
    """`MiCRO`: its offers follow from what was heard, and from chance where it repeats one."""

    def __init__(self, stack: Stack, seat: int, offered: Offered, seeds: Sequence[int]) -> None:
        self._stack, self._seat, self._offered, self._seeds = stack, seat, offered, seeds
        self._chance: dict[int, np.random.Generator] = {}
        self._last = stack.rising.shape[1] - 1

    def look_ahead(self, games: Games, first: int, last: int) -> None:  # noqa: ARG002
        """Nothing can be known before it was heard."""
        self._games = games

    def least(self, number: int) -> Floats:  # noqa: ARG002
        """The least it has offered, or would offer where it concedes."""
        stack, games = self._stack, self._games
        self._made = self._offered.counts[self._seat, games]
        further = stack.rising[games, np.maximum(self._last - self._made, 0)]
        self._concedes = (
            (further >= stack.reserved[games])
            & (self._made <= self._last)
            & (self._made <= self._offered.fewest(self._seat, games))
        )
        lowest: Floats = stack.rising[games, self._last + 1 - np.maximum(self._made, 1)]
        return np.where(self._concedes, further, lowest)

    def offers(self, number: int, speaks: Mask) -> Numbers:  # noqa: ARG002
        """The next, or one that it has made, which are its best: drawn at random."""
        places = self._made.copy()
        for row in np.flatnonzero(speaks & ~self._concedes).tolist():
            places[row] = self._drawn(int(self._games[row]), int(self._made[row]))
        numbers: Numbers = self._stack.numbers[self._games, np.maximum(self._last - places, 0)]
        return numbers

    def _drawn(self, game: int, count: int) -> int:
        if game not in self._chance:
            self._chance[game] = chance(self._seeds[game], self._seat)
        return int(self._chance[game].integers(count))


def _below(rising: Floats, base: Games, levels: Floats) -> Games:
    """(n_games, n_rounds) how many of the row that begins at `base` are less than each level: all bisected at once."""
    flat, left = rising.reshape(-1), rising.shape[1]
    before = np.broadcast_to(base, levels.shape).copy()
    while left:
        half = (left + 1) // 2
        before += half * (flat[before + (half - 1)] < levels)
        left -= half
    return before - base


def _last_of_equal(rising: Floats, base: Games, places: Games, worth: Floats) -> Games:
    """The places of the last of those of equal utility, which comes first in the order of the file."""
    flat, last = rising.reshape(-1), rising.shape[1] - 1
    tied = np.argwhere(flat[base + np.minimum(places + 1, last)] == worth)
    for game, number in tied[places[tied[:, 0], tied[:, 1]] < last].tolist():
        row = rising[int(base[game, 0]) // rising.shape[1]]
        places[game, number] = int(row.searchsorted(worth[game, number], side="right")) - 1
    return places
