"""Thousands of games at once: alternating offers between negotiators whose strategies are known as arrays.

They are the time-dependent ones, who look at nothing but the clock, and MiCRO, who counts what it hears. The turns of
all games are worked out together, array by array. The records are those of `play`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Act, Offer, WalkOut
from mediant.talks.batched_seats import BatchedSeat, Clocked, Mask, Offered, Stepping
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.record import End, Entry, Record, Room, Strategy
from mediant.talks.stacks import Numbers, Stack
from mediant.talks.standing import outcome_at
from mediant.talks.strategies.micro import MiCRO
from mediant.talks.strategies.time_dependent import TimeDependent

FIRST_ROUNDS = 8
"""Rounds worked out at once; then twice as many, for the games that still go on."""


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
        return Record(tuple(entries), self.end(game))

    @property
    def offers(self) -> Mask:
        """(n_games, most turns) in which turns offers were made."""
        offers: Mask = self.tables >= 0
        offers[:, 1:] &= self.tables[:, 1:] != self.tables[:, :-1]
        return offers

    def records(self) -> Iterator[Record]:
        """All records, in the order of the games."""
        return map(self.record, range(len(self.turns)))

    def _act(self, table: int, accepted: bool) -> Act:  # noqa: FBT001
        return WalkOut() if table < 0 else _said(self.options, table, accepted)

    def end(self, game: int) -> End:
        """How a game ended."""
        turns = self.turns.item(game)
        if self.agreements[game] >= 0:
            return End(outcome_at(self.options, self.agreements.item(game)), "agreed")
        if self.tables[game, turns - 1] < 0:
            return End(None, f"{self.seats[(turns - 1) % len(self.seats)]} walked out")
        return End(None, "the deadline passed")


@lru_cache(maxsize=100_000)
def _said(options: tuple[int, ...], number: int, accepted: bool) -> Act:  # noqa: FBT001
    choices = outcome_at(options, number)
    return Accept(choices) if accepted else Offer(choices)


def play_batch(
    standings: Mapping[str, Stack],
    strategies: Mapping[str, Strategy],
    protocol: AlternatingOffers,
    seeds: Sequence[int] | None = None,
) -> Batch:
    """Play every row of the stacks with these negotiators in the seats. seeds : one for each game; or all are 0.

    Raises InvalidValue for negotiators that are neither plainly time-dependent nor MiCRO, for fewer than two seats, and
    for stacks of different games.
    """
    stacks = tuple(standings.values())
    if len(stacks) < 2 or len({(len(stack), stack.options) for stack in stacks}) != 1:
        raise InvalidValue("standings", "stacks of different games", "two seats or more in the same games")
    hall = _Hall(stacks, [strategies[seat] for seat in standings], protocol.rounds, seeds or (0,) * len(stacks[0]))
    first, more = 0, FIRST_ROUNDS
    while first < protocol.rounds and len(hall.going):
        last = min(first + more, protocol.rounds)
        hall.play(first, last)
        first, more = last, 2 * more
    used = int(hall.turns.max(initial=0))
    return Batch(tuple(standings), stacks[0].options, hall.agreements, hall.turns, hall.tables[:, :used])


class _Hall:
    """All games: which still go on, what is on the table in each, and how many seats stand by it."""

    def __init__(
        self, stacks: tuple[Stack, ...], strategies: Sequence[Strategy], rounds: int, seeds: Sequence[int]
    ) -> None:
        games = len(stacks[0])
        self.stacks = stacks
        self.offered = Offered(stacks) if any(isinstance(strategy, MiCRO) for strategy in strategies) else None
        self.seats = [self._seat(strategy, place, rounds, seeds) for place, strategy in enumerate(strategies)]
        self.going = np.arange(games)
        self.agreements = np.full(games, -1, dtype=np.int32)
        self.turns = np.full(games, rounds * len(stacks), dtype=np.int32)
        self.tables = np.full((games, rounds * len(stacks)), -1, dtype=np.int32)
        self.table = np.full(games, -1, dtype=np.int32)
        self.willing = np.zeros(games, dtype=np.int32)

    def _seat(self, strategy: Strategy, place: int, rounds: int, seeds: Sequence[int]) -> BatchedSeat:
        """The strategy, in this seat of all games."""
        if self.offered and type(strategy) is MiCRO:
            return Stepping(self.stacks[place], place, self.offered, seeds)
        if isinstance(strategy, TimeDependent) and _is_plain(type(strategy)):
            return Clocked(strategy, self.stacks[place], rounds)
        raise InvalidValue(
            "strategy", type(strategy).__name__, "one that is plainly time-dependent, or MiCRO; others play one by one"
        )

    def play(self, first: int, last: int) -> None:
        """Play some rounds of the games that go on, and leave out those that end."""
        seats = len(self.seats)
        ended = np.zeros(len(self.going), dtype=bool)
        said = np.full((len(self.going), (last - first) * seats), -1, dtype=np.int32)
        for one in self.seats:
            one.look_ahead(self.going, first, last)
        for turn in range(said.shape[1]):
            number, seat = divmod(turn, seats)
            if first + number == 0:
                ended |= self._walked_out(seat, ended)
            self._speak(seat, first + number, ended)
            said[:, turn] = np.where(ended, -1, self.table)
            agreed = (self.willing == seats) & ~ended
            self.agreements[self.going[agreed]] = self.table[agreed]
            self.turns[self.going[agreed]] = first * seats + turn + 1
            ended |= agreed
            if ended.all():
                break
        self.tables[self.going, first * seats : last * seats] = said
        self.going, self.table, self.willing = self.going[~ended], self.table[~ended], self.willing[~ended]

    def _walked_out(self, seat: int, ended: Mask) -> Mask:
        """Where nothing is worth its reserve to a seat: it leaves at its first turn."""
        stack = self.stacks[seat]
        out = (stack.rising[self.going, -1] < stack.reserved[self.going]) & ~ended
        self.turns[self.going[out]] = seat + 1
        return np.asarray(out)

    def _speak(self, seat: int, number: int, ended: Mask) -> None:
        """Accept what is on the table where it is worth enough; else make an offer."""
        utilities = self.stacks[seat].utilities
        # Before the first offer there is nothing to accept: -1 is no outcome.
        yes = (self.table >= 0) & (utilities[self.going, self.table] >= self.seats[seat].least(number))
        speaks = ~(yes | ended)
        mine = self.seats[seat].offers(number, speaks)
        self.willing = np.where(yes, self.willing + 1, 1)
        self.table = np.where(yes, self.table, mine)
        if self.offered:
            self.offered.hear(seat, self.going[speaks], mine[speaks])


def _is_plain(kind: type[TimeDependent]) -> bool:
    return kind.act is TimeDependent.act and kind.asked is TimeDependent.asked
