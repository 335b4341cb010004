"""A space cut into two halves of its issues, each listed, so that questions can meet in the middle.

Boxes that reach into both halves split each into groups that match the same of them, and groups are met pair by pair
(after Horowitz & Sahni 1974, who have no boxes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.elimination import Choices, Layer, settle, settling_order, start, successors, take
from mediant.analysis.extremes import TooTied
from mediant.analysis.tables import Integers, Tables
from mediant.analysis.thinning import futures

LARGEST_HALF = 1 << 20
"""Partial outcomes that a half may have while it is listed in full."""
THINNED_HALF = 1 << 17
"""About so many are kept of each half where one would be larger."""
MOST_PAIRS = 4_096
"""Pairs of groups that are met for one question."""
MOST_MET = 4_000_000
"""Pairs of groups that are looked at once, when the halves are made."""
Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Pruning:
    """Which partial outcomes are worth listing.

    kept : from (n_rows,) groups and (n_rows, n_columns) utilities the rows that matter, ascending; thinned : the same
    for about so many rows, and what leaving out the others may cost.
    """

    kept: Callable[[Rows, Integers], Rows]
    thinned: Callable[[Rows, Integers, int], tuple[Rows, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """Partial outcomes over some issues, sorted by group and then by the first column, ascending.

    choices : (n_rows, n_settled); utilities : (n_rows, n_columns); starts : where each group begins, and the end;
    live : (n_groups, n_crossing) whether each box that reaches into the other half can still be matched.
    """

    settled: tuple[int, ...]
    choices: Choices
    utilities: Integers
    starts: Rows
    live: NDArray[np.bool_]

    def group(self, number: int) -> slice:
        """The rows of a group."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))

    @property
    def greatest(self) -> Integers:
        """(n_groups,) the greatest of the first column."""
        return np.asarray(self.utilities[self.starts[1:] - 1, 0])


@dataclass(frozen=True, slots=True, eq=False)
class Halves:
    """Two halves that together make the outcomes which cross no red line.

    pairs : (n_pairs, 2) groups of the left and of the right half that may meet, the pair with the greatest sum of first
    columns first; adds : (n_pairs,) what the boxes add there that both match; most : (n_pairs,) that sum, with it.
    whole : whether nothing was left out but what the pruning does not want; complete : whether all pairs are there;
    slack : what thinning may have cost.
    """

    left: Half
    right: Half
    pairs: Rows
    adds: Integers
    most: Integers
    whole: bool
    complete: bool
    slack: int

    def reaching(self, level: int) -> Iterator[tuple[slice, slice, int]]:
        """Rows of the left and of the right group, and what is added, for the pairs that can reach a level."""
        count = int(np.searchsorted(-self.most, -level, side="right"))
        for (left, right), add in zip(self.pairs[:count].tolist(), self.adds[:count].tolist(), strict=True):
            yield self.left.group(left), self.right.group(right), add

    def first(self, left: Rows, right: Rows) -> tuple[int, ...]:
        """The first in the order of the file of the outcomes that these rows make, one of each half."""
        chosen = []
        for issue in sorted((*self.left.settled, *self.right.settled)):
            half, rows = (self.left, left) if issue in self.left.settled else (self.right, right)
            options = half.choices[rows, half.settled.index(issue)]
            chosen.append(int(options.min()))
            kept = options == chosen[-1]
            left, right = left[kept], right[kept]
        return tuple(chosen)


