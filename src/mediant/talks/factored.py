"""What a party of an exact case wants, kept issue by issue: for spaces too large for a table of all outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil, inf

import numpy as np

from mediant.analysis.elimination import greatest
from mediant.analysis.extremes import TooTied
from mediant.analysis.halving import Halves, Pruning, halves
from mediant.analysis.leanings import EFFICIENT, most_liked
from mediant.analysis.levels import SUMS, at_least
from mediant.analysis.ranks import best
from mediant.analysis.tables import TOLERANCE, Tables
from mediant.errors import InvalidValue
from mediant.talks.acts import Choices
from mediant.talks.liking import liked_in_units
from mediant.talks.record import Liked

NOTHING_LEFT = "red lines that every outcome crosses"
MOST_PLACES = 100_000
"""Places of `ranked` that can be asked for."""
FIRST_PLACES = 100


@dataclass(frozen=True, eq=False)
class Factored:
    """A party's utilities issue by issue, in whole units: sums are exact, and equal means equal on every machine.

    tables : of one column, with the party's own red lines only; per_one : units that make 1; reserved : its walk-away.
    Answers are those of a `SortedTable`, its ties too, but for what `ranked`, `at_least` and `toward` say.
    """

    tables: Tables
    per_one: int
    reserved: float

    def __post_init__(self) -> None:
        """Raises InvalidValue where its red lines leave nothing."""
        if greatest(self.tables, 0) is None:
            raise InvalidValue("party", NOTHING_LEFT, "an outcome it can accept")

    @cached_property
    def greatest(self) -> float:
        """The utility of its best outcome."""
        return self._top / self.per_one

    @property
    def exact(self) -> bool:
        """Whether `at_least` is exact at every level."""
        return self._sums.whole

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
        return ranked[place] if place < len(ranked) else None

    def at_least(self, level: float) -> Choices:
        """The outcome of least utility at or above a level, the first of several; its best where it is above that.

        `exact` says whether that is certain: it is where each half of the issues has at most 2^20 different sums (12
        issues of 10 options, or more issues of coarse values). Where it is not, what comes back is at or above the
        level all the same, and better than the least there is by at most `utility(choices) - level`.
        """
        return at_least(self._sums, self._floor(level))

    def toward(self, liked: Liked, level: float) -> Choices:
        """Of the outcomes at or above a level, or of its best, the one of greatest sum over issues of liked[i][x_i].

        Ties go to more utility, then to the first in the order of the file. `missed(liked)` says what that sum may
        lack. Raises InvalidValue for scores that do not fit the issues.
        """
        halves, _ = _leanings(self.tables, _plain(liked))
        return most_liked(halves, self._floor(level))

    def missed(self, liked: Liked) -> float:
        """How much more than what `toward` finds another outcome may be liked, at most.

        0 where each half of the issues has at most 2^20 efficient partial outcomes, as 12 issues of 10 options have.
        Infinite where terms and red lines tie so many issues across the halves that not all was looked at.
        """
        halves, per_one = _leanings(self.tables, _plain(liked))
        return halves.slack / per_one if halves.complete else inf

    @cached_property
    def _top(self) -> int:
        return greatest(self.tables, 0) or 0

    @cached_property
    def _sums(self) -> Halves:
        return _halved(self.tables, SUMS)

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
def _best(tables: Tables, count: int) -> list[Choices]:
    try:
        return best(tables, count)
    except TooTied:
        raise _too_tied() from None


@lru_cache(maxsize=8)
def _leanings(tables: Tables, liked: tuple[tuple[float, ...], ...]) -> tuple[Halves, int]:
    """Halves of utility and score, and the units that make a score of 1."""
    scores, per_one = liked_in_units(liked, tuple(len(table) for table in tables.worth))
    worth = tuple(np.column_stack([table, score]) for table, score in zip(tables.worth, scores, strict=True))
    bonus = np.column_stack([tables.bonus, np.zeros(len(tables.bonus), dtype=np.int64)])
    return _halved(Tables(worth, tables.boxes, bonus, tables.red_lines), EFFICIENT), per_one


def _halved(tables: Tables, pruning: Pruning) -> Halves:
    try:
        return halves(tables, pruning)
    except TooTied:
        raise _too_tied() from None


def _plain(liked: Liked) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(map(float, scores)) for scores in liked)


def _too_tied() -> InvalidValue:
    return InvalidValue("case", "terms and red lines that tie too many issues together", "fewer, or over fewer issues")
