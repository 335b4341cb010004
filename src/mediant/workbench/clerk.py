"""The clerk of a class: what is to be done in one group so that it is as the class says, however often one asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mediant.workbench.audience import JOINT
from mediant.workbench.automated_mediator import NAME
from mediant.workbench.commands import Command
from mediant.workbench.course import SetPhase, SetState
from mediant.workbench.group import Conclude, Debrief, Rule
from mediant.workbench.lesson import Lesson, Student
from mediant.workbench.people import Person, Role, Seat, Unseat
from mediant.workbench.table import Table
from mediant.workbench.talk import Write
from mediant.workbench.teaching import Terms

CLERK = "class"
"""Whose seat the clerk has in every group, and for which side: nobody signs in to it."""
TEACHER = "teacher"
"""The seat of the teacher, in the class and in its groups."""
AUTOMATED = "automated-mediator"
MEDIATOR = {"id": "mediator", "name": "Mediator", "may": ["carry", "draft", "pledge"]}


def sides_of(case: Mapping[str, Any], terms: Terms) -> tuple[str, ...]:
    """The sides of each group for which students sit: the parties, and the mediator where a student is one."""
    parties = tuple(party["id"] for party in case["party"])
    return (*parties, mediator_of(case)["id"]) if terms.mediator == "student" else parties


def mediator_of(case: Mapping[str, Any]) -> Mapping[str, Any]:
    """Who mediates in the groups, where somebody does: the first mediator of the case, or one that it is given."""
    return next(iter(case.get("mediator", ())), MEDIATOR)


def group_case(lesson: Lesson) -> dict[str, Any]:
    """The case of a group: with the clerk as its first mediator."""
    terms = lesson.terms
    clerk = {"id": CLERK, "name": terms.title if terms else "", "may": ["carry", "draft", "pledge"]}
    others = [mediator_of(lesson.case)] if terms and terms.mediator != "none" else []
    return {**lesson.case, "mediator": [clerk, *others]}


def clerk_of(lesson: Lesson) -> Person:
    """Who keeps a group for the class."""
    return Person(id=CLERK, role="mediator", name=lesson.terms.title if lesson.terms else CLERK, side=CLERK)


def teacher_in(lesson: Lesson, name: str) -> Person:
    """The teacher in a group: one who sees what all see there, or what mediators see where the terms say so."""
    if lesson.terms and lesson.terms.teacher_sees:
        return Person(id=TEACHER, role="co-mediator", name=name, side=CLERK)
    return Person(id=TEACHER, role="teacher", name=name)


def steps(lesson: Lesson, group: int, table: Table, teacher: Person) -> Iterator[Command]:
    """What the clerk of a group, who sees this table of it, has yet to do there, in order."""
    yield from _rule(lesson, group, table)
    yield from _people(lesson, group, table, teacher)
    if table.course.state == "open":
        yield from _words(lesson, group, table)
    yield from _course(lesson, group, table)
    if lesson.released is not None and lesson.released != table.group.debrief:
        yield Debrief(lesson.released)


def _rule(lesson: Lesson, group: int, table: Table) -> Iterator[Command]:
    terms, ruled = lesson.terms, table.group.ruled
    if terms is not None and table.group.concluded is None:
        closes_at = lesson.closes_at(group)
        if ruled is None or ruled.closes_at != closes_at:
            yield Rule(group, terms.talks, terms.teacher_sees, closes_at)


def _people(lesson: Lesson, group: int, table: Table, teacher: Person) -> Iterator[Command]:
    seated, terms = table.people.seated, lesson.terms
    if TEACHER not in seated:
        yield Seat(teacher_in(lesson, teacher.name))
    wanted = {side for of, side in lesson.automated if of == group}
    for side in lesson.sides:
        seat = f"{side}-automated"
        if seat in seated and side not in wanted:
            yield Unseat(seat)
        elif side in wanted and seat not in seated and terms is not None:
            yield Seat(Person(id=seat, role="agent", name=_name(lesson, side), side=side, strategy=terms.strategy))
    if terms is not None and terms.mediator == "automated" and AUTOMATED not in seated and group in lesson.begun:
        host = mediator_of(lesson.case)
        yield Seat(Person(id=AUTOMATED, role="co-mediator", name=str(host["name"]), side=host["id"], strategy=NAME))
    for student in lesson.in_group(group):
        if student.seat not in seated:
            yield Seat(person_of(lesson, student))


def _name(lesson: Lesson, side: str) -> str:
    return next((str(party["name"]) for party in lesson.case["party"] if party["id"] == side), side)


def person_of(lesson: Lesson, student: Student) -> Person:
    """A student in the mediation of the group."""
    if student.side is None:
        return Person(id=student.seat, role="observer", name=student.name)
    of_party = any(party["id"] == student.side for party in lesson.case["party"])
    role: Role = "student" if of_party else "co-mediator"
    return Person(id=student.seat, role=role, name=student.name, side=student.side)


def _words(lesson: Lesson, group: int, table: Table) -> Iterator[Command]:
    told = [one.words for one in lesson.told if one.group in (None, group)]
    heard = sum(line.side == CLERK for line in table.talk.in_room(JOINT))
    yield from (Write(JOINT, words) for words in told[heard:])


def _course(lesson: Lesson, group: int, table: Table) -> Iterator[Command]:
    course, over = table.course, table.group.concluded is not None
    if lesson.closed and not over:
        yield Conclude("teacher")
        over = True
    if lesson.terms is not None and course.phase == "prepare" and group in lesson.begun and course.state == "open":
        yield SetPhase("joint" if lesson.terms.talks == "joint" else "caucus")
    if over:
        if course.state not in ("closed", "archived"):
            yield SetState("closed")
    elif lesson.halted is not None and course.state == "open":
        yield SetState("paused", lesson.halted.words)
    elif lesson.halted is None and course.state == "paused":
        yield SetState("open")
