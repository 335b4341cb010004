"""Who may say what where: the rules are those of talks."""

from __future__ import annotations

from mediant.errors import InvalidValue, Refused
from mediant.talks.permitted import checked
from mediant.talks.place import Outcomes, Place
from mediant.talks.record import heard_as
from mediant.talks.words import Words, act_of
from mediant.workbench.audience import JOINT
from mediant.workbench.decisions.rooms import speaker
from mediant.workbench.events import Fact
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table
from mediant.workbench.talk import Allow, Allowed, Relay, Said, Say, Write, Wrote, room_of


def wrote(table: Table, command: Write, person: Person, now: float) -> tuple[Fact, ...]:
    """Free words to a room that one is in."""
    side = speaker(table, command.room, person)
    return (Wrote(table.talk.minted(side, command.room), command.room, side, person.id, command.words),)


def said(table: Table, command: Say, person: Person, now: float) -> tuple[Fact, ...]:
    """An act of talks: whole, of one's role, about what was heard, breaking no confidence."""
    side = speaker(table, command.room, person)
    case = table.case
    try:
        act = act_of(dict(command.act), Words(case))
    except InvalidValue as error:
        raise Refused(str(error), "say it in the words of the case") from None
    room = room_of(command.room, case)
    here = [entry for entry in table.talk.entries if side in entry.room.seats]
    heard = [heard_as(entry, side) for entry in here]
    may = {one.id: frozenset(one.may) for one in case.mediators}
    place = Place(
        seat=side, room=room, heard=heard, offered=Outcomes(heard),
        options=tuple(len(issue.options) for issue in case.issues),
        parties=tuple(party.id for party in case.parties), may=may.get(side),
    )  # fmt: skip
    checked(act, place)
    words = {key: value for key, value in command.act.items() if key != "rests-on"}
    resting = tuple(command.act.get("rests-on", ()))
    return (Said(table.talk.minted(side, command.room), command.room, side, person.id, words, resting),)


def allowed(table: Table, command: Allow, person: Person, now: float) -> tuple[Fact, ...]:
    """A party lets words of its own go to other rooms."""
    line = table.talk.of(command.words)
    rooms = {JOINT, *(party.id for party in table.case.parties)} - {person.side}
    if line is None or line.side != person.side:
        raise Refused("your party has said no such thing", "choose something that it has said")
    if not command.to or not set(command.to) <= rooms:
        raise Refused("no such room", f"choose of {', '.join(sorted(rooms))}")
    return (Allowed(person.side or "", command.words, command.to),)


def relayed(table: Table, command: Relay, person: Person, now: float) -> tuple[Fact, ...]:
    """Words that a party let go to a room are brought there."""
    line = table.talk.of(command.words)
    side = speaker(table, command.room, person)
    if line is None or line.words is None or command.room not in table.talk.allowed.get(line.id, frozenset()):
        raise Refused("it was said in confidence", "ask its owner to let it go there")
    return (Wrote(table.talk.minted(side, command.room), command.room, side, person.id, line.words, line.side),)


DECISIONS: Decisions = {Write: wrote, Say: said, Allow: allowed, Relay: relayed}
