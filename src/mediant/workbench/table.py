"""The table: what follows from events, for the keeper of the log or for one person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct

from mediant.model.case import Case
from mediant.workbench.ballots import Ballots
from mediant.workbench.course import Course
from mediant.workbench.events import Event, Fact, seen
from mediant.workbench.evidence import Evidence
from mediant.workbench.floor import Floor
from mediant.workbench.group import Group
from mediant.workbench.lesson import Lesson
from mediant.workbench.notes import Notes
from mediant.workbench.people import People, Person
from mediant.workbench.records import Records
from mediant.workbench.sheets import Sheets
from mediant.workbench.talk import Talked
from mediant.workbench.text import Text
from mediant.workbench.wants import Wants


class Table(Struct, frozen=True):
    """All that is known, to whoever it was folded for: the keeper, who knows all, or a person."""

    course: Course = Course()
    people: People = People()
    talk: Talked = Talked()
    wants: Wants = Wants()
    sheets: Sheets = Sheets()
    notes: Notes = Notes()
    ballots: Ballots = Ballots()
    text: Text = Text()
    evidence: Evidence = Evidence()
    records: Records = Records()
    group: Group = Group()
    lesson: Lesson = Lesson()
    floor: Floor = Floor()

    @property
    def case(self) -> Case:
        """The case. Raises LookupError before it was opened."""
        if self.course.case is None:
            raise LookupError("no case was opened")
        return self.course.case


Decisions: TypeAlias = Mapping[type, Callable[[Table, Any, Person, float], tuple[Fact, ...]]]
"""By command: what follows for a person who sees this table and asks for it now."""


def evolve(table: Table, event: Event) -> Table:
    """The table after an event."""
    fact = event.fact
    return Table(
        course=table.course.evolve(fact),
        people=table.people.evolve(fact),
        talk=table.talk.evolve(fact, event.at, table.course.case),
        wants=table.wants.evolve(fact),
        sheets=table.sheets.evolve(fact),
        notes=table.notes.evolve(fact),
        ballots=table.ballots.evolve(fact),
        text=table.text.evolve(fact, event.by, event.at),
        evidence=table.evidence.evolve(fact, event.by, event.at),
        records=table.records.evolve(fact, event.by, event.at),
        group=table.group.evolve(fact, event.at),
        lesson=table.lesson.evolve(fact, event.at),
        floor=table.floor.evolve(fact, event.by, event.at),
    )


def folded(events: Iterable[Event], table: Table | None = None) -> Table:
    """The table after events; begins with an empty one."""
    now = table or Table()
    for event in events:
        now = evolve(now, event)
    return now


def table_of(events: Iterable[Event], audiences: frozenset[str]) -> Table:
    """The table as somebody of these audiences knows it."""
    return folded(seen(events, audiences))
