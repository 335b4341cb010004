"""From an exact case to its tables in whole units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.agreement_zone import NO_FLOOR
from mediant.analysis.stated import box_of, choices_of, exact_number, exact_values
from mediant.analysis.tables import Box, Scale, Tables, Ties, in_units, scale_of
from mediant.model.case import Case
from mediant.model.preferences import AsGoodAs, Preferences

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ExactTables:
    """The tables of a case, their scale, and (n_parties,) walk-aways in units, `NO_FLOOR` where none is stated."""

    tables: Tables
    scale: Scale
    walk_away: NDArray[np.int64]


def tables_of(case: Case) -> ExactTables:
    """The tables of an exact case. TypeError where a number is not given."""
    known = [case.known_of(party.id) for party in case.parties]
    worth = [
        np.array([_weight(stated, issue.id) * exact_values(issue, stated.values[issue.id]) for stated in known]).T
        for issue in case.issues
    ]
    ties, bonus = _ties(case, known, worth)
    levels = np.array([_stated_level(stated) for stated in known])
    scale = scale_of(worth, bonus, levels)
    tables = in_units(worth, bonus, scale, ties)
    return ExactTables(tables, scale, _walk_away(case, known, tables, scale))


def _weight(stated: Preferences, issue: str) -> float:
    if stated.weights is None:
        return 1.0
    if not isinstance(stated.weights, Mapping):
        raise TypeError(f"weights {stated.weights} give no numbers")
    return exact_number(stated.weights[issue])


def _ties(case: Case, known: list[Preferences], worth: list[Floats]) -> tuple[Ties, Floats]:
    """Boxes over several issues with what they add, (n_boxes, n_parties), and the red lines.

    What a term adds over a single issue (or over none that matters) is added to the table of an issue.
    """
    boxes: dict[tuple[tuple[int, bytes], ...], Box] = {}
    bonus: dict[tuple[tuple[int, bytes], ...], Floats] = {}
    for party, stated in enumerate(known):
        for term in stated.together:
            box, add = box_of(term.when, case.issues), exact_number(term.add)
            if len(box.marks) > 1:
                key = tuple((issue, marks.tobytes()) for issue, marks in sorted(box.marks.items()))
                boxes[key] = box
                bonus.setdefault(key, np.zeros(len(known)))[party] += add
            else:
                issue, marks = next(iter(box.marks.items()), (0, np.ones(len(worth[0]), dtype=bool)))
                worth[issue][marks, party] += add
    everything = Box({0: np.ones(len(worth[0]), dtype=bool)})
    found = (box_of(pattern, case.issues) for stated in known for pattern in stated.never)
    lines = tuple(box if box.marks else everything for box in found)
    rows = np.array([bonus[key] for key in boxes]).reshape(-1, len(known))
    return Ties(tuple(boxes.values()), lines), rows


def _stated_level(stated: Preferences) -> float:
    level = stated.walk_away
    return float(level) if isinstance(level, int | float) else float("nan")


def _walk_away(case: Case, known: list[Preferences], tables: Tables, scale: Scale) -> NDArray[np.int64]:
    levels = np.full(len(known), NO_FLOOR, dtype=np.int64)
    for party, stated in enumerate(known):
        level = stated.walk_away
        if isinstance(level, AsGoodAs):
            levels[party] = tables.utilities(choices_of(level.outcome, case.issues))[0, party]
        elif level is not None:
            if isinstance(level, str):
                raise TypeError(f"walk_away {level!r} is no number")
            levels[party] = round(exact_number(level) * int(scale.per_one[party]))
    return levels
