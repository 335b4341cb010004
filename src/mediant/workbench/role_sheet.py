"""The role that a party plays, for whoever plays it: what each option is worth, what never, and when to walk away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.model.preferences import Pattern
from mediant.workbench.drawn import drawn_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSheet:
    """A role with all its numbers.

    options : by issue what each option adds, some numbers of a long range; together : parts of packages
    with what they add besides; never : parts that must not be agreed; walk_away : what having no agreement is worth.
    """

    options: Mapping[str, tuple[tuple[Option, float], ...]]
    together: tuple[tuple[Pattern, float], ...]
    never: tuple[Pattern, ...]
    walk_away: float


def role_sheet(case: Case, party: str, given: Mapping[str, Any]) -> RoleSheet:
    """The sheet of a role whose numbers are all given."""
    drawn = drawn_of(case, party, given, np.random.default_rng(0), count=1)
    known = drawn.case.known_of(party)
    adds = drawn.draws.adds[0].tolist()
    worth = [column[0].tolist() for column in drawn.draws.contributions]
    return RoleSheet(
        options={
            issue.id: tuple(zip(options, column, strict=True))
            for issue, options, column in zip(case.issues, drawn.options, worth, strict=True)
        },
        together=tuple((term.when, add) for term, add in zip(known.together, adds, strict=True)),
        never=known.never,
        walk_away=round(float(drawn.draws.disagreement[0]), 12) + 0.0,
    )
