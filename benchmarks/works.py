"""What is measured. Each work is set up afresh, untimed; then it runs and calls `lap` after each of its stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import problems

import mediant
from mediant.analysis.dealspace import deal_space
from mediant.analysis.elimination import greatest

Lap = Callable[[str], None]
Answers = Mapping[str, Any]
Run = Callable[[Lap], Callable[[], Answers]]
"""Runs the work once; what comes back gives the answers in JSON's types, outside the time."""


def ours(problem: problems.Problem, seed: int) -> Run:
    """mediant: from a `Case` to tables, to the frontier, to the four solutions, to outcomes by name."""
    case = problems.as_case(problem, seed)

    def run(lap: Lap) -> Callable[[], Answers]:
        space = deal_space(case)
        lap("tables")
        found = space.efficient
        lap("frontier")
        solutions = space.solutions()
        lap("solutions")
        space.frontier()
        lap("by name")
        return lambda: {
            "points": len(found.utilities),
            "frontier": space.scale.from_units(found.utilities).tolist(),
            "nash": [list(solutions["nash"].utilities.values())] if solutions["nash"] else [],
            "welfare": sum(solutions["utilitarian"].utilities.values()) if solutions["utilitarian"] else None,
            "slack": float(space.scale.from_units(found.slack).max()),
            "errors": {name: solution.error for name, solution in solutions.items() if solution},
        }

    return run


def ours_zone(problem: problems.Problem, seed: int) -> Run:
    """mediant: how many outcomes everybody could live with."""
    case = problems.as_case(problem, seed)

    def run(lap: Lap) -> Callable[[], Answers]:
        space = deal_space(case)
        lap("tables")
        zone = space.zone()
        lap("zone")
        width = (zone.high - zone.low) / case.size
        return lambda: {"exact": zone.exact, "share": zone.size / case.size, "width": width}

    return run


def ours_boxes(problem: problems.Problem, seed: int) -> Run:
    """mediant: best, frontier and solutions of hyper-rectangle profiles."""
    small = problem.options < 10
    case = problems.boxes(seed, n_issues=problem.issues, n_boxes=4 if small else 20)

    def run(lap: Lap) -> Callable[[], Answers]:
        space = deal_space(case)
        lap("tables")
        best = [greatest(space.tables, party) or 0 for party in range(2)]
        lap("best")
        found = space.efficient
        lap("frontier")
        solutions = space.solutions()
        lap("solutions")
        return lambda: {
            "points": len(found.utilities),
            "slack": float(space.scale.from_units(found.slack).max()),
            "best": space.scale.from_units(np.array(best)).tolist(),
            "nash": [list(solutions["nash"].utilities.values())] if solutions["nash"] else [],
        }

    return run


def ours_partial(problem: problems.Problem, seed: int) -> Run:
    """mediant: chances in the bundled partial case; problem.options says over how many draws."""
    case = mediant.load_case(problems.TALKS)

    def run(lap: Lap) -> Callable[[], Answers]:
        found = mediant.analyze(case, draws=problem.options, seed=seed)
        lap("chances")
        return lambda: {"outcomes": found.outcomes, "draws": problem.options}

    return run


def negmas_enumeration(problem: problems.Problem, seed: int) -> Run:
    """NegMAS: enumerate, frontier (of what is rational for all), four solutions."""
    from negmas.preferences import ops

    space, ufuns = problems.as_negmas(problem, seed)

    def run(lap: Lap) -> Callable[[], Answers]:
        outcomes = list(space.enumerate())
        frontier, _ = ops.pareto_frontier(ufuns, outcomes=outcomes)
        lap("frontier")
        ranges = [ufun.minmax(space, above_reserve=False) for ufun in ufuns]
        nash = ops.nash_points(ufuns, frontier, ranges=ranges, outcome_space=space)
        ops.kalai_points(ufuns, frontier, ranges=ranges, outcome_space=space)
        ops.ks_points(ufuns, frontier, ranges=ranges, outcome_space=space)
        welfare = ops.max_welfare_points(ufuns, frontier, ranges=ranges, outcome_space=space)
        lap("solutions")
        return lambda: {
            "points": len(frontier),
            "frontier": [[float(u) for u in point] for point in frontier],
            "rational only": True,
            "nash": [[float(u) for u in point] for point, _ in nash],
            "welfare": sum(float(u) for u in welfare[0][0]) if welfare else None,
        }

    return run


def negmas_mobanos(problem: problems.Problem, seed: int) -> Run:
    """NegMAS: its exact frontier for two additive utility functions; no solutions. Reading it out is not counted."""
    from negmas.preferences.pareto_sampler import MOBANOSParetoSampler

    _, ufuns = problems.as_negmas(problem, seed)

    def run(lap: Lap) -> Callable[[], Answers]:
        sampler = MOBANOSParetoSampler()
        sampler.init(*ufuns)
        lap("frontier")
        outcomes = sampler.pareto_outcomes()
        return lambda: {
            "points": len(outcomes),
            "frontier": [[float(ufun(outcome)) for ufun in ufuns] for outcome in outcomes],
        }

    return run


WORKS: Mapping[str, Callable[[problems.Problem, int], Run]] = {
    "ours": ours,
    "ours, zone": ours_zone,
    "ours, boxes": ours_boxes,
    "ours, partial": ours_partial,
    "enumeration": negmas_enumeration,
    "MOBANOS": negmas_mobanos,
}