def halves(tables: Tables, pruning: Pruning, *, largest: int = LARGEST_HALF, thinned: int = THINNED_HALF) -> Halves:
    """The tables in two halves; where one has more than `largest` partial outcomes, about `thinned` of it.

    Boxes may add to the first column alone. Raises TooTied where they leave too many different futures open.
    """
    order = settling_order(tables)
    cut = _cut(tables, order, largest)
    left, left_slack = _listed(tables, order[:cut], pruning, (largest, thinned))
    right, right_slack = _listed(tables, order[cut:], pruning, (largest, thinned))
    crossing = sorted(left.open)
    one, other = _half(left, crossing), _half(right, crossing)
    pairs, adds, most = _pairs(tables, crossing, one, other)
    slacks = [slack for slack in (left_slack, right_slack) if slack is not None]
    complete = len(pairs) <= MOST_PAIRS
    pairs, adds, most = pairs[:MOST_PAIRS], adds[:MOST_PAIRS], most[:MOST_PAIRS]
    return Halves(one, other, pairs, adds, most, complete and not slacks, complete, sum(slacks))


def _cut(tables: Tables, order: tuple[int, ...], largest: int) -> int:
    """How many issues of the order make the left half: few boxes reach across, where both halves can be listed."""
    sizes = np.cumsum([0.0, *(np.log(len(tables.worth[issue])) for issue in order)])
    longer = np.maximum(sizes, sizes[-1] - sizes)
    small = longer <= np.log(largest)
    if not small.any():
        return int(longer.argmin())
    sides = [frozenset(order[:cut]) for cut in range(len(sizes))]
    marks = [frozenset(box.marks) for box in tables.ties]
    across = [sum(bool(side & issues) and not side >= issues for issues in marks) for side in sides]
    return int(np.lexsort((longer, across, ~small))[0])


def _listed(
    tables: Tables, issues: tuple[int, ...], pruning: Pruning, sizes: tuple[int, int]
) -> tuple[Layer, int | None]:
    """The partial outcomes over these issues, and what thinning may have cost, None where there was none."""
    largest, thinned = sizes
    layer, slack = start(tables), None
    for issue in issues:
        options = np.arange(len(tables.worth[issue]))
        if len(layer.utilities) > 1 and len(layer.utilities) * len(options) > largest:
            rows, cost = pruning.thinned(futures(layer.live), layer.utilities, thinned // len(options))
            layer, slack = _rows(layer, rows), (slack or 0) + cost
            if len(layer.utilities) * len(options) > 2 * largest:
                raise TooTied
        found = successors(layer, tables, issue, options)
        layer = settle(layer, tables, issue, take(found, pruning.kept(futures(found.live), found.utilities)))
    return layer, slack


def _rows(layer: Layer, rows: Rows) -> Layer:
    return Layer(layer.settled, layer.open, layer.choices[rows], layer.utilities[rows], layer.live[rows])


def _half(layer: Layer, crossing: list[int]) -> Half:
    live = layer.live[:, [layer.open.index(box) for box in crossing]]
    groups = futures(live)
    order = np.lexsort((layer.utilities[:, 0], groups))
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    ends = np.append(starts, len(order))
    return Half(layer.settled, layer.choices[order], layer.utilities[order], ends, live[order[starts]])


def _pairs(tables: Tables, crossing: list[int], left: Half, right: Half) -> tuple[Rows, Integers, Integers]:
    """Groups that may meet, what the boxes add that both match, and the greatest sum, that one first."""
    if len(left.live) * len(right.live) > MOST_MET:
        raise TooTied
    adding = [place for place, box in enumerate(crossing) if box < len(tables.boxes)]
    lines = [place for place, box in enumerate(crossing) if box >= len(tables.boxes)]
    bonus = tables.bonus[[crossing[place] for place in adding], 0]
    adds = (left.live[:, adding] * bonus) @ right.live[:, adding].T.astype(np.int64)
    crossed = left.live[:, lines].astype(np.int64) @ right.live[:, lines].T.astype(np.int64)
    pairs = np.argwhere(crossed == 0)
    sums = adds[pairs[:, 0], pairs[:, 1]]
    most = left.greatest[pairs[:, 0]] + right.greatest[pairs[:, 1]] + sums
    order = np.argsort(-most, kind="stable")
    return pairs[order], sums[order], most[order]
