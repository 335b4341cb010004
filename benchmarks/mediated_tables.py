"""Tables and a picture of how good packages are, from results of `bench_mediators`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from benchmarks.bench_mediators import Result

STUDENT = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10)
"""97.5 % quantiles of Student's t with 1, 2, ... degrees of freedom."""


def interval(values: Sequence[float]) -> str:
    """Mean and half of its 95 % interval: Student's t, from 30 values on the normal distribution."""
    freedom = len(values) - 1
    if not freedom:
        return f"{values[0]:.3f}"
    quantile = STUDENT[freedom - 1] if freedom <= len(STUDENT) else 2.09 if freedom < 29 else 1.96
    return f"{np.mean(values):.3f} ± {quantile * np.std(values, ddof=1) / np.sqrt(len(values)):.3f}"


def table(results: Sequence[Result]) -> str:
    """A line for each space, number of parties, kind, share of wrong answers and budget."""
    lines = [
        "| space | parties | questions | wrong | egalitarian share | Nash share | irrational | asked | CPU s |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for (space, parties, kind, wrong, questions), batch in _batches(results, _cell):
        cells = (
            space,
            f"{parties}, {kind}",
            f"{questions}",
            f"{wrong:.0%}",
            interval([one.egalitarian for one in batch]),
            interval([one.nash for one in batch]),
            _refused(batch),
            f"{np.mean([one.asked for one in batch]):.0f}",
            f"{np.mean([one.seconds for one in batch]):.1f}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def curve_table(results: Sequence[Result]) -> str:
    """A line for all budgets: egalitarian share with its interval, then the Nash share."""
    budgets = sorted({one.questions for one in results})
    lines = [
        f"| space | parties | wrong | {' | '.join(map(str, budgets))} | irrational |",
        "|---" * (len(budgets) + 4) + "|",
    ]
    for (space, parties, kind, wrong), batch in _batches(results, _row):
        by_budget = [[one for one in batch if one.questions == budget] for budget in budgets]
        cells = [
            f"{interval([one.egalitarian for one in part])}; {np.mean([one.nash for one in part]):.3f}"
            for part in by_budget
        ]
        lines.append(f"| {space} | {parties}, {kind} | {wrong:.0%} | {' | '.join(cells)} | {_refused(batch)} |")
    return "\n".join(lines)


def _refused(batch: Sequence[Result]) -> str:
    return f"{sum(not one.rational for one in batch)} of {len(batch)}"


def _cell(one: Result) -> Any:
    return one.space, one.parties, one.kind, one.wrong, one.questions


def _row(one: Result) -> Any:
    return one.space, one.parties, one.kind, one.wrong


def _batches(results: Sequence[Result], key: Callable[[Result], Any]) -> Iterator[tuple[Any, list[Result]]]:
    def order(one: Result) -> Any:
        return one.space != "small", one.space, one.parties, one.kind != "random", one.wrong, one.questions

    for named, batch in groupby(sorted(results, key=order), key):
        yield named, list(batch)
