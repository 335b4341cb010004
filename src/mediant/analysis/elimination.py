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
from mediant.analysis.thinning import alike, futures, representatives

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
    if not tables.ties:
        return _free_frontier(tables, limit, progress)
    layer = start(tables)
    slack = np.zeros(tables.n_parties, dtype=np.int64)
    order = settling_order(tables)
    spent = 0
    for step, issue in enumerate(order):
        options = useful_options(tables, issue)
        room = _room(limit, spent, len(order) - step) // (1 + len(layer.open) // 4)  # open boxes cost as columns do
        layer, thinned = _thin(layer, room // len(options), tables)
        slack += thinned
        found = successors(layer, tables, issue, options)
        spent += len(found.parents) * (1 + len(layer.open) // 4)
        layer = settle(layer, tables, issue, take(found, _efficient(found)))
        if progress:
            progress(step + 1, len(order))
    return Efficient(layer.choices, layer.utilities, slack)


def _room(limit: int, spent: int, left: int) -> int:
    """How many candidates the next step may have where `left` steps are left: at least 1,000 if `limit` allows."""
    return min(limit, max((LARGEST_STEPS * limit - spent) // left, 1000))


def _free_frontier(tables: Tables, limit: int, progress: Progress | None) -> Efficient:
    """As `frontier`, where nothing ties issues together.

    Every step then appends one issue to rows that are all alike but for their utilities, so steps are kept as links
    back, and choices are written down once, at the end.
    """
    utilities = np.zeros((1, tables.n_parties), dtype=np.int64)
    slack = np.zeros(tables.n_parties, dtype=np.int64)
    steps: list[tuple[NDArray[np.intp], Choices]] = []
    spent = 0
    for options, table in zip(_free_options(tables), tables.worth, strict=True):
        kept = np.arange(len(utilities))
        room = _room(limit, spent, len(tables.worth) - len(steps)) // len(options)
        if len(kept) > max(room, 1):
            kept, thinned = representatives(utilities, np.zeros(len(kept), dtype=np.intp), room)
            utilities, slack = utilities[kept], slack + thinned
        found = (utilities[:, None] + table[options]).reshape(-1, tables.n_parties)
        spent += len(found)
        alone = len(kept) == 1 or len(options) == 1  # options do not dominate each other, nor do rows
        rows = np.arange(len(found)) if alone else efficient_rows(found)
        parents, chosen = np.divmod(rows, len(options))
        steps.append((kept[parents], options[chosen].astype(np.int32)))
        utilities = found[rows]
        if progress:
            progress(len(steps), len(tables.worth))
    return Efficient(_choices_along(steps), utilities, slack)


def _choices_along(steps: list[tuple[NDArray[np.intp], Choices]]) -> Choices:
    """(n_rows, n_issues) the options on the way to each row of the last step; each step has its parents and options."""
    rows = np.arange(len(steps[-1][0]))
    choices = np.empty((len(rows), len(steps)), dtype=np.int32)
    for issue in range(len(steps) - 1, -1, -1):
        parents, chosen = steps[issue]
        choices[:, issue] = chosen[rows]
        rows = parents[rows]
    return choices


def _free_options(tables: Tables) -> list[NDArray[np.intp]]:
    """Per issue the `useful_options` where there are no boxes, found for all issues at once."""
    lengths = [len(table) for table in tables.worth]
    groups = np.repeat(np.arange(len(lengths)), lengths)
    rows = efficient_rows_by_group(groups, np.concatenate(tables.worth))
    starts = np.cumsum([0, *lengths])
    bounds = np.searchsorted(rows, starts).tolist()
    return [rows[bounds[i] : bounds[i + 1]] - start for i, start in enumerate(starts[:-1].tolist())]


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
    return found if alive.all() else take(found, alive)


def settle(layer: Layer, tables: Tables, issue: int, found: Candidates) -> Layer:
    """The layer that these successors make."""
    position = _position(layer, issue)
    before = layer.choices[found.parents]
    choices = np.concatenate([before[:, :position], found.options[:, None], before[:, position:]], axis=1)
    boxes, still_open = boxes_at(layer, tables, issue)
    settled = (*layer.settled[:position], issue, *layer.settled[position:])
    return Layer(settled, tuple(box for box in boxes if box in still_open), choices, found.utilities, found.live)


def _efficient(found: Candidates) -> NDArray[np.intp]:
    if not found.live.shape[1]:
        return efficient_rows(found.utilities)
    return efficient_rows_by_group(futures(found.live), found.utilities)


def take(found: Candidates, rows: NDArray[np.intp] | Flags) -> Candidates:
    """These of the candidates: row numbers, or whether each is wanted."""
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


def _thin(layer: Layer, rows: int, tables: Tables) -> tuple[Layer, Integers]:
    """At most about `rows` rows that stand for all, and by how much at most what they stand for may be better."""
    if len(layer.utilities) <= max(rows, 1):
        return layer, np.zeros(layer.utilities.shape[1], dtype=np.int64)
    bonus = [tables.bonus[box] if box < len(tables.boxes) else None for box in layer.open]
    groups, ignored = alike(layer.live, bonus, max(rows // 2, 1))
    kept, width = representatives(layer.utilities, groups, rows)
    thinned = Layer(layer.settled, layer.open, layer.choices[kept], layer.utilities[kept], layer.live[kept])
    return thinned, width + ignored
