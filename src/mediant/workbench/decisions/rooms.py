"""Who is in which room, and for whom they speak there."""

from __future__ import annotations

from mediant.errors import Refused
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.people import FOR_MEDIATORS, Person
from mediant.workbench.table import Table


def speaker(table: Table, room: str, person: Person) -> str:
    """For whom the person speaks in that room. The same refusal for a room of others and for none."""
    side = person.side
    mine = person.role in FOR_MEDIATORS and room in {party.id for party in table.case.parties}
    if side is None or not (room in (JOINT, side) or mine) or (person.role in FOR_MEDIATORS and room == side):
        raise Refused("you are in no such room", "choose a room that you are in")
    return side


def side_in(table: Table, room: str, person: Person) -> str:
    """As `speaker`; mediators have a room of their own too, for what nobody else sees."""
    if room == MEDIATORS and person.role in FOR_MEDIATORS and person.side is not None:
        return person.side
    return speaker(table, room, person)
