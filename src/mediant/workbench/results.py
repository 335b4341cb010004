"""How the groups of a class are doing, and how they did: rows of a console and of tables, from what a teacher sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from mediant.workbench.audience import JOINT
from mediant.workbench.deals import deal_of, offers_at_table
from mediant.workbench.group import End
from mediant.workbench.lesson import Lesson, Student
from mediant.workbench.table import Table

State: TypeAlias = Literal["waiting", "talking", "quiet", "paused", "agreed", "none"]
STATES: tuple[State, ...] = ("waiting", "talking", "quiet", "paused", "agreed", "none")
QUIET = 300.0
"""Seconds in which nothing was said at a table: its group may need help."""


class Seated(Struct, frozen=True, kw_only=True):
    """One seat of a group: whose it is, None where nobody's; whether an automated negotiator plays."""

    side: str
    student: Student | None
    automated: bool


class Row(Struct, frozen=True, kw_only=True):
    """One group.

    state : waiting for students, talking, quiet for a while, paused, agreed, or over with no agreement. end, outcome,
    seconds : how it ended, and how long after all seats were taken, without pauses; None while it talks. said, offers :
    at the joint table. quiet : seconds since the last thing was said there. left : seconds until its time is up.
    """

    group: int
    state: State
    seats: tuple[Seated, ...]
    observers: int
    place: str | None
    phase: str
    said: int
    offers: int
    quiet: float | None
    left: float | None
    end: End | None
    outcome: Mapping[str, Any] | None
    seconds: float | None

    @property
    def missing(self) -> bool:
        """Whether a student of it is missing."""
        return any(seat.student is not None and seat.student.missing for seat in self.seats)


def row_of(lesson: Lesson, group: int, table: Table | None, now: float) -> Row:
    """How a group is. table : as the teacher sees it; None before there is one."""
    table = table or Table()
    lines = list(table.talk.in_room(JOINT))
    begun, concluded = lesson.begun.get(group), table.group.concluded
    last = max(lines[-1].at if lines else 0.0, begun.at if begun else 0.0)
    closes_at = table.group.ruled.closes_at if table.group.ruled else None
    return Row(
        group=group,
        state=_state(lesson, group, table, now - last),
        seats=tuple(_seat(lesson, group, side) for side in lesson.sides),
        observers=sum(one.side is None for one in lesson.in_group(group)),
        place=lesson.places.get(group),
        phase=table.course.phase,
        said=len(lines),
        offers=offers_at_table(table) if lines else 0,
        quiet=now - last if last and concluded is None else None,
        left=max(0.0, closes_at - now) if closes_at is not None and concluded is None else None,
        end=concluded.end if concluded else None,
        outcome=concluded.outcome if concluded else None,
        seconds=lesson.over.get(group),
    )


def _seat(lesson: Lesson, group: int, side: str) -> Seated:
    return Seated(side=side, student=lesson.seated(group, side), automated=(group, side) in lesson.automated)


def _state(lesson: Lesson, group: int, table: Table, quiet: float) -> State:
    concluded = table.group.concluded
    if concluded is not None:
        return "agreed" if concluded.outcome is not None else "none"
    if group not in lesson.begun:
        return "waiting"
    if table.course.state == "paused":
        return "paused"
    return "quiet" if quiet >= QUIET and deal_of(table) is None else "talking"
