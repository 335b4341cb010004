"""Bidding-based mediation beside hill climbing on constraint utilities (Ito, Hattori & Klein 2007), run by

    python -m benchmarks.ito_2007 [--runs N] [--agents 2 4]

A scenario has M issues of ten values. Each agent has five constraints of each arity from 1 to M: so many issues drawn
at random, in each an interval of 1 to 7 values in a row, and a value drawn from 0 to 100 times the arity. An outcome is
worth the sum of the constraints that it meets. Both protocols are played through mediant's engine. Climbing:
`annealed-text` with climbers. Bidding: `bidding` with 200 M samples an agent, annealed for 30 steps from T = 30, and
bids worth 100 or more. All figures are shares of the greatest sum over all outcomes, which is found by looking at all.

The figures beside ours are of an independent simulation of the same description with 12 runs (2 agents) and 20 (4
agents), not of the paper; the description leaves details of the scenarios open.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Preferences, Term
from mediant.talks.acts import Choices
from mediant.talks.mediators.matcher import Matcher
from mediant.talks.mediators.mutator import Mutator
from mediant.talks.protocols.annealed_text import AnnealedText
from mediant.talks.protocols.bidding import Bidding
from mediant.talks.record import Mediator, Record, Strategy
from mediant.talks.session import Talk, play
from mediant.talks.standing import SortedTable, sorted_table
from mediant.talks.strategies.annealing import Climber
from mediant.talks.strategies.bidder import Bidder

VALUES, EACH, WIDEST = 10, 5, 7
LEAST, HOTTEST = 100.0, 30.0
ISSUES = (2, 3, 4, 5, 6)
CHANGES = {2: 200, 3: 300, 4: 400, 5: 600, 6: 800}
"""Random changes that a climb is given: about fifteen times as many as there are."""
REFERENCE = {
    2: {
        "climbing": (0.75, 0.73, 0.74, 0.63, 0.51),
        "bidding": (1.0, 0.99, 1.0, 0.99, 0.99),
        "no deal": (0, 0, 0, 0, 0),
    },
    4: {
        "climbing": (0.72, 0.57, 0.59, 0.43, 0.36),
        "bidding": (0.95, 0.98, 0.97, None, None),
        "no deal": (0.55, 0.0, 0.8, 1.0, 1.0),
    },
}
RUNS = {2: 12, 4: 20}
TOLERANCE = 0.08


@dataclass(frozen=True, slots=True)
class Constraint:
    """What an outcome adds when it lies in the interval of each of these issues: issue to first and last value."""

    intervals: Mapping[int, tuple[int, int]]
    value: float


def constraints(issues: int, rng: np.random.Generator) -> list[Constraint]:
    """Of one agent."""
    drawn = []
    for arity in range(1, issues + 1):
        for _ in range(EACH):
            intervals = {}
            for issue in sorted(rng.choice(issues, arity, replace=False).tolist()):
                width = int(rng.integers(1, WIDEST + 1))
                first = int(rng.integers(VALUES - width + 1))
                intervals[issue] = (first, first + width - 1)
            drawn.append(Constraint(intervals, float(rng.uniform(0, 100 * arity))))
    return drawn


def utilities(agent: Sequence[Constraint], issues: int) -> NDArray[np.float64]:
    """Of all outcomes, one axis an issue."""
    found = np.zeros((VALUES,) * issues)
    for constraint in agent:
        spans = [constraint.intervals.get(issue, (0, VALUES - 1)) for issue in range(issues)]
        found[tuple(slice(first, last + 1) for first, last in spans)] += constraint.value
    return found


def as_case(agents: Sequence[Sequence[Constraint]], issues: int) -> Case:
    """The same scenario as a mediant case: every constraint is a term over options taken together."""
    names = tuple(str(value) for value in range(VALUES))
    return Case(
        title=f"Constraints over {issues} issues",
        parties=tuple(Party(id=f"agent-{number}", name=f"Agent {number}") for number in range(len(agents))),
        issues=tuple(Issue(id=f"issue-{number}", name=f"Issue {number}", options=names) for number in range(issues)),
        preferences={
            f"agent-{number}": Preferences(
                values={f"issue-{issue}": dict.fromkeys(names, 0.0) for issue in range(issues)},
                together=tuple(
                    Term(
                        when={f"issue-{issue}": names[a : b + 1] for issue, (a, b) in constraint.intervals.items()},
                        add=constraint.value,
                    )
                    for constraint in agent
                ),
                walk_away=LEAST,
            )
            for number, agent in enumerate(agents)
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Of one run: shares of the greatest sum; bidding None without a deal."""

    climbing: float
    bidding: float | None


