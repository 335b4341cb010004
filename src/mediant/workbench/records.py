"""What is done with the records of a mediation: one side's erased, the whole brought back, opened in need."""

from __future__ import annotations

from typing import Annotated, ClassVar, NamedTuple, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from mediant.workbench.audience import EVERYBODY, MEDIATORS_AND_PERSON, THE_MEDIATORS, Audience
from mediant.workbench.people import Id, Name
from mediant.workbench.strict import Strict

Reason: TypeAlias = Annotated[str, Meta(min_length=1, max_length=1000)]


class Erased(Strict, frozen=True, tag="erased"):
    """What a party said and stated in confidence is erased, and nothing of it can be said any more."""

    party: Id
    AUDIENCE: ClassVar[Audience] = THE_MEDIATORS


class Returned(Strict, frozen=True, tag="returned"):
    """The mediation was brought back from a file: what happened after the file was made is not in it."""

    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Looked(Strict, frozen=True, tag="looked"):
    """An administrator opened what somebody sees, without being asked to: who, and for what reason."""

    seat: Id
    name: Name
    why: Reason
    AUDIENCE: ClassVar[Audience] = MEDIATORS_AND_PERSON


class Viewed(Strict, frozen=True, tag="viewed"):
    """A mediator looked at the screens of a seat, as far as mediators may know what that seat sees."""

    seat: Id
    AUDIENCE: ClassVar[Audience] = THE_MEDIATORS


class Invited(Strict, frozen=True, tag="invited"):
    """A new link leads to a seat that was given before: whoever opens it sits there."""

    seat: Id
    AUDIENCE: ClassVar[Audience] = MEDIATORS_AND_PERSON


class Erase(Strict, frozen=True, tag="erase"):
    """Erase what a party confided; the seats of its people are taken away with it."""

    party: Id


class Look(Strict, frozen=True, tag="look"):
    """Open what somebody sees, as an administrator and in need."""

    seat: Id
    why: Reason


class View(Strict, frozen=True, tag="view"):
    """Look at the screens of a seat, as a mediator."""

    seat: Id


class Invite(Strict, frozen=True, tag="invite"):
    """Let a new link lead to a seat; who sits there is told."""

    seat: Id


class Deed(NamedTuple):
    """Something that a mediator did with a seat, and when."""

    seat: str
    by: str
    at: float


class Records(Struct, frozen=True):
    """What was done with the records, as far as the one who looks may know."""

    erased: frozenset[str] = frozenset()
    looked: tuple[tuple[Looked, float], ...] = ()
    returned: tuple[float, ...] = ()
    viewed: tuple[Deed, ...] = ()
    invited: tuple[Deed, ...] = ()

    def evolve(self, fact: object, by: str, at: float) -> Records:
        """After a fact. by : who did it."""
        match fact:
            case Erased(party):
                return replace(self, erased=self.erased | {party})
            case Looked():
                return replace(self, looked=(*self.looked, (fact, at)))
            case Viewed(seat):
                return replace(self, viewed=(*self.viewed, Deed(seat, by, at)))
            case Invited(seat):
                return replace(self, invited=(*self.invited, Deed(seat, by, at)))
            case Returned():
                return replace(self, returned=(*self.returned, at))
            case _:
                return self
