"""The outcome of least utility at or above a level, for one party, without listing the space.

All sums of each half of the issues are listed once; for each sum of one half, the least of the other that suffices is
then looked up (Horowitz & Sahni 1974).
"""

from __future__ import annotations

import numpy as np

from mediant.analysis.halving import Halves, Pruning, Rows
from mediant.analysis.tables import Integers


def at_least(halves: Halves, level: int) -> tuple[int, ...]:
    """The outcome of least utility at or above a level; of several the first in the order of the file.

    halves : of one column, by `SUMS`; level : at most the greatest utility. Where the halves are not whole, there may
    be one of less utility.
    """
    least: int | None = None
    found: list[tuple[Rows, Rows]] = []
    for left, right, add in halves.reaching(level):
        sums, rows = _met(halves.left.utilities[left, 0], halves.right.utilities[right, 0], level - add)
        if least is not None and sums[0] + add > least:
            continue
        if least is None or sums[0] + add < least:
            found = []
        least = int(sums[0]) + add
        found.append((rows[0] + left.start, rows[1] + right.start))
    return halves.first(*(np.concatenate([rows[side] for rows in found]) for side in (0, 1)))


def _met(left: Integers, right: Integers, level: int) -> tuple[Integers, tuple[Rows, Rows]]:
    """The least sum at or above a level of one number of each of two ascending arrays, and all pairs that make it."""
    if len(left) > len(right):
        sums, (second, first) = _met(right, left, level)
        return sums, (first, second)
    low = int(np.searchsorted(left, level - right[-1]))
    high = int(np.searchsorted(left, level - right[0])) + 1  # above this, the least of the right always suffices
    first = np.arange(low, min(high, len(left)))
    second = np.searchsorted(right, level - left[first])
    sums = left[first] + right[second]
    least = np.flatnonzero(sums == sums.min())
    return sums[least], (first[least], second[least])


def _distinct(groups: Rows, utilities: Integers) -> Rows:
    """The first of equal rows."""
    order = np.lexsort((utilities[:, 0], groups))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(utilities[order, 0]) != 0) | (np.diff(groups[order]) != 0)
    return np.sort(order[new])


def _spread(groups: Rows, utilities: Integers, rows: int) -> tuple[Rows, int]:
    """Of each group the greatest and the least, a fourth of all each, and an even selection of the others.

    What that costs is seen in each answer: how far it is above the level.
    """
    order = np.lexsort((utilities[:, 0], groups))
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    lengths = np.diff(starts, append=len(order))
    above = np.arange(len(order)) - np.repeat(starts, lengths)
    below = np.repeat(lengths, lengths) - 1 - above
    kept = np.minimum(above, below) < max(1, rows // (4 * len(starts)))
    kept[np.linspace(0, len(order) - 1, max(rows - int(kept.sum()), 0)).astype(np.intp)] = True
    return np.sort(order[kept]), 0


SUMS = Pruning(_distinct, _spread)
"""All different sums."""
