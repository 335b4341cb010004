"""The joint table's clock and its speaking order, and what the forms about them ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from math import ceil
from typing import Any

from mediant.errors import Refused
from mediant.web.screens.screen import Form, Seen, one
from mediant.workbench.commands import MAY, Command
from mediant.workbench.deals import is_mediated
from mediant.workbench.decisions.floor import LONGEST, SECONDS
from mediant.workbench.floor import SPEAKERS, ClockSet, FloorGiven, GiveFloor, Raise, Raised, SetClock, UndoFloor
from mediant.workbench.people import Seated, Unseated

MINUTES = 30
"""Of a session, unless the mediator says otherwise."""
KINDS = (ClockSet, Raised, FloorGiven, Seated, Unseated)
"""What changes the panel."""


def floor_shown(seen: Seen) -> Mapping[str, Any]:
    """Who has the floor, who waits for it, how long the session lasts, and what the viewer can do about it."""
    floor, seated, may = seen.table.floor, seen.table.people.seated, MAY[seen.person.role]
    holder = seated.get(floor.holder or "")
    free = [(person.id, person.name) for person in seated.values() if person.role in SPEAKERS and person != holder]
    return {
        "stands": is_mediated(seen.table),
        "holder": holder,
        "waiting": [seated[seat] for seat in floor.waiting if seat in seated],
        "clock": _clock(floor.ends_at, seen.now),
        "leads": GiveFloor in may,
        "asks": Raise in may,
        "mine": seen.person.id == floor.holder,
        "raised": seen.person.id in floor.waiting,
        "free": free,
        "minutes": MINUTES,
        "most_minutes": int(LONGEST // 60),
        "undo": _undo(seen),
    }


def _clock(ends_at: float | None, now: float) -> Mapping[str, Any] | None:
    if ends_at is None:
        return None
    left = max(0, ceil(ends_at - now))
    return {"ends": datetime.fromtimestamp(ends_at, UTC), "ends_at": ends_at, "left": left}


def _undo(seen: Seen) -> Mapping[str, Any] | None:
    """What the viewer changed last, and for how many seconds it can be undone."""
    last = seen.table.floor.last
    if last is None or last.by != seen.person.id or UndoFloor not in MAY[seen.person.role]:
        return None
    left = int(last.at + SECONDS - seen.now)
    what = "clock" if last.ends_at != seen.table.floor.ends_at else "floor"
    return {"what": what, "seconds": left} if 0 < left <= SECONDS else None


def clock(seen: Seen, form: Form) -> SetClock:
    """So many minutes from now; none to leave it open."""
    if "open" in form:
        return SetClock(None)
    text = one(form, "minutes").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) * 60 <= LONGEST):
        raise Refused(f"{text[:40]!r} are no minutes of a session", "choose 1 to 1440 minutes")
    return SetClock(seen.now + int(text) * 60)


def give(_: Seen, form: Form) -> GiveFloor:
    """The floor to somebody, or to everybody."""
    return GiveFloor(one(form, "seat", "") or None)


FORMS: Mapping[str, Callable[[Seen, Form], Command]] = {
    "clock": clock,
    "give": give,
    "raise": lambda _, form: Raise(raised=one(form, "raised") == "yes"),
    "undo-floor": lambda _, __: UndoFloor(),
}
