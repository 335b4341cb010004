"""One look at a party's sheet: what to ask next, what cannot hold, and what it says. For its owner alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mediant.errors import CannotSample, Contradiction
from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.workbench.conflicts import Conflict, conflict, settled
from mediant.workbench.drawn import drawn_of, options_for
from mediant.workbench.elicitation import Next, next_asked
from mediant.workbench.sheets import Sheet
from mediant.workbench.worth import Explained, Worth, explained, worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """Where an interview stands.

    stated : what would be handed in, and explained : that in words; None while something cannot hold, or nothing was
    answered.
    """

    next: Next
    conflict: Conflict | None
    stated: Mapping[str, Any] | None
    explained: Explained | None


def interview(case: Case, party: str, sheet: Sheet) -> Interview:
    """The same sheet gives the same answer: chance is seeded by the number of its answers."""
    clash = conflict(case, party, sheet)
    stated, known = None, None
    if clash is None and sheet.answers:
        stated = settled(case, party, sheet)
        known = explained(drawn_of(case, party, stated, np.random.default_rng(0)), sheet)
    step = next_asked(case, party, sheet, np.random.default_rng(len(sheet.answers)))
    return Interview(next=step, conflict=clash, stated=stated, explained=known)


def package_worth(
    case: Case, party: str, known: Sheet | Mapping[str, Any], package: Mapping[str, Option]
) -> Worth | None:
    """What a package is worth to the party by its sheet, or by the role it plays; None where that cannot hold."""
    try:
        stated = settled(case, party, known) if isinstance(known, Sheet) else known
        every = options_for(case, party, stated, None)
        drawn = drawn_of(case, party, stated, np.random.default_rng(0), options=every)
        return worth(drawn, [package])[0]
    except (Contradiction, CannotSample, ValueError):
        return None
