"""The deal space, for mediators: what could be agreed, who blocks what, what could be traded, releasing some of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from msgspec.json import encode

from mediant.analysis.results import Prospect, Unknown
from mediant.model.case import Case
from mediant.web.screens import packages, releasing
from mediant.web.screens.conversation import names_of
from mediant.web.screens.drawings import lines_of, spots_of
from mediant.web.screens.screen import Screen, Seen
from mediant.web.works import Work
from mediant.workbench.clauses import Draft
from mediant.workbench.commands import MAY
from mediant.workbench.course import Modelled
from mediant.workbench.dealspace import Held, Space, blocking, blocks, case_known, sources_of, space_of
from mediant.workbench.trades import trades_of
from mediant.workbench.wants import Stated

SHOWN = 100
"""Points in the table and on the chart, unless all are asked for."""
COMPARED = 12
"""Packages that are compared in one table."""


def works(seen: Seen) -> Mapping[str, Work]:
    """The deal space; from a package that the address names what could be traded; and what anybody could think."""
    case = case_known(seen.table)
    found = {"space": Work(space_of, (case, sources_of(seen.table))), **releasing.works(seen)}
    at = releasing.package_at(seen)
    if at is not None:
        found["trades"] = Work(trades_of, (case, at))
    return found


def values(seen: Seen) -> Mapping[str, Any]:
    """All of the explorer."""
    space: Space = seen.found["space"]
    case, ids = seen.table.case, [party.id for party in seen.table.case.parties]
    x, y = axes(ids, seen.asked.get("x", ""), seen.asked.get("y", ""))
    shown = space.points if seen.asked.get("all") else _first(space)
    picked = picked_of(seen, space)
    unsure = space.analysis.uncertainty if space.analysis else None
    return {
        "space": space,
        "zone": space.analysis.zone if space.analysis else None,
        "limits": unsure.limits if unsure else (),
        "unknowns": [_unknown(case, one) for one in unsure.matters_most[:5]] if unsure else [],
        "clash": [_held(case, one) for one in space.clash],
        "names": names_of(case),
        "parties": ids,
        "issues": [issue.name for issue in case.issues],
        "x": x,
        "y": y,
        "points": [_point(seen, space, point, picked) for point in shown],
        "more": len(space.points) - len(shown),
        "named": {k: packages.shown(case, space.points[k].outcome) for k in space.solutions.values()},
        "codes": {k: packages.coded(case, space.points[k].outcome) for k in space.solutions.values()},
        "picked": [_point(seen, space, point, picked) for point in picked],
        "blocks": [_block(seen, space, one) for one in blocks(space.points)],
        "pairs": [(a, b, spots_of(shown, a, b)) for a, b in combinations(ids, 2)] if len(ids) > 2 else [],
        "lines": lines_of(picked or [space.points[k] for k in dict.fromkeys(space.solutions.values())], ids),
        **_chosen(seen, space),
        **releasing.values(seen),
    }


def _unknown(case: Case, unknown: Unknown) -> dict[str, Any]:
    about = packages.shown_part(case, unknown.about)
    return {"kind": unknown.kind, "party": unknown.party, "about": about, "rise": unknown.rise.p}


def _held(case: Case, held: Held) -> dict[str, Any]:
    return {"kind": held.kind, "parts": [packages.shown_part(case, one) for one in held.patterns]}


def axes(ids: Sequence[str], x: str, y: str) -> tuple[str, str]:
    """The two parties on the chart, always two different ones."""
    first = x if x in ids else next(one for one in ids if one != y)
    second = y if y in ids and y != first else next(one for one in ids if one != first)
    return first, second


def _first(space: Space) -> Sequence[Prospect]:
    """The first points, and all that a solution names."""
    named = set(space.solutions.values())
    return [point for k, point in enumerate(space.points) if k < SHOWN or k in named]


def picked_of(seen: Seen, space: Space) -> list[Prospect]:
    """The points that the address names."""
    wanted = set(seen.query.get("pick", ()))
    return [point for point in space.points if packages.coded(seen.table.case, point.outcome) in wanted][:COMPARED]


def _point(seen: Seen, space: Space, point: Prospect, picked: Sequence[Prospect]) -> dict[str, Any]:
    number = space.points.index(point)
    names = [name for name, place in space.solutions.items() if place == number]
    return {
        "code": packages.coded(seen.table.case, point.outcome),
        "rows": packages.shown(seen.table.case, point.outcome),
        "gains": point.gains,
        "acceptable": point.acceptable,
        "efficient": point.efficient,
        "solutions": names,
        "blocking": blocking(point),
        "kind": "solution" if names else "frontier" if point.efficient.p >= 0.5 else "plain",
        "picked": point in picked,
    }


def _block(seen: Seen, space: Space, block: Any) -> dict[str, Any]:
    near = None if block.nearest is None else space.points[block.nearest]
    return {
        "party": block.party,
        "count": len(block.points),
        "rows": None if near is None else packages.shown(seen.table.case, near.outcome),
        "code": None if near is None else packages.coded(seen.table.case, near.outcome),
        "short": None if near is None else -near.gains[block.party].mean,
    }


def _chosen(seen: Seen, space: Space) -> dict[str, Any]:
    """The package that the address names: what could be traded from it, and what releasing it would show."""
    at, table, trades = releasing.package_at(seen), seen.table, seen.found.get("trades")
    if at is None or space.analysis is None:
        return {"at": None}
    point = next((one for one in space.points if one.outcome == at), None)
    return {
        "at": packages.coded(table.case, at),
        "at_outcome": encode(at).decode(),
        "may_draft": Draft in MAY[seen.person.role],
        "at_rows": packages.shown(table.case, at),
        "at_point": None if point is None else _point(seen, space, point, ()),
        "moves": [_trade(seen, one) for one in trades.moves] if trades else [],
        "rolls": [_trade(seen, one) for one in trades.pairs] if trades else [],
    }


def _trade(seen: Seen, trade: Any) -> dict[str, Any]:
    moved = packages.shown(seen.table.case, trade.moved)
    return {"rows": moved, "changes": trade.changes, "gain": trade.gain, "lose": trade.lose, "share": trade.share}


SCREEN = Screen(
    name="space",
    roles=frozenset({"mediator", "co-mediator"}),
    values=values,
    forms={"release": releasing.release, "relay": releasing.relay},
    told=frozenset({"release", "relay"}),
    parts={"news": (Stated, Modelled)},
    works=works,
)
