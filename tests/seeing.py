"""Screens without a server: what a person's screen is given, with its works done at once, and its page in a language."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from sitting import Sitting

from mediant.web.rendering import Setting, page
from mediant.web.screens.all import SCREENS
from mediant.web.screens.frame import around
from mediant.web.screens.screen import Screen, Seen


def seen(sitting: Sitting, seat: str, screen: Screen | None = None, query: str = "", **sent: tuple[str, ...]) -> Seen:
    """What the screen, or any that needs no works, may know at an address that ends so."""
    asked: dict[str, tuple[str, ...]] = {}
    for name, value in parse_qsl(query):
        asked[name] = (*asked.get(name, ()), value)
    single = {name: values[-1] for name, values in asked.items()}
    found = Seen(sitting.table(seat), sitting.people[seat], sitting.now, "/c/x", single, asked, sent=sent)
    works = {} if screen is None else screen.works(found)
    return found._replace(found={name: work.run(*work.given) for name, work in works.items()})


def shown(
    sitting: Sitting, seat: str, screen: Screen | str, query: str = "", locale: str = "en", **sent: tuple[str, ...]
) -> str:
    """The page; of a screen by its name, `text`, or of a part of one, `text/clauses`."""
    name = screen if isinstance(screen, str) else screen.name
    screen = SCREENS[name.partition("/")[0]] if isinstance(screen, str) else screen
    given = seen(sitting, seat, screen, query, **sent)
    values: dict[str, Any] = {**around(given), **screen.values(given)}
    was = lambda name, default="": given.sent.get(name, (default,))[0]  # noqa: E731
    setting = Setting(locale=locale, nonce="n", path="/c/x")
    return page(f"{name}.html.jinja", setting, seen=given, screen=screen, refused=None, was=was, **values)


def submitted(sitting: Sitting, seat: str, screen: Screen, form: str, **fields: str | tuple[str, ...]) -> Any:
    """What a form asks for, done; the answer of the form where it asks for nothing yet."""
    sent = {name: (value,) if isinstance(value, str) else value for name, value in fields.items()}
    command = screen.forms[form](seen(sitting, seat, screen), {"chance": ("0" * 64,), **sent})
    return sitting.ask(seat, command) if hasattr(type(command), "__struct_fields__") else command
