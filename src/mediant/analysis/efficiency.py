"""How likely outcomes are to be efficient: that nothing which crosses no red line would be better for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.chances import matching, outcomes_at
from mediant.analysis.elimination import frontier
from mediant.analysis.fits import TOLERANCE
from mediant.analysis.sampling import Draws
from mediant.analysis.tables import Box, Tables
from mediant.analysis.unknowns import Floats, Mask

Integers = NDArray[np.intp]
Flags = NDArray[np.bool_]
Progress = Callable[[int, int, str], None]

HALF = 4_096
"""Most outcomes of one half of the issues, for the fast way of two parties."""
WORK = 400_000
"""Most outcomes times draws that are examined the fast way (at least `FEWEST` draws)."""
FEWEST = 50
SLOW = {2: 100, 3: 50}
"""Draws that are examined by elimination, by the number of parties; `FEW` where there are more."""
FEW = 20
LIMIT = 200_000
UNIT = 1e-12
FINE = 1e-15
"""Part of a party's numbers that is the unit where they are large; rounding stays far below 1,000 of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Efficient:
    """efficient : (draws examined, outcomes); exact : False where some may count as efficient that are not quite."""

    efficient: Flags
    exact: bool


def efficient(draws: Sequence[Draws], outcomes: Integers, progress: Progress | None = None) -> Efficient:
    """Draw by draw, whether no outcome that crosses nobody's red line dominates each of these (outcomes, issues).

    An outcome that itself crosses a red line is not efficient. Examines all draws where two parties and two halves of
    the issues that nothing ties make it fast, else the first few.
    """
    halves = _halves(draws) if len(draws) == 2 else None
    if halves:
        count = int(np.clip(WORK // max(1, len(outcomes)), FEWEST, len(draws[0])))
        found, exact = _by_halves([each.first(count) for each in draws], outcomes, halves, progress), True
    else:
        count = min(len(draws[0]), SLOW.get(len(draws), FEW))
        found, exact = _by_elimination([each.first(count) for each in draws], outcomes, progress)
    crossed = np.any([each.crosses(outcomes) for each in draws], axis=0)
    found[:, crossed] = False
    return Efficient(found, exact)


def _masks(draws: Sequence[Draws]) -> list[Mask]:
    return [mask for each in draws for mask in (*each.knowledge.when, *each.knowledge.never)]


def _halves(draws: Sequence[Draws]) -> tuple[list[int], list[int]] | None:
    """The issues in two halves of at most `HALF` outcomes, no term or red line across; None where that cannot be."""
    sizes = draws[0].knowledge.sizes
    group = list(range(len(sizes)))
    for mask in _masks(draws):
        joined = {group[issue] for issue in mask}
        group = [min(joined) if each in joined else each for each in group]
    groups = [[issue for issue in range(len(sizes)) if group[issue] == each] for each in sorted(set(group))]
    groups.sort(key=lambda issues: -prod(sizes[issue] for issue in issues))
    left: list[int] = []
    right: list[int] = []
    for issues in groups:
        small = min((left, right), key=lambda half: prod(sizes[issue] for issue in half))
        small.extend(issues)
    fits = all(prod(sizes[issue] for issue in half) <= HALF for half in (left, right))
    return (sorted(left), sorted(right)) if fits else None


def _by_halves(
    draws: Sequence[Draws], outcomes: Integers, halves: tuple[list[int], list[int]], progress: Progress | None
) -> Flags:
    count = len(draws[0])
    whole = [each.utilities(outcomes) for each in draws]
    found = np.ones((count, len(outcomes)), dtype=bool)
    slight = (_slight(draws[0]), _slight(draws[1]))
    chunk = 128
    for start in range(0, count, chunk):
        part = slice(start, min(start + chunk, count))
        parts = [_half(draws, issues, part) for issues in halves]
        for row in range(part.stop - start):
            left, right = (_stairs(first[row], second[row]) for first, second in parts)
            points = whole[0][:, start + row], whole[1][:, start + row]
            found[start + row] = ~_dominated(points, left, right, slight)
        if progress:
            progress(part.stop, count, "efficient outcomes")
    return found


def _half(draws: Sequence[Draws], issues: list[int], part: slice) -> tuple[Floats, Floats]:
    """Per party (draws, outcomes of these issues that cross no red line)."""
    sizes = [draws[0].knowledge.sizes[issue] for issue in issues]
    own = {issue: place for place, issue in enumerate(issues)}
    allowed = np.ones(prod(sizes), dtype=bool)
    for each in draws:
        for mask in each.knowledge.never:
            # Masks never lie across the halves; one on no issue crosses out everything in both.
            if all(issue in own for issue in mask):
                allowed &= ~matching({own[issue]: options for issue, options in mask.items()}, sizes)
    chosen = outcomes_at(np.flatnonzero(allowed), sizes) if sizes else np.zeros((int(allowed.sum()), 0), dtype=np.intp)
    tables = []
    for each in draws:
        total = np.zeros((part.stop - part.start, len(chosen)))
        for place, issue in enumerate(issues):
            total += each.contributions[issue][part][:, chosen[:, place]]
        for term, mask in enumerate(each.knowledge.when):
            if mask and all(issue in own for issue in mask):
                hit = matching({own[issue]: options for issue, options in mask.items()}, sizes)[allowed]
                total += each.adds[part, term, None] * hit
        tables.append(total)
    return tables[0], tables[1]


def _stairs(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """The efficient points of two columns, the first ascending (of equal ones, more than one may stay)."""
    order = np.argsort(-first, kind="stable")
    height = second[order]
    kept = np.ones(len(order), dtype=bool)
    kept[1:] = height[1:] > np.maximum.accumulate(height)[:-1]
    chosen = order[kept][::-1]
    return first[chosen], second[chosen]


def _dominated(
    points: tuple[Floats, Floats],
    left: tuple[Floats, Floats],
    right: tuple[Floats, Floats],
    slight: tuple[float, float],
) -> Flags:
    """(points,) whether some sum of a left and a right point is better for one party and no worse for the other."""
    if not len(left[0]) or not len(right[0]):
        return np.zeros(len(points[0]), dtype=bool)
    # The second column falls as the first rises, so the first right point that suffices is the best that does.
    heights = np.append(right[1], -np.inf)
    needed = points[0][:, None] - left[0]
    level = heights[np.searchsorted(right[0], needed - slight[0])] + left[1]
    above = heights[np.searchsorted(right[0], needed + slight[0], side="right")] + left[1]
    goal = points[1][:, None]
    return np.asarray(((level > goal + slight[1]) | (above >= goal - slight[1])).any(axis=1))


def _by_elimination(draws: Sequence[Draws], outcomes: Integers, progress: Progress | None) -> tuple[Flags, bool]:
    count, parties = len(draws[0]), len(draws)
    utilities = np.stack([each.utilities(outcomes) for each in draws], axis=2)
    found = np.ones((count, len(outcomes)), dtype=bool)
    exact = True
    units = np.array([_unit(each) for each in draws])
    slight = np.array([_slight(each) for each in draws])
    masks = [mask for each in draws for mask in each.knowledge.when]
    whose = [party for party, each in enumerate(draws) for _ in each.knowledge.when]
    boxes = [k for k, mask in enumerate(masks) if mask]
    lines = tuple(Box(mask) for each in draws for mask in each.knowledge.never)
    for row in range(count):
        adds = np.concatenate([each.adds[row] for each in draws])
        bonus = np.zeros((len(boxes), parties), dtype=np.int64)
        for place, k in enumerate(boxes):
            bonus[place, whose[k]] = round(adds[k] / units[whose[k]])
        worth = tuple(
            np.rint(np.stack([each.contributions[issue][row] for each in draws], axis=1) / units).astype(np.int64)
            for issue in range(outcomes.shape[1])
        )
        best = frontier(Tables(worth, tuple(Box(masks[k]) for k in boxes), bonus, lines), limit=LIMIT)
        exact &= not best.slack.any()
        found[row] = ~_beaten(utilities[:, row], best.utilities * units, slight)
        if progress:
            progress(row + 1, count, "efficient outcomes")
    return found, exact


def _unit(draws: Draws) -> float:
    return max(UNIT, FINE * _size(draws))


def _slight(draws: Draws) -> float:
    """What the party's utilities must differ by to count: the tolerance, or more where floats cannot hold that."""
    return max(TOLERANCE, 1000 * FINE * _size(draws))


def _size(draws: Draws) -> float:
    """The most that any utility of the party can be, in absolute value."""
    parts = [np.abs(table).max(initial=0.0) for table in draws.contributions]
    return float(sum(parts) + np.abs(draws.adds).max(axis=0, initial=0.0).sum())


def _beaten(points: Floats, best: Floats, slight: Floats) -> Flags:
    """(points,) whether a row of the best dominates each, both (rows, parties); slight : (parties,)."""
    beaten = np.zeros(len(points), dtype=bool)
    for start in range(0, len(points), 64):
        part = points[start : start + 64, None]
        no_worse = (best >= part - slight).all(axis=2)
        beaten[start : start + 64] = np.asarray(no_worse & (best > part + slight).any(axis=2)).any(axis=1)
    return beaten
