"""The joint table's clock, who has the floor there, and who waits for it: a courtesy that nobody is held to."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from mediant.workbench.audience import EVERYBODY, Audience
from mediant.workbench.people import FOR_PARTIES, Id, Role, Unseated
from mediant.workbench.strict import Strict

SPEAKERS: frozenset[Role] = FOR_PARTIES - {"agent"}
"""Who can have the floor. Automated negotiators speak when they are asked, mediators when they like."""


class ClockSet(Strict, frozen=True, tag="clock-set"):
    """When the session at the joint table is to end, or that this is open."""

    ends_at: float | None
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Raised(Strict, frozen=True, tag="raised"):
    """Somebody asks for the floor, or no longer."""

    seat: Id
    raised: bool
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class FloorGiven(Strict, frozen=True, tag="floor-given"):
    """Who has the floor from now on, None for everybody, and who waits for it, in order."""

    seat: Id | None
    waiting: tuple[Id, ...]
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class SetClock(Strict, frozen=True, tag="set-clock"):
    """Say when the session at the joint table is to end, in seconds since 1970, or leave it open."""

    ends_at: float | None


class Raise(Strict, frozen=True, tag="raise"):
    """Ask for the floor, or no longer; who has it gives it back."""

    raised: bool


class GiveFloor(Strict, frozen=True, tag="give-floor"):
    """Give somebody the floor, or everybody."""

    seat: Id | None


class UndoFloor(Strict, frozen=True, tag="undo-floor"):
    """Undo one's last change of the clock or of who has the floor, within ten seconds."""


class Before(Struct, frozen=True, kw_only=True):
    """The last change: by whom and when, and what it found."""

    by: str
    at: float
    holder: str | None
    waiting: tuple[str, ...]
    ends_at: float | None


class Floor(Struct, frozen=True):
    """Who has the floor, None for everybody; who waits for it, the first first; when the session is to end."""

    holder: str | None = None
    waiting: tuple[str, ...] = ()
    ends_at: float | None = None
    last: Before | None = None

    def evolve(self, fact: object, by: str, at: float) -> Floor:
        """After a fact."""
        match fact:
            case ClockSet(ends_at):
                return replace(self, ends_at=ends_at, last=self._found(by, at))
            case FloorGiven(seat, waiting):
                return replace(self, holder=seat, waiting=waiting, last=self._found(by, at))
            case Raised(seat, raised):
                others = tuple(one for one in self.waiting if one != seat)
                return replace(self, waiting=(*others, seat) if raised else others)
            case Unseated(seat):
                holder = None if self.holder == seat else self.holder
                return replace(self, holder=holder, waiting=tuple(one for one in self.waiting if one != seat))
            case _:
                return self

    def _found(self, by: str, at: float) -> Before:
        """What a change finds; facts of one change have one time."""
        if self.last is not None and (self.last.by, self.last.at) == (by, at):
            return self.last
        return Before(by=by, at=at, holder=self.holder, waiting=self.waiting, ends_at=self.ends_at)
