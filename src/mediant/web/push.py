"""Tells open pages what has changed: a line of a conversation as it is shown, of anything else its name alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mediant.web.hub import Hub, Place
from mediant.web.languages.locales import LOCALES
from mediant.web.rendering import Setting, page
from mediant.web.screens.all import SCREENS
from mediant.web.screens.conversation import shown
from mediant.web.screens.screen import Screen, Seen
from mediant.web.streams import Streams
from mediant.workbench.events import Event
from mediant.workbench.people import Person
from mediant.workbench.table import Table
from mediant.workbench.talk import Said, Wrote


def viewer_of(place: Place, seat: str, screen: str, locale: str) -> str:
    """The name under which a page of a screen follows."""
    return f"{place.case}-{place.group}/{seat}/{screen}/{locale}"
