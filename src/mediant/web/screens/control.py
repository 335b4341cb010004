"""The mediator's control room: the phases, who sits where and how far they are, and who is invited."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from typing import Any, get_args

from mediant.errors import Refused
from mediant.registry import installed
from mediant.web.screens.ballot import SIGNING, VOTING
from mediant.web.screens.conversation import names_of
from mediant.web.screens.floor import floor_shown
from mediant.web.screens.notes import note, notes_shown
from mediant.web.screens.screen import Form, Screen, Seen, one
from mediant.web.screens.steps import steps
from mediant.workbench.articles import Judged, Proposed
from mediant.workbench.ballots import BallotClosed, BallotOpened, BallotVoided
from mediant.workbench.course import PHASES, Phase, PhaseSet, SetPhase, SetState, State, StateSet
from mediant.workbench.decisions.records import VIEWED
from mediant.workbench.floor import ClockSet
from mediant.workbench.notes import Noted
from mediant.workbench.people import FOR_MEDIATORS, FOR_PARTIES, Person, Readied, Role, Seat, Seated, Unseat, Unseated
from mediant.workbench.talk import Said, Wrote
from mediant.workbench.wants import Stated

INVITED: tuple[Role, ...] = ("principal", "adviser", "co-mediator", "observer", "agent")


def values(seen: Seen) -> Mapping[str, Any]:
    """Sides with their people, what each has told so far, and what can be done next."""
    table, case = seen.table, seen.table.case
    place = PHASES.index(table.course.phase)
    return {
        "sides": [_side(seen, party.id, party.name) for party in case.parties],
        "others": [person for person in table.people.seated.values() if person.role not in FOR_PARTIES],
        "names": names_of(case),
        "next_phase": PHASES[place + 1] if place + 1 < len(PHASES) else None,
        "all_phases": PHASES,
        "ballot": next(iter(table.ballots.open), None),
        "agreed": table.ballots.agreed,
        "roles": INVITED,
        "looked_at": VIEWED,
        "parties": [(party.id, party.name) for party in case.parties],
        "strategies": [plugin.name for plugin in installed("strategies")],
        "fresh": None,
        "before": _before(seen),
        "stopped": _stopped(seen),
        "floor": floor_shown(seen),
        "steps": steps(seen),
        "notes": notes_shown(seen),
    }


def _before(seen: Seen) -> Phase | None:
    """The phase that ran until just now, where one has just begun: it can begin again."""
    asked, now = seen.asked.get("before"), seen.table.course.phase
    return next((phase for phase in PHASES if seen.asked.get("done") == "phase" and phase == asked != now), None)


def _stopped(seen: Seen) -> State | None:
    """How the mediation was just brought to a halt: it can go on again at once."""
    now = seen.table.course.state
    just = (seen.asked.get("done"), seen.asked.get("was")) == ("state", "open")
    return now if just and now in ("paused", "closed") else None


def _side(seen: Seen, party: str, name: str) -> dict[str, Any]:
    table = seen.table
    return {
        "id": party,
        "name": name,
        "people": table.people.of_side(party),
        "automated": any(person.role == "agent" for person in table.people.of_side(party)),
        "ready": party in table.people.ready,
        "stated": len(table.wants.stated.get(party, ())),
        "said": sum(line.side == party for line in table.talk.in_room(party)),
    }


def phase(_: Seen, form: Form) -> SetPhase:
    """Begin a phase."""
    wanted = one(form, "phase")
    found = next((known for known in PHASES if known == wanted), None)
    if found is None:
        raise Refused("there is no such phase", "choose one of the list")
    return SetPhase(found)


def state(_: Seen, form: Form) -> SetState:
    """Pause, go on, close, archive."""
    wanted = one(form, "state")
    found = next((known for known in get_args(State) if known == wanted), None)
    if found is None:
        raise Refused("there is no such state", "choose one of the list")
    return SetState(found, one(form, "why", ""))


def seat(seen: Seen, form: Form) -> Seat:
    """A seat for somebody new; its id is counted among those of its side or role."""
    role = next((known for known in INVITED if known == one(form, "role")), None)
    name = one(form, "name").strip()
    if role is None or not 1 <= len(name) <= 100:
        raise Refused("a seat needs a role and a name", "choose a role and give a name of at most 100 characters")
    side = _side_of(role, one(form, "side", ""), seen)
    stem = side or role
    taken = seen.table.people.was_taken
    new = next(f"{stem}-{number}" for number in count(1) if not taken(f"{stem}-{number}"))
    strategy = one(form, "strategy", "boulware") if role == "agent" else None
    return Seat(Person(id=new, role=role, name=name, side=side, strategy=strategy))


def _side_of(role: Role, side: str, seen: Seen) -> str | None:
    if role in FOR_PARTIES:
        return side
    return seen.person.side if role in FOR_MEDIATORS else None


def unseat(_: Seen, form: Form) -> Unseat:
    """Take a seat away."""
    return Unseat(one(form, "seat"))


SCREEN = Screen(
    name="control",
    roles=frozenset({"mediator", "co-mediator"}),
    values=values,
    forms={"phase": phase, "state": state, "seat": seat, "unseat": unseat, "note": note},
    told=frozenset({"phase", "state", "unseat"}),
    parts={
        "steps": (Readied, Stated, Said, PhaseSet, StateSet, *SIGNING, *VOTING, Proposed, Judged),
        "notes": (Noted,),
        "sides": (Seated, Unseated, Readied, Stated, Wrote, Said),
        "course": (PhaseSet, StateSet, BallotOpened, BallotClosed, BallotVoided, ClockSet),
    },
)
