"""Seats are given and taken."""

from __future__ import annotations

from mediant.errors import MediantError, Refused
from mediant.workbench.automated import role_of
from mediant.workbench.automated_mediator import NAME
from mediant.workbench.events import Fact
from mediant.workbench.people import FOR_MEDIATORS, FOR_PARTIES, Person, Readied, Ready, Seat, Seated, Unseat, Unseated
from mediant.workbench.table import Decisions, Table
from mediant.workbench.wants import Given

AUTOMATED = ("co-mediator", NAME)
MOST = 500
"""Seats at one table."""


def seated(table: Table, command: Seat, person: Person, now: float) -> tuple[Fact, ...]:
    """A seat for a new person, on a side that the role has."""
    new = command.person
    sides = _sides(table, new)
    if new.id in table.people.seated:
        raise Refused("there is a seat of that id", "choose another")
    if len(table.people.seated) >= MOST:
        raise Refused(f"there are {MOST} seats", "open another mediation")
    if new.side not in sides:
        named = ", ".join(str(side) for side in sides if side)
        raise Refused(f"a seat for {new.side or 'nobody'}", f"name one of {named}" if named else "name no side")
    if (new.role == "agent") != (new.strategy is not None) and (new.role, new.strategy) != AUTOMATED:
        raise Refused("an automated negotiator needs a strategy, and nobody else has one", "correct the seat")
    return (Seated(new), *_role(table, new))


def _role(table: Table, new: Person) -> tuple[Fact, ...]:
    """What the mediators believe of a party is the role of its student or automaton, where the party stated nothing."""
    if new.role not in ("agent", "student") or new.side is None or table.wants.of(new.side) is not None:
        return ()
    try:
        return (Given(new.side, role_of(table.case, new.side, new.id)),)
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
