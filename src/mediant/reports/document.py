"""An analysis as one JSON document, `mediant-analysis/1`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediant.analysis.results import Analysis, Chance, Frontier, NearestMiss, Prospect, Solution, Uncertainty, Zone

FORMAT = "mediant-analysis/1"
PARTIAL_POINTS = 100


def analysis_document(analysis: Analysis, *, points: int | None) -> dict[str, Any]:
    """The analysis as plain dicts and lists, keys in the order of the format.

    points : how many frontier points (of a partial case: ranked outcomes) are kept, the first ones; None keeps all,
        of a partial case 100. What is counted is never cut.
    """
    return {
        "format": FORMAT,
        "case": analysis.case,
        "exact": analysis.exact,
        "parties": list(analysis.parties),
        "issues": list(analysis.issues),
        "outcomes": analysis.outcomes,
        "zone": analysis.zone and _zone(analysis.zone),
        "frontier": analysis.frontier and _frontier(analysis.frontier, points),
        "solutions": None if analysis.solutions is None else _solutions(analysis.solutions),
        "uncertainty": analysis.uncertainty and _uncertainty(analysis.uncertainty, points),
        **({"coarse": dict(analysis.coarse)} if analysis.coarse else {}),
    }


def _zone(zone: Zone) -> dict[str, Any]:
    bounds = {} if zone.exact else {"low": zone.low, "high": zone.high}
    miss = zone.nearest_miss and _miss(zone.nearest_miss)
    return {"size": zone.size, "exact": zone.exact, **bounds, "nearest_miss": miss}


def _miss(miss: NearestMiss) -> dict[str, Any]:
    found = {"outcome": dict(miss.outcome), "utilities": dict(miss.utilities), "shortfall": dict(miss.shortfall)}
    return found if miss.error is None else {**found, "error": miss.error}


def _frontier(frontier: Frontier, points: int | None) -> dict[str, Any]:
    error = {} if frontier.exact else {"error": None if frontier.error is None else dict(frontier.error)}
    kept = [{"outcome": dict(p.outcome), "utilities": dict(p.utilities)} for p in frontier.points[:points]]
    return {"size": len(frontier.points), "exact": frontier.exact, **error, "points": kept}


def _solutions(solutions: Mapping[str, Solution | None]) -> dict[str, Any]:
    return {name: solution and _solution(solution) for name, solution in solutions.items()}


def _solution(solution: Solution) -> dict[str, Any]:
    error = {} if solution.error is None else {"error": solution.error}
    return {
        "outcome": dict(solution.outcome),
        "utilities": dict(solution.utilities),
        "gains": dict(solution.gains),
        **error,
    }


def _uncertainty(uncertainty: Uncertainty, points: int | None) -> dict[str, Any]:
    kept = uncertainty.outcomes[: PARTIAL_POINTS if points is None else points]
    cut = ""
    if len(kept) < len(uncertainty.outcomes):
        cut = f"{len(kept):,} of {len(uncertainty.outcomes):,} ranked outcomes are given here."
    return {
        "draws": uncertainty.draws,
        "seed": uncertainty.seed,
        "outcomes": [_prospect(prospect) for prospect in kept],
        "matters_most": [
            {"party": unknown.party, "entry": unknown.entry, "label": unknown.label, "rise": _chance(unknown.rise)}
            for unknown in uncertainty.matters_most
        ],
        "note": " ".join(part for part in (uncertainty.note, cut) if part),
    }


def _prospect(prospect: Prospect) -> dict[str, Any]:
    return {
        "outcome": dict(prospect.outcome),
        "acceptable": {party: _chance(chance) for party, chance in prospect.acceptable.items()},
        "efficient": _chance(prospect.efficient),
        "gains": {party: {"mean": gain.mean, "p5": gain.p5, "p95": gain.p95} for party, gain in prospect.gains.items()},
    }


def _chance(chance: Chance) -> dict[str, float]:
    return {"p": chance.p, "se": chance.se}
