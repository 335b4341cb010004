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
WORK = 2_000_000_000
"""Most moves of a cell; where issues have very many options the grid is coarser instead."""
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
    while cells > 1 and cells * sum(min(len(table), cells) for table in free) > WORK:
        cells //= 2
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
        moves = np.minimum(rounding(table, width), top)
        multiples = np.bincount(np.ravel_multi_index(tuple(moves.T), grid.shape), minlength=grid.size)
        shifts = np.flatnonzero(multiples)
        moved = np.zeros_like(grid)
        for shift, times in zip(np.stack(np.unravel_index(shifts, grid.shape), axis=1), multiples[shifts], strict=True):
            moved += times * _shifted(grid, shift)
        grid = moved
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
