"""What a scene has found: figures, each with the most that it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured. most : where it is more, it is missed; None where nothing is asked of it.

    value : None where it could not be measured
    """

    name: str
    value: float | None
    unit: str = ""
    most: float | None = None

    @property
    def verdict(self) -> str:
        """`met`, `missed`, `unknown`, or nothing."""
        if self.most is None:
            return ""
        if self.value is None:
            return "unknown"
        return "met" if self.value <= self.most else "missed"


@dataclass(frozen=True, slots=True)
class Found:
    """What one scene has found; notes say what no figure does."""

    scene: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        """Whether all is as it should be."""
        return all(figure.verdict != "missed" for figure in self.figures)


def percentile(values: Sequence[float], share: float) -> float | None:
    """The least of the values that so large a share of them does not exceed; None where there is no value."""
    if not values:
        return None
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]
