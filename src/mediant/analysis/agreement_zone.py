"""How many outcomes everybody could live with, without enumerating them.

Partial outcomes with the same future and the same utilities are counted together. What can no longer fail, whatever
comes, is counted as just safe; what can no longer succeed is dropped. At the end two halves meet in the middle: the
pairs that reach the walk-aways together are counted by divide and conquer.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.elimination import Layer, boxes_at, settling_order, start, successors
from mediant.analysis.tables import Integers, Tables
from mediant.analysis.thinning import futures
from mediant.analysis.zone_grid import CELLS, grid_counts

Counts = NDArray[Any]

NO_FLOOR = np.iinfo(np.int64).min
"""The floor of a party that has no walk-away."""


@dataclass(frozen=True, slots=True)
class ZoneCount:
    """Number of outcomes in the zone: an estimate with bounds, all three the same when exact."""

    size: int
    low: int
    high: int

    @property
    def exact(self) -> bool:
        """Whether the count is certain."""
        return self.low == self.high


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """A layer whose rows stand for `counts` partial outcomes each; at most `lost` outcomes were given up on."""

    layer: Layer
    counts: Counts
    lost: int


def zone_count(tables: Tables, floor: Integers, *, limit: int) -> ZoneCount:
    """How many outcomes cross no red line and give every party p at least floor[p].

    floor : (n_parties,) in the unit of the tables, `NO_FLOOR` where a party has no walk-away. limit : how many
    candidates a layer may have; past it the free issues are counted on a grid, with certain bounds.
    """
    asked = np.flatnonzero(floor != NO_FLOOR)
    tables, floor = _columns(tables, asked), floor[asked]
    order = settling_order(tables)
    tied = len(frozenset().union(*(box.marks for box in tables.ties)))
    front, free = _nothing(tables), order[tied:]
    for issue in order[:tied]:
        room = limit // (1 + len(front.layer.open) // 4)  # open boxes cost as columns do
        front = _bounded(_extended(front, tables, issue, room), tables, floor)
    if not front.lost:
        total = _met_in_the_middle(front, tables, free, floor, limit)
        if total is not None:
            return ZoneCount(total, total, total)
    low, near, high = grid_counts(
        front.layer.utilities,
        front.counts,
        [tables.worth[issue] for issue in free],
        floor,
        cells=min(CELLS, limit),
    )
    high = min(high + front.lost, tables.size)
    return ZoneCount(min(max(near, low), high), low, high)


def dominance_count(above: Integers, weights: Counts, below: Integers, below_weights: Counts) -> Any:
    """Sum of the products of weights over the pairs in which `above` is at least `below` in every column.

    above : (n_above, k), weights : (n_above,); below : (n_below, k), below_weights : (n_below,). Divide and conquer
    along the first column.
    """
    if not len(above) or not len(below):
        return 0
    columns = above.shape[1]
    if columns == 0:
        return weights.sum() * below_weights.sum()
    if columns == 1:
        return _count_in_one(above[:, 0], weights, below[:, 0], below_weights)
    if len(above) * len(below) <= 1 << 13:
        reached = (above[:, None, :] >= below[None, :, :]).all(axis=2)
        return (weights * (reached * below_weights).sum(axis=1)).sum()
    pivot = _middle(above[:, 0], below[:, 0])
    if pivot is None:
        return dominance_count(above[:, 1:], weights, below[:, 1:], below_weights)
    upper, high = above[:, 0] >= pivot, below[:, 0] >= pivot
    return (
        dominance_count(above[upper, 1:], weights[upper], below[~high, 1:], below_weights[~high])
        + dominance_count(above[upper], weights[upper], below[high], below_weights[high])
        + dominance_count(above[~upper], weights[~upper], below[~high], below_weights[~high])
    )


def _middle(above: Integers, below: Integers) -> int | None:
    """A value near the median with something below it, or None when all are equal."""
    both = np.concatenate([above, below])
    pivot = np.partition(both, len(both) // 2)[len(both) // 2]
    if pivot > both.min():
        return int(pivot)
    greater = both[both > pivot]
    return int(greater.min()) if len(greater) else None


def _count_in_one(above: Integers, weights: Counts, below: Integers, below_weights: Counts) -> Any:
    order = np.argsort(above)
    from_here = np.append(weights[order][::-1].cumsum()[::-1], 0)  # weight of all at least as great
    return (from_here[np.searchsorted(above[order], below)] * below_weights).sum()


def _met_in_the_middle(
    front: _Counted, tables: Tables, free: tuple[int, ...], floor: Integers, limit: int
) -> int | None:
    """The exact count, settling the free issues from both ends; None when that passes the limit."""
    back = _nothing(tables)
    kinds = {issue: len(_distinct_options(tables, issue)[0]) for issue in free}
    while free:  # the smaller side first
        if min(len(front.counts) * kinds[free[0]], len(back.counts) * kinds[free[-1]]) > limit:
            return None
        if len(front.counts) * len(tables.worth[free[0]]) <= len(back.counts) * len(tables.worth[free[-1]]):
            front = _bounded(_extended(front, tables, free[0], limit), tables, floor)
            free = free[1:]
        else:
            back = _extended(back, tables, free[-1], limit)
            free = free[:-1]
        if front.lost or back.lost:
            return None
    needed = floor - front.layer.utilities
    return int(dominance_count(back.layer.utilities, back.counts, needed, front.counts))


def _nothing(tables: Tables) -> _Counted:
    whole = object if tables.size >= 1 << 62 else np.int64
    return _Counted(start(tables), np.ones(1, dtype=whole), 0)


def _extended(counted: _Counted, tables: Tables, issue: int, limit: int) -> _Counted:
    """One more issue settled; partial outcomes with the same future and utilities are counted together."""
    options, multiples = _distinct_options(tables, issue)
    counted = _cut(counted, tables, limit // len(options))
    found = successors(counted.layer, tables, issue, options)
    counts = counted.counts[found.parents] * multiples[np.searchsorted(options, found.options)]
    boxes, still_open = boxes_at(counted.layer, tables, issue)
    open_boxes = tuple(box for box in boxes if box in still_open)
    settled = tuple(sorted((*counted.layer.settled, issue)))
    choices = np.empty((len(counts), 0), dtype=np.int32)
    layer = Layer(settled, open_boxes, choices, found.utilities, found.live)
    return _merged(_Counted(layer, counts, counted.lost))


def _distinct_options(tables: Tables, issue: int) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """One option of each kind that nothing tells apart, ascending, and how many there are of its kind."""
    marks = [box.marks[issue] for box in tables.ties if issue in box.marks]
    kinds = np.column_stack([tables.worth[issue], *marks, np.zeros(len(tables.worth[issue]), dtype=np.int64)])
    ranked = np.lexsort(kinds.T)  # stable, so the first of each kind comes first
    new = np.append(True, (kinds[ranked][1:] != kinds[ranked][:-1]).any(axis=1))
    starts = np.flatnonzero(new)
    first, multiples = ranked[starts], np.diff(np.append(starts, len(ranked)))
    order = np.argsort(first)
    return first[order], multiples[order]


def _merged(counted: _Counted) -> _Counted:
    layer = counted.layer
    keys = (*layer.utilities.T, futures(layer.live))
    order = np.lexsort(keys)
    new = np.zeros(len(order), dtype=bool)
    new[:1] = True
    for key in keys:
        new[1:] |= key[order][1:] != key[order][:-1]
    starts = np.flatnonzero(new)
    counts = np.add.reduceat(counted.counts[order], starts) if len(starts) else counted.counts
    return _Counted(_rows(layer, order[starts]), counts, counted.lost)


def _bounded(counted: _Counted, tables: Tables, floor: Integers) -> _Counted:
    """Rows that cannot reach the floor dropped; rows that cannot miss it brought down to the same level."""
    layer = counted.layer
    rest = [issue for issue in range(len(tables.worth)) if issue not in layer.settled]
    most = np.array([table.max(axis=0) for table in tables.worth])[rest].sum(axis=0)
    least = np.array([table.min(axis=0) for table in tables.worth])[rest].sum(axis=0)
    for number, (box, bonus) in enumerate(zip(tables.boxes, tables.bonus, strict=True)):
        if number not in layer.open and not box.marks.keys().isdisjoint(layer.settled):
            continue  # counted already, or missed for good
        most, least = most + np.maximum(bonus, 0), least + np.minimum(bonus, 0)
    possible = (layer.utilities + most >= floor).all(axis=1)
    level = np.minimum(layer.utilities, floor - least)
    layer = Layer(layer.settled, layer.open, layer.choices, level, layer.live)
    return _merged(_Counted(_rows(layer, np.flatnonzero(possible)), counted.counts[possible], counted.lost))


def _cut(counted: _Counted, tables: Tables, rows: int) -> _Counted:
    """The rows that stand for most, at most `rows` of them; the others are given up and counted as lost."""
    if len(counted.counts) <= max(rows, 1):
        return counted
    order = np.argsort(counted.counts, kind="stable")[::-1]
    kept, gone = np.sort(order[: max(rows, 1)]), order[max(rows, 1) :]
    settled = prod(len(tables.worth[issue]) for issue in counted.layer.settled)
    lost = int(counted.counts[gone].sum()) * (tables.size // settled)
    return _Counted(_rows(counted.layer, kept), counted.counts[kept], counted.lost + lost)


def _rows(layer: Layer, rows: NDArray[np.intp]) -> Layer:
    return Layer(layer.settled, layer.open, layer.choices[rows], layer.utilities[rows], layer.live[rows])


def _columns(tables: Tables, parties: NDArray[np.intp]) -> Tables:
    return Tables(
        tuple(table[:, parties] for table in tables.worth), tables.boxes, tables.bonus[:, parties], tables.red_lines
    )
