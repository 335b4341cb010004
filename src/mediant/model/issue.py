"""What is on the table: issues and their options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import overload

from mediant.errors import InvalidValue

Option = str | int | float
"""One way to settle one issue: a word, or a number of a range."""

MOST_OPTIONS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Range(Sequence[Option]):
    """Every number from `low` to `high` in steps of `step`, both ends included, as a sequence of options.

    Steps are counted in decimals, so 0 to 1 in steps of 0.1 holds 0.3 and not 0.30000000000000004.
    """

    low: int | float
    high: int | float
    step: int | float
    unit: str | None = None

    def __post_init__(self) -> None:
        low, high, step = (Decimal(repr(number)) for number in (self.low, self.high, self.step))
        if not (low.is_finite() and high.is_finite() and step.is_finite() and step > 0 and high > low):
            raise InvalidValue(
                "range",
                f"from {self.low} to {self.high} in steps of {self.step}",
                "from < to and a step above 0",
            )
        if (high - low) / step >= MOST_OPTIONS:
            raise InvalidValue("range", f"{(high - low) / step:.0f} steps", f"at most {MOST_OPTIONS - 1:,} steps")
        if (high - low) % step:
            last = low + (high - low) // step * step
            raise InvalidValue(
                "range",
                f"steps of {self.step} from {self.low} do not reach {self.high}",
                f"an end that the steps reach, such as {last} or {last + step}",
            )

    def __len__(self) -> int:
        span = Decimal(repr(self.high)) - Decimal(repr(self.low))
        return int(span / Decimal(repr(self.step))) + 1

    def __iter__(self) -> Iterator[Option]:
        low, step = Decimal(repr(self.low)), Decimal(repr(self.step))
        kind = int if isinstance(self.low, int) and isinstance(self.step, int) else float
        return (kind(low + k * step) for k in range(len(self)))

    @overload
    def __getitem__(self, position: int) -> Option: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Option]: ...
    def __getitem__(self, position: int | slice) -> Option | Sequence[Option]:
        if isinstance(position, slice):
            return tuple(self[k] for k in range(*position.indices(len(self))))
        size = len(self)
        if not -size <= position < size:
            raise IndexError(position)
        number = Decimal(repr(self.low)) + position % size * Decimal(repr(self.step))
        whole = isinstance(self.low, int) and isinstance(self.step, int)
        return int(number) if whole else float(number)

    def __contains__(self, number: object) -> bool:
        if isinstance(number, bool) or not isinstance(number, int | float) or number != number:
            return False
        if not self.low <= number <= self.high:
            return False
        return not (Decimal(repr(number)) - Decimal(repr(self.low))) % Decimal(repr(self.step))

    def index(self, number: object, start: int = 0, stop: int | None = None) -> int:  # noqa: ARG002
        """Position of a number; ValueError where the range does not hold it (as in `list.index`)."""
        if number not in self:
            raise ValueError(f"{number!r} is not in the range")
        return int((Decimal(repr(number)) - Decimal(repr(self.low))) / Decimal(repr(self.step)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something to be settled, with the options it can be settled at (words, or a `Range` of numbers)."""

    id: str
    name: str
    options: tuple[str, ...] | Range

    @property
    def numeric(self) -> bool:
        """Whether the options are the numbers of a range."""
        return isinstance(self.options, Range)
