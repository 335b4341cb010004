"""Which rows of a table of utilities are efficient. Arrays only; whole numbers, so that ties are ties.

Dominance here is the usual one: y dominates x when y is at least x in every column and greater in one.
The method is the divide and conquer of Kung, Luccio & Preparata (1975): sorted by the first column, no later row can
dominate an earlier one, so the later half has only to be compared with what survives of the earlier half, in one
column less.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Rows = NDArray[np.intp]

_BRUTE = 1 << 17  # pairs compared at once rather than divided further
_BLOCK = 256  # rows of a sweep handled together
_FARTHEST = 1 << 62  # numbers up to here can be added without overflow
_CHAMPIONS = 16  # rows of large sum that strike out most of the others first


def efficient_rows(utilities: Integers) -> Rows:
    """Numbers of the rows that no other row dominates, ascending; of equal rows the first.

    utilities : (n_rows, n_parties).
    """
    n_rows, n_parties = utilities.shape
    if n_rows <= 1 or n_parties == 1:
        return np.arange(n_rows)[: n_rows and 1] if n_rows <= 1 else np.array([utilities[:, 0].argmax()])
    order = np.lexsort(-utilities.T[::-1])
    if n_parties == 2:
        rows = order[_staircase(utilities[order, 1])]
        rows.sort()
        return rows
    table = utilities[order]
    new = np.ones(n_rows, dtype=bool)
    new[1:] = (table[1:] != table[:-1]).any(axis=1)
    order, table = order[new], table[new]
    if n_parties == 3:
        return np.sort(order[_sweep(table)])
    rest = _not_beaten_by_champions(table)
    return np.sort(order[_divide(table, rest)])


def efficient_rows_by_group(groups: Rows, utilities: Integers) -> Rows:
    """As `efficient_rows`, within each group of rows: rows of different groups never dominate each other.

    groups : (n_rows,), numbered from 0.
    """
    if not len(groups) or not groups.any():
        return efficient_rows(utilities)
    if utilities.shape[1] == 2:
        order = np.lexsort((-utilities[:, 1], -utilities[:, 0], groups))
        # a later group starts above everything of the groups before it
        rows = order[_staircase(_stacked(groups, utilities[:, 1])[order])]
        rows.sort()
        return rows
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    parts = np.split(order, starts[1:])
    return np.sort(np.concatenate([part[efficient_rows(utilities[part])] for part in parts]))


def _stacked(groups: Rows, column: Integers) -> Integers:
    """(n_rows,) numbers in the order of the column within each group, every group above those before it."""
    low = int(column.min())
    step = int(column.max()) - low + 1
    if step * (int(groups.max()) + 1) < _FARTHEST:
        return np.asarray((column - low) + groups * step)
    ranks = np.unique(column, return_inverse=True)[1].ravel()
    return np.asarray(ranks + groups * len(groups))


def covered(above: Integers, below: Integers) -> NDArray[np.bool_]:
    """For each row of `below`, whether some row of `above` is at least as great in every column.

    above : (n_above, k); below : (n_below, k). Equal counts as covered.
    """
    if not len(above) or not len(below):
        return np.zeros(len(below), dtype=bool)
    columns = above.shape[1]
    if columns == 1:
        return np.asarray(below[:, 0] <= above[:, 0].max())
    if columns == 2:
        return _covered_in_two(above, below)
    if len(above) * len(below) <= _BRUTE:
        return _covered_by_pairs(above, below)
    return _covered_by_halves(above, below)


def _staircase(heights: NDArray[np.int64] | NDArray[np.intp]) -> NDArray[np.bool_]:
    """Rows higher than every row before them."""
    kept = np.empty(len(heights), dtype=bool)
    kept[:1] = True
    np.greater(heights[1:], np.maximum.accumulate(heights)[:-1], out=kept[1:])
    return kept


def _covered_by_pairs(above: Integers, below: Integers) -> NDArray[np.bool_]:
    reached = below[:, None, 0] <= above[None, :, 0]
    for k in range(1, above.shape[1]):
        reached &= below[:, None, k] <= above[None, :, k]
    return np.asarray(reached.any(axis=1))


def _covered_in_two(above: Integers, below: Integers) -> NDArray[np.bool_]:
    order = np.argsort(above[:, 0])
    best = np.maximum.accumulate(above[order[::-1], 1])[::-1]  # greatest second column from here up
    first = np.searchsorted(above[order, 0], below[:, 0])
    found = first < len(order)
    found[found] = best[first[found]] >= below[found, 1]
    return np.asarray(found)


def _covered_by_halves(above: Integers, below: Integers) -> NDArray[np.bool_]:
    """Split both at a value of the first column: the upper part covers the lower by the other columns alone."""
    pivot = np.partition(above[:, 0], len(above) // 2)[len(above) // 2]
    if pivot == above[:, 0].min():  # no value below it: everything of `above` is in the upper part
        upper = np.ones(len(above), dtype=bool)
        if pivot == above[:, 0].max():
            found = below[:, 0] <= pivot
            found[found] = covered(above[:, 1:], below[found, 1:])
            return np.asarray(found)
        upper = above[:, 0] > pivot
        pivot = above[upper, 0].min()
    else:
        upper = above[:, 0] >= pivot
    low = below[:, 0] < pivot
    found = np.zeros(len(below), dtype=bool)
    found[low] = covered(above[upper, 1:], below[low, 1:])
    found[~low] = covered(above[upper], below[~low])
    low[found] = False
    found[low] = covered(above[~upper], below[low])
    return found


def _not_beaten_by_champions(table: Integers) -> Rows:
    """Rows that the rows of greatest sum do not dominate; `table` holds no row twice."""
    rows = np.arange(len(table))
    if len(table) <= 4 * _CHAMPIONS:
        return rows
    low, high = table.min(axis=0), table.max(axis=0)
    height = ((table - low) / np.maximum(high - low, 1)).sum(axis=1)
    champions = np.argpartition(height, -_CHAMPIONS)[-_CHAMPIONS:]
    columns = np.ascontiguousarray(table.T)
    for champion in champions[np.argsort(-height[champions])]:
        reached = columns[0] <= table[champion, 0]
        for k in range(1, len(columns)):
            reached &= columns[k] <= table[champion, k]
        reached[rows == champion] = False
        rows, columns = rows[~reached], columns[:, ~reached]
    return rows


def _sweep(table: Integers) -> Rows:
    """Efficient rows of a table of three columns sorted downwards, no row twice.

    Block by block along the first column, each compared with the staircase of the other two columns of all before it.
    """
    kept: list[Rows] = []
    stairs = np.empty((0, 2), dtype=np.int64)
    for start in range(0, len(table), _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, len(table)))
        rows = rows[~_under(stairs, table[rows, 1:])]
        if len(rows) > 1:
            block = table[rows, 1:]
            reached = (block[:, None, 0] <= block[None, :, 0]) & (block[:, None, 1] <= block[None, :, 1])
            rows = rows[~np.tril(reached, -1).any(axis=1)]
        if len(rows):
            kept.append(rows)
            stairs = _climb(np.concatenate([stairs, table[rows, 1:]]))
    return np.concatenate(kept)


def _climb(points: Integers) -> Integers:
    """The staircase of points in two columns: first column ascending, second descending."""
    points = points[np.lexsort((-points[:, 1], -points[:, 0]))]
    return points[_staircase(points[:, 1])][::-1]


def _under(stairs: Integers, points: Integers) -> NDArray[np.bool_]:
    """Which points lie on or under the staircase."""
    step = np.searchsorted(stairs[:, 0], points[:, 0])
    found = step < len(stairs)
    found[found] = stairs[step[found], 1] >= points[found, 1]
    return np.asarray(found)


def _divide(table: Integers, rows: Rows) -> Rows:
    """Efficient ones of these rows of a table sorted downwards, no row twice."""
    if len(rows) * len(rows) <= _BRUTE:
        part = table[rows, 1:]
        reached = part[:, None, 0] <= part[None, :, 0]
        for k in range(1, part.shape[1]):
            reached &= part[:, None, k] <= part[None, :, k]
        return rows[~np.tril(reached, -1).any(axis=1)]
    half = len(rows) // 2
    upper = _divide(table, rows[:half])
    lower = rows[half:]
    lower = lower[~covered(table[upper, 1:], table[lower, 1:])]
    return np.concatenate([upper, _divide(table, lower)]) if len(lower) else upper
