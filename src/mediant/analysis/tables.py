"""A deal space as tables: what each option adds for each party, and the boxes that tie issues together.

Utilities are whole numbers of a small unit, so that sums are exact in any order and equal means equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

TOLERANCE = 1e-9
"""Utilities closer than this are equal."""
_FINEST = 12  # decimals of the unit where numbers are small
_EXACT = 9.0e15  # below 2**53: floats up to here hold every whole number


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """The outcomes in which each of these issues is settled at one of its marked options.

    marks : issue number to (n_options,) booleans; an issue that is not named may be settled anyhow.
    """

    marks: Mapping[int, NDArray[np.bool_]]


@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """The boxes of a case: those that add something (in the order of the rows of `bonus`), and the red lines."""

    boxes: tuple[Box, ...] = ()
    red_lines: tuple[Box, ...] = ()


@dataclass(frozen=True, eq=False)
class Tables:
    """Utilities of every outcome, factored: u(x) = Σ_i worth[i][x_i] + Σ_k bonus[k] · [x in boxes[k]].

    worth : per issue (n_options, n_parties); boxes with bonus (n_boxes, n_parties); red_lines : boxes that some party
    can never accept.
    """

    worth: tuple[Integers, ...]
    boxes: tuple[Box, ...]
    bonus: Integers
    red_lines: tuple[Box, ...] = ()

    def __post_init__(self) -> None:
        if not all(box.marks for box in self.ties):
            raise ValueError("a box without marks holds everything: mark all options of an issue instead")

    @property
    def n_parties(self) -> int:
        """Number of columns of every table."""
        return int(self.worth[0].shape[1])

    @property
    def size(self) -> int:
        """Number of outcomes, red lines or not."""
        return prod(len(table) for table in self.worth)

    @cached_property
    def ties(self) -> tuple[Box, ...]:
        """All boxes: first those that add something, then the red lines."""
        return (*self.boxes, *self.red_lines)

    def without_red_lines(self) -> Tables:
        """The same utilities with nothing forbidden."""
        return replace(self, red_lines=())

    def of_party(self, party: int, *, sign: int = 1) -> Tables:
        """One party's column alone, times `sign`."""
        column = slice(party, party + 1)
        return replace(
            self,
            worth=tuple(sign * table[:, column] for table in self.worth),
            bonus=sign * self.bonus[:, column],
        )

    def utilities(self, choices: NDArray[np.integer]) -> Integers:
        """(n_rows, n_parties) utilities of outcomes given as (n_rows, n_issues) option numbers."""
        total = np.zeros((len(choices), self.n_parties), dtype=np.int64)
        for issue, table in enumerate(self.worth):
            total += table[choices[:, issue]]
        for box, bonus in zip(self.boxes, self.bonus, strict=True):
            total[matches(box, choices)] += bonus
        return total

    def forbidden(self, choices: NDArray[np.integer]) -> NDArray[np.bool_]:
        """(n_rows,) whether an outcome crosses a red line."""
        crossed = np.zeros(len(choices), dtype=bool)
        for box in self.red_lines:
            crossed |= matches(box, choices)
        return crossed


def matches(box: Box, choices: NDArray[np.integer]) -> NDArray[np.bool_]:
    """(n_rows,) whether outcomes given as (n_rows, n_issues) option numbers lie in the box."""
    inside = np.ones(len(choices), dtype=bool)
    for issue, marks in box.marks.items():
        inside &= marks[choices[:, issue]]
    return inside


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """How many units make 1, per party: powers of ten, 10**12 unless the numbers are large."""

    per_one: NDArray[np.int64]

    def to_units(self, numbers: Floats) -> Integers:
        """Numbers (..., n_parties) as whole units, to the nearest."""
        return np.rint(numbers * self.per_one).astype(np.int64)

    def from_units(self, units: Integers) -> Floats:
        """Units (..., n_parties) as numbers, correctly rounded."""
        return np.asarray(units / self.per_one)

    @property
    def tolerance(self) -> Integers:
        """(n_parties,) the tolerance in units, at least one."""
        return np.asarray(np.maximum(np.rint(self.per_one * TOLERANCE), 1).astype(np.int64))


def scale_of(worth: Sequence[Floats], bonus: Floats, thresholds: Floats) -> Scale:
    """The finest unit per party in which every sum of these numbers is still a whole number held exactly.

    worth : per issue (n_options, n_parties); bonus : (n_boxes, n_parties); thresholds : (n_parties,), NaN for none.
    """
    levels = np.minimum(np.fmax(np.abs(thresholds), 0.0), np.finfo(np.float64).max)
    starts = _starts(worth)[:-1]
    largest = (
        np.abs(bonus).sum(axis=0) + levels + np.maximum.reduceat(np.abs(np.concatenate(worth)), starts).sum(axis=0)
    )
    decimals = np.floor(np.log10(_EXACT / np.maximum(largest, _EXACT * 10.0**-_FINEST)))
    return Scale(np.rint(10.0 ** np.maximum(decimals, 0)).astype(np.int64))


def in_units(worth: Sequence[Floats], bonus: Floats, scale: Scale, ties: Ties) -> Tables:
    """The tables of these numbers in whole units."""
    together, starts = scale.to_units(np.concatenate(worth)), _starts(worth)
    tables = tuple(together[start:end] for start, end in pairwise(starts))
    return Tables(tables, ties.boxes, scale.to_units(bonus), ties.red_lines)


def _starts(worth: Sequence[Floats]) -> list[int]:
    """Where each table begins when they stand one below the other, and where the last ends."""
    return list(accumulate((len(table) for table in worth), initial=0))
