"""Which keys are to be destroyed when something happened, and what is left then. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mediant.workbench.audience import of_party, of_seat
from mediant.workbench.ballots import BallotClosed
from mediant.workbench.book import Book
from mediant.workbench.events import Event
from mediant.workbench.lines import owner_of
from mediant.workbench.people import Seated
from mediant.workbench.records import Erased


def failed(events: Iterable[Event]) -> list[str]:
    """Ballots that closed without agreement: their votes go."""
    return [event.fact.ballot for event in events if isinstance(event.fact, BallotClosed) and not event.fact.agreed]


def erased(events: Iterable[Event]) -> list[str]:
    """Parties that were erased."""
    return [event.fact.party for event in events if isinstance(event.fact, Erased)]


def owners_of(events: Iterable[Event], party: str) -> frozenset[str]:
    """Whose keys have sealed what a party confided: its own, and those of all who had a seat for it."""
    people = (event.fact.person for event in events if isinstance(event.fact, Seated))
    return frozenset({of_party(party), *(of_seat(one.id) for one in people if one.side == party)})


def without(book: Book, owners: Collection[str]) -> Book:
    """The book as it is read again when these keys are gone."""
    return Book(event for event in book.events if owner_of(event) not in owners)
