"""The debrief of a class: what its groups agreed on, beside what could have been agreed. Pure.

It names no group and no student: how many groups agreed on what, and what that is worth to each party by the roles that
all groups played.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from statistics import median
from typing import Any, NamedTuple

from mediant.analysis.dealspace import Budget, analyze
from mediant.analysis.results import Point, Solution
from mediant.model.case import Case
from mediant.talks.factored import Factored
from mediant.talks.standing import SortedTable, standings_of
from mediant.talks.words import Words, choices_of
from mediant.workbench.course import case_from

PARTS = ("rate", "deals", "frontier", "solutions", "times")
"""What a teacher may show of a debrief, each by itself."""
MOST_POINTS = 500
"""Of the frontier, as many as are shown; evenly spread where there are more."""
CLOSE = 1e-9


class Ended(NamedTuple):
    """How one group ended: its outcome, None where there is none; and how long it talked."""

    outcome: Mapping[str, Any] | None
    seconds: float | None


def debrief_of(case: Mapping[str, Any], ended: Sequence[Ended]) -> dict[str, Any]:
    """All that can be released, as JSON.

    groups, agreed : how many ended, and with an agreement; deals : by outcome how many groups agreed on it, what it is
    worth to each party, whether it is efficient, and `left`: the most that all parties could have had together, none of
    them less than they have, over what they have. frontier, solutions : of the case. exact : whether the frontier is.
    """
    known = case_from(case)
    analysis = analyze(known, points=MOST_POINTS, budget=Budget(memory_mb=200, seconds=5))
    frontier = analysis.frontier.points if analysis.frontier else ()
    parties = [party.id for party in known.parties]
    return {
        "parties": [{"id": party.id, "name": party.name} for party in known.parties],
        "issues": [{"id": issue.id, "name": issue.name} for issue in known.issues],
        "walk_away": {party: standing.reserved for party, standing in standings_of(known).items()},
        "groups": len(ended),
        "agreed": sum(one.outcome is not None for one in ended),
        "deals": _deals(known, ended, frontier, parties),
        "frontier": [_point(one) for one in frontier],
        "exact": analysis.frontier is not None and analysis.frontier.exact and len(frontier) < MOST_POINTS,
        "solutions": {name: _point(found) for name, found in _solutions(analysis.solutions or {}).items()},
        "seconds": _seconds([one.seconds for one in ended if one.outcome is not None and one.seconds is not None]),
    }


def released(document: Mapping[str, Any], parts: Sequence[str], questions: str) -> dict[str, Any]:
    """Of a debrief what the teacher shows, with questions to think about."""
    keys = {"rate": ("groups", "agreed"), "times": ("seconds",), "frontier": ("frontier", "exact")}
    shown = [key for part in PARTS if part in parts for key in keys.get(part, (part,))]
    always = (
        ("parties", "issues", "walk_away") if {"deals", "frontier", "solutions"} & set(parts) else ("parties", "issues")
    )
    return {**{key: document[key] for key in (*always, *shown)}, "questions": questions}


def _solutions(found: Mapping[str, Solution | None]) -> dict[str, Solution]:
    return {name: one for name in ("nash", "egalitarian") if (one := found.get(name)) is not None}


def _point(one: Point | Solution) -> dict[str, Any]:
    return {"outcome": dict(one.outcome), "utilities": dict(one.utilities)}


def _seconds(taken: Sequence[float]) -> dict[str, float] | None:
    return {"least": min(taken), "median": median(taken), "most": max(taken)} if taken else None


def _deals(
    case: Case, ended: Sequence[Ended], frontier: Sequence[Point], parties: Sequence[str]
) -> list[dict[str, Any]]:
    standings, words = standings_of(case), Words(case)
    counted: dict[tuple[int, ...], int] = {}
    outcomes: dict[tuple[int, ...], Mapping[str, Any]] = {}
    for one in ended:
        if one.outcome is not None:
            choices = choices_of(dict(one.outcome), words, "outcome")
            counted[choices] = counted.get(choices, 0) + 1
            outcomes[choices] = dict(one.outcome)
    worth = {choices: utilities_of(standings, choices) for choices in sorted(counted)}
    return [
        {"outcome": outcomes[choices], "utilities": utilities, "groups": counted[choices]}
        | _missed(utilities, frontier, parties)
        for choices, utilities in worth.items()
    ]


def utilities_of(standings: Mapping[str, SortedTable | Factored], choices: tuple[int, ...]) -> dict[str, float | None]:
    """What an outcome is worth to each party; None where it crosses a red line of it."""
    worth = {party: float(standing.utility(choices)) for party, standing in standings.items()}
    return {party: utility if isfinite(utility) else None for party, utility in worth.items()}


def _missed(utilities: Mapping[str, float | None], frontier: Sequence[Point], parties: Sequence[str]) -> dict[str, Any]:
    known = [utility for party in parties if (utility := utilities[party]) is not None]
    if len(known) < len(parties):  # whoever crosses a red line of its own has gone beyond all that counts
        return {"efficient": False, "left": None}
    gains = (
        [point.utilities[party] - utility for party, utility in zip(parties, known, strict=True)] for point in frontier
    )
    left = max((sum(gain) for gain in gains if min(gain) >= -CLOSE), default=0.0)
    return {"efficient": left <= CLOSE, "left": max(0.0, left)}
