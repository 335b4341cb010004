"""What each party stands by, and so what is agreed."""

from __future__ import annotations

from collections.abc import Sequence

from mediant.talks.acts import Accept, Choices, Offer, Reject, WalkOut
from mediant.talks.record import Entry


class Stands:
    """A party stands by its last offer and by what it has accepted since; what it rejects, it stands by no more.

    A new offer takes back all that came before it, a walk-out everything. An offer made apart counts where it is for
    other parties; one for the mediator alone binds nobody and takes nothing back.
    """

    def __init__(self, parties: tuple[str, ...]) -> None:
        self._by: dict[str, list[Choices]] = {party: [] for party in parties}

    def hear(self, said: Sequence[Entry], *, apart: bool = False) -> None:
        """Take note of what parties said, in a joint room or apart."""
        for entry in said:
            match entry.act:
                case Offer(choices, to) if to or not apart:
                    self._by[entry.speaker] = [choices]
                case Accept(choices) if choices not in self._by[entry.speaker]:
                    self._by[entry.speaker].append(choices)
                case Reject(choices):
                    self._by[entry.speaker] = [one for one in self._by[entry.speaker] if one != choices]
                case WalkOut():
                    self._by[entry.speaker] = []

    def agreed(self, first: str) -> Choices | None:
        """What all parties stand by; where that is several, the one that party `first` has stood by longest."""
        others = self._by.values()
        return next((choices for choices in self._by[first] if all(choices in stands for stands in others)), None)
