"""Private notes on a screen: what its viewer wrote, and writing."""

from __future__ import annotations

from collections.abc import Sequence

from mediant.web.screens.screen import Form, Seen, one
from mediant.workbench.notes import Note, Noted


def notes_shown(seen: Seen) -> Sequence[Noted]:
    """The viewer's notes, the last first."""
    return [note for note in reversed(seen.table.notes.by(seen.person.id)) if note.words]


def note(_: Seen, form: Form) -> Note:
    """A private note: a new one, or one of before anew; without words it is gone."""
    return Note(one(form, "words", ""), one(form, "note", "") or None)
