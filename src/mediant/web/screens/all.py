"""All screens, by name."""

from __future__ import annotations

from mediant.web.screens import control, conversation, debrief, evidence, lesson, records, room, space, text, wants
from mediant.web.screens.screen import Screen

_ALL = (
    control.SCREEN, room.SCREEN, wants.SCREEN, conversation.SCREEN, text.SCREEN, space.SCREEN, evidence.SCREEN,
    records.SCREEN, debrief.SCREEN, lesson.SCREEN,
)  # fmt: skip
SCREENS: dict[str, Screen] = {screen.name: screen for screen in _ALL}
