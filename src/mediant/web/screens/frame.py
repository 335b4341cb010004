"""What stands around every screen: the phases, and the way to the viewer's other screens."""

from __future__ import annotations

from typing import Any

from mediant.web.screens.all import SCREENS
from mediant.web.screens.screen import Seen
from mediant.workbench.course import PHASES


def around(seen: Seen) -> dict[str, Any]:
    """For the template `screen.html.jinja`."""
    now = PHASES.index(seen.table.course.phase)
    states = ["done"] * now + ["now"] + ["later"] * (len(PHASES) - now - 1)
    return {
        "phases": list(zip(PHASES, states, strict=True)),
        "screens": [name for name, screen in SCREENS.items() if screen.stands(seen.table, seen.person)],
    }
