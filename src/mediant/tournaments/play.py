"""Plays one game of a tournament, and says what came out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Any

from mediant.errors import InvalidValue, WrongAct, one_line
from mediant.registry import every, load
from mediant.talks.acts import Choices, Offer, Pledge
from mediant.talks.agenda import MOST_ROUNDS
from mediant.talks.pledged import Pledged
from mediant.talks.record import End, Entry, Record, Standing
from mediant.talks.session import Talk, chances, turns
from mediant.talks.standing import standings_of
from mediant.tournaments.plan import Game, Plan, Rules, Tournament
from mediant.tournaments.results import TENTHS, Offered, Result, Seat

MEDIATOR = "the mediator"
"""The seat of a mediator where the case names none, no id that a party can have; it may carry and draft."""


def checked(plan: Plan) -> None:
    """Nothing where every strategy, protocol and mediator can be made; else the error says which cannot.

    Raises UnknownPlugin or BrokenPlugin from the registry, InvalidValue where a protocol does not take its settings.
    """
    for name in plan.names:
        made("strategies", name)
    for rules in plan.rules:
        protocol = protocol_of(rules)
        if rules.mediator:
            made("mediators", rules.mediator)
            if not getattr(protocol, "mediated", True):
                raise InvalidValue(f"protocol {rules.label!r}", "a mediator", "none: no mediator has a turn in it")


def versions(plan: Plan) -> Mapping[str, str]:
    """For all that plays: where it comes from, and in which version."""
    used = {("strategies", name) for name in plan.names} | {("protocols", rules.name) for rules in plan.rules}
    used |= {("mediators", rules.mediator) for rules in plan.rules}
    return {
        f"{plugin.group} {plugin.name}": f"{plugin.distribution} {plugin.version} {plugin.target}"
        for plugin in every()
        if (plugin.group, plugin.name) in used
    }


def played(tournament: Tournament, number: int) -> Result:
    """The game of that number, played. The same number gives the same result, whatever was played before.

    A seat that raises, makes a wrong act or agrees to what its party can never accept ends the game without an
    agreement, and the result says so. Raises InvalidValue for a case in which talks cannot be played.
    """
    game = tournament.game(number)
    table = _kept(tournament, game.case)
    course = _Course(times=[])
    ended = _driven(table, tournament.plan.rules[game.rules], game, course)
    if isinstance(ended, Record):
        return result_of(number, table, ended, course.times)
    return _failed(number, table, ended, course.acts)


def result_of(number: int, table: CaseTable, record: Record, times: Sequence[float]) -> Result:
    """What came out of a game. times : of every turn."""
    offered = _offered(record.entries, table, times)
    return concluded(number, table, record.end, len(record.entries), tuple(offered.values()), _pledged(record, table))


def concluded(
    number: int, table: CaseTable, end: End, acts: int, offered: Sequence[Offered], standings: Sequence[Standing]
) -> Result:
    """What came out of a game that ended so. standings : what the parties want in the end."""
    fault = _unacceptable(end, table)
    if fault is not None:
        return _failed(number, table, fault, acts)
    agreement = None if end.agreement is None else tuple(map(int, end.agreement))
    seats = tuple(
        _seat(own, then.reserved if agreement is None else then.utility(agreement), made)
        for own, then, made in zip(table.standings.values(), standings, offered, strict=True)
    )
    return Result(game=number, agreement=agreement, why=one_line(str(end.why), limit=300), acts=acts, seats=seats)


def _failed(number: int, table: CaseTable, fault: _Fault, acts: int) -> Result:
    seats = tuple(_seat(standing, standing.reserved, _NOTHING) for standing in table.standings.values())
    return Result(
        game=number, agreement=None, why="failed", acts=acts, seats=seats, error=fault.seen, at_fault=fault.place
    )


@dataclass(frozen=True, slots=True, eq=False)
class CaseTable:
    """What all games of a case share; `worth` holds what is known already of what outcomes are worth, by party."""

    standings: Mapping[str, Standing]
    options: tuple[int, ...]
    mediators: Mapping[str, frozenset[str]]
    worth: Mapping[str, dict[Choices, float]]


@dataclass(slots=True)
class _Course:
    """What is noted while a game is played: the time of every turn, and how many acts there were."""

    times: list[float]
    acts: int = 0


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a game cannot go on; `place` is that of the party, None where it is the protocol's or a mediator's fault."""

    seen: str
    place: int | None


_NOTHING: Offered = (None,) * TENTHS


