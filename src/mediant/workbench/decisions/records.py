"""A party is erased; an administrator looks in; a mediator looks at what a seat sees, or makes a link to it."""

from __future__ import annotations

from mediant.errors import Refused
from mediant.workbench.events import Fact
from mediant.workbench.people import Person, Role, Unseated
from mediant.workbench.records import Erase, Erased, Invite, Invited, Look, Looked, View, Viewed
from mediant.workbench.table import Decisions, Table

VIEWED: frozenset[Role] = frozenset({"principal", "adviser", "student", "observer"})
"""People whose screens a mediator may look at."""


def erased(table: Table, command: Erase, person: Person, now: float) -> tuple[Fact, ...]:
    """A party's people lose their seats, and what it confided is gone. It cannot be taken back."""
    if command.party not in {party.id for party in table.case.parties}:
        raise Refused("there is no such party", "choose another")
    if command.party in table.records.erased:
        raise Refused("what this party confided is erased already", "nothing is left to do")
    gone = table.people.of_side(command.party)
    return (*(Unseated(one.id) for one in gone), Erased(command.party))


def looked(table: Table, command: Look, person: Person, now: float) -> tuple[Fact, ...]:
    """What an administrator does is written down first; they see nothing of the table by that alone."""
    return (Looked(command.seat, person.name, command.why),)


def viewed(table: Table, command: View, person: Person, now: float) -> tuple[Fact, ...]:
    """Written down for the mediators alone: it shows them nothing that they do not see already."""
    whose = table.people.seated.get(command.seat)
    if whose is None or whose.role not in VIEWED:
        raise Refused("there is no such seat to look from", "choose somebody of a party, or an observer")
    return (Viewed(command.seat),)


def invited(table: Table, command: Invite, person: Person, now: float) -> tuple[Fact, ...]:
    """Nobody into the seat of a program, nor of who may do more than they; into a class the teacher's link leads."""
    whose = table.people.seated.get(command.seat)
    may = whose is not None and whose.role != "agent" and (whose.role != "mediator" or person.role == "mediator")
    if not may or table.group.ruled is not None:
        raise Refused("there is no such seat to invite to", "choose another")
    return (Invited(command.seat),)


DECISIONS: Decisions = {Erase: erased, Look: looked, View: viewed, Invite: invited}
