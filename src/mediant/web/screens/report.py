"""The report of one viewer: all that bears on the outcome, out of what they see and nothing else. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from mediant.web.screens.ballot import result_shown, signing_shown
from mediant.web.screens.conversation import names_of, rooms_of, shown
from mediant.web.screens.evidence import entry_shown
from mediant.web.screens.screen import Seen
from mediant.web.screens.text import clause_shown
from mediant.web.screens.wants import answered
from mediant.workbench.people import FOR_MEDIATORS
from mediant.workbench.timeline import timeline


def values(seen: Seen, until: float) -> Mapping[str, Any]:
    """For `report.html.jinja`. until : when the last thing happened that the viewer saw; no clock is asked."""
    table, case = seen.table, seen.table.case
    side = seen.person.side or ""
    rooms = [(room, [shown(line, seen) for line in table.talk.in_room(room)]) for room in rooms_of(seen)]
    return {
        "seen": seen,
        "until": datetime.fromtimestamp(until, UTC),
        "names": names_of(case),
        "sides": [(party.name, table.people.of_side(party.id)) for party in case.parties],
        "others": [one for one in table.people.seated.values() if one.side not in {party.id for party in case.parties}],
        "ballots": [
            {**result_shown(one), "signing": signing_shown(one, seen) if one.agreed else None}
            for one in table.ballots.all.values()
            if not one.is_open
        ],
        "clauses": [clause_shown(clause, seen) for clause in table.text.order],
        "issues": [(issue.id, issue.name) for issue in case.issues],
        "rooms": [(room, lines) for room, lines in rooms if lines],
        "answers": [answered(case, number, *pair) for number, pair in enumerate(table.sheets.of(side).answers)],
        "claims": [entry_shown(entry) for entry in timeline(table.evidence).entries],
        "may_judge": seen.person.role in FOR_MEDIATORS,
    }
