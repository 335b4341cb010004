"""The records: what a viewer can take home, and for whoever leads the mediation what becomes of the whole of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, get_args

from mediant.web.screens.conversation import names_of
from mediant.web.screens.screen import Screen, Seen
from mediant.workbench.commands import MAY
from mediant.workbench.people import FOR_PARTIES, Role, Seated, Unseated
from mediant.workbench.records import Erase, Erased, Invited, Looked, Returned, Viewed


def values(seen: Seen) -> Mapping[str, Any]:
    """What was done with the records, and which parties can still be erased."""
    records, case = seen.table.records, seen.table.case
    return {
        "leads": leads(seen),
        "mine": seen.person.role in FOR_PARTIES,
        "parties": [(party.id, party.name) for party in case.parties if party.id not in records.erased],
        "erased": [party.name for party in case.parties if party.id in records.erased],
        "looked": [
            {"who": one.name, "why": one.why, "at": datetime.fromtimestamp(at, UTC), "whose": _name(seen, one.seat)}
            for one, at in records.looked
        ],
        "viewed": [
            {"who": _name(seen, one.by), "whose": _name(seen, one.seat), "at": datetime.fromtimestamp(one.at, UTC)}
            for one in records.viewed
        ],
        "invited": [
            {"who": _name(seen, one.by), "whose": _name(seen, one.seat), "at": datetime.fromtimestamp(one.at, UTC)}
            for one in records.invited
        ],
        "returned": [datetime.fromtimestamp(at, UTC) for at in records.returned],
        "names": names_of(case),
    }


def leads(seen: Seen) -> bool:
    """Whether the whole of it is theirs to take away or to erase: at the table of the case itself, not of a group."""
    return Erase in MAY[seen.person.role] and "-" not in seen.at


def _name(seen: Seen, seat: str) -> str:
    person = seen.table.people.seated.get(seat)
    return person.name if person is not None else seat


SCREEN = Screen(
    name="records",
    roles=frozenset(role for role in get_args(Role) if role != "administrator"),
    values=values,
    parts={"log": (Erased, Invited, Looked, Returned, Viewed, Seated, Unseated)},
)
