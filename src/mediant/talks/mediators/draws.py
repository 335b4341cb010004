"""Draws of utility functions as arrays, what every draw keeps to, and how far a number may be moved.

Nothing here chooses: the moves are in `moves`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(slots=True, kw_only=True, eq=False)
class Chains:
    """Draws of utility functions, and how each stands to what was answered.

    weights : (draws, issues); values : (draws, options of all issues), worst 0 and best 1 in each issue;
    walk_away : (draws,); slips : (draws,) the chance of a wrong answer.
    main, leave : (answers, ...) what an answer multiplies what options are worth and the walk-away with; margin :
    (draws, answers), at least 0 where a draw agrees with the answer.
    """

    options: tuple[int, ...]
    weights: Floats
    values: Floats
    walk_away: Floats
    slips: Floats
    main: Floats
    leave: Floats
    margin: Floats

    @property
    def issues(self) -> NDArray[np.intp]:
        """(options of all issues,) the issue of each."""
        return np.repeat(np.arange(len(self.options)), self.options)

    @property
    def worth(self) -> Floats:
        """(draws, options of all issues) weight times value."""
        return np.asarray(self.weights[:, self.issues] * self.values)

    def part(self, issue: int) -> slice:
        """The columns of an issue's options."""
        first = sum(self.options[:issue])
        return slice(first, first + self.options[issue])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bounds:
    """What every draw keeps to: ranges (2, numbers), and which number is never less than which: [greater, less]."""

    weights: Floats
    values: Floats
    walk_away: Floats
    heavier: Flags
    better: Flags

    def in_order(self, part: slice, count: int) -> bool:
        """Whether it was known from the start of any two of an issue's options which is the better one."""
        return int(self.better[part, part].sum()) == count * (count - 1) // 2


def bounds_of(options: tuple[int, ...], weights: Floats, values: Floats, walk_away: Floats) -> Bounds:
    """What all draws have in common."""
    issue = np.repeat(np.arange(len(options)), options)
    return Bounds(
        weights=_opened(_range(weights), len(weights)),
        values=_opened(_range(values), len(values)),
        walk_away=_opened(_range(walk_away[:, None]), len(walk_away)),
        heavier=_never_less(weights),
        better=_never_less(values) & (issue[:, None] == issue[None, :]),
    )


def _range(numbers: Floats) -> Floats:
    return np.stack([numbers.min(axis=0), numbers.max(axis=0)])


def _opened(ranges: Floats, draws: int) -> Floats:
    """Ranges with the room that finitely many draws have left at their ends, inside [0, 1] where they are."""
    room = np.ptp(ranges, axis=0) * 4.0 / draws
    low = np.where(ranges[0] >= 0.0, np.maximum(ranges[0] - room, 0.0), ranges[0] - room)
    high = np.where(ranges[1] <= 1.0, np.minimum(ranges[1] + room, 1.0), ranges[1] + room)
    return np.stack([low, high])


def _never_less(numbers: Floats) -> Flags:
    """[a, b]: a is at least b in every draw, and more in some."""
    least = np.stack([(numbers - numbers[:, [column]]).min(axis=0) for column in range(numbers.shape[1])], axis=1)
    return np.asarray((least >= 0.0) & (least.T < 0.0))


@dataclass(slots=True, kw_only=True, eq=False)
class Step:
    """Directions, one a draw."""

    weights: Floats
    worth: Floats
    walk_away: Floats


def reach(chains: Chains, bounds: Bounds, step: Step, worth: Floats) -> tuple[Floats, Floats]:
    """(draws,) how far back and forth each draw may go: everything that has to stay at least 0, and how it changes."""
    issues = chains.issues
    weights, turning = chains.weights[:, issues], step.weights[:, issues]
    better, heavier = np.argwhere(bounds.better), np.argwhere(bounds.heavier)
    least, most = bounds.values
    room = [
        (worth - least * weights, step.worth - least * turning),
        (most * weights - worth, most * turning - step.worth),
        (chains.weights - bounds.weights[0], step.weights),
        (bounds.weights[1] - chains.weights, -step.weights),
        (chains.walk_away[:, None] - bounds.walk_away[0], step.walk_away[:, None]),
        (bounds.walk_away[1] - chains.walk_away[:, None], -step.walk_away[:, None]),
        (_less(worth, better), _less(step.worth, better)),
        (_less(chains.weights, heavier), _less(step.weights, heavier)),
    ]
    at, change = (np.concatenate(part, axis=1) for part in zip(*room, strict=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        end = np.maximum(at, 0.0) / -change
    low = np.where(change > 1e-12, end, -np.inf).max(axis=1)
    high = np.where(change < -1e-12, end, np.inf).min(axis=1)
    can = np.isfinite(low) & np.isfinite(high)
    return np.where(can, np.minimum(low, 0.0), 0.0), np.where(can, np.maximum(high, 0.0), 0.0)


def _less(numbers: Floats, pairs: NDArray[np.intp]) -> Floats:
    """(draws, pairs) the first of each pair less the second."""
    return np.asarray(numbers[:, pairs[:, 0]] - numbers[:, pairs[:, 1]])


def between(numbers: Floats, above: Flags, ranges: Floats, column: int, but: int = -1) -> tuple[Floats, Floats]:
    """(draws,) the least and the greatest that a number may be where the others stand still, those of `but` not."""
    less = [k for k in np.flatnonzero(above[column]) if k != but]
    more = [k for k in np.flatnonzero(above[:, column]) if k != but]
    low = np.maximum(ranges[0, column], numbers[:, less].max(axis=1, initial=-np.inf))
    high = np.minimum(ranges[1, column], numbers[:, more].min(axis=1, initial=np.inf))
    return low, high
