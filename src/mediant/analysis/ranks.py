"""The best outcomes of one party in order, without listing the space.

Issues are settled one after another. Of the partial outcomes with the same future only as many are kept as are asked
for: each of those is better than one that is left out, whatever comes (the K best by dynamic programming, Bellman &
Kalaba 1960).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.elimination import Candidates, Choices, settle, settling_order, start, successors, take
from mediant.analysis.extremes import TooTied
from mediant.analysis.tables import Integers, Tables
from mediant.analysis.thinning import futures

MOST_ROWS = 4_000_000
"""Partial outcomes that one step may keep."""


@dataclass(frozen=True, slots=True, eq=False)
class Ranked:
    """Outcomes, best first, equal ones in the order of the file: (n, n_issues) choices, (n,) utilities."""

    choices: Choices
    utilities: Integers


def best(tables: Tables, count: int) -> Ranked:
    """The `count` best outcomes of one party that cross no red line, or all where they are fewer.

    tables : of one column. Raises TooTied where boxes leave too many different futures open.
    """
    layer = start(tables)
    for issue in settling_order(tables):
        found = successors(layer, tables, issue, np.arange(len(tables.worth[issue])))
        rows = _foremost(found, count)
        if len(rows) > max(MOST_ROWS, count):
            raise TooTied
        layer = settle(layer, tables, issue, take(found, rows))
    order = np.argsort(-layer.utilities[:, 0], kind="stable")
    return Ranked(layer.choices[order], layer.utilities[order, 0])


def _foremost(found: Candidates, count: int) -> NDArray[np.intp]:
    """Row numbers, ascending, of the `count` best of each future; the first of equal ones."""
    if len(found.parents) <= count:
        return np.arange(len(found.parents))
    groups = futures(found.live)
    order = np.lexsort((-found.utilities[:, 0], groups))
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    places = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    return np.sort(order[places < count])
