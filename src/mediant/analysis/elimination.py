"""The exact frontier of a factored deal space of any size, without enumerating it.

Issues are settled one after another. A *layer* holds the partial outcomes worth keeping: of those with the same future
(the same open boxes still live) only the efficient ones, because whatever is added later is added to all alike: a
frontier of a sum lies in the sum of the frontiers. Boxes tie issues together; a box is open from the first of its
issues to the last. So cost grows with the layers' frontiers and with the tied groups, never with the space.

This is bucket elimination with sets of efficient vectors for messages (Dechter 1999; Rollón & Larrosa 2006), with what
the boxes can still tell apart as the context instead of the values of the separating issues.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.pareto import efficient_rows, efficient_rows_by_group
from mediant.analysis.tables import Integers, Tables

LARGEST_STEPS = 5
"""All steps together may cost as much as so many of the largest."""
Progress = Callable[[int, int], None]
Flags = NDArray[np.bool_]
Choices = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Efficient:
    """Efficient outcomes, in the order of the file, each the first of those with its utilities.

    choices : (n_rows, n_issues) option numbers; utilities : (n_rows, n_parties).
    slack : (n_parties,) zero when exact; otherwise every outcome has a row here that gives no party p less by more
    than slack[p].
    """

    choices: Choices
    utilities: Integers
    slack: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Partial outcomes over the `settled` issues (ascending), in lexicographic order.

    choices : (n_rows, n_settled); utilities : (n_rows, n_parties); live : (n_rows, n_open) whether each open box can
    still be matched.
    """

    settled: tuple[int, ...]
    open: tuple[int, ...]
    choices: Choices
    utilities: Integers
    live: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """A layer's successors, not yet pruned: row numbers of the layer, options, utilities, live boxes."""

    parents: NDArray[np.intp]
    options: Choices
    utilities: Integers
    live: Flags


