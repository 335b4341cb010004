"""The best outcomes of one party in order, without listing the space.

Issues are settled in the order of the file. Partial outcomes with the same future (the same open boxes still live)
share one node, and what can be added from a node at most is known exactly; so a best-first
search never opens one that is not among the best. Options of an issue are taken up one by one (Lawler 1972).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.elimination import Candidates, settle, start, successors, take
from mediant.analysis.extremes import TooTied
from mediant.analysis.tables import Integers, Tables
from mediant.analysis.thinning import futures

MOST_CELLS = 50_000_000
"""Ways to settle one more issue, times the boxes open."""


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """All ways to settle one issue, node by node, those of a node by what they lead to at most, then by option.

    worth : of each way, with the most that can follow; option; node : the one it leads to; begins : where the ways of
    each node begin, and the end.
    """

    worth: list[int]
    option: list[int]
    node: list[int]
    begins: list[int]


def best(tables: Tables, count: int) -> list[tuple[int, ...]]:
    """The `count` best outcomes of one party that cross no red line, best first, equal ones in the order of the file.

    tables : of one column. All are given where they are fewer. Raises TooTied where boxes leave too many different
    futures open.
    """
    return list(islice(_in_order(_steps(tables)), count))


def _in_order(steps: list[_Step]) -> Iterator[tuple[int, ...]]:
    first = steps[0]
    heap: list[tuple[int, tuple[int, ...], int, int]] = []  # the worth that it can reach, negated; choices; node; way
    if first.worth:
        heap.append((-first.worth[0], (first.option[0],), 0, 0))
    while heap:
        height, chosen, node, way = heappop(heap)
        step = steps[len(chosen) - 1]
        if way + 1 < step.begins[node + 1]:  # the next best option of the same issue
            further = height + step.worth[way] - step.worth[way + 1]
            heappush(heap, (further, (*chosen[:-1], step.option[way + 1]), node, way + 1))
        if len(chosen) == len(steps):
            yield chosen
            continue
        following, node = steps[len(chosen)], step.node[way]
        way = following.begins[node]
        heappush(heap, (height, (*chosen, following.option[way]), node, way))


def _steps(tables: Tables) -> list[_Step]:
    """The steps from the first issue to the last; only ways that can be completed."""
    layer, found = start(tables), []
    for issue, table in enumerate(tables.worth):
        if len(layer.utilities) * len(table) * (1 + len(layer.open)) > MOST_CELLS:
            raise TooTied
        ways = successors(layer, tables, issue, np.arange(len(table)))
        gains = ways.utilities[:, 0] - layer.utilities[ways.parents, 0]
        nodes, firsts = _nodes(ways)
        found.append((ways, gains, nodes, len(layer.utilities)))
        layer = settle(layer, tables, issue, take(ways, firsts))
    steps: list[_Step] = []
    most, there = np.zeros(len(layer.utilities), dtype=np.int64), np.ones(len(layer.utilities), dtype=bool)
    for ways, gains, nodes, parents in reversed(found):
        step, most, there = _step(ways, gains + most[nodes], np.where(there[nodes], nodes, -1), parents)
        steps.append(step)
    return steps[::-1]


def _nodes(ways: Candidates) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The node each way leads to, numbered by their first ways, and these first ways."""
    groups = futures(ways.live)
    _, firsts, numbers = np.unique(groups, return_index=True, return_inverse=True)
    order = np.argsort(firsts)
    places = np.empty(len(order), dtype=np.intp)
    places[order] = np.arange(len(order))
    return places[numbers.reshape(-1)], firsts[order]


def _step(
    ways: Candidates, worth: Integers, nodes: NDArray[np.intp], parents: int
) -> tuple[_Step, Integers, NDArray[np.bool_]]:
    """The step, the most that each of its nodes leads to, and whether it leads to an outcome at all."""
    alive = np.flatnonzero(nodes >= 0)
    order = alive[np.lexsort((ways.options[alive], -worth[alive], ways.parents[alive]))]
    begins = np.searchsorted(ways.parents[order], np.arange(parents + 1))
    there = begins[:-1] < begins[1:]
    most = np.zeros(parents, dtype=np.int64)
    most[there] = worth[order[begins[:-1][there]]]
    step = _Step(worth[order].tolist(), ways.options[order].tolist(), nodes[order].tolist(), begins.tolist())
    return step, most, there
