"""A group of a class, as a mediation knows it: the rules that it plays by, how it ended, and what the debrief shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from mediant.workbench.audience import EVERYBODY, Audience
from mediant.workbench.strict import Strict

Number: TypeAlias = Annotated[int, Meta(ge=1, le=10_000)]
Talks: TypeAlias = Literal["joint", "separate"]
End: TypeAlias = Literal["agreed", "time", "teacher"]


class Ruled(Strict, frozen=True, tag="class-ruled"):
    """What everybody in a group is told of it.

    teacher_sees : whether the teacher sees what mediators see; closes_at : when the time is up, where it is limited
    and runs.
    """

    group: Number
    talks: Talks
    teacher_sees: bool
    closes_at: float | None = None
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Concluded(Strict, frozen=True, tag="class-concluded"):
    """The talks of a group are over; `outcome` is what all parties stand by, None where they stand by nothing."""

    end: End
    outcome: Mapping[str, Any] | None
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Debriefed(Strict, frozen=True, tag="class-debriefed"):
    """What the teacher has released of all groups."""

    document: Mapping[str, Any]
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Rule(Strict, frozen=True, tag="class-rule"):
    """Tell a group what it plays by."""

    group: Number
    talks: Talks
    teacher_sees: bool
    closes_at: float | None = None


class Conclude(Strict, frozen=True, tag="class-conclude"):
    """End the talks of a group."""

    end: End


class Debrief(Strict, frozen=True, tag="class-debrief"):
    """Show a group what the teacher has released."""

    document: Mapping[str, Any]


class Group(Struct, frozen=True):
    """What is known of the group; all None where the mediation belongs to no class. at : when it was concluded."""

    ruled: Ruled | None = None
    concluded: Concluded | None = None
    at: float | None = None
    debrief: Mapping[str, Any] | None = None

    def evolve(self, fact: object, at: float) -> Group:
        """After a fact."""
        match fact:
            case Ruled():
                return replace(self, ruled=fact)
            case Concluded():
                return replace(self, concluded=fact, at=at)
            case Debriefed(document):
                return replace(self, debrief=document)
            case _:
                return self
