"""Seats are given and taken."""

from __future__ import annotations

from mediant.errors import MediantError, Refused
from mediant.model.check_entries import text_problems
from mediant.registry import installed
from mediant.workbench.automated import role_of
from mediant.workbench.automated_mediator import NAME
from mediant.workbench.events import Fact
from mediant.workbench.people import (
    FOR_MEDIATORS,
    FOR_PARTIES,
    Chanced,
    Person,
    Readied,
    Ready,
    Seat,
    Seated,
    Unseat,
    Unseated,
)
from mediant.workbench.table import Decisions, Table
from mediant.workbench.wants import Given

AUTOMATED = ("co-mediator", NAME)
MOST = 500
"""Seats at one table."""


def seated(table: Table, command: Seat, person: Person, now: float) -> tuple[Fact, ...]:
    """A seat for a new person, on a side that the role has."""
    new = command.person
    if new.role == "administrator" or (new.role == "mediator" and person.role != "mediator"):
        raise Refused(f"{person.role}s may not do this", "ask the mediator")
    sides = _sides(table, new)
    if table.people.was_taken(new.id) and not _automaton_again(table, new):
        raise Refused("there is or was a seat of that id", "choose another")
    if len(table.people.seated) >= MOST:
        raise Refused(f"there are {MOST} seats", "open another mediation")
    if new.side not in sides:
        named = ", ".join(str(side) for side in sides if side)
        raise Refused(f"a seat for {new.side or 'nobody'}", f"name one of {named}" if named else "name no side")
    if new.side in table.records.erased:
        raise Refused("what this party confided is erased", "open another mediation")
    check_name(new.name)
    _automated(new)
    return (Seated(new), *_role(table, new, command.chance))


def check_name(name: str) -> None:
    """Refuse a name that hides, or turns around what stands beside it."""
    for problem in text_problems(name, "name"):
        raise Refused(str(problem), "write it without that character")


def _automated(new: Person) -> None:
    """Refuse a strategy where there can be none, or none of that name, and an automaton without one."""
    if (new.role, new.strategy) == AUTOMATED:
        return
    if (new.role == "agent") != (new.strategy is not None):
        raise Refused("an automated negotiator needs a strategy, and nobody else has one", "correct the seat")
    if new.strategy is not None and new.strategy not in {plugin.name for plugin in installed("strategies")}:
        raise Refused("no negotiator of that name is installed here", "choose one of the list")


def _automaton_again(table: Table, new: Person) -> bool:
    """Whether an automated negotiator comes back for its side: it left nothing there that is only a person's."""
    before = table.people.gone.get(new.id)
    return before is not None and before.role == new.role == "agent" and before.side == new.side


def _role(table: Table, new: Person, chance: str) -> tuple[Fact, ...]:
    """What the mediators believe of a party is the role of its student or automaton, where the party stated nothing."""
    if new.role not in ("agent", "student") or new.side is None:
        return ()
    draws = (Chanced(new.side, new.id, chance),) if new.role == "agent" else ()
    if table.wants.of(new.side) is not None:
        return draws
    try:
        return (*draws, Given(new.side, role_of(table.case, new.side, chance)))
    except MediantError as error:
        raise Refused(f"nothing can be played for it: {error}", "say more of its preferences in the case") from None


def _sides(table: Table, person: Person) -> tuple[str | None, ...]:
    if person.role in FOR_PARTIES:
        return tuple(party.id for party in table.case.parties)
    if person.role in FOR_MEDIATORS:
        return tuple(one.id for one in table.case.mediators)
    return (None,)


def unseated(table: Table, command: Unseat, person: Person, now: float) -> tuple[Fact, ...]:
    """A seat is taken away; nobody takes their own."""
    if command.seat not in table.people.seated or command.seat == person.id:
        raise Refused("there is no such seat to take away", "choose another")
    return (Unseated(command.seat),)


def readied(table: Table, command: Ready, person: Person, now: float) -> tuple[Fact, ...]:
    """A party is ready for what comes next, or no longer."""
    return (Readied(person.side or "", command.ready),)


DECISIONS: Decisions = {Seat: seated, Unseat: unseated, Ready: readied}
