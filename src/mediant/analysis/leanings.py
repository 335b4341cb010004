"""The outcome that scores most in a second column among those at or above a level in the first, without listing.

Of each half of the issues only the efficient partial outcomes count (Nemhauser & Ullmann 1969), and for each of one
half the best partner is the one of least utility that suffices, for there the score is greatest.
"""

from __future__ import annotations

import numpy as np

from mediant.analysis.halving import Halves, Pruning, Rows
from mediant.analysis.pareto import efficient_rows_by_group
from mediant.analysis.tables import Integers


def most_liked(halves: Halves, level: int) -> tuple[int, ...]:
    """The outcome of greatest score with a utility at or above a level.

    halves : of two columns, utility and score, by `EFFICIENT`; level : at most the greatest utility. Ties go to more
    utility, then to the first in the order of the file. Where the halves are not whole, another may score more, by at
    most their slack if all pairs of groups were met.
    """
    best: tuple[int, int] | None = None
    found: list[tuple[Rows, Rows]] = []
    for left, right, add in halves.reaching(level):
        reached, rows = _met(halves.left.utilities[left], halves.right.utilities[right], level - add)
        reached = (reached[0], reached[1] + add)
        if best is not None and reached < best:
            continue
        if best is None or reached > best:
            found = []
        best = reached
        found.append((rows[0] + left.start, rows[1] + right.start))
    return halves.first(*(np.concatenate([rows[side] for rows in found]) for side in (0, 1)))


def _met(left: Integers, right: Integers, level: int) -> tuple[tuple[int, int], tuple[Rows, Rows]]:
    """The greatest score of a sum of two rows at or above a level, its greatest utility, and all pairs that make both.

    left, right : (n_rows, 2) utilities and scores, utilities ascending, scores descending.
    """
    if len(left) > len(right):
        reached, (second, first) = _met(right, left, level)
        return reached, (first, second)
    first = np.arange(int(np.searchsorted(left[:, 0], level - right[-1, 0])), len(left))
    second = np.searchsorted(right[:, 0], level - left[first, 0])
    scores = left[first, 1] + right[second, 1]
    kept = np.flatnonzero(scores == scores.max())
    utilities = left[first[kept], 0] + right[second[kept], 0]
    kept = kept[utilities == utilities.max()]
    return (int(scores[kept[0]]), int(utilities.max())), (first[kept], second[kept])


def _thinned(groups: Rows, utilities: Integers, rows: int) -> tuple[Rows, int]:
    """Of each group and each of equal ranges of the score, the row of most utility; no score is missed by more."""
    scores = utilities[:, 1] - utilities[:, 1].min()
    width = int(scores.max()) // max(1, rows // (int(groups.max()) + 1)) + 1
    order = np.lexsort((utilities[:, 0], scores // width, groups))
    cells = (scores // width)[order]
    last = np.append((np.diff(cells) != 0) | (np.diff(groups[order]) != 0), [True])
    return np.sort(order[last]), width - 1


EFFICIENT = Pruning(efficient_rows_by_group, _thinned)
"""What no other of the same future beats in one column without losing in the other."""
