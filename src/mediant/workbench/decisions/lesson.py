"""What a teacher does with a class, and who gets which seat."""

from __future__ import annotations

from mediant.errors import InvalidFile, MediantError, Refused
from mediant.talks.drawn import drawn_case
from mediant.talks.seats import strategy_of
from mediant.workbench.clerk import CLERK, TEACHER, sides_of
from mediant.workbench.course import case_from, document_from
from mediant.workbench.decisions.people import check_name
from mediant.workbench.events import Fact
from mediant.workbench.lesson import Lesson
from mediant.workbench.people import Person
from mediant.workbench.seating import chair_for
from mediant.workbench.table import Decisions, Table
from mediant.workbench.teaching import (
    MOST_STUDENTS,
    Automate,
    Automated,
    End,
    Enrol,
    Enrolled,
    Found,
    Founded,
    Halt,
    Halted,
    LeaveOut,
    LeftOut,
    Miss,
    Missed,
    Over,
    Prepare,
    Prepared,
    Release,
    Released,
    Tell,
    Told,
)

TAKEN = {CLERK, TEACHER, "observer"}


def _lesson(table: Table) -> Lesson:
    if table.lesson.terms is None:
        raise Refused("this is no class", "make one of a case")
    return table.lesson


def prepared(table: Table, command: Prepare, person: Person, now: float) -> tuple[Fact, ...]:
    """A class where there is none; what the case leaves open of its roles is drawn, once for all groups."""
    terms = command.terms
    if table.lesson.terms is not None or table.group.ruled is not None:
        raise Refused("this is a class already", "make another one")
    check_name(terms.title)
    if terms.talks == "separate" and terms.mediator == "none":
        raise Refused("separate talks need a mediator", "choose who mediates")
    try:
        case = case_from(command.case)
        exact = document_from(drawn_case(case, terms.seed))
        strategy_of(terms.strategy)
    except InvalidFile as error:
        raise Refused(str(error), "correct the case file") from None
    except MediantError as error:
        raise Refused(f"nothing can be played by this case: {error}", "say more of its preferences") from None
    sides = sides_of(exact, terms)
    ids = {*(party.id for party in case.parties), *(one.id for one in case.mediators), *sides}
    if ids & TAKEN or len(set(sides)) < len(sides):
        raise Refused(f"a side's id is one of {', '.join(sorted(TAKEN))}", "give it another id in the case file")
    return (Prepared(terms, exact, sides),)


def enrolled(table: Table, command: Enrol, person: Person, now: float) -> tuple[Fact, ...]:
    """A seat for who comes for the first time; nothing new for who comes back."""
    lesson = _lesson(table)
    known = lesson.by_code(command.code)
    if known is not None:
        return missed(table, Miss(known.id, missing=False), person, now) if known.missing else ()
    if lesson.closed:
        raise Refused("the class is closed", "ask the teacher")
    if lesson.terms and lesson.terms.codes and command.code not in lesson.terms.codes:
        raise Refused("there is no such code", "type it as it was given to you")
    if lesson.terms and lesson.terms.consent and not command.agreed:
        raise Refused("this class asks for your consent", "agree to what it says, or speak with the teacher")
    if len(lesson.students) >= MOST_STUDENTS:
        raise Refused(f"there are {MOST_STUDENTS} students", "make another class")
    check_name(command.name)
    chair = chair_for(lesson)
    student = f"s{len(lesson.students) + 1}"
    agreed = bool(lesson.terms and lesson.terms.consent)
    return (Enrolled(student, command.name, command.code, chair.group, chair.side, chair.seat, agreed),)


def left_out(table: Table, command: LeaveOut, person: Person, now: float) -> tuple[Fact, ...]:
    """Who withdraws does so for good; asked again, nothing new happens."""
    student = _lesson(table).students.get(command.student)
    if student is None:
        raise Refused("there is no such student, or it is known", "choose another")
    return () if student.withdrew is not None else (LeftOut(student.id),)


def founded(table: Table, command: Found, person: Person, now: float) -> tuple[Fact, ...]:
    """Each group has one mediation, for good."""
    lesson = _lesson(table)
    if command.group not in lesson.groups or command.group in lesson.places or command.place in lesson.places.values():
        raise Refused("there is no such group, or it has its mediation", "name another")
    return (Founded(command.group, command.place),)


def missed(table: Table, command: Miss, person: Person, now: float) -> tuple[Fact, ...]:
    """Missing, or back: the seat is theirs again, and the automated negotiator leaves it."""
    lesson = _lesson(table)
    student = lesson.students.get(command.student)
    if student is None or student.missing == command.missing:
        raise Refused("there is no such student, or it is known", "choose another")
    facts: tuple[Fact, ...] = (Missed(student.id, command.missing),)
    played = (student.group, student.side or "") in lesson.automated
    if student.side is None or student.group in lesson.over:
        return facts
    if not command.missing and played:
        return (*facts, Automated(student.group, student.side, on=False))
    if command.missing and lesson.terms and lesson.terms.replace and _can_be_played(lesson, student.side):
        return (*facts, Automated(student.group, student.side, on=True))
    return facts


def _can_be_played(lesson: Lesson, side: str) -> bool:
    return any(party["id"] == side for party in lesson.case["party"])


def automated(table: Table, command: Automate, person: Person, now: float) -> tuple[Fact, ...]:
    """For a party that nobody plays just now."""
    lesson = _lesson(table)
    student = lesson.seated(command.group, command.side)
    if command.group not in lesson.groups or not _can_be_played(lesson, command.side):
        raise Refused("there is no such seat of a party", "choose another")
    if command.group in lesson.over:
        raise Refused("the talks of this group are over", "choose another")
    if command.on == ((command.group, command.side) in lesson.automated):
        raise Refused("it is so already", "look at the groups again")
    if command.on and student is not None and not student.missing:
        raise Refused("a student sits there", "wait until the student is missing")
    return (Automated(command.group, command.side, command.on),)


def told(table: Table, command: Tell, person: Person, now: float) -> tuple[Fact, ...]:
    """Words of the teacher to those who are there, and to those who come later."""
    lesson = _lesson(table)
    if command.group is not None and command.group not in lesson.groups:
        raise Refused("there is no such group", "choose another")
    return (Told(command.words, command.group),)


def halted(table: Table, command: Halt, person: Person, now: float) -> tuple[Fact, ...]:
    """All pause, or go on."""
    lesson = _lesson(table)
    if lesson.closed or command.on == (lesson.halted is not None):
        raise Refused("it is so already, or the class is closed", "look at the class again")
    return (Halted(command.on, command.words),)


def over(table: Table, command: End, person: Person, now: float) -> tuple[Fact, ...]:
    """One group, or all; once."""
    lesson = _lesson(table)
    known = lesson.closed if command.group is None else command.group in lesson.over
    if known or (command.group is not None and command.group not in lesson.groups):
        raise Refused("it is over already, or there is no such group", "choose another")
    return (Over(command.group),)


def released(table: Table, command: Release, person: Person, now: float) -> tuple[Fact, ...]:
    """Only of a class that is closed: nobody who still talks learns what others have agreed on."""
    if not _lesson(table).closed:
        raise Refused("groups may still talk", "close all groups first")
    return (Released(command.document),)


DECISIONS: Decisions = {
    Prepare: prepared, Enrol: enrolled, LeaveOut: left_out, Found: founded, Miss: missed, Automate: automated,
    Tell: told, Halt: halted, End: over, Release: released,
}  # fmt: skip