def scenario(agents: int, issues: int, run: int) -> dict[str, SortedTable]:
    """What each agent of a run wants."""
    rng = np.random.default_rng([agents, issues, run])
    tables = [utilities(constraints(issues, rng), issues) for _ in range(agents)]
    return {
        f"agent-{number}": sorted_table((VALUES,) * issues, table.ravel(), LEAST) for number, table in enumerate(tables)
    }


def played(standings: Mapping[str, SortedTable], seed: int) -> Outcome:
    """One scenario, under both protocols."""
    greatest = float(np.sum([standing.utilities for standing in standings.values()], axis=0).max())

    def share(choices: Choices) -> float:
        return sum(standing.utility(choices) for standing in standings.values()) / greatest

    issues = len(next(iter(standings.values())).options)
    climbed = _record(AnnealedText(CHANGES[issues]), standings, (Climber(), Mutator()), seed)
    text = climbed.entries[-1 - len(standings)].act.choices  # read out before the last vote
    agreed = _record(Bidding(), standings, (Bidder(hottest=HOTTEST, annealed_only=True), Matcher()), seed).end.agreement
    return Outcome(climbing=share(text), bidding=None if agreed is None else share(agreed))


def _record(
    protocol: AnnealedText | Bidding,
    standings: Mapping[str, SortedTable],
    seats: tuple[Strategy, Mediator],
    seed: int,
) -> Record:
    options = next(iter(standings.values())).options
    game = Talk(standings=standings, options=options, protocol=protocol, mediators={"mediator": frozenset({"draft"})})
    return play(game, {**dict.fromkeys(standings, seats[0]), "mediator": seats[1]}, seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Means over the runs of one size, each with its standard error; the share of runs without a deal."""

    agents: int
    issues: int
    runs: int
    figures: Mapping[str, tuple[float, float] | None]


def line(agents: int, issues: int, outcomes: Sequence[Outcome]) -> Line:
    """Over these runs."""
    deals = [outcome.bidding for outcome in outcomes if outcome.bidding is not None]
    return Line(
        agents=agents, issues=issues, runs=len(outcomes),
        figures={
            "climbing": _mean([outcome.climbing for outcome in outcomes]),
            "bidding": _mean(deals) if deals else None,
            "no deal": _mean([float(outcome.bidding is None) for outcome in outcomes]),
        },
    )  # fmt: skip


def _mean(numbers: Sequence[float]) -> tuple[float, float]:
    error = np.std(numbers, ddof=1) / len(numbers) ** 0.5 if len(numbers) > 1 else float("nan")
    return float(np.mean(numbers)), float(error)


def shown(row: Line) -> str:
    """The line with the reference beside it, and what is further from it than the tolerance."""
    parts = []
    for name, found in row.figures.items():
        reference = REFERENCE[row.agents][name][row.issues - ISSUES[0]]
        ours = "none" if found is None else f"{found[0]:.3f} ± {found[1]:.3f}"
        within = (found is None) == (reference is None) and (found is None or abs(found[0] - reference) <= TOLERANCE)
        parts.append(
            f"{name} {ours} ({'none' if reference is None else f'{reference:.2f}'}{'' if within else ', off'})"
        )
    return f"{row.agents} agents, {row.issues} issues, {row.runs} runs: " + "; ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, help="runs of each size (12 for 2 agents, 20 for 4)")
    parser.add_argument("--agents", type=int, nargs="+", choices=sorted(REFERENCE), default=sorted(REFERENCE))
    parser.add_argument("--issues", type=int, nargs="+", choices=ISSUES, default=ISSUES)
    asked = parser.parse_args()
    print("means ± standard errors, in brackets the reference; `off`: further from it than", TOLERANCE)
    for agents in asked.agents:
        for issues in asked.issues:
            runs = range(asked.runs or RUNS[agents])
            outcomes = [played(scenario(agents, issues, run), run) for run in runs]
            print(shown(line(agents, issues, outcomes)), flush=True)


if __name__ == "__main__":
    main()
