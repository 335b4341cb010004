"""What an answer to a question says of a party's utility function: inequalities that are linear in its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices, Compare, CouldAccept, Question, Rank, Rate

Outcomes: TypeAlias = NDArray[np.intp]

RATED = 0.1
"""How far off a rating from 0 to 1 may be."""

Answered: TypeAlias = tuple[Question, bool | int | float | tuple[int, ...] | None]
"""A question and what the party answered, as `Answer` has it."""
Inequality: TypeAlias = tuple[Choices | None, Choices | None, float, float]


def columns_of(options: Sequence[int], packages: Outcomes) -> Outcomes:
    """(packages, issues) the column of each chosen option among all options of all issues."""
    return packages + np.concatenate([[0], np.cumsum(options)[:-1]]).astype(np.intp)


def inequalities(answered: Answered, close: float) -> list[Inequality]:
    """What an answer says, each as u(above) - u(below) + leave · walk-away + offset ≥ 0; None for no package."""
    match answered:
        case CouldAccept(package), bool(yes):
            return [(package, None, -1.0, 0.0) if yes else (None, package, 1.0, 0.0)]
        case Compare(first, second), 2:
            return [(first, second, 0.0, close), (second, first, 0.0, close)]
        case Compare(first, second), (0 | 1) as better:
            return [(second, first, 0.0, 0.0) if better else (first, second, 0.0, 0.0)]
        case Rank(packages), tuple(places):
            return [(packages[better], packages[worse], 0.0, 0.0) for better, worse in pairwise(places)]
        case Rate(package), float() | int() as marks:
            return [(package, None, 0.0, RATED - marks / 100), (None, package, 0.0, RATED + marks / 100)]
    return []


def asked_about(question: Question) -> tuple[Choices, ...]:
    """The packages that a question names."""
    match question:
        case Compare(first, second):
            return first, second
        case Rank(outcomes):
            return tuple(outcomes)
    return (question.choices,)


def ranked_issue(options: tuple[int, ...], question: Question) -> int | None:
    """The issue whose options a question asks to put in order, all of them and all else equal; None for others."""
    if not isinstance(question, Rank):
        return None
    differ = [issue for issue, chosen in enumerate(zip(*question.outcomes, strict=True)) if len(set(chosen)) > 1]
    if len(differ) != 1 or len({one[differ[0]] for one in question.outcomes}) != options[differ[0]]:
        return None
    return differ[0] if len(question.outcomes) == options[differ[0]] else None
