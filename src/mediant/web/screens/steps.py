"""What a mediator could do next, from what they see: the first step is the one to take now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediant.talks.record import heard_as, open_question
from mediant.web.screens.screen import Seen
from mediant.workbench.course import PHASES
from mediant.workbench.talk import room_of


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. kind : what, for the template; side : the party that it concerns; count : of how many."""

    kind: str
    side: str = ""
    count: int = 0


def steps(seen: Seen) -> Sequence[Step]:
    """What there is to do, the most pressing first; nothing once the mediation is closed."""
    course = seen.table.course
    if course.state in ("closed", "archived"):
        return ()
    if course.state == "paused":
        return (Step("paused"),)
    return (*_of_ballots(seen), *_of_sides(seen), *_of_evidence(seen), *_of_phases(seen))


def _of_ballots(seen: Seen) -> Iterator[Step]:
    ballots, people = seen.table.ballots, seen.table.people
    if ballots.open:
        yield Step("ballot")
    elif ballots.agreed is not None:
        signed = ballots.agreed.is_signed(people)
        yield Step("signed") if signed else Step("sign", count=len(ballots.agreed.awaited(people)))


def _of_sides(seen: Seen) -> Iterator[Step]:
    table = seen.table
    for party in table.case.parties:
        here = table.people.of_side(party.id)
        if not here:
            if not table.group.ruled:  # in a class the seats are the teacher's
                yield Step("seat", party.id)
        elif _is_asked(seen, party.id):
            yield Step("reply", party.id)
        elif not table.wants.stated.get(party.id) and any(person.role != "agent" for person in here):
            yield Step("wants", party.id)


def _is_asked(seen: Seen, side: str) -> bool:
    entries, case = seen.table.talk.entries, seen.table.case
    here = [heard_as(entry, side) for entry in entries if entry.room.id == side]
    return open_question(here, room_of(side, case)) is not None


def _of_evidence(seen: Seen) -> Iterator[Step]:
    waiting = sum(found.standing == "proposed" for found in seen.table.evidence.found.values())
    if waiting:
        yield Step("judge", count=waiting)


def _of_phases(seen: Seen) -> Iterator[Step]:
    table = seen.table
    waited_for = [
        party.id
        for party in table.case.parties
        if not any(person.role == "agent" for person in table.people.of_side(party.id))
    ]
    if table.course.phase != PHASES[-1] and waited_for and table.people.ready.issuperset(waited_for):
        yield Step("phase")
    if table.course.phase != PHASES[-1]:
        yield Step("space")
