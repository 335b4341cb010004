"""Who did how well: means over seats with intervals, and what can be told apart. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mediant.tournaments.results import TENTHS
from mediant.tournaments.table import Table, counts_of

Floats = NDArray[np.float64]

MEASURES = ("score", "advantage", "agreed", "welfare", "frontier_distance", "nash_distance")
"""Columns of the table that are averaged; `score` ranks."""

DRAWS = 2_000
TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean with its 95 % interval, which is None where there is only one case to draw from."""

    mean: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a strategy did over all its seats, or all seats did under a protocol.

    rank : the best and the worst it may have: 1 and how many are certainly better, and how many are certainly not
    worse. failed : games that failed, of a strategy by its fault. means : by measure, None where no seat has it.
    offered : for each tenth of the time, the mean of what its offers were worth to it, from its reserve, 0, to its
    best outcome, 1.
    """

    name: str
    rank: tuple[int, int]
    seats: int
    failed: int
    means: Mapping[str, Mean | None]
    offered: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """What came out of a tournament. counts : of cases, games and failed games."""

    title: str
    counts: Mapping[str, int]
    strategies: tuple[Standing, ...]
    protocols: tuple[Standing, ...]


def ranked(title: str, table: Table) -> Ranked:
    """What came out, by strategy and by protocol."""
    return Ranked(title=title, counts=counts_of(table), strategies=ranking(table), protocols=ranking(table, "protocol"))


def ranking(
    table: Table, by: Literal["strategy", "protocol"] = "strategy", *, draws: int = DRAWS, seed: int = 0
) -> tuple[Standing, ...]:
    """Every strategy (or protocol) of the table, the greatest mean score first, equal ones by name.

    Intervals are of a bootstrap clustered by case (Davison & Hinkley 1997, 3.8): cases are drawn anew with
    replacement, with all games played on them, and the 2.5th and 97.5th percentile of the means are taken. Of two
    strategies one is certainly better when the interval of the difference of their scores, over the same draws, does
    not hold 0; with one case, when its score is greater.
    """
    column = getattr(table, by)
    names = sorted(set(column))
    places = {name: place for place, name in enumerate(names)}
    rows = np.array([places[name] for name in column])
    labels = {label: place for place, label in enumerate(dict.fromkeys(table.scenario))}
    cases = np.array([labels[label] for label in table.scenario])
    weights = _weights(len(labels), draws, seed)
    sums = {measure: _sums(getattr(table, measure), rows, cases, (len(names), len(labels))) for measure in MEASURES}
    ranks = _ranks(*sums["score"], weights)
    faults = np.bincount(rows, weights=_failed(table, by), minlength=len(names))
    curves = _curves(table, rows, len(names))
    found = [
        Standing(
            name=name,
            rank=ranks[at],
            seats=int((rows == at).sum()),
            failed=int(faults[at]),
            means={measure: _mean(total[at], count[at], weights) for measure, (total, count) in sums.items()},
            offered=curves[at],
        )
        for at, name in enumerate(names)
    ]
    return tuple(sorted(found, key=lambda one: (-_score(one), one.name)))


def _failed(table: Table, by: str) -> Floats:
    """(n_rows,) 1 where a failure counts: for the seat at fault, or once for the game."""
    if by == "strategy":
        return np.array(table.at_fault, dtype=float)
    firsts = zip(table.error, table.place, strict=True)
    return np.array([error is not None and place == 0 for error, place in firsts], dtype=float)


def _score(one: Standing) -> float:
    mean = one.means["score"]
    return -np.inf if mean is None else round(mean.mean / TIE) * TIE


def _weights(cases: int, draws: int, seed: int) -> NDArray[np.int64] | None:
    """(draws, cases) how often each case was drawn; None where there is only one."""
    if cases < 2:
        return None
    return np.random.default_rng(seed).multinomial(cases, np.full(cases, 1 / cases), size=draws)


def _sums(
    values: Sequence[float | None], rows: NDArray[np.int64], cases: NDArray[np.int64], shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """(n_strategies, n_cases) sums and counts of the values that are there."""
    numbers = np.array(values, dtype=float)  # None becomes NaN
    there = ~np.isnan(numbers)
    total, count = np.zeros(shape), np.zeros(shape)
    np.add.at(total, (rows[there], cases[there]), numbers[there])
    np.add.at(count, (rows[there], cases[there]), 1.0)
    return total, count


def _mean(total: Floats, count: Floats, weights: NDArray[np.int64] | None) -> Mean | None:
    if not count.sum():
        return None
    mean = float(total.sum() / count.sum())
    drawn = _drawn(total, count, weights)
    if drawn is None:
        return Mean(mean, None, None)
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Mean(mean, float(low), float(high))


def _drawn(total: Floats, count: Floats, weights: NDArray[np.int64] | None) -> Floats | None:
    """(draws,) means, NaN where a draw holds none of its cases."""
    if weights is None:
        return None
    counts = weights @ count
    means: Floats = np.divide(weights @ total, counts, out=np.full(len(weights), np.nan), where=counts > 0)
    return means


def _ranks(total: Floats, count: Floats, weights: NDArray[np.int64] | None) -> list[tuple[int, int]]:
    better = np.zeros((len(total), len(total)), dtype=bool)
    for one in range(len(total)):
        for other in range(len(total)):
            better[one, other] = _better(total[[one, other]], count[[one, other]], weights)
    above, below = better.sum(axis=0), better.sum(axis=1)
    return [(1 + int(up), len(total) - int(down)) for up, down in zip(above, below, strict=True)]


def _better(total: Floats, count: Floats, weights: NDArray[np.int64] | None) -> bool:
    """Whether the first of two is certainly better."""
    if not count.sum(axis=1).all():
        return bool(count[0].sum() > 0 and count[1].sum() == 0)
    first, second = (_drawn(total[k], count[k], weights) for k in (0, 1))
    if first is None or second is None:
        means = total.sum(axis=1) / count.sum(axis=1)
        return bool(means[0] - means[1] > TIE)
    return bool(np.nanpercentile(first - second, 2.5) > TIE)


def _curves(table: Table, rows: NDArray[np.int64], strategies: int) -> list[tuple[float | None, ...]]:
    offered = np.array(table.offered, dtype=float).reshape(-1, TENTHS)
    found = []
    for at in range(strategies):
        own = offered[rows == at]
        there = ~np.isnan(own)
        count = there.sum(axis=0)
        total = np.where(there, own, 0.0).sum(axis=0)
        found.append(tuple(float(t / n) if n else None for t, n in zip(total, count, strict=True)))
    return found
