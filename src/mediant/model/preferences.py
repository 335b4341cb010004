"""What is known of one party's preferences, however little: exactly what was stated, nothing filled in.

`mediant-case/1` gives party p the utility  u(x) = Σ_i w_i · v_i(x_i) + Σ_k b_k · [x matches when_k].
A number may be an `Interval`: anything in it. Who gives the numbers a meaning is `mediant.analysis`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from mediant.errors import InvalidValue
from mediant.model.issue import Option

Outcome: TypeAlias = Mapping[str, Option]
"""One option for every issue, by issue id (mediators say *package*)."""

Pattern: TypeAlias = Mapping[str, tuple[Option, ...]]
"""A part of an outcome: for some issues, the options that match (one of several in `when = {fee = [0, 5]}`)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A number that lies somewhere from `low` to `high`, both included."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise InvalidValue("interval", f"[{self.low}, {self.high}]", "[low, high] with low at most high")


Number: TypeAlias = float | Interval


@dataclass(frozen=True, slots=True)
class Ranking:
    """An order: groups from best (or most important) to worst; the members of a group are tied."""

    groups: tuple[tuple[Option, ...], ...]

    @property
    def members(self) -> tuple[Option, ...]:
        """All that is ranked, best first."""
        return tuple(member for group in self.groups for member in group)


@dataclass(frozen=True, slots=True)
class Curve:
    """A value that is piecewise linear in the number of a range: `points` of (number, value), numbers ascending."""

    points: tuple[tuple[float, Number], ...]


@dataclass(frozen=True, slots=True)
class AsGoodAs:
    """A walk-away that equals the utility of an outcome, the status quo for instance."""

    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """`add` to the utility of every outcome that matches `when`."""

    when: Pattern
    add: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The party is reported to like `this` at least as much as `to`."""

    this: Outcome
    to: Outcome


Weights: TypeAlias = Mapping[str, Number] | Ranking | Literal["unknown"] | None
Values: TypeAlias = Mapping[Option, Number] | Ranking | Curve | Literal["more", "less"]
WalkAway: TypeAlias = Number | AsGoodAs | Literal["unknown"] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything stated of one party.

    weights : per issue id a number or interval (an issue left out: anything in [0, 1]); a `Ranking` of issue ids or
        "unknown" (any weights on the simplex that fit); None: every weight is 1.
    values : per issue id a table (every option: a number or interval), a `Ranking` of options (best 1, worst 0), a
        `Curve`, or "more" / "less" (linear in the number from 0 to 1). An issue left out: anything in [0, 1], option
        by option.
    walk_away : a number, an interval, "unknown" (between the least and the greatest utility), `AsGoodAs`, or None
        (then only red lines count, and the disagreement point is the least utility over all outcomes).
    never : red lines, each a part of an outcome that the party can never accept.
    because : entry ("weights", "walk_away", "values.ISSUE", "together.1", "never.1", "prefers.1", "accepts.1",
        "rejects.1") to the ids of the claims it rests on; an entry that rests on none is *assumed*.
    """

    weights: Weights = None
    values: Mapping[str, Values] = field(default_factory=dict)
    walk_away: WalkAway = None
    together: tuple[Term, ...] = ()
    never: tuple[Pattern, ...] = ()
    prefers: tuple[Comparison, ...] = ()
    accepts: tuple[Outcome, ...] = ()
    rejects: tuple[Outcome, ...] = ()
    because: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def is_exact(preferences: Preferences, issues: Sequence[str]) -> bool:
    """Whether every number of the utility function and of the walk-away is given."""
    return (
        _exact_weights(preferences.weights, issues)
        and all(issue in preferences.values and _exact_values(preferences.values[issue]) for issue in issues)
        and all(not isinstance(term.add, Interval) for term in preferences.together)
        and not isinstance(preferences.walk_away, Interval)
        and preferences.walk_away != "unknown"
    )


def _exact_weights(weights: Weights, issues: Sequence[str]) -> bool:
    if weights is None:
        return True
    if isinstance(weights, Mapping):
        return all(issue in weights and not isinstance(weights[issue], Interval) for issue in issues)
    return False


def _exact_values(values: Values) -> bool:
    if isinstance(values, Curve):
        return all(not isinstance(value, Interval) for _, value in values.points)
    if isinstance(values, Mapping):
        return all(not isinstance(value, Interval) for value in values.values())
    return values in ("more", "less")
