"""The outcome of least utility at or above a level, for one party, without listing the space.

The issues are split into two halves, and all sums of each are listed once; a question then meets in the middle: for
each sum of one half, the least of the other that suffices (Horowitz & Sahni 1974). Boxes that reach into both halves
split them into groups that match the same of them, and groups are met pair by pair.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.elimination import Choices, Layer, settle, settling_order, start, successors, take
from mediant.analysis.extremes import TooTied
from mediant.analysis.tables import Integers, Tables
from mediant.analysis.thinning import futures

LARGEST_HALF = 1 << 20
"""Partial outcomes that a half may have while it is listed in full, equal ones counted once."""
THINNED_HALF = 1 << 17
"""About so many are kept of each half where one would be larger."""
MOST_PAIRS = 4_096
"""Pairs of groups that are met for one question."""
MOST_MET = 4_000_000
"""Pairs of groups that are looked at once, when the halves are made."""
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """Partial outcomes over some issues, sorted by group and then by utility, ascending.

    choices : (n_rows, n_settled); utilities : (n_rows,); starts : where each group begins, and the end; live :
    (n_groups, n_crossing) whether each box that reaches into the other half can still be matched.
    """

    settled: tuple[int, ...]
    choices: Choices
    utilities: Integers
    starts: Rows
    live: NDArray[np.bool_]

    def group(self, number: int) -> slice:
        """The rows of a group."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))


@dataclass(frozen=True, slots=True, eq=False)
class Halves:
    """Two halves that make all outcomes which cross no red line, where `exact`; otherwise many of them.

    pairs : (n_pairs, 2) groups of the left and of the right half that may meet, the pair with the greatest sum first;
    adds : (n_pairs,) what the boxes add that both match.
    """

    left: Half
    right: Half
    pairs: Rows
    adds: Integers
    exact: bool

    def at_least(self, level: int) -> tuple[int, ...]:
        """The outcome of least utility at or above a level; of several the first in the order of the file.

        level : at most the greatest utility. Where not `exact`, there may be one of less utility.
        """
        least: int | None = None
        found: list[tuple[Rows, Rows]] = []
        for (first, second), add in zip(self.pairs.tolist(), self.adds.tolist(), strict=True):
            left, right = self.left.group(first), self.right.group(second)
            sums, rows = _met(self.left.utilities[left], self.right.utilities[right], level - add)
            if not len(sums) or (least is not None and sums[0] + add > least):
                continue
            if least is None or sums[0] + add < least:
                found = []
            least = int(sums[0]) + add
            found.append((rows[0] + left.start, rows[1] + right.start))
        return self._first(found)

    def _first(self, found: list[tuple[Rows, Rows]]) -> tuple[int, ...]:
        """The first in the order of the file of these pairs of rows."""
        left, right = (np.concatenate([rows[side] for rows in found]) for side in (0, 1))
        chosen = {}
        for issue in sorted((*self.left.settled, *self.right.settled)):
            half, rows = (self.left, left) if issue in self.left.settled else (self.right, right)
            options = half.choices[rows, half.settled.index(issue)]
            chosen[issue] = int(options.min())
            kept = options == chosen[issue]
            left, right = left[kept], right[kept]
        return tuple(chosen.values())


def halves(tables: Tables, *, largest: int = LARGEST_HALF, thinned: int = THINNED_HALF) -> Halves:
    """All sums of one party (tables of one column) in two halves.

    Where a half has more than `largest`, it keeps about `thinned`: the greatest, the least, and an even selection.
    Raises TooTied where boxes leave too many different futures open.
    """
    order = settling_order(tables)
    cut = _cut(tables, order, largest)
    left, left_whole = _listed(tables, order[:cut], largest, thinned)
    right, right_whole = _listed(tables, order[cut:], largest, thinned)
    crossing = sorted(left.open)
    one, other = _half(left, crossing), _half(right, crossing)
    pairs, adds = _pairs(tables, crossing, one, other)
    whole = left_whole and right_whole and len(pairs) <= MOST_PAIRS
    return Halves(one, other, pairs[:MOST_PAIRS], adds[:MOST_PAIRS], whole)


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
    least = np.flatnonzero(sums == sums.min()) if len(sums) else first
    return sums[least], (first[least], second[least])


