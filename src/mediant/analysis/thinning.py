"""Fewer rows that stand for all, with a certain bound on what that loses. Arrays only."""

from __future__ import annotations

from collections.abc import Sequence

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


def futures(live: NDArray[np.bool_]) -> NDArray[np.intp]:
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


def alike(live: NDArray[np.bool_], bonus: Sequence[Integers | None], groups: int) -> tuple[Rows, Integers]:
    """(n_rows,) group numbers, at most `groups` of them where that can be, and what ignoring boxes may cost each party.

    live : (n_rows, n_open); bonus : per open box what it adds (n_parties,), None for a red line. Where too many futures
    differ, those that differ only in the boxes that add least are taken for one. A red line is never ignored: what
    stands for another outcome must itself be allowed.
    """
    adding = [place for place, add in enumerate(bonus) if add is not None]
    if not adding:
        return futures(live), np.asarray(0)
    sizes = np.abs([add for add in bonus if add is not None])
    order = np.argsort((sizes / np.maximum(sizes.max(axis=0), 1)).max(axis=1), kind="stable")
    small = np.array(adding)[order]
    few, many = 0, len(small)
    while few < many:
        middle = (few + many) // 2
        fits = int(futures(np.delete(live, small[:middle], axis=1)).max(initial=0)) < groups
        few, many = (few, middle) if fits else (middle + 1, many)
    return futures(np.delete(live, small[:few], axis=1)), sizes[order[:few]].sum(axis=0)
