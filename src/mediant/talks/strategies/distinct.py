"""The different offers heard so far, counted on from the last time instead of anew in every turn."""

from __future__ import annotations

from collections.abc import Mapping

from mediant.talks.acts import Choices, Offer, unfolded
from mediant.talks.record import Heard


class DistinctOffers:
    """What each seat has offered, also through a mediator. It follows from what was heard alone.

    In a talk what was heard only grows, so only what is new is looked at. Where it did not grow out of what was heard
    the last time, all of it is: tuples are compared element by element, which costs next to nothing for equal ones.
    """

    def __init__(self) -> None:
        self._heard: tuple[Heard, ...] = ()
        self._offers: dict[str, dict[Choices, None]] = {}

    def of(self, heard: tuple[Heard, ...]) -> Mapping[str, Mapping[Choices, None]]:
        """By seat, the different outcomes in the order in which they came; seats that offered nothing are left out."""
        if heard[: len(self._heard)] != self._heard:
            self._heard, self._offers = (), {}
        for words in heard[len(self._heard) :]:
            speaker, act = unfolded(words.speaker, words.act)
            if isinstance(act, Offer):
                self._offers.setdefault(speaker, {})[act.choices] = None
        self._heard = heard
        return self._offers
