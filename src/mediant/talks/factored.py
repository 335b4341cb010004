"""What a party of an exact case wants, kept issue by issue: for spaces too large for a table of all outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil, inf

import numpy as np

from mediant.analysis.elimination import Efficient, frontier
from mediant.analysis.extremes import TooTied
from mediant.analysis.levels import Halves, halves
from mediant.analysis.ranks import Ranked, best
from mediant.analysis.tables import TOLERANCE, Tables
from mediant.errors import InvalidValue
from mediant.talks.acts import Choices
from mediant.talks.liking import liked_in_units
from mediant.talks.record import Liked

NOTHING_LEFT = "red lines that every outcome crosses"
MOST_PLACES = 100_000
"""Places of `ranked` that can be asked for."""
FIRST_PLACES = 1_000
COMPARED = 1_000_000
"""Partial outcomes that one step of `compromises` may compare before close ones are taken for one."""


@dataclass(frozen=True, eq=False)
class Factored:
    """A party's utilities issue by issue, in whole units: sums are exact, and equal means equal on every machine.

    tables : of one column, with the party's own red lines only; per_one : units that make 1; reserved : its walk-away.
    Answers are those of a `SortedTable`, its ties too, but for what `ranked`, `at_least` and `compromises` say.
    """

    tables: Tables
    per_one: int
    reserved: float

    def __post_init__(self) -> None:
        """Raises InvalidValue where its red lines leave nothing, or boxes tie too many issues together."""
        if not len(_best(self.tables, 1).utilities):
            raise InvalidValue("party", NOTHING_LEFT, "an outcome it can accept")

    @cached_property
    def greatest(self) -> float:
        """The utility of its best outcome."""
        return self._top / self.per_one

    @property
    def exact(self) -> bool:
        """Whether `at_least` is exact at every level."""
        return self._halves.exact

    def utility(self, choices: Choices) -> float:
        """Of an outcome; minus infinity where it crosses a red line of the party."""
        total = 0
        for worth, choice in zip(self._worth, choices, strict=True):
            total += worth[choice]
        for marks, add in self._boxes:
            if all(options[choices[issue]] for issue, options in marks):
                if add is None:
                    return -inf
                total += add
        return total / self.per_one

    def ranked(self, place: int) -> Choices | None:
        """The outcome at a place, 0 for its best, equal ones in the order of the file; None past the last.

        Raises InvalidValue for a place past the first 100,000.
        """
        if place >= MOST_PLACES:
            raise InvalidValue("place", f"{place:,}", f"below {MOST_PLACES:,} in a space too large for a table")
        count = FIRST_PLACES
        while count <= place:
            count *= 10
        ranked = _best(self.tables, count)
        return _outcome(ranked.choices, place) if place < len(ranked.utilities) else None

    def at_least(self, level: float) -> Choices:
        """The outcome of least utility at or above a level, the first of several; its best where it is above that.

        `exact` says whether that is certain: it is where each half of the issues has at most 2^20 different sums (12
        issues of 10 options, or more issues of coarse values). Where it is not, what comes back is at or above the
        level all the same, and better than the least there is by at most `utility(choices) - level`.
        """
        return self._halves.at_least(self._floor(level))

    def toward(self, liked: Liked, level: float) -> Choices:
        """Of the outcomes at or above a level, or of its best, the one of greatest sum over issues of liked[i][x_i].

        Ties go to more utility, then to the first in the order of the file. It is picked from `compromises(liked)`, and
        certain where they have no slack.
        """
        found = self.compromises(liked)
        good = np.flatnonzero(found.utilities[:, 0] >= self._floor(level))
        return _outcome(found.choices, int(good[found.utilities[good, 1].argmax()]))

    def compromises(self, liked: Liked) -> Efficient:
        """The outcomes that are efficient between its utility and the sum over issues of liked[i][x_i], in whole units.

        Where more than 1,000,000 partial outcomes would be compared at once, close ones are taken for one, and `slack`
        bounds what that loses of either. Raises InvalidValue for scores that do not fit the issues.
        """
        return _compromises(self.tables, tuple(tuple(map(float, scores)) for scores in liked))

    @cached_property
    def _top(self) -> int:
        return int(_best(self.tables, 1).utilities[0])

    @cached_property
    def _halves(self) -> Halves:
        try:
            return halves(self.tables)
        except TooTied:
            raise _too_tied() from None

    @cached_property
    def _worth(self) -> tuple[list[int], ...]:
        return tuple(table[:, 0].tolist() for table in self.tables.worth)

    @cached_property
    def _boxes(self) -> list[tuple[list[tuple[int, list[bool]]], int | None]]:
        """Marked options by issue, and what each box adds: None for a red line."""
        adds: list[int | None] = [*self.tables.bonus[:, 0].tolist(), *(None for _ in self.tables.red_lines)]
        marks = ([(issue, options.tolist()) for issue, options in box.marks.items()] for box in self.tables.ties)
        return list(zip(marks, adds, strict=True))

    def _floor(self, level: float) -> int:
        """The least whole number of units that makes a level, less the tolerance; at most what its best is worth."""
        least = level - TOLERANCE
        if not least <= self.greatest:
            return self._top
        if least <= self._bottom / self.per_one:
            return self._bottom
        units = ceil(Fraction(least) * self.per_one)
        while (units - 1) / self.per_one >= least:  # where rounding to a float makes up what is missing
            units -= 1
        return units

    @cached_property
    def _bottom(self) -> int:
        """What no outcome is worth less than, in units."""
        tables = self.tables
        return int(sum(table.min() for table in tables.worth) + np.minimum(tables.bonus, 0).sum())


@lru_cache(maxsize=32)
def _best(tables: Tables, count: int) -> Ranked:
    try:
        return best(tables, count)
    except TooTied:
        raise _too_tied() from None


@lru_cache(maxsize=32)
def _compromises(tables: Tables, liked: tuple[tuple[float, ...], ...]) -> Efficient:
    scores = liked_in_units(liked, tuple(len(table) for table in tables.worth))
    worth = tuple(np.column_stack([table, score]) for table, score in zip(tables.worth, scores, strict=True))
    bonus = np.column_stack([tables.bonus, np.zeros(len(tables.bonus), dtype=np.int64)])
    return frontier(Tables(worth, tables.boxes, bonus, tables.red_lines), limit=COMPARED)


def _outcome(choices: np.ndarray[tuple[int, ...], np.dtype[np.int32]], row: int) -> Choices:
    return tuple(choices[row].tolist())


def _too_tied() -> InvalidValue:
    return InvalidValue("case", "terms and red lines that tie too many issues together", "fewer, or over fewer issues")
