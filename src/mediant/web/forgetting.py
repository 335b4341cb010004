"""Which keys are to be destroyed when a party was erased. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from mediant.workbench.audience import of_party, of_seat
from mediant.workbench.events import Event
from mediant.workbench.people import Seated
from mediant.workbench.records import Erased


def erased(events: Iterable[Event]) -> list[str]:
    """Parties that were erased."""
    return [event.fact.party for event in events if isinstance(event.fact, Erased)]


def owners_of(events: Iterable[Event], party: str) -> frozenset[str]:
    """Whose keys have sealed what a party confided: its own, and those of all who had a seat for it."""
    people = (event.fact.person for event in events if isinstance(event.fact, Seated))
    return frozenset({of_party(party), *(of_seat(one.id) for one in people if one.side == party)})
