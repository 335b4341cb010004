"""Private notes: what a person writes for nobody else's eyes, not even the mediators'."""

from __future__ import annotations

from typing import Annotated, ClassVar, TypeAlias

from msgspec import Meta, Struct

from mediant.workbench.audience import ONE_PERSON, Audience
from mediant.workbench.people import Id
from mediant.workbench.strict import Strict

Words: TypeAlias = Annotated[str, Meta(max_length=10_000)]


class Noted(Strict, frozen=True, tag="noted"):
    """Somebody writes a note, or writes it anew; without words it is gone."""

    id: Id
    seat: Id
    words: Words
    AUDIENCE: ClassVar[Audience] = ONE_PERSON


class Note(Strict, frozen=True, tag="note"):
    """Write a note. id : of the note that it replaces; a new one without it."""

    words: Words
    id: Id | None = None


class Notes(Struct, frozen=True):
    """The notes that the one who looks may see, in the order in which they were first written."""

    all: tuple[Noted, ...] = ()

    def evolve(self, fact: object) -> Notes:
        """After a fact."""
        if not isinstance(fact, Noted):
            return self
        if self.of(fact.seat, fact.id) is None:
            return Notes((*self.all, fact))
        return Notes(tuple(fact if (one.seat, one.id) == (fact.seat, fact.id) else one for one in self.all))

    def of(self, seat: str, id: str) -> Noted | None:
        """A note of a person."""
        return next((one for one in self.all if (one.seat, one.id) == (seat, id)), None)

    def by(self, seat: str) -> tuple[Noted, ...]:
        """The notes of a person, those without words too."""
        return tuple(one for one in self.all if one.seat == seat)
