"""How likely outcomes are to be acceptable: counted over every outcome of a small space, or over given ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.fits import TOLERANCE
from mediant.analysis.sampling import Draws
from mediant.analysis.unknowns import Floats, Mask

Integers = NDArray[np.intp]
Flags = NDArray[np.bool_]
Progress = Callable[[int, int, str], None]

BLOCK = 256
CHUNK_NUMBERS = 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """Over every outcome in the order of the file.

    accepted : (outcomes, parties) in how many draws; zone : (draws,) how many outcomes are acceptable to all.
    """

    accepted: Integers
    zone: Integers


def count_all(draws: Sequence[Draws], progress: Progress | None = None) -> Counted:
    """In how many draws each party could accept each outcome, without holding (outcomes, draws) at once.

    The last issues, together at most about `BLOCK` outcomes, are one table; every way to settle the issues before them
    only moves the threshold against which that table is compared.
    """
    sizes = draws[0].knowledge.sizes
    cut = _cut(sizes)
    rows, width = prod(sizes[:cut]), prod(sizes[cut:])
    counters = [_Counter.of(each, cut) for each in draws]
    accepted = np.zeros((rows, width, len(draws)), dtype=np.intp)
    zone = np.zeros(len(draws[0]), dtype=np.intp)
    heads = _all_outcomes(sizes[:cut])
    for row, head in enumerate(heads):
        both: Flags | None = None
        for party, counter in enumerate(counters):
            good = counter.acceptable(head)
            good[counter.forbidden[row]] = False
            accepted[row, :, party] = count_true(good)
            both = good if both is None else np.logical_and(both, good, out=both)
        if both is not None:
            zone += _count_columns(both)
        if progress and row % 64 == 0:
            progress(row, rows, "chances of every outcome")
    return Counted(accepted.reshape(-1, len(draws)), zone)


def acceptable(draws: Draws, outcomes: Integers) -> Flags:
    """(outcomes, draws) whether the party could accept each of these outcomes (outcomes, issues)."""
    good = np.ones((len(outcomes), len(draws)), dtype=bool)
    if draws.walk_away is not None:
        step = max(1, CHUNK_NUMBERS // len(draws))
        for start in range(0, len(outcomes), step):
            part = slice(start, start + step)
            good[part] = draws.utilities(outcomes[part]) >= draws.walk_away - TOLERANCE
    good[draws.crosses(outcomes)] = False
    return good


def ranked(chances: Floats, gains: Floats) -> Integers:
    """Rows by the chance to be acceptable to all, ties by the mean total gain, then in the given order.

    chances : (outcomes, parties), of independent draws, so the chance of all is their product; gains : (outcomes,).
    """
    together = chances.prod(axis=1)
    order: Integers = np.lexsort((-np.round(gains, 9), -np.round(together, 12)))
    return order


def mean_gains(draws: Sequence[Draws]) -> Floats:
    """(all outcomes,) the mean over the draws of the sum over parties of utility less disagreement."""
    sizes = draws[0].knowledge.sizes
    total = np.zeros(prod(sizes))
    for each in draws:
        total += _outer([table.mean(axis=0) for table in each.contributions]) - each.disagreement.mean()
        for term, mask in enumerate(each.knowledge.when):
            total[matching(mask, sizes)] += each.adds[:, term].mean()
    return total


def matching(mask: Mask, sizes: Sequence[int]) -> Flags:
    """(outcomes,) which outcomes of the whole product of these issues match; every issue of the mask is among them."""
    flags = [mask.get(issue, np.ones(size, dtype=bool)) for issue, size in enumerate(sizes)]
    return reduce(lambda left, right: (left[:, None] & right[None, :]).ravel(), flags, np.ones(1, dtype=bool))


def outcomes_at(rows: Integers, sizes: Sequence[int]) -> Integers:
    """(rows, issues) option positions of outcomes given by their number in the order of the file."""
    return np.stack(np.unravel_index(rows, tuple(sizes)), axis=1).astype(np.intp)


def count_true(flags: Flags) -> Integers:
    """(rows,) how many of each row are true: eight at a time, as bytes of a word, which 255 steps cannot overflow."""
    total = np.zeros(len(flags), dtype=np.intp)
    whole = flags.shape[1] // 8 * 8
    for start in range(0, whole, 8 * 255):
        words = flags[:, start : min(start + 8 * 255, whole)].view(np.uint64)
        sums = np.ascontiguousarray(words.sum(axis=1, dtype=np.uint64))
        total += sums.view(np.uint8).reshape(-1, 8).sum(axis=1, dtype=np.intp)
    return np.asarray(total + np.count_nonzero(flags[:, whole:], axis=1))


def _count_columns(flags: Flags) -> Integers:
    parts = (flags[start : start + 255] for start in range(0, len(flags), 255))
    return sum(
        (part.view(np.uint8).sum(axis=0, dtype=np.uint8).astype(np.intp) for part in parts),
        np.zeros(flags.shape[1], dtype=np.intp),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Counter:
    """One party's tables, (options, draws): of the leading issues one each, of the trailing ones all together."""

    leading: list[Floats]
    trailing: Floats
    walk_away: Floats | None
    adds: Floats
    when: Sequence[tuple[Mask, Flags | None]]  # leading part, and which trailing outcomes match the rest
    forbidden: Flags  # (leading outcomes, trailing outcomes)

    @staticmethod
    def of(draws: Draws, cut: int) -> _Counter:
        sizes = draws.knowledge.sizes
        tables = [np.ascontiguousarray(table.T) for table in draws.contributions]
        trailing = reduce(lambda left, right: (left[:, None] + right[None]).reshape(-1, left.shape[1]), tables[cut:])
        adds = np.ascontiguousarray(draws.adds.T)
        when = []
        for mask in draws.knowledge.when:
            rest = {issue - cut: options for issue, options in mask.items() if issue >= cut}
            lead = {issue: options for issue, options in mask.items() if issue < cut}
            when.append((lead, matching(rest, sizes[cut:]) if rest else None))
        never = np.zeros(prod(sizes), dtype=bool)
        for mask in draws.knowledge.never:
            never |= matching(mask, sizes)
        return _Counter(tables[:cut], trailing, draws.walk_away, adds, when, never.reshape(prod(sizes[:cut]), -1))

    def acceptable(self, head: Integers) -> Flags:
        """(trailing outcomes, draws) when the leading issues are settled so."""
        if self.walk_away is None:
            return np.ones(self.trailing.shape, dtype=bool)
        threshold = self.walk_away - TOLERANCE
        for table, option in zip(self.leading, head, strict=True):
            threshold = threshold - table[option]
        moved = self.trailing
        for term, (lead, rest) in enumerate(self.when):
            if not all(options[head[issue]] for issue, options in lead.items()):
                continue
            if rest is None:
                threshold = threshold - self.adds[term]
            else:
                moved = moved + rest[:, None] * self.adds[term]
        return moved >= threshold


def _cut(sizes: Sequence[int]) -> int:
    """Where the trailing issues begin."""
    cut = len(sizes) - 1
    while cut > 0 and prod(sizes[cut - 1 :]) <= BLOCK:
        cut -= 1
    return cut


def _all_outcomes(sizes: Sequence[int]) -> Integers:
    if not sizes:
        return np.zeros((1, 0), dtype=np.intp)
    return outcomes_at(np.arange(prod(sizes)), sizes)


def _outer(vectors: Sequence[Floats]) -> Floats:
    return reduce(lambda left, right: (left[:, None] + right[None, :]).ravel(), vectors, np.zeros(1))
