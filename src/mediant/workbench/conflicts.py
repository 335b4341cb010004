"""Answers of a party that cannot all hold, so that it can choose which one to take back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mediant.errors import CannotSample, Contradiction
from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.model.preferences import AsGoodAs, Outcome, Pattern
from mediant.workbench.drawn import drawn_of, with_preferences
from mediant.workbench.sheets import Asked, Fill, Sheet


@dataclass(frozen=True, slots=True)
class Conflict:
    """Questions whose answers cannot all hold; were one of them taken back, the others could."""

    asked: tuple[Asked, ...]


def conflict(case: Case, party: str, sheet: Sheet) -> Conflict | None:
    """What cannot hold in a sheet, with no answer too many; None where all can.

    Red lines that leave no package conflict with themselves, and with a walk-away as good as what they forbid. Answers
    conflict too that could hold only if things were exactly equal: A better than B, B than C, and C than A.
    """
    own = with_preferences(case, {party: sheet.preferences}).known_of(party)
    if not leaves_something(case, own.never):
        return Conflict((Fill("never"),))
    if isinstance(own.walk_away, AsGoodAs) and any(_forbids(line, own.walk_away.outcome) for line in own.never):
        return Conflict((Fill("walk_away"), Fill("never")))
    try:
        _tried(case, party, settled(case, party, sheet))
    except Contradiction as error:
        behind = [sheet.behind(statement) for statement in error.statements]
        kept = (one for one in sheet.answers if isinstance(one[0], Fill) or one[0] in behind)
        return Conflict(_needed(case, party, Sheet(tuple(kept))))
    except CannotSample:
        return Conflict(_needed(case, party, sheet))
    return None


def _tried(case: Case, party: str, preferences: Mapping[str, Any]) -> None:
    drawn_of(case, party, preferences, np.random.default_rng(0), 2)


def _needed(case: Case, party: str, sheet: Sheet) -> tuple[Asked, ...]:
    """One after another answer is left out where the rest still leaves nothing to draw from."""
    kept = [pair for pair in sheet.answers if pair[1] is not None]
    for pair in tuple(kept):
        rest = [one for one in kept if one is not pair]
        try:
            _tried(case, party, settled(case, party, Sheet(tuple(rest))))
        except (Contradiction, CannotSample):
            kept = rest
    return tuple(asked for asked, _ in kept)


def settled(case: Case, party: str, sheet: Sheet) -> dict[str, Any]:
    """What the sheet states, as `[preferences.PARTY]` of a case file.

    A party that could live with whatever is worst for it has no walk-away: then its red lines alone count.
    """
    stated = sheet.preferences
    if "accepts" in stated and "rejects" not in stated and stated["walk_away"] == "unknown":
        try:
            _tried(case, party, stated)
        except CannotSample:
            return {key: value for key, value in stated.items() if key not in ("walk_away", "accepts")}
        except Contradiction:
            return stated
    return stated


def leaves_something(case: Case, red_lines: Sequence[Pattern]) -> bool:
    """Whether any package crosses none of these lines: each is kept to by one of its issues."""

    def some(rest: Sequence[Pattern], out: Mapping[str, frozenset[Option]]) -> bool:
        if not rest:
            return True
        for issue, options in rest[0].items():
            more = out.get(issue, frozenset()) | frozenset(options)
            if len(more) < len(case.issue(issue).options) and some(rest[1:], {**out, issue: more}):
                return True
        return False

    return some(red_lines, {})


def _forbids(line: Pattern, outcome: Outcome) -> bool:
    return all(outcome[issue] in options for issue, options in line.items())
