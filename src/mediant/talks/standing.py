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
from mediant.analysis.tables import TOLERANCE, Tables
from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.preferences import is_exact
from mediant.talks.acts import Choices

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

    def ranked(self, place: int) -> Choices | None:
        """The outcome at a place, 0 for its best, equal ones in the order of the file; None past the last."""
        return self._choices(int(self.numbers[-1 - place])) if place < len(self.numbers) else None

    def at_least(self, level: float) -> Choices:
        """The outcome of least utility at or above a level, the first of several; its best where it is above that."""
        at = min(int(np.searchsorted(self.rising, level - TOLERANCE)), len(self.rising) - 1)
        at = int(np.searchsorted(self.rising, self.rising[at], side="right")) - 1
        return self._choices(int(self.numbers[at]))

    def _choices(self, number: int) -> Choices:
        found = []
        for count in reversed(self.options):
            number, choice = divmod(number, count)
            found.append(choice)
        return tuple(reversed(found))


def standings_of(case: Case) -> Mapping[str, SortedTable]:
    """What each party of an exact case wants, by party id.

    A party that states no walk-away reserves its least utility over all outcomes. Raises InvalidValue for a case that
    is not exact, that has more than 1,000,000 outcomes, or in which a party's red lines leave nothing.
    """
    if not case.exact:
        ids = [issue.id for issue in case.issues]
        partial = ", ".join(party.id for party in case.parties if not is_exact(case.known_of(party.id), ids))
        raise InvalidValue("case", f"numbers of {partial} are not given", "an exact case: what each wants, in numbers")
    if case.size > MOST_OUTCOMES:
        raise InvalidValue("case", f"{case.size:,} outcomes", f"at most {MOST_OUTCOMES:,} where talks are played")
    exact = tables_of(case)
    options = tuple(len(issue.options) for issue in case.issues)
    rows = np.indices(options, dtype=np.int32).reshape(len(options), prod(options)).T
    utilities = exact.scale.from_units(exact.tables.utilities(rows))
    levels = exact.scale.from_units(np.where(exact.walk_away == NO_FLOOR, 0, exact.walk_away))
    found = {}
    for number, party in enumerate(case.parties):
        lines = tuple(box_of(pattern, case.issues) for pattern in case.known_of(party.id).never)
        own = utilities[:, number]
        crossed = Tables((), (), np.zeros((0, 1), np.int64), tuple(box for box in lines if box.marks)).forbidden(rows)
        if crossed.all() or any(not box.marks for box in lines):
            raise InvalidValue(f"party {party.id}", "red lines that every outcome crosses", "an outcome it can accept")
        reserved = own.min() if exact.walk_away[number] == NO_FLOOR else levels[number]
        found[party.id] = sorted_table(options, np.where(crossed, -np.inf, own), float(reserved))
    return found


def sorted_table(options: tuple[int, ...], utilities: NDArray[np.float64], reserved: float) -> SortedTable:
    """The table of (n_outcomes,) utilities, the last issue's options changing fastest; minus infinity: never."""
    order = np.lexsort((-np.arange(len(utilities)), utilities))
    numbers = order[np.isneginf(utilities).sum() :]
    return SortedTable(options, utilities, utilities[numbers], numbers, reserved)
