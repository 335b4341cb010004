"""What is said: free words and the acts of talks, in the joint room and in separate ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from mediant.model.case import Case
from mediant.talks.acts import Act
from mediant.talks.record import Entry, Room
from mediant.talks.words import Words, act_of
from mediant.workbench.audience import JOINT, PARTY_AND_MEDIATORS, THE_ROOM, Audience
from mediant.workbench.people import Id
from mediant.workbench.strict import Strict

Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=10_000)]
Sides: TypeAlias = Annotated[tuple[Id, ...], Meta(max_length=100)]


class Wrote(Strict, frozen=True, tag="wrote"):
    """Somebody wrote to a room. of : whose words they are, where a mediator brings them from another room."""

    id: Id
    room: Id
    side: Id
    seat: Id
    words: Text
    of: Id | None = None
    AUDIENCE: ClassVar[Audience] = THE_ROOM


class Said(Strict, frozen=True, tag="said"):
    """A side made an act of talks in a room, in the words of the case. rests_on : for the mediators alone."""

    id: Id
    room: Id
    side: Id
    seat: Id
    act: Mapping[str, Any]
    rests_on: Sides = ()
    AUDIENCE: ClassVar[Audience] = THE_ROOM


class Allowed(Strict, frozen=True, tag="allowed"):
    """A party lets the mediators take words of its own to other rooms: a party's, or the joint one."""

    party: Id
    words: Id
    to: Sides
    AUDIENCE: ClassVar[Audience] = PARTY_AND_MEDIATORS


class Write(Strict, frozen=True, tag="write"):
    """Write to a room."""

    room: Id
    words: Text


class Say(Strict, frozen=True, tag="say"):
    """Make an act of talks in a room, in the words of the case."""

    room: Id
    act: Mapping[str, Any]


class Allow(Strict, frozen=True, tag="allow"):
    """Let the mediators take words of one's own to other rooms."""

    words: Id
    to: Sides


class Relay(Strict, frozen=True, tag="relay"):
    """Bring words that a party let go to a room, word for word."""

    words: Id
    room: Id


class Line(Struct, frozen=True, kw_only=True):
    """One thing that was said, for whoever reads the room: words, or an act."""

    id: str
    room: str
    side: str
    at: float
    words: str | None = None
    of: str | None = None
    entry: Entry | None = None


class Talked(Struct, frozen=True):
    """All that was said, in order; the acts of it as entries of a record; and who may carry what where."""

    lines: tuple[Line, ...] = ()
    allowed: Mapping[str, frozenset[str]] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The acts, as talks record them."""
        return tuple(line.entry for line in self.lines if line.entry is not None)

    def of(self, id: str) -> Line | None:
        """The line of that id."""
        return next((line for line in reversed(self.lines) if line.id == id), None)

    def minted(self, side: str, room: str) -> str:
        """The next id of what a side says in a room: counted among what it said there, so it tells of nothing else."""
        number = 1 + sum(line.side == side and line.room == room for line in self.lines)
        return f"{side}-{number}" if room == side else f"{side}.{room}-{number}"

    def evolve(self, fact: object, at: float, case: Case | None) -> Talked:
        """After a fact."""
        match fact:
            case Wrote():
                line = Line(id=fact.id, room=fact.room, side=fact.side, at=at, words=fact.words, of=fact.of)
                return replace(self, lines=(*self.lines, line))
            case Said() if case is not None:
                turn = len(self.entries)
                entry = Entry(turn, room_of(fact.room, case), fact.side, act_from(fact, case))
                line = Line(id=fact.id, room=fact.room, side=fact.side, at=at, entry=entry)
                return replace(self, lines=(*self.lines, line))
            case Allowed(_, words, to):
                before = self.allowed.get(words, frozenset())
                return replace(self, allowed={**self.allowed, words: before | set(to)})
            case _:
                return self

    def in_room(self, room: str) -> Iterator[Line]:
        """What was said in a room, in order."""
        return (line for line in self.lines if line.room == room)


def room_of(name: str, case: Case) -> Room:
    """A room as talks know it: the joint one with all sides, or a party's with the mediators."""
    mediators = tuple(one.id for one in case.mediators)
    if name == JOINT:
        return Room(JOINT, (*(party.id for party in case.parties), *mediators))
    return Room(name, (name, *mediators))


def act_from(fact: Said, case: Case) -> Act:
    """The act of a fact. Raises InvalidValue."""
    resting = {"rests-on": list(fact.rests_on)} if fact.rests_on else {}
    return act_of({**fact.act, **resting}, Words(case))
