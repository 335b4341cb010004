"""MiCRO, minimal concession in reply to new offers (de Jonge 2022): concede one step when the others have."""

from __future__ import annotations

import numpy as np

from mediant.talks.acts import Accept, Act, Offer, WalkOut
from mediant.talks.record import View, on_the_table
from mediant.talks.strategies.distinct import DistinctOffers


class MiCRO:
    """Offers its outcomes from the best down, a new one only when it has made no more offers than it has received.

    Only distinct offers count, and of several others the one who made the fewest. It knows nothing of their preferences
    and looks at no clock. When it does not concede it repeats one of its offers, drawn at random. It accepts what is
    worth as much to it as the least it would offer, and offers nothing below its reserve.
    """

    def __init__(self) -> None:
        self._offers = DistinctOffers()

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Accept what is on the table, concede one step, or repeat; walk out where nothing is worth its reserve."""
        standing = view.standing
        if standing.greatest < standing.reserved:
            return WalkOut()
        offers = self._offers.of(view.heard)
        made = offers.get(view.seat, {})
        received = min([len(theirs) for seat, theirs in offers.items() if seat != view.seat], default=0)
        lowest = None
        if len(made) <= received:
            further = standing.ranked(len(made))
            if further is not None and standing.utility(further) >= standing.reserved:
                lowest = further
        if (table := on_the_table(view)) is not None:
            least = lowest or standing.ranked(max(0, len(made) - 1))
            if least is not None and standing.utility(table) >= standing.utility(least):
                return Accept(table)
        return Offer(lowest or list(made)[int(rng.integers(len(made)))])
