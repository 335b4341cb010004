"""An automated mediator in its seat: it asks each party in confidence, and drafts what all could live with.

It is the formulator of talks, with as few questions as people put up with. What it knows is what it was told: it never
looks at roles, nor at what parties have handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

import numpy as np

from mediant.model.case import Case
from mediant.talks.acts import Ask, Propose
from mediant.talks.mediators.formulator import Formulator
from mediant.talks.record import Entry, MediatorView, heard_as
from mediant.talks.words import act_in_words
from mediant.workbench.people import Person
from mediant.workbench.table import Table
from mediant.workbench.talk import Say, room_of

NAME = "formulator"
QUESTIONS, ALONE, DRAFTS = 12, 8, 6
"""For each party: questions at most, how many of them rest on its own answers alone; and drafts."""


def next_said(table: Table, person: Person) -> Say | None:
    """What an automated mediator says now, to the first party that waits for nothing; None where all have to reply."""
    return next(_said(table, person), None)


def _said(table: Table, person: Person) -> Iterator[Say]:
    case, side = table.case, person.side or ""
    if table.course.phase not in ("caucus", "joint"):
        return
    for party in case.parties:
        here = _in_room(table, party.id)
        if here and here[-1].speaker == side:
            continue  # the party has yet to reply
        act = Formulator(QUESTIONS, ALONE, DRAFTS).act(_view(table, side, party.id), _chance(person, here))
        if isinstance(act, Ask | Propose):
            yield Say(party.id, act_in_words(act, case))


def _chance(person: Person, here: list[Entry]) -> np.random.Generator:
    return np.random.default_rng([crc32(person.id.encode()), len(here)])


def _in_room(table: Table, room: str) -> list[Entry]:
    return [line.entry for line in table.talk.in_room(room) if line.entry is not None]


def _view(table: Table, side: str, party: str) -> MediatorView:
    """Room by room: what is said in one is a reply to what was said there before, whatever was said elsewhere."""
    case = table.case
    rooms = [_in_room(table, one.id) for one in case.parties]
    asked = max(sum(isinstance(entry.act, Ask) and entry.speaker == side for entry in room) for room in rooms)
    return MediatorView(
        seat=side, parties=tuple(one.id for one in case.parties),
        options=tuple(len(issue.options) for issue in case.issues), may=frozenset({"carry", "draft"}),
        heard=tuple(heard_as(entry, side) for room in rooms for entry in room),
        room=room_of(party, case), time=asked / (QUESTIONS + 1), labels=_labels(case),
    )  # fmt: skip


def _labels(case: Case) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((issue.name, tuple(map(str, issue.options))) for issue in case.issues)
