"""All screens, by name."""

from __future__ import annotations

from mediant.web.screens import control, conversation, room, space, wants
from mediant.web.screens.screen import Screen

_ALL = (control.SCREEN, room.SCREEN, wants.SCREEN, conversation.SCREEN, space.SCREEN)
SCREENS: dict[str, Screen] = {screen.name: screen for screen in _ALL}
