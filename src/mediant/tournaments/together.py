"""Games that are played at once: alternating offers between strategies that look at nothing but the clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np

from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.talks.batched import Batch, play_batch
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.stacks import Stack, stack_of, stacked
from mediant.talks.standing import SortedTable
from mediant.tournaments.plan import LineUp, Rules, Tournament
from mediant.tournaments.play import CaseTable, case_table, concluded, made, protocol_of
from mediant.tournaments.results import TENTHS, Offered, Result

MOST_CASES_AT_ONCE = 64
MOST_OUTCOMES_AT_ONCE = 400_000
"""Over all cases that are played at once; what they need in memory grows with it."""

MOST_ROUNDS_AT_ONCE = 10_000


def played_together(tournament: Tournament, numbers: Sequence[int]) -> Iterator[Result]:
    """The results of games of one group of `groups`: those that `played` gives, one by one.

    Raises InvalidValue for a case in which talks cannot be played.
    """
    games = [tournament.game(number) for number in numbers]
    stacks = _stacks(tournament, tuple(dict.fromkeys(game.case for game in games)))
    rows = [stacks.places[game.case] for game in games]
    here = {party: stack.of(np.array(rows)) for party, stack in stacks.by_party.items()}
    strategies = {party: made("strategies", name)() for party, name in zip(here, games[0].seats, strict=True)}
    protocol = protocol_of(tournament.plan.rules[games[0].rules])
    batch = play_batch(here, strategies, protocol, [game.seed for game in games])
    offered = _offered(batch, tuple(here.values()), protocol.rounds)
    for place, (number, row) in enumerate(zip(numbers, rows, strict=True)):
        table = stacks.tables[row]
        acts = batch.turns.item(place)
        yield concluded(number, table, batch.end(place), acts, offered[place], tuple(table.standings.values()))


def _offered(batch: Batch, stacks: Sequence[Stack], rounds: int) -> list[list[Offered]]:
    """By game and seat, for each tenth of the time, the mean of what its offers were worth to it."""
    games, turns = np.nonzero(batch.offers)
    seats = turns % len(stacks)
    tenths = np.array([min(int(number / max(1, rounds - 1) * TENTHS), TENTHS - 1) for number in range(rounds)])
    worth = np.stack([stack.utilities for stack in stacks])[seats, games, batch.tables[games, turns]]
    shape = (len(batch.turns), len(stacks), TENTHS)
    places = np.ravel_multi_index((games, seats, tenths[turns // len(stacks)]), shape)
    sums = np.bincount(places, worth, minlength=np.prod(shape)).reshape(shape)
    counts = np.bincount(places, minlength=np.prod(shape)).reshape(shape)
    return [
        [tuple(total / n if n else None for total, n in zip(*one, strict=True)) for one in zip(*game, strict=True)]
        for game in zip(sums.tolist(), counts.tolist(), strict=True)
    ]


def groups(tournament: Tournament, numbers: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Those of these games, ascending, that can be played at once: of one line-up on cases of the same shape."""
    blocks = _blocks(tournament)
    for _, block in groupby(numbers, lambda number: blocks[tournament.case_of(number)]):
        found: dict[tuple[int, LineUp], list[int]] = {}
        for number in block:
            game = tournament.game(number)
            if _fits(tournament.cases[game.case].case) and _plain(tournament, game.rules, game.seats):
                found.setdefault((game.rules, game.seats), []).append(number)
        for group in found.values():
            most = max(1, MOST_OUTCOMES_AT_ONCE // tournament.cases[tournament.case_of(group[0])].case.size)
            for first in range(0, len(group), most):
                yield tuple(group[first : first + most])


@dataclass(frozen=True, slots=True, eq=False)
class _Stacks:
    """What the games of some cases share, case by case and party by party."""

    places: Mapping[int, int]
    tables: tuple[CaseTable, ...]
    by_party: Mapping[str, Stack]


@lru_cache(maxsize=1)
def _stacks(tournament: Tournament, cases: tuple[int, ...]) -> _Stacks:
    tables = tuple(case_table(tournament, case) for case in cases)
    own: dict[str, list[SortedTable]] = {}
    for table in tables:
        for party, standing in table.standings.items():
            if isinstance(standing, SortedTable):
                own.setdefault(party, []).append(standing)
    places = {case: place for place, case in enumerate(cases)}
    return _Stacks(places, tables, {party: stacked(standings) for party, standings in own.items()})


@lru_cache(maxsize=1)
def _blocks(tournament: Tournament) -> tuple[int, ...]:
    """For every case, the first of the neighbours of its shape with which it is played at once."""
    blocks: list[int] = []
    before, first = None, 0
    for place, entered in enumerate(tournament.cases):
        case = entered.case
        shape = tuple(party.id for party in case.parties), tuple(len(issue.options) for issue in case.issues)
        many = place - first + 1
        if shape != before or many > MOST_CASES_AT_ONCE or many * case.size > MOST_OUTCOMES_AT_ONCE:
            before, first = shape, place
        blocks.append(first)
    return tuple(blocks)


def _fits(case: Case) -> bool:
    return case.size <= MOST_OUTCOMES_AT_ONCE


@lru_cache(maxsize=100_000)
def _plain(tournament: Tournament, rules: int, seats: LineUp) -> bool:
    """Whether nobody looks at anything but the clock: tried on a game of one outcome."""
    try:
        protocol = _at_once(tournament.plan.rules[rules])
        one = {str(place): stack_of((1,), np.zeros((1, 1)), np.zeros(1)) for place in range(len(seats))}
        play_batch(one, {str(place): made("strategies", name)() for place, name in enumerate(seats)}, protocol)
    except (Exception, SystemExit):  # noqa: BLE001 - where a strategy cannot even be made, playing it one by one tells why
        return False
    return True


def _at_once(rules: Rules) -> AlternatingOffers:
    """The protocol, where it is one that games can be played at once under; InvalidValue for others."""
    protocol = protocol_of(rules)
    if type(protocol) is not AlternatingOffers or rules.mediator or protocol.rounds > MOST_ROUNDS_AT_ONCE:
        raise InvalidValue("protocol", rules.label, "alternating offers")
    return protocol
