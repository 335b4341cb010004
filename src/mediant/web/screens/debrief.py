"""What a group of a class is shown of all groups, once its teacher has released it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from mediant.web.screens import packages
from mediant.web.screens.lesson import debrief_shown
from mediant.web.screens.screen import Screen, Seen
from mediant.workbench.group import Debriefed
from mediant.workbench.people import Role


def values(seen: Seen) -> Mapping[str, Any]:
    """The debrief, and what this group has agreed on."""
    group = seen.table.group
    outcome = group.concluded.outcome if group.concluded else None
    return {
        "debrief": debrief_shown(seen, group.debrief or {}),
        "own": None if outcome is None else packages.shown(seen.table.case, outcome),
        "names": {party.id: party.name for party in seen.table.case.parties},
    }


SCREEN = Screen(
    name="debrief",
    roles=frozenset(role for role in get_args(Role) if role != "administrator"),
    values=values,
    when=lambda table: table.group.debrief is not None,
    parts={"debrief": (Debriefed,)},
)
