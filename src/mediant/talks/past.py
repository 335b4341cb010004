"""What was heard up to now, as a window on a list that only grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from mediant.talks.record import Heard


class Past(Sequence[Heard]):
    """What a seat has heard up to now: equal to a tuple of it, and as unchanging, but made without a copy.

    So a talk of n turns takes time and memory of order n, not n².
    """

    __slots__ = ("_count", "_said")

    def __init__(self, said: list[Heard]) -> None:
        self._said = said
        self._count = len(said)

    def __len__(self) -> int:
        """How many acts."""
        return self._count

    @overload
    def __getitem__(self, place: int) -> Heard: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Heard, ...]: ...
    def __getitem__(self, place: int | slice) -> Heard | tuple[Heard, ...]:
        """One act, or some of them as a tuple."""
        if isinstance(place, slice):
            first, last, step = place.indices(self._count)
            return tuple(self._said[first:last] if step == 1 else map(self._said.__getitem__, range(first, last, step)))
        return self._said[range(self._count)[place]]

    def __iter__(self) -> Iterator[Heard]:
        """From the first on."""
        return islice(self._said, self._count)

    def __reversed__(self) -> Iterator[Heard]:
        """From the last back."""
        if len(self._said) == self._count:
            return reversed(self._said)
        return map(self._said.__getitem__, range(self._count - 1, -1, -1))

    def __eq__(self, other: object) -> bool:
        """Whether the same was heard."""
        return tuple(self) == tuple(other) if isinstance(other, Past | tuple) else NotImplemented

    def __hash__(self) -> int:
        """As that of the tuple."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """As that of the tuple."""
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[Past], tuple[list[Heard]]]:
        """A copy holds what was heard up to now, whatever is said later."""
        return Past, (list(self),)

    def grew_from(self, earlier: Sequence[Heard]) -> bool:
        """Whether it is the same seat's, in the same talk, no earlier."""
        if not isinstance(earlier, Past):
            return False
        return earlier._said is self._said and earlier._count <= self._count  # noqa: SLF001  (of its own class)


def since(heard: Sequence[Heard], earlier: Sequence[Heard]) -> Sequence[Heard] | None:
    """What was heard after what had been heard earlier; None where it does not go on from there."""
    grown = isinstance(heard, Past) and heard.grew_from(earlier)
    return heard[len(earlier) :] if grown or tuple(heard[: len(earlier)]) == tuple(earlier) else None
