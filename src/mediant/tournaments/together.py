"""Games that are played at once: alternating offers between strategies that look at nothing but the clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

import numpy as np

from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.talks.batched import Stack, play_batch, stack_of, stacked
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.standing import SortedTable
from mediant.tournaments.plan import LineUp, Rules, Tournament
from mediant.tournaments.play import CaseTable, case_table, made, protocol_of, result_of
from mediant.tournaments.results import Result

MOST_CASES_AT_ONCE = 64
MOST_OUTCOMES_AT_ONCE = 400_000
"""Over all cases that are played at once; what they need in memory grows with it."""

MOST_ROUNDS_AT_ONCE = 10_000
MOST_GAMES_AT_ONCE = 4_096


def played_together(tournament: Tournament, numbers: Sequence[int]) -> Iterator[Result]:
    """The results of games of one group of `groups`: those that `played` gives, one by one.

    Raises InvalidValue for a case in which talks cannot be played.
    """
    game = tournament.game(numbers[0])
    stacks = _stacks(tournament, tuple(dict.fromkeys(map(tournament.case_of, numbers))))
    protocol = protocol_of(tournament.plan.rules[game.rules])
    strategies = {party: made("strategies", name)() for party, name in zip(stacks.by_party, game.seats, strict=True)}
    batch = play_batch(stacks.by_party, strategies, protocol)
    times = [turn // len(game.seats) / max(1, protocol.rounds - 1) for turn in range(batch.tables.shape[1])]
    for row, (_, same) in enumerate(groupby(numbers, tournament.case_of)):
        result = result_of(numbers[0], stacks.tables[row], batch.record(row), times)
        for number in same:  # nothing is left to chance, so repetitions are alike
            yield replace(result, game=number)


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
            for first in range(0, len(group), MOST_GAMES_AT_ONCE):
                yield tuple(group[first : first + MOST_GAMES_AT_ONCE])


@dataclass(frozen=True, slots=True, eq=False)
class _Stacks:
    """What the games of some cases share, case by case and party by party."""

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
    return _Stacks(tables, {party: stacked(standings) for party, standings in own.items()})


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
