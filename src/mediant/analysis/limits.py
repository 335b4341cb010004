"""Where an answer about a partial case looked less closely: values, each of which says itself in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class Thinned:
    """Of the steps of a long range only some were examined. issue : its name."""

    kind: ClassVar[str] = "thinned"
    issue: str
    examined: int
    of: int

    def __str__(self) -> str:
        return f"of the {self.of:,} steps of {self.issue} {self.examined:,} were examined"


@dataclass(frozen=True, slots=True)
class Searched:
    """Not every outcome was examined. tried : random ones that the size of the zone is estimated from."""

    kind: ClassVar[str] = "searched"
    examined: int
    of: int
    tried: int

    def __str__(self) -> str:
        return (
            f"of {self.of:,} outcomes {self.examined:,} were examined (random ones, and what coordinate ascent finds), "
            "so others may have a better chance; "
            f"the zone's size is estimated from {self.tried:,} random outcomes"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chained:
    """Draws of a party that are not independent. party : its name; fewer than 1 in `proposals` fitted."""

    kind: ClassVar[str] = "chained"
    party: str
    proposals: int
    draws: int
    sweeps: int

    def __str__(self) -> str:
        return (
            f"{self.party}: fewer than 1 in {self.proposals} proposals fit what it is reported to have said, "
            f"so its draws are the ends of {self.draws:,} hit-and-run chains of {self.sweeps} sweeps"
        )


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Rougher chances to be efficient. first : of how many of the draws, None for all; thinned : the frontier is."""

    kind: ClassVar[str] = "efficiency"
    first: int | None
    thinned: bool

    def __str__(self) -> str:
        parts = []
        if self.first is not None:
            parts.append(f"come from the first {self.first:,} draws")
        if self.thinned:
            parts.append("compare with a thinned frontier, so they may be a little high")
        return f"chances to be efficient {' and '.join(parts)}"


Limit: TypeAlias = Thinned | Searched | Chained | Efficiency
