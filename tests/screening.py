"""Screens rendered for people of a sitting, without a server."""

from __future__ import annotations

from typing import Any

from sitting import Sitting

from mediant.web.rendering import Setting, page
from mediant.web.screens.all import SCREENS
from mediant.web.screens.frame import around
from mediant.web.screens.screen import Seen


def seen(sitting: Sitting, seat: str, **asked: str) -> Seen:
    """What a screen may know for somebody."""
    return Seen(sitting.table(seat), sitting.people[seat], sitting.now, "/c/x", asked)


def rendered(sitting: Sitting, seat: str, name: str, code: str = "en", **asked: str) -> str:
    """A screen, `text`, or a part of one, `text/clauses`, in a language."""
    screen = SCREENS[name.partition("/")[0]]
    given = seen(sitting, seat, **asked)
    values: dict[str, Any] = {
        "seen": given,
        "screen": screen,
        "refused": None,
        "after": "",
        "was": lambda _, default="": default,
    }
    return page(
        f"{name}.html.jinja", Setting(locale=code, nonce="n0"), **values, **around(given), **screen.values(given)
    )
