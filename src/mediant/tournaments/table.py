"""The table of a tournament: one row for each seat of each game, in the order of games and parties. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.dealspace import deal_space
from mediant.model.case import Case
from mediant.talks.acts import Choices
from mediant.talks.words import words_of
from mediant.tournaments.plan import Game, Tournament
from mediant.tournaments.results import TENTHS, Offered, Result, Seat

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Table:
    """Columns of equal length, None where there is nothing to say; `docs/reference/plan.md` describes each."""

    game: list[int] = field(default_factory=list)
    scenario: list[str] = field(default_factory=list)
    protocol: list[str] = field(default_factory=list)
    repetition: list[int] = field(default_factory=list)
    seed: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    party: list[str] = field(default_factory=list)
    strategy: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    agreed: list[bool] = field(default_factory=list)
    outcome: list[str | None] = field(default_factory=list)
    why: list[str] = field(default_factory=list)
    acts: list[int] = field(default_factory=list)
    utility: list[float] = field(default_factory=list)
    reserved: list[float] = field(default_factory=list)
    greatest: list[float] = field(default_factory=list)
    advantage: list[float] = field(default_factory=list)
    score: list[float | None] = field(default_factory=list)
    welfare: list[float | None] = field(default_factory=list)
    frontier_distance: list[float | None] = field(default_factory=list)
    nash_distance: list[float | None] = field(default_factory=list)
    error: list[str | None] = field(default_factory=list)
    at_fault: list[bool] = field(default_factory=list)
    offered: list[Offered] = field(default_factory=list)


def table_of(tournament: Tournament, results: Iterable[Result]) -> Table:
    """The table of these results."""
    table = Table()
    columns = [getattr(table, column.name) for column in fields(Table)]
    yards: dict[int, _Yardstick] = {}
    for result in results:
        game = tournament.game(result.game)
        if game.case not in yards:
            yards = {game.case: _yardstick(tournament.cases[game.case].case)}
        for row in _rows(tournament, game, result, yards[game.case]):
            for column, value in zip(columns, row, strict=True):
                column.append(value)
    return table


def arrow_table(table: Table) -> Any:
    """The table as an Arrow table."""
    from arro3.core import Array, DataType, Field, list_array
    from arro3.core import Table as ArrowTable

    kinds = {"int": DataType.int64(), "float": DataType.float64(), "bool": DataType.bool(), "str": DataType.string()}
    columns: dict[str, Any] = {}
    for column in fields(Table):
        values = getattr(table, column.name)
        if column.name == "offered":
            flat = Array([one for offered in values for one in offered], type=DataType.float64())
            offsets = np.arange(0, TENTHS * len(values) + 1, TENTHS, dtype=np.int32)
            shape = DataType.list(Field("item", DataType.float64(), nullable=True))
            columns[column.name] = list_array(Array(offsets), flat, type=shape)
        else:
            kind = str(column.type).removeprefix("list[").split(" ")[0].rstrip("]")
            columns[column.name] = Array(values, type=kinds[kind])
    return ArrowTable.from_pydict(columns)


@dataclass(frozen=True, slots=True, eq=False)
class _Yardstick:
    """What outcomes of a case are measured by: (n_points, n_parties) utilities of the frontier, the Nash solution's.

    known : what has been measured already, by agreement.
    """

    case: Case
    frontier: Floats
    nash: Floats | None
    known: dict[Choices, tuple[str, float | None, float | None]]


def _yardstick(case: Case) -> _Yardstick:
    space = deal_space(case)
    nash = space.solutions()["nash"]
    return _Yardstick(
        case=case,
        frontier=space.scale.from_units(space.efficient.utilities),
        nash=None if nash is None else np.array([nash.utilities[party.id] for party in case.parties]),
        known={},
    )


def _rows(tournament: Tournament, game: Game, result: Result, yard: _Yardstick) -> Iterable[tuple[Any, ...]]:
    entered, rules = tournament.cases[game.case], tournament.plan.rules[game.rules]
    scores = [_score(seat) for seat in result.seats]
    known = [score for score in scores if score is not None]
    welfare = sum(known) / len(known) if len(known) == len(scores) else None
    outcome, to_frontier, to_nash = _measured(result, yard)
    for place, (party, seat) in enumerate(zip(entered.case.parties, result.seats, strict=True)):
        others = ", ".join(name for at, name in enumerate(game.seats) if at != place)
        yield (
            game.number, entered.label, rules.label, game.repetition, game.seed, place, party.id, game.seats[place],
            others, result.agreement is not None, outcome, result.why, result.acts, seat.utility, seat.reserved,
            seat.greatest, seat.utility - seat.reserved, scores[place], welfare, to_frontier, to_nash,
            result.error or None, result.at_fault == place, _shares(seat),
        )  # fmt: skip


def _score(seat: Seat) -> float | None:
    """The advantage as a share of the greatest there is; None where nothing is worth more than the reserve."""
    most = seat.greatest - seat.reserved
    return (seat.utility - seat.reserved) / most if most > 0 else None


def _shares(seat: Seat) -> Offered:
    """What was offered on the same scale: 0 is the reserve, 1 the best outcome."""
    most = seat.greatest - seat.reserved
    return tuple(None if one is None or most <= 0 else (one - seat.reserved) / most for one in seat.offered)


def _measured(result: Result, yard: _Yardstick) -> tuple[str | None, float | None, float | None]:
    """The agreement in words, and its distances; all None where there is none."""
    if result.agreement is None:
        return None, None, None
    found = yard.known.get(result.agreement)
    if found is None:
        words = json.dumps(dict(words_of(result.agreement, yard.case)), ensure_ascii=False)
        found = yard.known[result.agreement] = (words, *_distances(result.seats, yard))
    return found


def _distances(seats: Sequence[Seat], yard: _Yardstick) -> tuple[float | None, float | None]:
    """Euclidean, each party's utility on its scale from reserve to greatest, to the frontier and the Nash solution."""
    scale = np.array([seat.greatest - seat.reserved for seat in seats])
    if not (scale > 0).all() or not len(yard.frontier):
        return None, None
    here = np.array([seat.utility for seat in seats])
    to_frontier = float(np.sqrt((((yard.frontier - here) / scale) ** 2).sum(axis=1)).min())
    to_nash = None if yard.nash is None else float(np.sqrt((((yard.nash - here) / scale) ** 2).sum()))
    return to_frontier, to_nash


def counts_of(table: Table) -> Mapping[str, int]:
    """How many cases, games and failed games there are."""
    failed = {game for game, error in zip(table.game, table.error, strict=True) if error is not None}
    return {"cases": len(set(table.scenario)), "games": len(set(table.game)), "failed": len(failed)}
