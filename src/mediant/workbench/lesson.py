"""A class: its settings, who has joined and sits in which group, who is missing, and what the teacher has released.

Each group is a mediation of its own; what is here says how all of them are to be, and `mediant.workbench.clerk` what
has to be done in one of them so that it is. Only the teacher sees it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from mediant.workbench.teaching import (
    Automated,
    Enrolled,
    Founded,
    Halted,
    LeftOut,
    Missed,
    Over,
    Prepared,
    Released,
    Terms,
    Told,
)


class Student(Struct, frozen=True, kw_only=True):
    """Somebody who has joined, and when; `seat` is theirs in the mediation of the group.

    agreed : to the class's consent text, as they joined; withdrew : when they did, None where they did not.
    """

    id: str
    name: str
    code: str
    group: int
    side: str | None
    seat: str
    at: float
    missing: bool = False
    agreed: bool = False
    withdrew: float | None = None


class Begun(Struct, frozen=True):
    """Since when all seats of a group are taken, and how many seconds the class had paused by then."""

    at: float
    paused: float


class Lesson(Struct, frozen=True, kw_only=True):
    """Where a class stands.

    terms : None where this is no class; over : the groups whose talks are over, with the seconds that they talked.
    """

    terms: Terms | None = None
    case: Mapping[str, Any] = {}
    sides: tuple[str, ...] = ()
    students: Mapping[str, Student] = {}
    places: Mapping[int, str] = {}
    automated: frozenset[tuple[int, str]] = frozenset()
    begun: Mapping[int, Begun] = {}
    over: Mapping[int, float | None] = {}
    told: tuple[Told, ...] = ()
    halted: Halted | None = None
    since: float = 0.0
    paused: float = 0.0
    closed: bool = False
    released: Mapping[str, Any] | None = None

    def evolve(self, fact: object, at: float) -> Lesson:
        """After a fact."""
        match fact:
            case Prepared(terms, case, sides):
                return replace(self, terms=terms, case=case, sides=sides)
            case Enrolled():
                return _begun(_enrolled(self, fact, at), fact.group, at)
            case Founded(group, place):
                return replace(self, places={**self.places, group: place})
            case Automated(group, side, on):
                seats = self.automated | {(group, side)} if on else self.automated - {(group, side)}
                return _begun(replace(self, automated=seats), group, at)
            case _:
                return self._run(fact, at)

    def _run(self, fact: object, at: float) -> Lesson:
        match fact:
            case Missed(student, missing):
                now = replace(self.students[student], missing=missing)
                return replace(self, students={**self.students, student: now})
            case LeftOut(student):
                gone = replace(self.students[student], withdrew=at)
                return replace(self, students={**self.students, student: gone})
            case Told():
                return replace(self, told=(*self.told, fact))
            case Halted(on):
                more = at - self.since if self.halted and not on else 0.0
                return replace(self, halted=fact if on else None, since=at, paused=self.paused + more)
            case Over(group):
                return _over(self, group, at)
            case Released(document):
                return replace(self, released=document)
            case _:
                return self

    @property
    def groups(self) -> range:
        """The numbers of all groups that somebody sits in."""
        return range(1, 1 + max((one.group for one in self.students.values()), default=0))

    def in_group(self, group: int) -> Iterator[Student]:
        """Its students, in the order in which they joined."""
        return (one for one in self.students.values() if one.group == group)

    def counts(self, group: int) -> bool:
        """Whether what came of a group may be taken out of the class: nobody who sat for a side of it has withdrawn."""
        return all(one.withdrew is None for one in self.in_group(group) if one.side is not None)

    def seated(self, group: int, side: str) -> Student | None:
        """Whose seat it is."""
        return next((one for one in self.in_group(group) if one.side == side), None)

    def by_code(self, code: str) -> Student | None:
        """Who comes back with this code."""
        return next((one for one in self.students.values() if one.code == code), None)

    def paused_by(self, at: float) -> float:
        """Seconds that the class has paused by then."""
        return self.paused + (at - self.since if self.halted else 0.0)

    def closes_at(self, group: int) -> float | None:
        """When the time of a group is up, if nothing pauses from now on; None where it has no limit, or waits."""
        begun = self.begun.get(group)
        if self.terms is None or self.terms.minutes is None or begun is None or self.halted is not None:
            return None
        return begun.at + 60.0 * self.terms.minutes + self.paused - begun.paused


def _enrolled(lesson: Lesson, fact: Enrolled, at: float) -> Lesson:
    new = Student(
        id=fact.student, name=fact.name, code=fact.code, group=fact.group, side=fact.side, seat=fact.seat, at=at,
        agreed=fact.agreed,
    )  # fmt: skip
    automated = lesson.automated - {(fact.group, fact.side or "")}
    return replace(lesson, students={**lesson.students, new.id: new}, automated=automated)


def _begun(lesson: Lesson, group: int, at: float) -> Lesson:
    """The time of a group runs from when all its seats are taken."""
    taken = {one.side for one in lesson.in_group(group)} | {side for of, side in lesson.automated if of == group}
    if group in lesson.begun or not taken.issuperset(lesson.sides):
        return lesson
    return replace(lesson, begun={**lesson.begun, group: Begun(at, lesson.paused_by(at))})


def _over(lesson: Lesson, group: int | None, at: float) -> Lesson:
    """The class is closed; or a group is over that talked from when its seats were taken, but for pauses."""
    if group is None:
        return replace(lesson, closed=True)
    begun = lesson.begun.get(group)
    talked = None if begun is None else at - begun.at - (lesson.paused_by(at) - begun.paused)
    return replace(lesson, over={**lesson.over, group: talked})
