"""What a teacher does with a class, and what happens in it: facts that only the teacher sees, and commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import Meta

from mediant.workbench.audience import THE_CLASS, Audience
from mediant.workbench.group import Number, Talks
from mediant.workbench.people import Id, Name
from mediant.workbench.sheets import Digest
from mediant.workbench.strict import Strict

Mediating: TypeAlias = Literal["none", "student", "automated"]
Seating: TypeAlias = Literal["order", "random"]
Words: TypeAlias = Annotated[str, Meta(min_length=1, max_length=5000)]
MOST_GROUPS, MOST_STUDENTS = 500, 5000


class Terms(Strict, frozen=True, kw_only=True):
    """How a class runs.

    groups : how many there are at most; None where there are as many as it takes. mediator : who takes the mediator's
    seat. minutes : that a group has, from when all its seats are taken. absent_after : seconds without an open page
    after which a student is missing; replace : whether an automated negotiator then plays at once. codes : of the
    codes that were given out, where only they let somebody in. seed : of the draw that made the roles exact, and of the
    seats where they are drawn. consent : what each student must agree to before joining; empty where nothing is asked.
    """

    title: Name
    groups: Annotated[int, Meta(ge=1, le=MOST_GROUPS)] | None = None
    mediator: Mediating = "none"
    talks: Talks = "joint"
    minutes: Annotated[int, Meta(ge=1, le=10_000)] | None = None
    teacher_sees: bool = False
    absent_after: Annotated[int, Meta(ge=20, le=86_400)] = 180
    replace: bool = False
    strategy: Name = "boulware"
    codes: Annotated[tuple[Digest, ...], Meta(max_length=MOST_STUDENTS)] = ()
    seed: Annotated[int, Meta(ge=0)] = 0
    seats: Seating = "order"
    consent: Annotated[str, Meta(max_length=5000)] = ""


class Prepared(Strict, frozen=True, tag="class-prepared"):
    """A class of a case, with the roles that its groups play, all exact; `sides` are the seats of each group."""

    terms: Terms
    case: Mapping[str, Any]
    sides: tuple[Id, ...]
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Enrolled(Strict, frozen=True, tag="class-enrolled"):
    """A student has a seat: for a side of a group, or as an observer where side is None.

    code : to come back with; agreed : to what the class asks consent for, as they joined.
    """

    student: Id
    name: Name
    code: Digest
    group: Number
    side: Id | None
    seat: Id
    agreed: bool = False
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class LeftOut(Strict, frozen=True, tag="class-left-out"):
    """A student has withdrawn: what is theirs is in nothing that is taken out of the class from now on."""

    student: Id
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Founded(Strict, frozen=True, tag="class-founded"):
    """A group has a mediation."""

    group: Number
    place: Id
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Missed(Strict, frozen=True, tag="class-missed"):
    """A student is missing, or back."""

    student: Id
    missing: bool
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Automated(Strict, frozen=True, tag="class-automated"):
    """An automated negotiator plays for a side of a group, beside a student who is missing or where nobody sits."""

    group: Number
    side: Id
    on: bool
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Told(Strict, frozen=True, tag="class-told"):
    """The teacher writes to a group, or to all."""

    words: Words
    group: Number | None = None
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Halted(Strict, frozen=True, tag="class-halted"):
    """All groups pause, or go on."""

    on: bool
    words: Annotated[str, Meta(max_length=5000)] = ""
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Over(Strict, frozen=True, tag="class-over"):
    """The talks of a group are over; of all groups where `group` is None."""

    group: Number | None = None
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Released(Strict, frozen=True, tag="class-released"):
    """What all groups are shown of each other from now on."""

    document: Mapping[str, Any]
    AUDIENCE: ClassVar[Audience] = THE_CLASS


class Prepare(Strict, frozen=True, tag="class-prepare"):
    """Make a class of a case."""

    terms: Terms
    case: Mapping[str, Any]


class Enrol(Strict, frozen=True, tag="class-enrol"):
    """Give a student a seat. code : of the code that the student comes with; agreed : to what the class asks."""

    name: Name
    code: Digest
    agreed: bool = False


class LeaveOut(Strict, frozen=True, tag="class-leave-out"):
    """Leave a student who withdraws out of whatever is taken out of the class."""

    student: Id


class Found(Strict, frozen=True, tag="class-found"):
    """Say which mediation is that of a group."""

    group: Number
    place: Id


class Miss(Strict, frozen=True, tag="class-miss"):
    """Say that a student is missing, or back."""

    student: Id
    missing: bool


class Automate(Strict, frozen=True, tag="class-automate"):
    """Have an automated negotiator play for a side that is empty or whose student is missing, or no longer."""

    group: Number
    side: Id
    on: bool = True


class Tell(Strict, frozen=True, tag="class-tell"):
    """Write to a group, or to all."""

    words: Words
    group: Number | None = None


class Halt(Strict, frozen=True, tag="class-halt"):
    """Pause all groups, or go on."""

    on: bool
    words: Annotated[str, Meta(max_length=5000)] = ""


class End(Strict, frozen=True, tag="class-end"):
    """Say that a group is over, or end all."""

    group: Number | None = None


class Release(Strict, frozen=True, tag="class-release"):
    """Show all groups this of each other."""

    document: Mapping[str, Any]
