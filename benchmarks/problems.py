"""The same random negotiations for both sides: as a `Case` of mediant, and as utility functions of NegMAS."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediant.model.case import Case
from mediant.model.files import load_case
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import Preferences, Term

Floats = NDArray[np.float64]

ROOT = Path(__file__).resolve().parents[1]
TALKS = ROOT / "cases" / "news" / "cairo-2024"


@dataclass(frozen=True, slots=True)
class Problem:
    """Additive preferences over `issues` issues of `options` options each.

    Weights are Dirichlet(1, ..., 1); values are uniform, then stretched issue by issue so that the worst option is
    worth 0 and the best 1. opposed : the second party's value of an option is 1 less the first's.
    """

    parties: int
    issues: int
    options: int = 10
    opposed: bool = False
    walk_away: float = 0.2


def numbers(problem: Problem, seed: int) -> tuple[Floats, Floats]:
    """Weights (n_parties, n_issues) and values (n_parties, n_issues, n_options)."""
    rng = np.random.default_rng([seed, problem.parties, problem.issues])
    weights = rng.dirichlet(np.ones(problem.issues), problem.parties)
    values = rng.uniform(size=(problem.parties, problem.issues, problem.options))
    values -= values.min(axis=2, keepdims=True)
    values /= values.max(axis=2, keepdims=True)
    if problem.opposed:
        values[1] = 1.0 - values[0]
    return weights, values


def names(problem: Problem) -> tuple[list[str], tuple[str, ...]]:
    """The ids of the issues, and the options that every issue has."""
    return [f"issue-{i}" for i in range(problem.issues)], tuple(f"option-{j}" for j in range(problem.options))


def as_case(problem: Problem, seed: int) -> Case:
    """The negotiation as a fresh `Case`."""
    weights, values = numbers(problem, seed)
    issues, options = names(problem)
    return Case(
        title="random",
        parties=_parties(problem.parties),
        issues=tuple(Issue(id=issue, name=issue, options=options) for issue in issues),
        preferences={
            f"party-{p}": Preferences(
                weights=dict(zip(issues, weights[p].tolist(), strict=True)),
                values={
                    issue: dict(zip(options, row.tolist(), strict=True))
                    for issue, row in zip(issues, values[p], strict=True)
                },
                walk_away=problem.walk_away,
            )
            for p in range(problem.parties)
        },
    )


def as_negmas(problem: Problem, seed: int) -> tuple[Any, list[Any]]:
    """The negotiation as a fresh outcome space and utility functions of NegMAS."""
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction

    weights, values = numbers(problem, seed)
    issues, options = names(problem)
    space = make_os([make_issue(list(options), issue) for issue in issues])
    return space, [
        LinearAdditiveUtilityFunction(
            values=[dict(zip(options, row.tolist(), strict=True)) for row in values[p]],
            weights=weights[p].tolist(),
            outcome_space=space,
            reserved_value=problem.walk_away,
        )
        for p in range(problem.parties)
    ]


def ten_issues() -> Path | None:
    """The folder of GENIUS' `10issues` scenario (two parties, 20 hyper-rectangles each), where it is at hand."""
    shared = Path(os.environ.get("MEDIANT_SHARED", ROOT.parent / "shared"))
    folder = shared / "data" / "genius" / "10issues"
    return folder if folder.is_dir() else None


def boxes(seed: int, *, n_issues: int = 10, n_boxes: int = 20) -> Case:
    """`10issues` where it is at hand and its size is asked for, else one of its shape."""
    folder = ten_issues()
    if folder and n_boxes == 20:
        return load_case(folder)
    rng = np.random.default_rng([seed, n_issues, n_boxes])
    issues = tuple(Issue(id=f"i{i}", name=f"i{i}", options=Range(low=0, high=9, step=1)) for i in range(n_issues))
    nothing = {issue.id: dict.fromkeys(issue.options, 0.0) for issue in issues}
    return Case(
        title="hyper-rectangles",
        parties=_parties(2),
        issues=issues,
        preferences={
            party.id: Preferences(values=nothing, together=tuple(_box(issues, rng) for _ in range(n_boxes)))
            for party in _parties(2)
        },
    )


def _box(issues: tuple[Issue, ...], rng: np.random.Generator) -> Term:
    chosen = rng.choice(len(issues), size=min(4, len(issues)), replace=False)
    when = {}
    for issue in sorted(chosen):
        low, high = sorted(rng.integers(0, 10, size=2).tolist())
        when[issues[issue].id] = tuple(range(low, high + 1))
    return Term(when=when, add=float(rng.integers(1, 100)))


def _parties(number: int) -> tuple[Party, ...]:
    return tuple(Party(id=f"party-{p}", name=f"Party {p}") for p in range(number))
