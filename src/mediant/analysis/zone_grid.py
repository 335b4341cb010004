"""Bounds on the number of outcomes above a floor where an exact count would cost too much. Arrays only.

Utilities are rounded to a grid between the least possible and the floor: down for the lower bound, up for the upper
bound, to the nearest for the estimate. Counts are held as floats; their relative error, far below `_SAFETY`, is taken
off the lower bound and added to the upper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
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
_BLOCK = 100  # sums of neighbouring tables that are formed before rounding


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
    if not len(front):
        return 0, 0, 0
    blocks = _blocks(free)
    base = [table.min(axis=0) for table in blocks]
    floor = floor - sum(base, start=front.min(axis=0))
    front = front - front.min(axis=0)
    blocks = [table - least for table, least in zip(blocks, base, strict=True)]
    while cells > 1 and cells * sum(min(len(table), cells) for table in blocks) > WORK:
        cells //= 2
    steps = max(1, int(cells ** (1 / len(floor))) - 1)
    width = np.maximum(-(-floor // steps), 1)
    low, near, high = (
        _count(front, counts, blocks, floor, _Grid(width, rounding))
        for rounding in (np.floor_divide, _divide_near, _divide_up)
    )
    return int(np.ceil(low * (1 - _SAFETY))), int(near), int(high * (1 + _SAFETY))


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """Cell widths (k,) and how a number is brought to a cell."""

    width: Integers
    rounding: Rounding


def _blocks(free: Sequence[Integers]) -> list[Integers]:
    """Neighbouring tables summed while a block stays small: what is summed before it is rounded loses less."""
    blocks: list[Integers] = []
    for table in free:
        if blocks and len(blocks[-1]) * len(table) <= _BLOCK:
            blocks[-1] = (blocks[-1][:, None] + table[None]).reshape(-1, table.shape[1])
        else:
            blocks.append(table)
    return blocks


def _count(front: Integers, counts: NDArray[Any], blocks: Sequence[Integers], floor: Integers, grid: _Grid) -> float:
    """Number of sums at or above the floor, both counted in cells; front and blocks are at least 0."""
    top = np.maximum(-(-floor // grid.width), 0)  # everything up there is safe: one cell
    held = np.zeros(top + 1)
    np.add.at(held, tuple(np.minimum(grid.rounding(front, grid.width), top).T), counts.astype(np.float64))
    for table in blocks:
        moved = np.zeros_like(held)
        moves = np.minimum(grid.rounding(table, grid.width), top)
        multiples = np.bincount(np.ravel_multi_index(tuple(moves.T), held.shape), minlength=held.size)
        places = np.flatnonzero(multiples)
        shifts = np.stack(np.unravel_index(places, held.shape), axis=1)
        for shift, times in zip(shifts, multiples[places], strict=True):
            _add_shifted(moved, held, shift, float(times))
        held = moved
    return float(held[tuple(top)])


def _add_shifted(target: Floats, held: Floats, shift: Integers, times: float) -> None:
    """Add `times` what is held, moved up by `shift` cells; what would leave the grid gathers in its last cells."""
    sizes = held.shape
    for leaves in product((False, True), repeat=len(sizes)):
        if any(out and not cells for out, cells in zip(leaves, shift, strict=True)):
            continue
        source = tuple(
            slice(size - cells, None) if out else slice(0, size - cells)
            for out, cells, size in zip(leaves, shift, sizes, strict=True)
        )
        where = tuple(-1 if out else slice(cells, None) for out, cells in zip(leaves, shift, strict=True))
        gathered = tuple(axis for axis, out in enumerate(leaves) if out)
        target[where] += times * (held[source].sum(axis=gathered) if gathered else held[source])


def _divide_up(numbers: Integers, width: Integers) -> Integers:
    return -(-numbers // width)


def _divide_near(numbers: Integers, width: Integers) -> Integers:
    return (numbers + width // 2) // width
