"""A party is erased; an administrator looks in."""

from __future__ import annotations

from mediant.errors import Refused
from mediant.workbench.events import Fact
from mediant.workbench.people import Person, Unseated
from mediant.workbench.records import Erase, Erased, Look, Looked
from mediant.workbench.table import Decisions, Table


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


DECISIONS: Decisions = {Erase: erased, Look: looked}
