"""Who has the floor at the joint table, who asks for it, and how long the session lasts."""

from __future__ import annotations

from mediant.errors import Refused
from mediant.workbench.deals import is_mediated
from mediant.workbench.events import Fact
from mediant.workbench.floor import SPEAKERS, ClockSet, FloorGiven, GiveFloor, Raise, Raised, SetClock, UndoFloor
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table

LONGEST = 24 * 3600.0
"""Seconds that a session may be given."""
SECONDS = 10.0
"""For which a change can be undone."""


def clock_set(table: Table, command: SetClock, person: Person, now: float) -> tuple[Fact, ...]:
    """Some time from now, within a day; or open, where a time was set."""
    if command.ends_at is None and table.floor.ends_at is None:
        raise Refused("no clock is set", "set one, or leave it")
    if command.ends_at is not None and not now < command.ends_at <= now + LONGEST:
        raise Refused("the session would end before now, or after more than a day", "choose 1 to 1440 minutes")
    return (ClockSet(command.ends_at),)


def raised(table: Table, command: Raise, person: Person, now: float) -> tuple[Fact, ...]:
    """A hand goes up or down, once; who has the floor and asks for it no longer gives it back."""
    if not is_mediated(table):
        raise Refused("nobody leads this table", "speak when you like")
    floor = table.floor
    if floor.holder == person.id:
        if command.raised:
            raise Refused("you have the floor", "speak")
        return (FloorGiven(None, floor.waiting),)
    if command.raised == (person.id in floor.waiting):
        raise Refused("it is so already", "look at the speaking order again")
    return (Raised(person.id, command.raised),)


def floor_given(table: Table, command: GiveFloor, person: Person, now: float) -> tuple[Fact, ...]:
    """To somebody of a party, whether they asked for it or not, or back to everybody."""
    floor, whose = table.floor, table.people.seated.get(command.seat or "")
    if command.seat is not None and (whose is None or whose.role not in SPEAKERS):
        raise Refused("nobody of that seat can have the floor", "choose somebody who sits for a party")
    if command.seat == floor.holder:
        raise Refused("it is so already", "look at the speaking order again")
    return (FloorGiven(command.seat, tuple(one for one in floor.waiting if one != command.seat)),)


def undone(table: Table, command: UndoFloor, person: Person, now: float) -> tuple[Fact, ...]:
    """As it was before one's last change; hands that went up since stay up, those that went down stay down."""
    floor, last = table.floor, table.floor.last
    if last is None or last.by != person.id or now - last.at > SECONDS:
        raise Refused("there is nothing to undo any more", "set it anew")
    facts: list[Fact] = []
    holder = last.holder if last.holder in table.people.seated else None
    if holder != floor.holder:
        back = [one for one in last.waiting if one in floor.waiting or one == floor.holder]
        since = [one for one in floor.waiting if one not in back and one != holder]
        facts.append(FloorGiven(holder, (*back, *since)))
    if last.ends_at != floor.ends_at:
        facts.append(ClockSet(last.ends_at))
    if not facts:  # who had it has left
        raise Refused("there is nothing to undo any more", "set it anew")
    return tuple(facts)


DECISIONS: Decisions = {SetClock: clock_set, Raise: raised, GiveFloor: floor_given, UndoFloor: undone}
