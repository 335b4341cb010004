"""The one door for commands: from what a person sees and asks to what happens.

A command is judged by the fold of what its person sees, never by more: a refusal tells nobody anything new.
"""

from __future__ import annotations

from msgspec.structs import replace

from mediant.errors import Refused
from mediant.workbench.audience import of_party
from mediant.workbench.clerk import CLERK
from mediant.workbench.commands import MAY, Command
from mediant.workbench.course import Open, Remodel, SetState
from mediant.workbench.decisions import (
    ballots,
    course,
    evidence,
    floor,
    group,
    lesson,
    notes,
    people,
    records,
    sheets,
    talk,
    text,
    wants,
    wordings,
)
from mediant.workbench.events import Event, event
from mediant.workbench.group import Conclude, Debrief, Rule
from mediant.workbench.lines import owner_of
from mediant.workbench.people import Person, Seat, Unseat
from mediant.workbench.records import Erase, View
from mediant.workbench.table import Decisions, Table

DECISIONS: Decisions = {
    **course.DECISIONS, **people.DECISIONS, **talk.DECISIONS, **wants.DECISIONS, **ballots.DECISIONS,
    **sheets.DECISIONS, **notes.DECISIONS, **wordings.DECISIONS, **text.DECISIONS, **evidence.DECISIONS,
    **records.DECISIONS, **group.DECISIONS, **lesson.DECISIONS, **floor.DECISIONS,
}  # fmt: skip

ANYTIME = (SetState, Seat, Unseat, Rule, Conclude, Debrief, Erase, View)
"""What is possible while a mediation is paused or closed."""
OF_THE_CLASS = (Remodel, SetState, Seat, Unseat)
"""What in a group of a class only its clerk asks for: roles, pauses and seats are as the class says."""


def decide(table: Table, command: Command, person: Person, now: float) -> tuple[Event, ...]:
    """What happens.

    table : as the person sees it; now : in seconds since 1970. Raises Refused, and WrongAct for acts of talks.
    """
    if type(command) not in MAY[person.role]:
        raise Refused(f"{person.role}s may not do this", "ask the mediator")
    if person.role != "administrator":  # who sees nothing of it, and has no seat
        _goes_on(table, command, person)
    made = tuple(event(fact, person.id, now) for fact in DECISIONS[type(command)](table, command, person, now))
    if not {of_party(party) for party in table.records.erased}.isdisjoint(owner_of(one) or "" for one in made):
        raise Refused("what this party confided is erased", "speak at the joint table, or open another mediation")
    return made


def _goes_on(table: Table, command: Command, person: Person) -> None:
    if table.course.case is None and not isinstance(command, Open):
        raise Refused("no case is open here", "open one")
    if table.course.case is not None and not _sits(table, person):
        raise Refused("this seat was taken away", "ask the mediator for a new link")
    if table.group.ruled is not None and person.id != CLERK and isinstance(command, OF_THE_CLASS):
        raise Refused(f"{person.role}s may not do this", "ask the teacher")
    if table.course.state not in ("open", "draft") and not isinstance(command, ANYTIME):
        raise Refused(f"the mediation is {table.course.state}", "wait until the mediator goes on with it")


def _sits(table: Table, person: Person) -> bool:
    """Whether the seat is theirs; how an automated negotiator plays is nothing that its own table tells."""
    known = table.people.seated.get(person.id)
    return known is not None and replace(known, strategy=None) == replace(person, strategy=None)


def tick(table: Table, now: float) -> tuple[Event, ...]:
    """What the clock brings about. table : the keeper's, who knows every vote."""
    return tuple(event(fact, "", now) for fact in ballots.due(table, now))
