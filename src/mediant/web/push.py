"""Tells open pages what has changed: a line of a conversation as it is shown, of anything else its name alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mediant.web.hub import Hub, Place
from mediant.web.languages.locales import LOCALES
from mediant.web.rendering import told
from mediant.web.screens.all import SCREENS
from mediant.web.screens.conversation import shown
from mediant.web.screens.screen import Screen, Seen
from mediant.web.streams import Streams
from mediant.workbench.course import PhaseSet, StateSet
from mediant.workbench.events import Event
from mediant.workbench.people import Person
from mediant.workbench.table import Table
from mediant.workbench.talk import Said, Wrote

PAGES = tuple((f"{screen.name}/{locale}", screen, locale) for screen in SCREENS.values() for locale in LOCALES)
"""How the pages of a seat can be named, each with its screen and its language."""


def viewer_of(place: Place, seat: str, screen: str, locale: str) -> str:
    """The name under which a page of a screen follows."""
    return f"{viewers_of(place, seat)}{screen}/{locale}"


def viewers_of(place: Place, seat: str) -> str:
    """What the names of all pages of a seat begin with."""
    return f"{viewers_at(place)}{seat}/"


def viewers_at(place: Place) -> str:
    """What the names of all pages at a table begin with."""
    return f"{place.case}-{place.group}/"


class Push:
    """A listener of the hub that publishes to the streams. Names tell nothing that the viewer's own page would not."""

    def __init__(self, hub: Hub, streams: Streams, now: Callable[[], float]) -> None:
        self._hub, self._streams, self._now = hub, streams, now

    def __call__(self, place: Place, person: Person, table: Table, events: Sequence[Event]) -> None:
        """Tell the pages of a person what they now show otherwise."""
        pages = viewers_of(place, person.id)
        for page, screen, locale in PAGES:
            if self._streams.follows(pages + page):
                seen = Seen(table, person, self._now(), f"/c/{place}", {})
                self._publish(pages + page, screen, locale, seen, events)

    def _publish(self, viewer: str, screen: Screen, locale: str, seen: Seen, events: Sequence[Event]) -> None:
        for part, kinds in screen.parts.items():
            if any(isinstance(event.fact, kinds) for event in events):
                self._streams.publish(viewer, part, "")
        if any(isinstance(event.fact, PhaseSet | StateSet) for event in events):
            self._streams.publish(viewer, "state", "")
        if screen.lines:
            for event in events:
                if isinstance(event.fact, Wrote | Said):
                    self._streams.publish(viewer, f"line-{event.fact.room}", line_html(seen, event.fact.id, locale))


def line_html(seen: Seen, id: str, locale: str) -> str:
    """One line of a conversation, as its screen shows it."""
    line = seen.table.talk.of(id)
    assert line is not None, "what was published was taken before"  # noqa: S101
    return told(shown(line, seen), locale)
