"""The different offers heard so far, counted on from the last time instead of anew in every turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mediant.talks.acts import Carry, Choices, Offer, unfolded
from mediant.talks.past import since
from mediant.talks.record import Heard


class DistinctOffers:
    """What each seat has offered, also through a mediator. It follows from what was heard alone.

    In a talk what was heard only grows, so only what is new is looked at; where it did not grow out of what was heard
    the last time, all of it is.
    """

    def __init__(self) -> None:
        self._heard: Sequence[Heard] = ()
        self._offers: dict[str, dict[Choices, None]] = {}

    def of(self, heard: Sequence[Heard]) -> Mapping[str, Mapping[Choices, None]]:
        """By seat, the different outcomes in the order in which they came; seats that offered nothing are left out."""
        new = since(heard, self._heard)
        if new is None:
            new, self._offers = heard, {}
        for _, speaker, act in new:
            if isinstance(act, Carry):
                speaker, act = unfolded(speaker, act)
            if isinstance(act, Offer):
                self._offers.setdefault(speaker, {})[act.choices] = None
        self._heard = heard
        return self._offers
