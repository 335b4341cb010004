"""Bounds on the number of outcomes above a floor where an exact count would cost too much. Arrays only.

Utilities are rounded to a grid between the least possible and the floor: down for the lower bound, up for the upper
bound, to the nearest for the estimate. Counts are held as floats; their relative error, far below `_SAFETY`, is taken
off the lower bound and added to the upper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Rounding = Callable[[Integers, Integers], Integers]

CELLS = 250_000
_SAFETY = 1e-9


def grid_counts(
    front: Integers, counts: NDArray[Any], free: Sequence[Integers], floor: Integers, *, cells: int = CELLS
) -> tuple[int, int, int]:
    """Lower bound, estimate and upper bound of the number of sums that reach the floor in every column.

    front : (n_rows, k) utilities that stand for `counts` outcomes each; free : tables (n_options, k), one option of
    each to be added; floor : (k,). cells : size of the grid.
    """
    if not len(floor):
        total = int(counts.sum()) * prod(len(table) for table in free)
        return total, total, total
    base = [table.min(axis=0) for table in free]
    span = floor - sum(base, start=front.min(axis=0, initial=np.iinfo(np.int64).max))
    steps = max(1, int(cells ** (1 / len(floor))) - 1)
    width = np.maximum(-(-span // steps), 1)
    low, near, high = (
        _count(front, counts, [table - least for table, least in zip(free, base, strict=True)],
               floor - sum(base, start=np.zeros_like(floor)), width, rounding)
        for rounding in (np.floor_divide, _divide_near, _divide_up)
    )  # fmt: skip
    return int(np.ceil(low * (1 - _SAFETY))), int(near), int(high * (1 + _SAFETY))


def _count(
    front: Integers,
    counts: NDArray[Any],
    free: Sequence[Integers],
    floor: Integers,
    width: Integers,
    rounding: Rounding,
) -> float:
    if not len(front):
        return 0.0
    origin = front.min(axis=0)
    top = np.maximum(-(-(floor - origin) // width), 0)  # everything up there is safe: one cell
    grid = np.zeros(top + 1)
    cells = np.minimum(rounding(front - origin, width), top)
    np.add.at(grid, tuple(cells.T), counts.astype(np.float64))
    for table in free:
        shifts, multiples = np.unique(np.minimum(rounding(table, width), top), axis=0, return_counts=True)
        grid = sum(
            (times * _shifted(grid, shift) for shift, times in zip(shifts, multiples, strict=True)),
            start=np.zeros_like(grid),
        )
    return float(grid[tuple(top)])


def _shifted(grid: Floats, shift: Integers) -> Floats:
    """The grid moved up by `shift` cells along each axis; what would leave it gathers in the last cell."""
    for axis, cells in enumerate(shift):
        if cells == 0:
            continue
        moved = np.zeros_like(grid)
        inside = np.moveaxis(grid, axis, 0)
        target = np.moveaxis(moved, axis, 0)
        target[cells:] = inside[: len(inside) - cells]
        target[-1] += inside[len(inside) - cells :].sum(axis=0)
        grid = moved
    return grid


def _divide_up(numbers: Integers, width: Integers) -> Integers:
    return -(-numbers // width)


def _divide_near(numbers: Integers, width: Integers) -> Integers:
    return (numbers + width // 2) // width
