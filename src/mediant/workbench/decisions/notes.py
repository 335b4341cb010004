"""Notes are written and written anew."""

from __future__ import annotations

from mediant.errors import Refused
from mediant.workbench.events import Fact
from mediant.workbench.notes import Note, Noted
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table

MOST = 500
"""Notes of one person."""


def noted(table: Table, command: Note, person: Person, now: float) -> tuple[Fact, ...]:
    """A note of one's own."""
    mine = table.notes.by(person.id)
    if command.id is not None and table.notes.of(person.id, command.id) is None:
        raise Refused("you have no such note", "choose one of yours, or write a new one")
    if command.id is None and len(mine) >= MOST:
        raise Refused(f"you have {MOST} notes", "write one of them anew")
    return (Noted(command.id or f"note-{len(mine) + 1}", person.id, command.words),)


DECISIONS: Decisions = {Note: noted}