def frontier(
    tables: Tables,
    *,
    limit: int,
    progress: Progress | None = None,
) -> Efficient:
    """Efficient outcomes among those that cross no red line.

    limit : how many candidates a layer may have (fewer in a long case, so that all steps together stay affordable);
    past it, rows that lie close together are thinned to one and the loss is accounted in `slack`.
    """
    layer = start(tables)
    slack = np.zeros(tables.n_parties, dtype=np.int64)
    order = settling_order(tables)
    spent = 0
    for step, issue in enumerate(order):
        options = useful_options(tables, issue)
        share = (LARGEST_STEPS * limit - spent) // (len(order) - step)
        room = min(limit, max(share, 1000)) // (1 + len(layer.open) // 4)  # open boxes cost as columns do
        layer, thinned = _thin(layer, room // len(options), tables)
        slack += thinned
        found = successors(layer, tables, issue, options)
        spent += len(found.parents) * (1 + len(layer.open) // 4)
        layer = settle(layer, tables, issue, _take(found, _efficient(found)))
        if progress:
            progress(step + 1, len(order))
    return Efficient(layer.choices, layer.utilities, slack)


def greatest(tables: Tables, party: int) -> int | None:
    """A party's greatest utility over the outcomes that cross no red line; None when all do."""
    best = frontier(tables.of_party(party), limit=1 << 62).utilities
    return int(best[0, 0]) if len(best) else None


def least(tables: Tables, party: int) -> int:
    """A party's least utility over all outcomes, red lines or not."""
    negated = greatest(tables.without_red_lines().of_party(party, sign=-1), 0)
    if negated is None:
        raise AssertionError("a space without red lines has outcomes")
    return -negated


def start(tables: Tables) -> Layer:
    """The layer before anything is settled: one empty outcome."""
    return Layer(
        (),
        (),
        np.empty((1, 0), dtype=np.int32),
        np.zeros((1, tables.n_parties), dtype=np.int64),
        np.empty((1, 0), dtype=bool),
    )


def settling_order(tables: Tables) -> tuple[int, ...]:
    """The order in which to settle issues.

    Tied ones first, each time one that leaves the fewest boxes open; then the free ones in the order of the file.
    """
    scopes = [frozenset(box.marks) for box in tables.ties]
    tied = sorted(frozenset().union(*scopes)) if scopes else []
    order: list[int] = []
    while tied:
        done = set(order)
        following = min(tied, key=lambda issue: _left_open(scopes, done | {issue}))
        order.append(following)
        tied.remove(following)
    return (*order, *(issue for issue in range(len(tables.worth)) if issue not in set(order)))


def successors(layer: Layer, tables: Tables, issue: int, options: NDArray[np.intp]) -> Candidates:
    """All ways to settle one more issue at one of these options, in the order of the file."""
    parents, chosen = _pairs(layer, issue, options)
    utilities = layer.utilities[parents] + tables.worth[issue][chosen]
    boxes, still_open = boxes_at(layer, tables, issue)
    if not boxes:
        return Candidates(parents, chosen.astype(np.int32), utilities, layer.live[parents])
    live = _live(layer, tables, issue, boxes, parents, chosen)
    alive = np.ones(len(parents), dtype=bool)
    for column, box in enumerate(boxes):
        if box in still_open:
            continue
        if box < len(tables.boxes):
            utilities[live[:, column]] += tables.bonus[box]
        else:
            alive &= ~live[:, column]
    kept = [column for column, box in enumerate(boxes) if box in still_open]
    found = Candidates(parents, chosen.astype(np.int32), utilities, live[:, kept])
    return found if alive.all() else _take(found, alive)


def settle(layer: Layer, tables: Tables, issue: int, found: Candidates) -> Layer:
    """The layer that these successors make."""
    position = _position(layer, issue)
    before = layer.choices[found.parents]
    choices = np.concatenate([before[:, :position], found.options[:, None], before[:, position:]], axis=1)
    boxes, still_open = boxes_at(layer, tables, issue)
    settled = (*layer.settled[:position], issue, *layer.settled[position:])
    return Layer(settled, tuple(box for box in boxes if box in still_open), choices, found.utilities, found.live)


def futures(live: Flags) -> NDArray[np.intp]:
    """(n_rows,) group numbers from 0: rows whose live boxes are the same have the same future."""
    if not live.shape[1]:
        return np.zeros(len(live), dtype=np.intp)
    packed = np.packbits(live, axis=1)
    words = np.zeros((len(live), -(-packed.shape[1] // 8) * 8), dtype=np.uint8)
    words[:, : packed.shape[1]] = packed
    groups = np.zeros(len(live), dtype=np.intp)
    for word in words.view(np.uint64).T:
        groups = groups * len(live) + np.unique(word, return_inverse=True)[1].ravel()
        groups = np.unique(groups, return_inverse=True)[1].ravel()
    return np.asarray(groups, dtype=np.intp)


def _efficient(found: Candidates) -> NDArray[np.intp]:
    if not found.live.shape[1]:
        return efficient_rows(found.utilities)
    return efficient_rows_by_group(futures(found.live), found.utilities)


def _take(found: Candidates, rows: NDArray[np.intp] | Flags) -> Candidates:
    return Candidates(found.parents[rows], found.options[rows], found.utilities[rows], found.live[rows])


def _position(layer: Layer, issue: int) -> int:
    return sum(settled < issue for settled in layer.settled)


def useful_options(tables: Tables, issue: int) -> NDArray[np.intp]:
    """Options that no other option of the issue with the same place in every box dominates, ascending."""
    marks = [box.marks[issue] for box in tables.ties if issue in box.marks]
    if not marks:
        return efficient_rows(tables.worth[issue])
    return efficient_rows_by_group(futures(np.stack(marks, axis=1)), tables.worth[issue])


def _pairs(layer: Layer, issue: int, options: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Row numbers and options of all successors, in lexicographic order."""
    rows = np.arange(len(layer.utilities))
    position = _position(layer, issue)
    if position == len(layer.settled):  # the new issue comes last: row by row is the order
        return np.repeat(rows, len(options)), np.tile(options, len(rows))
    prefixes = layer.choices[:, :position]
    new = np.zeros(len(rows), dtype=np.intp)
    if len(rows):
        new[1:] = (prefixes[1:] != prefixes[:-1]).any(axis=1)
    parents, chosen = np.tile(rows, len(options)), np.repeat(options, len(rows))
    order = np.argsort(np.cumsum(new)[parents], kind="stable")
    return parents[order], chosen[order]


def boxes_at(layer: Layer, tables: Tables, issue: int) -> tuple[tuple[int, ...], frozenset[int]]:
    """The boxes open while this issue is settled, and those of them still open afterwards."""
    opened = (box for box, tie in enumerate(tables.ties) if issue in tie.marks and box not in layer.open)
    boxes = (*layer.open, *opened)
    settled = {*layer.settled, issue}
    return boxes, frozenset(box for box in boxes if not settled.issuperset(tables.ties[box].marks))


def _live(
    layer: Layer,
    tables: Tables,
    issue: int,
    boxes: tuple[int, ...],
    parents: NDArray[np.intp],
    chosen: NDArray[np.intp],
) -> Flags:
    live = np.ones((len(parents), len(boxes)), dtype=bool)
    live[:, : len(layer.open)] = layer.live[parents]
    for column, box in enumerate(boxes):
        marks = tables.ties[box].marks.get(issue)
        if marks is not None:
            live[:, column] &= marks[chosen]
    return live


def _left_open(scopes: list[frozenset[int]], settled: set[int]) -> int:
    return sum(bool(scope & settled) and not scope <= settled for scope in scopes)


def _alike(layer: Layer, tables: Tables, groups: int) -> tuple[NDArray[np.intp], Integers]:
    """(n_rows,) group numbers, at most `groups` of them where that can be, and what ignoring boxes may cost each party.

    Where too many futures differ, those that differ only in the boxes that add least are taken for one. A red line is
    never ignored: what stands for another outcome must itself be allowed.
    """
    adding = np.array([place for place, box in enumerate(layer.open) if box < len(tables.boxes)], dtype=np.intp)
    bonus = np.abs(tables.bonus[[layer.open[place] for place in adding]])
    small = adding[np.argsort((bonus / np.maximum(np.ptp(layer.utilities, axis=0), 1)).max(axis=1, initial=0.0))]
    few, many = 0, len(small)
    while few < many:
        middle = (few + many) // 2
        fits = int(futures(np.delete(layer.live, small[:middle], axis=1)).max(initial=0)) < groups
        few, many = (few, middle) if fits else (middle + 1, many)
    ignored = [layer.open[place] for place in small[:few]]
    cost = np.abs(tables.bonus[ignored]).sum(axis=0).astype(np.int64)
    return futures(np.delete(layer.live, small[:few], axis=1)), cost


def _thin(layer: Layer, rows: int, tables: Tables) -> tuple[Layer, Integers]:
    """At most about `rows` rows that stand for all, and by how much at most what they stand for may be better.

    Rows are compared by the cells of a grid: a row whose cell is no better than another's is left out (the
    ε-approximate frontier of Papadimitriou & Yannakakis 2000). The grid is about as fine as `rows` allows.
    """
    width = np.zeros(layer.utilities.shape[1], dtype=np.int64)
    if len(layer.utilities) <= max(rows, 1):
        return layer, width
    low, high = layer.utilities.min(axis=0), layer.utilities.max(axis=0)
    groups, ignored = _alike(layer, tables, max(rows // 2, 1))
    order = np.argsort(-layer.utilities.sum(axis=1), kind="stable")  # of one cell, keep the row of greatest sum
    kept, parts = order[:0], 1.0
    while True:
        finer = np.maximum((high - low) // int(parts), 1)
        cells = (layer.utilities[order] - low) // finer
        found = order[efficient_rows_by_group(groups[order], cells)]
        if len(kept) and len(found) > rows:
            break
        kept, width, parts = found, finer, parts * 1.25 + 1
        if (finer == 1).all():
            break
    kept = np.sort(kept)
    thinned = Layer(layer.settled, layer.open, layer.choices[kept], layer.utilities[kept], layer.live[kept])
    return thinned, width + ignored