def _driven(table: CaseTable, rules: Rules, game: Game, course: _Course) -> Record | _Fault:
    """The record, as `mediant.talks.session.play` gives it for the same seed, or what went wrong."""
    mediators = table.mediators if rules.mediator else {}
    makers = dict(zip(table.standings, (made("strategies", name) for name in game.seats), strict=True))
    makers |= {seat: made("mediators", rules.mediator) for seat in mediators}
    chance = chances(makers, game.seed)
    talk = turns(
        Talk(standings=table.standings, options=table.options, protocol=protocol_of(rules), mediators=mediators)
    )
    who: dict[str, Any] = {}
    asked = None
    try:
        for asked, maker in makers.items():
            who[asked] = maker()
        asked = None
        views = next(talk)
        while True:
            acts = {}
            for asked, view in views.items():
                acts[asked] = who[asked].act(view, chance[asked])
            asked = None
            course.times.append(view.time)
            course.acts += len(acts)
            views = talk.send(acts)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a strategy or a protocol raises is told
        if isinstance(error, StopIteration) and asked is None:
            record: Record = error.value
            return record
        return _fault(error, asked, tuple(table.standings))


def _fault(error: BaseException, asked: str | None, parties: Sequence[str]) -> _Fault:
    """Who is at fault: the seat that was asked, or that made the act, or the protocol."""
    if isinstance(error, WrongAct) and asked is None:
        asked, seen = error.seat, str(error)
    else:
        seen = f"{asked or 'the protocol'} raised {type(error).__name__}: {error}"
    return _Fault(one_line(seen, limit=300), parties.index(asked) if asked in parties else None)


def _unacceptable(end: End, table: CaseTable) -> _Fault | None:
    """A party that agreed to what crosses a red line of its own."""
    agreement = end.agreement
    for place, (party, standing) in enumerate(table.standings.items()):
        if agreement is not None and not isfinite(standing.utility(agreement)):
            return _Fault(f"{party} agreed to what crosses its red line", place)
    return None


def _pledged(record: Record, table: CaseTable) -> tuple[Standing, ...]:
    """What each party wants in the end, what a mediator pledged to it included."""
    standings = dict(table.standings)
    for entry in record.entries:
        if isinstance(entry.act, Pledge) and entry.act.to in entry.room.seats:
            standings[entry.act.to] = Pledged.of(standings[entry.act.to], entry.act)
    return tuple(standings.values())


def _seat(standing: Standing, utility: float, offered: Offered) -> Seat:
    return Seat(utility=utility, reserved=standing.reserved, greatest=standing.greatest, offered=offered)


def _offered(entries: Sequence[Entry], table: CaseTable, times: Sequence[float]) -> Mapping[str, Offered]:
    """By party, for each tenth of the time, the mean of what its offers were worth to it."""
    sums = {party: [0.0] * TENTHS for party in table.standings}
    counts = {party: [0] * TENTHS for party in table.standings}
    for entry in entries:
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


def case_table(tournament: Tournament, place: int) -> CaseTable:
    """What the games of a case share. Raises InvalidValue for a case in which talks cannot be played."""
    entered = tournament.cases[place]
    try:
        standings = standings_of(entered.case)
    except InvalidValue as wrong:
        raise InvalidValue(f"case {entered.label!r}, {wrong.what}", wrong.seen, wrong.expected) from None
    options = tuple(len(issue.options) for issue in entered.case.issues)
    mediators = {mediator.id: frozenset(mediator.may) for mediator in entered.case.mediators}
    return CaseTable(
        standings=standings,
        options=options,
        mediators=mediators or {MEDIATOR: frozenset({"carry", "draft"})},
        worth={party: {} for party in standings},
    )


_kept = lru_cache(maxsize=1)(case_table)
"""Games are played case by case."""


@lru_cache(maxsize=1_000)
def made(group: str, name: str) -> Callable[..., Any]:
    """What makes a strategy, a protocol or a mediator of that name."""
    maker: Callable[..., Any] = load(group, name)
    return maker


def protocol_of(rules: Rules) -> Any:
    """The protocol with its settings. Raises InvalidValue where it does not take them."""
    rounds = rules.settings.get("rounds", 1)
    if type(rounds) is not int or rounds > MOST_ROUNDS:
        raise InvalidValue(f"protocol {rules.label!r}: rounds", repr(rounds), f"a whole number up to {MOST_ROUNDS:,}")
    try:
        return made("protocols", rules.name)(**rules.settings)
    except (TypeError, ValueError) as error:
        raise InvalidValue(f"protocol {rules.label!r}", str(error), "settings that it takes") from None
