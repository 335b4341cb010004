"""One draft put to all parties, and their answers: what several protocols do each round."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from mediant.talks.acts import Accept, Choices
from mediant.talks.protocols.attendance import Attendance, Opening
from mediant.talks.record import Entry, Room, Turn


@dataclass(frozen=True, slots=True)
class Put:
    """A draft that was put to all. accepted : whether every party of the case accepted it; closed : as in Opening."""

    draft: Choices | None = None
    accepted: bool = False
    closed: str | None = None


Putting = Generator[Turn, Sequence[Entry], Put]


def put_to_all(here: Attendance, room: Room, answers: Callable[[str], Room], time: float) -> Putting:
    """The mediators propose in a room that all hear; then each party answers in a room of its own, without the others.

    Nothing is asked where the mediators propose nothing, pause or close.
    """
    opening = yield from here.opening(room, time)
    if opening.closed or opening.paused or opening.draft is None:
        return Put(closed=opening.closed)
    said: list[Entry] = []
    for party in here.present:
        said += yield from here.turn(answers(party), (party,), time)
    return _put(here, opening, said)


def put_jointly(here: Attendance, room: Room, time: float) -> Putting:
    """The mediators propose and the parties answer at once, all in one room."""
    opening = yield from here.opening(room, time)
    if opening.closed or opening.paused:
        return Put(closed=opening.closed)
    said = yield from here.turn(room, here.present, time)
    return _put(here, opening, said)


def put_to_each(here: Attendance, name: str, time: float) -> Putting:
    """The mediators see each party in its own room and propose there; the draft is what they propose to the first.

    One that they propose otherwise to another party is accepted by nobody.
    """
    first = Opening()
    said: list[Entry] = []
    for party in here.present:
        room = here.apart(party, name)
        opening = yield from here.opening(room, time)
        if opening.closed:
            return Put(closed=opening.closed)
        first = first if first.draft is not None else opening
        if not opening.paused:
            said += yield from here.turn(room, (party,), time)
    return _put(here, first, said)


def _put(here: Attendance, opening: Opening, said: Sequence[Entry]) -> Put:
    if opening.draft is None:
        return Put()
    yes = {entry.speaker for entry in said if entry.act == Accept(opening.draft)}
    return Put(opening.draft, yes == set(here.parties))
