"""People: who sits where, for whom, and to which audiences that makes them belong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from mediant.workbench.audience import (
    CLASS,
    EVERYBODY,
    JOINT,
    MEDIATORS,
    PARTY_AND_MEDIATORS,
    THE_PARTY,
    Audience,
    of_party,
    of_seat,
)
from mediant.workbench.strict import Strict

Role: TypeAlias = Literal[
    "mediator", "co-mediator", "principal", "adviser", "observer", "teacher", "student", "agent", "administrator"
]
FOR_PARTIES: frozenset[Role] = frozenset({"principal", "adviser", "student", "agent"})
FOR_MEDIATORS: frozenset[Role] = frozenset({"mediator", "co-mediator"})
SIGNS = frozenset({"principal", "student", "agent"})
"""Who binds a party: casts its ballot and signs."""

Id: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9_.-]{1,150}$")]
Name: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]
Chance: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Person(Strict, frozen=True, kw_only=True):
    """One who takes part.

    side : the party or the mediator of the case for whom the person speaks; None for who speaks for nobody.
    strategy : of an automated negotiator, by name; only mediators see which.
    """

    id: Id
    role: Role
    name: Name
    side: Id | None = None
    strategy: Name | None = None


def audiences_of(person: Person) -> frozenset[str]:
    """The audiences that a person belongs to. An administrator belongs to none."""
    if person.role == "administrator":
        return frozenset()
    found = {JOINT, of_seat(person.id)}
    if person.role in FOR_PARTIES and person.side is not None:
        found.add(of_party(person.side))
    if person.role in FOR_MEDIATORS:
        found.add(MEDIATORS)
    if person.role == "teacher":
        found.add(CLASS)
    return frozenset(found)


class Seated(Strict, frozen=True, tag="seated"):
    """Somebody has a seat from now on."""

    person: Person
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Unseated(Strict, frozen=True, tag="unseated"):
    """Somebody's seat is taken away."""

    seat: Id
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Chanced(Strict, frozen=True, tag="chanced"):
    """What an automated negotiator draws with, so that nobody else can foresee what it does."""

    party: Id
    seat: Id
    chance: Chance
    AUDIENCE: ClassVar[Audience] = THE_PARTY


class Readied(Strict, frozen=True, tag="readied"):
    """A party says that it is ready, or no longer, for what comes next."""

    party: Id
    ready: bool
    AUDIENCE: ClassVar[Audience] = PARTY_AND_MEDIATORS


class Seat(Strict, frozen=True, tag="seat"):
    """Give somebody a seat. chance : of an automated negotiator; the server draws it, whatever was sent."""

    person: Person
    chance: Chance = "0" * 64


class Unseat(Strict, frozen=True, tag="unseat"):
    """Take somebody's seat away."""

    seat: Id


class Ready(Strict, frozen=True, tag="ready"):
    """Say that one's party is ready, or no longer."""

    ready: bool


class People(Struct, frozen=True):
    """Who has a seat, in the order in which they got it, and who is ready.

    gone : seats that were taken away; chances : what automated negotiators draw with, by seat.
    """

    seated: Mapping[str, Person] = {}
    ready: frozenset[str] = frozenset()
    gone: Mapping[str, Person] = {}
    chances: Mapping[str, str] = {}

    def evolve(self, fact: object) -> People:
        """After a fact."""
        match fact:
            case Seated(person):
                return replace(self, seated={**self.seated, person.id: person})
            case Unseated(seat):
                left = {key: one for key, one in self.seated.items() if key != seat}
                return replace(self, seated=left, gone={**self.gone, seat: self.seated[seat]})
            case Chanced(_, seat, chance):
                return replace(self, chances={**self.chances, seat: chance})
            case Readied(party, ready):
                return replace(self, ready=self.ready | {party} if ready else self.ready - {party})
            case _:
                return self

    def was_taken(self, seat: str) -> bool:
        """Whether somebody has this seat, or had it: no two people ever have the same."""
        return seat in self.seated or seat in self.gone

    def of_side(self, side: str) -> tuple[Person, ...]:
        """Who sits for a party or as a mediator."""
        return tuple(one for one in self.seated.values() if one.side == side)
