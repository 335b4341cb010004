"""All screens, by name."""

from __future__ import annotations

from mediant.web.screens import conversation, wants
from mediant.web.screens.screen import Screen

SCREENS: dict[str, Screen] = {screen.name: screen for screen in (conversation.SCREEN, wants.SCREEN)}
