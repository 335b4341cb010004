"""What a case states, as arrays: the values of options, the boxes of patterns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.tables import Box
from mediant.model.issue import Issue, Range
from mediant.model.preferences import Curve, Interval, Number, Outcome, Pattern, Ranking, Values

Floats = NDArray[np.float64]


def numbers_of(options: Range) -> Floats:
    """(n_options,) the numbers of a range."""
    return options.low + options.step * np.arange(len(options), dtype=np.float64)


def linear(issue: Issue, values: Values) -> Floats:
    """(n_options,) values of "more" or "less": linear in the number, from 0 to 1."""
    shares = np.linspace(0.0, 1.0, len(issue.options))
    return shares if values == "more" else 1.0 - shares


def interpolated(issue: Issue, curve: Curve, ordinates: Floats) -> Floats:
    """(..., n_options) values of a curve whose points have these ordinates (..., n_points)."""
    if not isinstance(issue.options, Range):
        raise TypeError(f"issue {issue.id!r} has no range for a curve")
    numbers = numbers_of(issue.options)
    points = np.array([number for number, _ in curve.points], dtype=np.float64)
    right = np.clip(np.searchsorted(points, numbers, side="left"), 1, len(points) - 1)
    share = np.clip((numbers - points[right - 1]) / (points[right] - points[right - 1]), 0.0, 1.0)
    return np.asarray(ordinates[..., right - 1] * (1 - share) + ordinates[..., right] * share)


def exact_values(issue: Issue, values: Values) -> Floats:
    """(n_options,) the values of the options, where all of them are given."""
    if isinstance(values, Curve):
        return interpolated(issue, values, np.array([exact_number(value) for _, value in values.points]))
    if isinstance(values, Mapping):
        numbers = [values[option] for option in issue.options]
        if any(isinstance(number, Interval) for number in numbers):
            raise TypeError(f"a value of {issue.id!r} is not a single number")
        return np.array(numbers, dtype=np.float64)
    if isinstance(values, Ranking):
        raise TypeError(f"an order of {issue.id!r} gives no numbers")
    return linear(issue, values)


def exact_number(number: Number) -> float:
    """The number itself; TypeError for an interval."""
    if not isinstance(number, int | float):
        raise TypeError(f"{number} is not a single number")
    return float(number)


def box_of(pattern: Pattern, issues: Sequence[Issue]) -> Box:
    """The outcomes that match a pattern; issues at which every option matches are left out."""
    marks: dict[int, NDArray[np.bool_]] = {}
    for position, issue in enumerate(issues):
        if issue.id not in pattern:
            continue
        marked = np.zeros(len(issue.options), dtype=bool)
        marked[[issue.options.index(option) for option in pattern[issue.id]]] = True
        if not marked.all():
            marks[position] = marked
    return Box(marks)


def choices_of(outcome: Outcome, issues: Sequence[Issue]) -> NDArray[np.int32]:
    """(1, n_issues) the option numbers of an outcome."""
    return np.array([[issue.options.index(outcome[issue.id]) for issue in issues]], dtype=np.int32)


def outcome_of(choices: NDArray[np.int32], issues: Sequence[Issue]) -> Outcome:
    """The outcome of these option numbers (n_issues,)."""
    return {issue.id: issue.options[choice] for issue, choice in zip(issues, choices.tolist(), strict=True)}
