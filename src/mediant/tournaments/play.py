"""Plays games: one, some of them for a while in this process, or all of them on many cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from math import isfinite
from typing import Any, TypeAlias

import numpy as np

from mediant.errors import InvalidValue, WrongAct, one_line
from mediant.registry import installed, load
from mediant.talks.record import Choices, Offer, Record, Standing, Strategy
from mediant.talks.session import Talk, turns
from mediant.talks.standing import standings_of
from mediant.tournaments.plan import Game, Plan, Rules, Tournament
from mediant.tournaments.results import TENTHS, Offered, Result, Seat, line_of

Lot: TypeAlias = list[tuple[int, bytes]]
"""Finished games: the number of each, and the line of its result."""

MOST_AT_ONCE = 64
"""Games that are handed out together: all of one case, whose tables are then made once."""

SECONDS = 0.2
"""After so long, what has been played is handed over to be put on the disk."""


def checked(tournament: Tournament) -> None:
    """Nothing where every strategy and protocol can be made; else the error says which cannot.

    Raises UnknownPlugin or BrokenPlugin from the registry, InvalidValue where a protocol does not take its settings.
    """
    for name in tournament.plan.names:
        _made("strategies", name)()
    for rules in tournament.plan.rules:
        _protocol(rules)


def versions(plan: Plan) -> Mapping[str, str]:
    """For every strategy and protocol of a plan: where it comes from, in which version."""
    used = {("strategies", name) for name in plan.names} | {("protocols", rules.name) for rules in plan.rules}
    every = (plugin for group in ("strategies", "protocols") for plugin in installed(group))
    return {
        f"{plugin.group} {plugin.name}": f"{plugin.distribution} {plugin.version} {plugin.target}"
        for plugin in every
        if (plugin.group, plugin.name) in used
    }


def some(tournament: Tournament, numbers: Sequence[int], clock: Callable[[], float]) -> Lot:
    """The first of these games, played: as many as are over before time is, and at least one."""
    end = clock() + SECONDS
    lines: Lot = []
    for number in numbers:
        lines.append((number, line_of(played(tournament, number))))
        if clock() > end:
            break
    return lines


def handfuls(tournament: Tournament, numbers: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """The games in groups of one case each, so that its tables are used while they are at hand."""
    for _, group in groupby(numbers, tournament.case_of):
        while handful := tuple(islice(group, MOST_AT_ONCE)):
            yield handful


def played(tournament: Tournament, number: int) -> Result:
    """The game of that number, played. The same number gives the same result, whatever was played before.

    A strategy that raises, makes a wrong act or agrees to what its party can never accept ends the game without an
    agreement, and the result says so. Raises InvalidValue for a case in which talks cannot be played.
    """
    game = tournament.game(number)
    table = _table(tournament, game.case)
    course = _Course(times=[])
    ended = _driven(table, _protocol(tournament.plan.rules[game.rules]), game, course)
    if isinstance(ended, Record):
        ended = _unacceptable(ended, table) or ended
    if isinstance(ended, _Fault):
        seats = tuple(_seat(standing, None, _NOTHING) for standing in table.standings.values())
        return Result(
            game=number, agreement=None, why="failed", acts=course.acts, seats=seats,
            error=ended.seen, at_fault=ended.place,
        )  # fmt: skip
    agreement = ended.end.agreement
    offered = _offered(ended, table, course.times)
    seats = tuple(_seat(table.standings[party], agreement, offered[party]) for party in table.standings)
    return Result(game=number, agreement=agreement, why=ended.end.why, acts=course.acts, seats=seats)


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What all games of a case share; `worth` holds what is known already of what outcomes are worth, by party."""

    standings: Mapping[str, Standing]
    options: tuple[int, ...]
    worth: Mapping[str, dict[Choices, float]]


@dataclass(slots=True)
class _Course:
    """What is noted while a game is played: the time of every turn, and how many acts there were."""

    times: list[float]
    acts: int = 0


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a game cannot go on; `place` is that of the seat, None where it is the protocol's fault."""

    seen: str
    place: int | None


