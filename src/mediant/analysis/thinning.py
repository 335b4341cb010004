"""Fewer rows that stand for all, with a certain bound on what that loses. Arrays only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.pareto import efficient_rows_by_group

Integers = NDArray[np.int64]
Rows = NDArray[np.intp]


def representatives(utilities: Integers, groups: Rows, rows: int) -> tuple[Rows, Integers]:
    """At most about `rows` row numbers, ascending, and the width of the cells by which they were chosen.

    utilities : (n_rows, n_parties); groups : (n_rows,), rows of different groups never stand for each other. Rows are
    compared by the cells of a grid: a row whose cell is no better than another's is left out, so that every row has one
    that is kept and is below it by less than the width (n_parties,) in every column (the ε-approximate frontier of
    Papadimitriou & Yannakakis 2000). The grid is about as fine as `rows` allows.
    """
    width = np.zeros(utilities.shape[1], dtype=np.int64)
    low, high = utilities.min(axis=0), utilities.max(axis=0)
    order = np.argsort(-utilities.sum(axis=1), kind="stable")  # of one cell, keep the row of greatest sum
    kept, parts = order[:0], 1.0
    while True:
        finer = np.maximum((high - low) // int(parts), 1)
        cells = (utilities[order] - low) // finer
        found = order[efficient_rows_by_group(groups[order], cells)]
        if len(kept) and len(found) > rows:
            break
        kept, width, parts = found, finer, parts * 1.25 + 1
        if (width == 1).all():  # as fine as units are
            break
    return np.sort(kept), width
