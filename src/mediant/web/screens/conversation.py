"""Conversations: the joint table, and a party's separate room with the mediators."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, get_args

from mediant.model.case import Case
from mediant.talks.acts import Act
from mediant.talks.words import act_in_words, words_of
from mediant.web.screens import packages
from mediant.web.screens.floor import FORMS as FLOOR_FORMS
from mediant.web.screens.floor import KINDS, floor_shown
from mediant.web.screens.screen import Form, Screen, Seen, one
from mediant.workbench.audience import JOINT
from mediant.workbench.clerk import AUTOMATED
from mediant.workbench.commands import MAY
from mediant.workbench.deals import is_mediated
from mediant.workbench.people import FOR_MEDIATORS, Role
from mediant.workbench.talk import Line, Write


def rooms_of(seen: Seen) -> tuple[str, ...]:
    """The rooms that the viewer is in: the joint one first."""
    if seen.person.role in FOR_MEDIATORS:
        return (JOINT, *(party.id for party in seen.table.case.parties))
    mine = seen.person.side in {party.id for party in seen.table.case.parties}
    return (JOINT, seen.person.side) if mine and seen.person.side and is_mediated(seen.table) else (JOINT,)


def values(seen: Seen) -> Mapping[str, Any]:
    """The room that the address asks for, or the joint one: all that was said in it, the first thing first."""
    rooms = rooms_of(seen)
    room = seen.asked.get("room", JOINT)
    room = room if room in rooms else JOINT
    return {
        "rooms": rooms,
        "room": room,
        "names": names_of(seen.table.case),
        "lines": [shown(line, seen) for line in seen.table.talk.in_room(room)],
        "may_write": Write in MAY[seen.person.role],
        "longest": 10_000,
        "floor": floor_shown(seen),
    }


def names_of(case: Case) -> dict[str, str]:
    """The names of parties and mediators by their ids."""
    return {one.id: one.name for one in case.parties} | {one.id: one.name for one in case.mediators}


def shown(line: Line, seen: Seen) -> dict[str, Any]:
    """One thing that was said, for the template of a line."""
    names = names_of(seen.table.case)
    return {
        "id": line.id,
        "room": line.room,
        "who": names[line.side],
        "of": None if line.of is None else names[line.of],
        "mine": line.side == seen.person.side,
        "at": datetime.fromtimestamp(line.at, UTC),
        "words": line.words,
        "act": None
        if line.entry is None
        else act_shown(line.entry.act, seen.table.case, automated=is_automated(line.side, seen)),
    }


def is_automated(side: str, seen: Seen) -> bool:
    """Whether an automated mediator speaks for that side: its words are not typed."""
    known = seen.table.people.seated.get(AUTOMATED)
    return known is not None and known.side == side


def act_shown(act: Act, case: Case, *, automated: bool = False) -> dict[str, Any]:
    """An act for a template: its kind, its words, and the outcome or question it is about, as rows of a package."""
    choices = getattr(act, "choices", None)
    about = None if choices is None else packages.shown(case, words_of(choices, case))
    return {
        "kind": act_in_words(act, case)["act"],
        "words": getattr(act, "words", ""),
        "automated": automated,
        "about": about,
    }


def write(_: Seen, form: Form) -> Write:
    """Words to a room."""
    return Write(room=one(form, "room"), words=one(form, "words"))


SCREEN = Screen(
    name="table",
    roles=frozenset(role for role in get_args(Role) if role != "administrator"),
    values=values,
    forms={"write": write, **FLOOR_FORMS},
    parts={"floor": KINDS},
    lines=frozenset({"write"}),
)