_NOTHING: Offered = (None,) * TENTHS


def _driven(table: _Table, protocol: Any, game: Game, course: _Course) -> Record | _Fault:
    """The record, as `mediant.talks.session.play` gives it for the same seed, or what went wrong."""
    parties = tuple(table.standings)
    streams = np.random.default_rng(game.seed).spawn(len(parties))
    chance = dict(zip(parties, streams, strict=True))
    talk = turns(Talk(standings=table.standings, options=table.options, protocol=protocol))
    asked = None
    strategies: dict[str, Strategy] = {}
    try:
        for party, name in zip(parties, game.seats, strict=True):
            asked = party
            strategies[party] = _made("strategies", name)()
        asked = None
        views = next(talk)
        while True:
            acts = {}
            for party, view in views.items():
                asked = party
                acts[party] = strategies[party].act(view, chance[party])
            asked = None
            course.times.append(view.time)
            course.acts += len(acts)
            views = talk.send(acts)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a strategy or a protocol raises is told
        if isinstance(error, StopIteration) and asked is None:
            record: Record = error.value
            return record
        return _fault(error, asked, parties)


def _fault(error: BaseException, asked: str | None, parties: Sequence[str]) -> _Fault:
    """Who is at fault: the seat that was asked, or that made the act, or the protocol."""
    if isinstance(error, WrongAct) and asked is None:
        place = parties.index(error.seat) if error.seat in parties else None
        return _Fault(one_line(str(error), limit=300), place)
    seen = one_line(f"{type(error).__name__}: {error}", limit=300)
    return _Fault(seen, None if asked is None else parties.index(asked))


def _unacceptable(record: Record, table: _Table) -> _Fault | None:
    """A seat that agreed to what crosses a red line of its own party."""
    agreement = record.end.agreement
    for place, standing in enumerate(table.standings.values()):
        if agreement is not None and not isfinite(standing.utility(agreement)):
            return _Fault("agreed to what crosses a red line of its party", place)
    return None


def _seat(standing: Standing, agreement: Choices | None, offered: Offered) -> Seat:
    utility = standing.reserved if agreement is None else standing.utility(agreement)
    return Seat(utility=utility, reserved=standing.reserved, greatest=standing.greatest, offered=offered)


def _offered(record: Record, table: _Table, times: Sequence[float]) -> Mapping[str, Offered]:
    """By party, for each tenth of the time, the mean of what its offers were worth to it."""
    sums = {party: [0.0] * TENTHS for party in table.standings}
    counts = {party: [0] * TENTHS for party in table.standings}
    for entry in record.entries:
        party, act = entry.speaker, entry.act
        if isinstance(act, Offer) and party in sums:
            worth = table.worth[party].get(act.choices)
            if worth is None:
                worth = table.worth[party][act.choices] = table.standings[party].utility(act.choices)
            if isfinite(worth):
                tenth = min(int(times[entry.turn] * TENTHS), TENTHS - 1)
                sums[party][tenth] += worth
                counts[party][tenth] += 1
    return {
        party: tuple(total / n if n else None for total, n in zip(sums[party], counts[party], strict=True))
        for party in sums
    }


@lru_cache(maxsize=1)
def _table(tournament: Tournament, place: int) -> _Table:
    entered = tournament.cases[place]
    try:
        standings = standings_of(entered.case)
    except InvalidValue as wrong:
        raise InvalidValue(f"case {entered.label!r}, {wrong.what}", wrong.seen, wrong.expected) from None
    options = tuple(len(issue.options) for issue in entered.case.issues)
    return _Table(standings, options, {party: {} for party in standings})


@lru_cache(maxsize=1_000)
def _made(group: str, name: str) -> Callable[..., Any]:
    """What makes a strategy or a protocol of that name."""
    maker: Callable[..., Any] = load(group, name)
    return maker


def _protocol(rules: Rules) -> Any:
    try:
        return _made("protocols", rules.name)(**rules.settings)
    except (TypeError, ValueError) as error:
        raise InvalidValue(f"protocol {rules.label!r}", str(error), "settings that it takes") from None
