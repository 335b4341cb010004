"""All screens, by name."""

from __future__ import annotations

from mediant.web.screens import control, conversation
from mediant.web.screens.screen import Screen

SCREENS: dict[str, Screen] = {screen.name: screen for screen in (control.SCREEN, conversation.SCREEN)}
