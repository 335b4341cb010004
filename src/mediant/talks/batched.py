"""Thousands of games at once: alternating offers between negotiators who look at nothing but the clock.

What such a negotiator asks for in each round is known in advance, so the rounds of all games are worked out together,
array by array. The records are those of `play`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.tables import TOLERANCE
from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Act, Offer, WalkOut
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.record import End, Entry, Record, Room
from mediant.talks.standing import SortedTable, outcome_at, rising_order
from mediant.talks.strategies.time_dependent import TimeDependent

Floats = NDArray[np.float64]
Numbers = NDArray[np.int32]
Games = NDArray[np.intp]

FIRST_ROUNDS = 8
"""Rounds worked out at once; then twice as many, for the games that still go on."""


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """The sorted tables of one seat in many games over the same issues, a row for each game.

    utilities : (n_games, n_outcomes) by outcome number, minus infinity across a red line; rising : the same, ascending;
    numbers : their outcome numbers, those of equal utility last to first; reserved : (n_games,).
    """

    options: tuple[int, ...]
    utilities: Floats
    rising: Floats
    numbers: Numbers
    reserved: Floats

    def __len__(self) -> int:
        """How many games."""
        return len(self.reserved)


def stack_of(options: tuple[int, ...], utilities: Floats, reserved: Floats) -> Stack:
    """The tables of (n_games, n_outcomes) utilities, the last issue's options changing fastest; minus infinity: never.

    Raises InvalidValue where a game leaves the seat no outcome.
    """
    numbers = rising_order(utilities)
    rising = np.take_along_axis(utilities, numbers, axis=1)
    if np.isneginf(rising[:, -1]).any():
        raise InvalidValue("utilities", "a game in which red lines leave nothing", "an outcome it can accept")
    return Stack(options, utilities, rising, numbers.astype(np.int32), reserved)


def stacked(tables: Sequence[SortedTable]) -> Stack:
    """The tables of one seat, game by game. Raises InvalidValue where they are over different issues."""
    options = tables[0].utilities.shape
    if any(table.utilities.shape != options for table in tables):
        raise InvalidValue("tables", "games over different issues", "the same numbers of options in all")
    utilities = np.stack([table.utilities.ravel() for table in tables])
    return stack_of(options, utilities, np.array([table.reserved for table in tables]))


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Games that were played at once.

    agreements : (n_games,) the number of the outcome agreed on, -1 for none; turns : (n_games,) how many acts were
    said; tables : (n_games, most turns) the number of the outcome on the table after each act, -1 after the end and
    where a seat walked out.
    """

    seats: tuple[str, ...]
    options: tuple[int, ...]
    agreements: Numbers
    turns: Numbers
    tables: Numbers

    def record(self, game: int) -> Record:
        """The record of a game, the same as `play` gives."""
        room = Room("plenary", self.seats)
        entries = []
        before = -1
        for turn, table in enumerate(self.tables[game, : self.turns[game]].tolist()):
            # Whoever would offer what is on the table accepts it instead; so a table that stays was accepted.
            entries.append(Entry(turn, room, self.seats[turn % len(self.seats)], self._act(table, table == before)))
            before = table
        return Record(tuple(entries), self._end(game, before))

    def records(self) -> Iterator[Record]:
        """All records, in the order of the games."""
        return map(self.record, range(len(self.turns)))

    def _act(self, table: int, accepted: bool) -> Act:  # noqa: FBT001
        return WalkOut() if table < 0 else _said(self.options, table, accepted)

    def _end(self, game: int, table: int) -> End:
        if self.agreements[game] >= 0:
            return End(outcome_at(self.options, table), "agreed")
        if table < 0:
            return End(None, f"{self.seats[(int(self.turns[game]) - 1) % len(self.seats)]} walked out")
        return End(None, "the deadline passed")


@lru_cache(maxsize=100_000)
def _said(options: tuple[int, ...], number: int, accepted: bool) -> Act:  # noqa: FBT001
    choices = outcome_at(options, number)
    return Accept(choices) if accepted else Offer(choices)


def play_batch(
    standings: Mapping[str, Stack], strategies: Mapping[str, TimeDependent], protocol: AlternatingOffers
) -> Batch:
    """Play every row of the stacks with these negotiators in the seats.

    Raises InvalidValue for negotiators that are not plainly time-dependent, for fewer than two seats, and for stacks
    of different games.
    """
    stacks = tuple(standings.values())
    _check(stacks, [strategies[seat] for seat in standings])
    hall = _Hall(stacks, protocol.rounds)
    given = [_given(strategies[seat], protocol.rounds) for seat in standings]
    first, more = 0, FIRST_ROUNDS
    while first < protocol.rounds and len(hall.going):
        last = min(first + more, protocol.rounds)
        offers = [_offers(stack, hall.going, shares[first:last]) for stack, shares in zip(stacks, given, strict=True)]
        hall.play(first, last, offers)
        first, more = last, 2 * more
    used = int(hall.turns.max(initial=0))
    return Batch(tuple(standings), stacks[0].options, hall.agreements, hall.turns, hall.tables[:, :used])


