"""Bids of several parties put together: which regions meet, and which of those meetings is worth most. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Bid, Choices, Region

COMBINATIONS = 6_400_000
"""Of bids, one from each party, that a mediator can be asked to look at (Ito, Hattori & Klein 2007)."""

Mask = NDArray[np.bool_]


def most_regions(parties: int, combinations: int = COMBINATIONS) -> int:
    """How many regions each of so many parties may bid, at least 1: the root of the combinations, rounded down."""
    most: int = round(combinations ** (1.0 / parties))
    return max(1, most if most**parties <= combinations else most - 1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where regions meet: one of each party, the first outcome in all of them, and the sum of what they are worth."""

    regions: tuple[Region, ...]
    choices: Choices
    worth: float


def best_meeting(bids: Sequence[Bid], options: tuple[int, ...]) -> Meeting | None:
    """The combination of regions, one of each bid, that have outcomes in common and are worth most together.

    Of several, the first when the regions of each bid are ordered by worth, the greatest first, then by their options:
    the order in which they were bid changes nothing. None where no regions of all bids meet.
    """
    search = _Search([_Sorted.of(bid, options) for bid in bids])
    search.go_on((), np.ones(sum(options), dtype=bool), 0.0)
    if search.found is None:
        return None
    regions = tuple(bid.regions[place] for bid, place in zip(search.bids, search.found, strict=True))
    first = tuple(
        min(set.intersection(*map(set, some))) for some in zip(*(one.options for one in regions), strict=True)
    )
    return Meeting(regions, first, search.worth)


@dataclass(frozen=True, slots=True, eq=False)
class _Sorted:
    """A bid in its order; masks : (n_regions, n_options), the options of all issues side by side."""

    regions: list[Region]
    worths: NDArray[np.float64]
    masks: Mask
    starts: NDArray[np.intp]

    @classmethod
    def of(cls, bid: Bid, options: tuple[int, ...]) -> _Sorted:
        regions = sorted(bid.regions, key=lambda region: (-region.worth, region.options))
        starts = np.cumsum([0, *options[:-1]])
        masks = np.zeros((len(regions), sum(options)), dtype=bool)
        for row, region in enumerate(regions):
            for start, some in zip(starts, region.options, strict=True):
                masks[row, [start + option for option in some]] = True
        return cls(regions, np.array([region.worth for region in regions], dtype=float), masks, starts)

    def within(self, mask: Mask) -> tuple[NDArray[np.intp], Mask]:
        """The places of the regions that meet a mask, and what they have in common with it."""
        common = self.masks & mask
        meets = np.logical_or.reduceat(common, self.starts, axis=1).all(axis=1)
        places = np.flatnonzero(meets)
        return places, common[places]


class _Search:
    """Depth first, the best first; a branch ends where even the best of what is to come cannot beat what was found."""

    def __init__(self, bids: list[_Sorted]) -> None:
        self.bids = bids
        best = [bid.worths[0] if len(bid.worths) else 0.0 for bid in bids]
        self.rest = [sum(best[party:]) for party in range(len(bids) + 1)]
        self.found: tuple[int, ...] | None = None
        self.worth = -np.inf

    def go_on(self, taken: tuple[int, ...], mask: Mask, worth: float) -> None:
        """Look at all regions of the next party that meet what was taken."""
        party = len(taken)
        if party == len(self.bids):
            if worth > self.worth:
                self.found, self.worth = taken, worth
            return
        places, common = self.bids[party].within(mask)
        for place, both in zip(places.tolist(), common, strict=True):
            total = worth + float(self.bids[party].worths[place])
            if total + self.rest[party + 1] <= self.worth:
                return
            self.go_on((*taken, place), both, total)
