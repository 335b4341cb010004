"""What an analysis answers: the values behind `mediant-analysis/1`.

Outcomes are mappings from issue id to option; utilities, gains and shortfalls are mappings from party id to a number
in the units of that party's own utility.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mediant.analysis.limits import Limit
from mediant.model.preferences import Outcome, Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An outcome and what it is worth to each party."""

    outcome: Outcome
    utilities: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The outcome a bargaining solution picks from the zone of agreement, and each party's gain over disagreement.

    error : None when the choice is exact; otherwise no outcome of the zone beats this one's criterion by more.
    """

    outcome: Outcome
    utilities: Mapping[str, float]
    gains: Mapping[str, float]
    error: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestMiss:
    """Where nothing is acceptable to all: the outcome whose largest shortfall below a walk-away is least.

    error : None when the choice is exact; otherwise no outcome's largest shortfall is less than this one's by more.
    """

    outcome: Outcome
    utilities: Mapping[str, float]
    shortfall: Mapping[str, float]
    error: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The outcomes acceptable to every party: how many (`low` and `high` bound an estimate)."""

    size: int
    exact: bool
    low: int
    high: int
    nearest_miss: NearestMiss | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The efficient utility vectors, each by its first outcome in the order of the file.

    error : None when exact; otherwise, per party, every outcome that crosses no red line has a point here that the
    party likes less by no more than this.
    """

    points: tuple[Point, ...]
    exact: bool
    error: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A probability estimated from draws, and its standard error."""

    p: float
    se: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """The distribution of a number over the draws: mean, 5th and 95th percentile."""

    mean: float
    p5: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """An outcome of a partial case: how likely each party (key "all": every party) could accept it, and its gains."""

    outcome: Outcome
    acceptable: Mapping[str, Chance]
    efficient: Chance
    gains: Mapping[str, Spread]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Something not known, and by how much learning it would raise the best outcome's chance to be acceptable to all.

    entry : its place in the case file, such as "preferences.south.walk_away" or "preferences.north.values.truce";
    label : the same in words; about : its issue with no options, its option, or what it adds for, by issue id;
    rise : expected rise of that chance, in [0, 1], with its standard error.
    """

    party: str
    entry: str
    label: str
    rise: Chance
    about: Pattern = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What is not known: "weights", "values", "together" or "walk_away"."""
        return self.entry.split(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """The answer to a partial case, from `draws` utility functions sampled from all that fit what is stated.

    outcomes : ranked, the best chance to be acceptable to all first; matters_most : ranked, the largest rise first.
    limits : what was not examined; note : the same in words, or "" where all was.
    """

    draws: int
    seed: int
    outcomes: tuple[Prospect, ...]
    matters_most: tuple[Unknown, ...]
    note: str = ""
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The deal space of a case. A partial case has `uncertainty` and neither frontier nor solutions.

    solutions : "nash", "kalai_smorodinsky", "egalitarian", "utilitarian"; None where none was found in the zone.
    coarse : of an exact case, the parties whose numbers are so large that utilities are told apart only by this much
        rather than by 1e-9.
    """

    case: str
    exact: bool
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    outcomes: int
    zone: Zone | None
    frontier: Frontier | None
    solutions: Mapping[str, Solution | None] | None
    uncertainty: Uncertainty | None = None
    coarse: Mapping[str, float] = field(default_factory=dict)