def _check(stacks: Sequence[Stack], strategies: Sequence[TimeDependent]) -> None:
    if len(stacks) < 2 or len({(len(stack), stack.options) for stack in stacks}) != 1:
        raise InvalidValue("standings", "stacks of different games", "two seats or more in the same games")
    for strategy in strategies:
        kind = type(strategy)
        if (
            not issubclass(kind, TimeDependent)
            or kind.act is not TimeDependent.act
            or kind.asked is not TimeDependent.asked
        ):
            raise InvalidValue("strategy", kind.__name__, "one that is plainly time-dependent; others play one by one")


def _given(strategy: TimeDependent, rounds: int) -> Floats:
    """(rounds,) the share of its range that it gives up; by Python's powers, which NumPy's need not equal."""
    return np.array([(number / max(1, rounds - 1)) ** (1.0 / strategy.beta) for number in range(rounds)])


@dataclass(frozen=True, slots=True, eq=False)
class _Offers:
    """What a seat offers, (n_games, n_rounds): numbers of outcomes, and what they are worth to it."""

    numbers: Numbers
    worth: Floats


def _offers(stack: Stack, games: Games, given: Floats) -> _Offers:
    greatest = stack.rising[games, -1]
    levels = greatest[:, None] - given * (greatest - stack.reserved[games])[:, None]
    base = (games * stack.rising.shape[1])[:, None]
    places = np.minimum(_below(stack.rising, base, levels - TOLERANCE), stack.rising.shape[1] - 1)
    flat = stack.rising.reshape(-1)
    worth = flat[base + places]
    places = _last_of_equal(stack.rising, base, places, worth)
    return _Offers(stack.numbers.reshape(-1)[base + places], worth)


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


class _Hall:
    """All games: which still go on, what is on the table in each, and how many seats stand by it."""

    def __init__(self, stacks: tuple[Stack, ...], rounds: int) -> None:
        games = len(stacks[0])
        self.stacks = stacks
        self.going = np.arange(games)
        self.agreements = np.full(games, -1, dtype=np.int32)
        self.turns = np.full(games, rounds * len(stacks), dtype=np.int32)
        self.tables = np.full((games, rounds * len(stacks)), -1, dtype=np.int32)
        self.table = np.full(games, -1, dtype=np.int32)
        self.willing = np.zeros(games, dtype=np.int32)

    def play(self, first: int, last: int, offers: Sequence[_Offers]) -> None:
        """Play some rounds of the games that go on, and leave out those that end."""
        seats = len(self.stacks)
        ended = np.zeros(len(self.going), dtype=bool)
        said = np.empty((len(self.going), (last - first) * seats), dtype=np.int32)
        for turn in range(said.shape[1]):
            number, seat = divmod(turn, seats)
            if first + number == 0:
                ended |= self._walked_out(seat, ended)
            self._speak(seat, offers[seat].numbers[:, number], offers[seat].worth[:, number])
            said[:, turn] = np.where(ended, -1, self.table)
            agreed = (self.willing == seats) & ~ended
            self.agreements[self.going[agreed]] = self.table[agreed]
            self.turns[self.going[agreed]] = first * seats + turn + 1
            ended |= agreed
        self.tables[self.going, first * seats : last * seats] = said
        self.going, self.table, self.willing = self.going[~ended], self.table[~ended], self.willing[~ended]

    def _walked_out(self, seat: int, ended: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Where nothing is worth its reserve to a seat: it leaves at its first turn."""
        stack = self.stacks[seat]
        out = (stack.rising[self.going, -1] < stack.reserved[self.going]) & ~ended
        self.turns[self.going[out]] = seat + 1
        return np.asarray(out)

    def _speak(self, seat: int, mine: Numbers, worth: Floats) -> None:
        """Accept what is on the table where it is worth as much as what it would offer; else offer that."""
        utilities = self.stacks[seat].utilities
        # Before the first offer there is nothing to accept: -1 is no outcome.
        yes = (self.table >= 0) & (utilities[self.going, self.table] >= worth)
        self.willing = np.where(yes, self.willing + 1, 1)
        self.table = np.where(yes, self.table, mine)
