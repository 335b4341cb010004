"""All screens, by name."""

from __future__ import annotations

from mediant.web.screens import conversation, room, space, wants
from mediant.web.screens.screen import Screen

SCREENS: dict[str, Screen] = {
    screen.name: screen for screen in (room.SCREEN, wants.SCREEN, conversation.SCREEN, space.SCREEN)
}
