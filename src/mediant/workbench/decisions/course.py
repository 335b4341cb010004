"""Opening, phases, pauses."""

from __future__ import annotations

from typing import Any

from mediant.errors import InvalidFile, Refused
from mediant.model.case import Case
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.course import (
    Modelled,
    Open,
    Opened,
    PhaseSet,
    Remodel,
    SetPhase,
    SetState,
    StateSet,
    case_from,
    public,
)
from mediant.workbench.events import Fact
from mediant.workbench.people import Person, Seated
from mediant.workbench.table import Decisions, Table

TAKEN = {JOINT, MEDIATORS}
LONGEST = 40
"""Characters of a side's id: ids of what it says are made of it."""
HOST = {"id": "mediator", "name": "Mediator", "may": ["carry", "draft", "pledge"]}


def opened(table: Table, command: Open, person: Person, now: float) -> tuple[Fact, ...]:
    """The case is opened; whoever opens it takes the first mediator's seat."""
    if table.course.case is not None:
        raise Refused("a case is open here already", "open the other one in a mediation of its own")
    document = dict(command.case)
    if not document.get("mediator"):
        document["mediator"] = [HOST]
    case = _checked(document)
    sides = [*(party.id for party in case.parties), *(one.id for one in case.mediators)]
    if any(len(side) > LONGEST for side in sides):
        raise Refused(f"an id of more than {LONGEST} characters", "shorten it in the case file")
    if set(sides) & TAKEN:
        raise Refused(f"a side's id is one of {', '.join(sorted(TAKEN))}", "give it another id in the case file")
    host = Person(id=person.id, role=person.role, name=person.name, side=case.mediators[0].id)
    modelled = (Modelled(document),) if document.get("preferences") else ()
    return (Opened(public(document)), *modelled, Seated(host))


def _checked(document: dict[str, Any]) -> Case:
    try:
        return case_from(document)
    except InvalidFile as error:
        raise Refused(str(error), "correct the case file") from None


def remodelled(table: Table, command: Remodel, person: Person, now: float) -> tuple[Fact, ...]:
    """What the mediators believe; parties, mediators and issues stay what they are."""
    case = _checked(dict(command.case))
    if (case.parties, case.issues) != (table.case.parties, table.case.issues):
        raise Refused("it has other parties or issues", "change nothing but the preferences")
    return (Modelled(dict(command.case)),)


def phase_set(table: Table, command: SetPhase, person: Person, now: float) -> tuple[Fact, ...]:
    """A phase begins; the one that runs does not begin again."""
    if command.phase == table.course.phase:
        raise Refused(f"the phase is {command.phase} already", "choose another")
    return (PhaseSet(command.phase),)


def state_set(table: Table, command: SetState, person: Person, now: float) -> tuple[Fact, ...]:
    """Paused, open again, closed, archived; what is archived stays so."""
    if table.course.state == "archived" or command.state in (table.course.state, "draft"):
        raise Refused(f"the mediation is {table.course.state}", "open a new one")
    return (StateSet(command.state, command.words),)


DECISIONS: Decisions = {Open: opened, Remodel: remodelled, SetPhase: phase_set, SetState: state_set}