def _cut(tables: Tables, order: tuple[int, ...], largest: int) -> int:
    """How many issues of the order make the left half: few boxes reach across, where both halves can be listed."""
    sizes = np.cumsum([0.0, *(np.log(len(tables.worth[issue])) for issue in order)])
    longer = np.maximum(sizes, sizes[-1] - sizes)
    small = longer <= np.log(largest)
    if not small.any():
        return int(longer.argmin())
    sides = [frozenset(order[:cut]) for cut in range(len(sizes))]
    across = [
        sum(bool(side & box.marks.keys()) and not side >= box.marks.keys() for box in tables.ties) for side in sides
    ]
    return int(np.lexsort((longer, across, ~small))[0])


def _listed(tables: Tables, issues: tuple[int, ...], largest: int, thinned: int) -> tuple[Layer, bool]:
    """The partial outcomes over these issues, of equal ones the first, and whether these are all."""
    layer, whole = start(tables), True
    for issue in issues:
        options = np.arange(len(tables.worth[issue]))
        if len(layer.utilities) > 1 and len(layer.utilities) * len(options) > largest:
            layer, whole = _thinned(layer, thinned // len(options)), False
            if len(layer.utilities) * len(options) > 2 * largest:
                raise TooTied
        found = successors(layer, tables, issue, options)
        layer = settle(layer, tables, issue, take(found, _distinct(futures(found.live), found.utilities[:, 0])))
    return layer, whole


def _distinct(groups: Rows, utilities: Integers) -> Rows:
    """Row numbers, ascending, of the first of equal rows."""
    order = np.lexsort((utilities, groups))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (np.diff(utilities[order]) != 0) | (np.diff(groups[order]) != 0)
    return np.sort(order[new])


def _thinned(layer: Layer, rows: int) -> Layer:
    """About so many rows: of each group the greatest and the least, a fourth of all each, and an even selection."""
    groups = futures(layer.live)
    order = np.lexsort((layer.utilities[:, 0], groups))
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    lengths = np.diff(starts, append=len(order))
    above = np.arange(len(order)) - np.repeat(starts, lengths)
    below = np.repeat(lengths, lengths) - 1 - above
    kept = np.minimum(above, below) < max(1, rows // (4 * len(starts)))
    even = np.linspace(0, len(order) - 1, max(rows - int(kept.sum()), 0)).astype(np.intp)
    kept[even] = True
    chosen = np.sort(order[kept])
    return Layer(layer.settled, layer.open, layer.choices[chosen], layer.utilities[chosen], layer.live[chosen])


def _half(layer: Layer, crossing: list[int]) -> Half:
    live = layer.live[:, [layer.open.index(box) for box in crossing]]
    groups = futures(live)
    order = np.lexsort((layer.utilities[:, 0], groups))
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    return Half(
        layer.settled,
        layer.choices[order],
        layer.utilities[order, 0],
        np.append(starts, len(order)),
        live[order[starts]],
    )


def _pairs(tables: Tables, crossing: list[int], left: Half, right: Half) -> tuple[Rows, Integers]:
    """Groups that may meet and what the boxes add that both match, the pair with the greatest sum first."""
    if len(left.live) * len(right.live) > MOST_MET:
        raise TooTied
    adding = [place for place, box in enumerate(crossing) if box < len(tables.boxes)]
    lines = [place for place, box in enumerate(crossing) if box >= len(tables.boxes)]
    bonus = tables.bonus[[crossing[place] for place in adding], 0]
    adds = (left.live[:, adding] * bonus) @ right.live[:, adding].T.astype(np.int64)
    crossed = left.live[:, lines].astype(np.int64) @ right.live[:, lines].T.astype(np.int64)
    pairs = np.argwhere(crossed == 0)
    most = left.utilities[left.starts[1:] - 1][pairs[:, 0]] + right.utilities[right.starts[1:] - 1][pairs[:, 1]]
    sums = adds[pairs[:, 0], pairs[:, 1]]
    order = np.argsort(-(most + sums), kind="stable")
    return pairs[order], sums[order]
