"""What a party of an exact case wants, as a table of all its outcomes, sorted by utility."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.agreement_zone import NO_FLOOR
from mediant.analysis.exact_tables import tables_of
from mediant.analysis.stated import box_of
from mediant.analysis.tables import Tables
from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.talks.record import Choices

MOST_OUTCOMES = 1_000_000
"""Of a sorted table; a few hundred megabytes for each party."""


@dataclass(frozen=True, slots=True, eq=False)
class SortedTable:
    """A party's outcomes by utility, least first, those of equal utility in the order of the file, last to first.

    options : per issue; utilities : (n_outcomes,) by outcome number, minus infinity across a red line; rising :
    utilities of those that cross none, ascending; numbers : their outcome numbers.
    """

    options: tuple[int, ...]
    utilities: NDArray[np.float64]
    rising: NDArray[np.float64]
    numbers: NDArray[np.int64]
    reserved: float

    @property
    def greatest(self) -> float:
        """The utility of its best outcome."""
        return float(self.rising[-1])

    def utility(self, choices: Choices) -> float:
        """Of an outcome; minus infinity where it crosses a red line of the party."""
        number = 0
        for choice, count in zip(choices, self.options, strict=True):
            number = number * count + choice
        return float(self.utilities[number])

    def at_least(self, level: float) -> Choices:
        """The outcome of least utility at or above a level, the first of several; its best where it is above that."""
        at = min(int(np.searchsorted(self.rising, level)), len(self.rising) - 1)
        at = int(np.searchsorted(self.rising, self.rising[at], side="right")) - 1
        return self._choices(int(self.numbers[at]))

    def _choices(self, number: int) -> Choices:
        found = []
        for count in reversed(self.options):
            number, choice = divmod(number, count)
            found.append(choice)
        return tuple(reversed(found))
