"""Bargaining solutions over a table of gains. Arrays only.

Every function takes gains over the disagreement point, (n_outcomes, n_parties), of the outcomes acceptable to all in
the order of the file, and returns a row number, or None when there is no row. Ties go to the larger sum of gains, then
to the first row. Numbers closer than `tolerance` are equal; a gain below it counts as none.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TOLERANCE = 1e-9


def nash_solution(gains: Floats, *, tolerance: float = TOLERANCE) -> int | None:
    """The row with the greatest product of gains (Nash 1950). Products are compared to a relative `tolerance`."""
    if not len(gains):
        return None
    counted = np.where(gains < tolerance, 0.0, gains)
    scale = counted.max(axis=0)
    product = np.prod(counted / np.where(scale > 0, scale, 1.0), axis=1)
    best = float(product.max())
    return _first_best(gains, [product / best if best > 0 else product], tolerance)


def kalai_smorodinsky_solution(gains: Floats, *, tolerance: float = TOLERANCE) -> int | None:
    """The row that is leximin in shares of each party's best gain (Kalai & Smorodinsky 1975; Imai 1983).

    A party whose best gain is 0 counts with a share of 1.
    """
    if not len(gains):
        return None
    return _leximin(_shares(gains, gains.max(axis=0), tolerance), gains, tolerance)


def egalitarian_solution(gains: Floats, *, tolerance: float = TOLERANCE) -> int | None:
    """The row that is leximin in gains: the least is greatest, then the next (Kalai 1977)."""
    return _leximin(gains, gains, tolerance) if len(gains) else None


def utilitarian_solution(gains: Floats, *, tolerance: float = TOLERANCE) -> int | None:
    """The row with the greatest sum of utilities, which is the greatest sum of gains."""
    return _first_best(gains, [], tolerance) if len(gains) else None


def nearest_miss(shortfalls: Floats, *, tolerance: float = TOLERANCE) -> int | None:
    """The row whose largest shortfall is least.

    shortfalls : (n_outcomes, n_parties) walk-away less utility. Ties go to the smaller sum, then to the first row.
    """
    return _first_best(-shortfalls, [-shortfalls.max(axis=1)], tolerance) if len(shortfalls) else None


def _shares(gains: Floats, best: Floats, tolerance: float = TOLERANCE) -> Floats:
    """Gains as shares of these best ones, 1 where the best is none."""
    some = best > tolerance
    return np.where(some, gains / np.where(some, best, 1.0), 1.0)


def _leximin(shares: Floats, gains: Floats, tolerance: float) -> int:
    return _first_best(gains, list(np.sort(shares, axis=1).T), tolerance)


def _first_best(gains: Floats, keys: list[Floats], tolerance: float) -> int:
    """The first row that is greatest by each key in turn, then by the sum of gains."""
    rows = np.arange(len(gains))
    for key in (*keys, gains.sum(axis=1)):
        left = key[rows]
        rows = rows[left >= left.max() - tolerance]
        if len(rows) == 1:
            break
    return int(rows[0])


def largest_loss(name: str, gains: Floats, row: int, possible: Floats) -> float:
    """By how much at most the criterion at `row` misses its best, where gains may be as large as a row of `possible`.

    name : "nash" (product of gains), "kalai_smorodinsky" (least share of the best gain), "egalitarian" (least gain),
    "utilitarian" (sum); gains : (n_outcomes, n_parties) found; possible : (n_rows, n_parties) that bound all others.
    """
    measures: dict[str, Callable[[Floats, Floats], Floats]] = {
        "nash": lambda table, _: np.prod(np.maximum(table, 0.0), axis=1),
        "kalai_smorodinsky": lambda table, best: np.minimum(_shares(table, best), 1.0).min(axis=1),
        "egalitarian": lambda table, _: table.min(axis=1),
        "utilitarian": lambda table, _: table.sum(axis=1),
    }
    at_most = measures[name](possible, gains.max(axis=0))
    reached = measures[name](gains[row : row + 1], possible.max(axis=0))
    return max(float(at_most.max() - reached[0]), 0.0)
