"""How many negotiations a CPU second holds: alternating offers, 1,000 outcomes, 100 rounds, Boulware against Conceder.

python benchmarks/bench_talks.py [--quick]

Every game is between two parties of its own: three issues of ten options, weights Dirichlet(1, 1, 1), values uniform
and stretched from 0 to 1, walk-away 0.2. Printed are medians over blocks of games, in games a CPU second.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median

import numpy as np
from problems import Floats, Problem, numbers

from mediant.talks.batched import Batch, play_batch
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.record import Record
from mediant.talks.session import Talk, play
from mediant.talks.stacks import Stack, stack_of
from mediant.talks.standing import SortedTable, sorted_table
from mediant.talks.strategies.time_dependent import Boulware, Conceder

OPTIONS = (10, 10, 10)
SEATS = ("party-0", "party-1")
ROUNDS = 100
BLOCKS = 7
SHOWN = {
    "play": "one by one, tables at hand",
    "tables and play": "one by one, tables made for each game",
    "batch": "at once, stacks at hand, agreement and round",
    "stacks and batch": "at once, stacks made too, agreement and round",
    "batch and records": "at once, stacks at hand, every record as `play` gives it",
}


def utilities(seed: int, games: int) -> dict[str, Floats]:
    """Per seat (games, 1,000) utilities of all outcomes, in the order of the file."""
    problem = Problem(parties=len(SEATS), issues=len(OPTIONS), options=OPTIONS[0])
    found = [numbers(problem, seed * 1_000_003 + game) for game in range(games)]
    weights, values = (np.array([pair[k] for pair in found]) for k in (0, 1))
    worth = weights[:, :, :, None] * values  # (games, seats, issues, options)
    return {
        seat: (
            worth[:, k, 0, :, None, None] + worth[:, k, 1, None, :, None] + worth[:, k, 2, None, None, :]
        ).reshape(games, -1)
        for k, seat in enumerate(SEATS)
    }  # fmt: skip


def tables(every: Mapping[str, Floats]) -> Iterator[dict[str, SortedTable]]:
    """The sorted tables of each game, made when they are asked for."""
    reserved = Problem(2, 3).walk_away
    for game in range(len(every[SEATS[0]])):
        yield {seat: sorted_table(OPTIONS, rows[game], reserved) for seat, rows in every.items()}


def stacks(every: Mapping[str, Floats]) -> dict[str, Stack]:
    """The same, stacked."""
    reserved = Problem(2, 3).walk_away
    return {seat: stack_of(OPTIONS, rows, np.full(len(rows), reserved)) for seat, rows in every.items()}


def one_by_one(games: Iterable[Mapping[str, SortedTable]]) -> Iterator[Record]:
    """Each game set up and played by itself, to its full record."""
    for standings in games:
        talk = Talk(standings=standings, options=OPTIONS, protocol=AlternatingOffers(ROUNDS))
        yield play(talk, dict(zip(SEATS, (Boulware(), Conceder()), strict=True)))


def acts(records: Iterable[Record]) -> int:
    """How many acts; each record is let go once it is counted."""
    return sum(len(record.entries) for record in records)


def at_once(every: Mapping[str, Stack]) -> Batch:
    """All games played at once."""
    return play_batch(every, dict(zip(SEATS, (Boulware(), Conceder()), strict=True)), AlternatingOffers(ROUNDS))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def ours(seed: int, games: int) -> dict[str, float]:
    """CPU seconds a game, by the names of `SHOWN`, of one block; a tenth of the games are played one by one."""
    every = utilities(seed, games)
    few = {seat: rows[: max(1, games // 10)] for seat, rows in every.items()}
    made, stacked = list(tables(few)), stacks(every)
    alone = len(made)
    took = {
        "play": seconds(lambda: acts(one_by_one(made))) / alone,
        "tables and play": seconds(lambda: acts(one_by_one(tables(few)))) / alone,
        "batch": seconds(lambda: at_once(stacked)) / games,
        "stacks and batch": seconds(lambda: at_once(stacks(every))) / games,
        "batch and records": seconds(lambda: acts(at_once(stacked).records())) / games,
    }
    assert all(one == other for one, other in zip(at_once(stacked).records(), one_by_one(made), strict=False))
    return took


def main(arguments: Sequence[str]) -> None:
    games = 200 if "--quick" in arguments else 3_000
    ours(0, 100)  # warms up
    blocks = [ours(seed, games) for seed in range(1, 3 if "--quick" in arguments else BLOCKS + 1)]
    print(f"negotiations a CPU second, medians of {len(blocks)} blocks of {games:,} games ({games // 10} one by one)")
    for name, what in SHOWN.items():
        print(f"  {1 / median(block[name] for block in blocks):>9,.0f}  {what}")


if __name__ == "__main__":
    main(sys.argv[1:])
