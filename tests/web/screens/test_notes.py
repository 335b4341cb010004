"""Private notes: a mediator's in the control room, a party's in its room, each for its writer alone."""

from __future__ import annotations

import pytest
from seeing import seen, shown, submitted
from sitting import opened

from mediant.web.screens.all import SCREENS
from mediant.web.screens.notes import notes_shown


@pytest.mark.parametrize(("seat", "name"), [("m", "control"), ("n", "room")])
def test_notes_are_kept_changed_and_removed(seat, name):
    sitting = opened()
    screen = SCREENS[name]
    for words in ("bring <maps>", "ask about the pilots"):
        submitted(sitting, seat, screen, "note", words=words)
    first = notes_shown(seen(sitting, seat, screen))[1]
    page = shown(sitting, seat, f"{name}/notes")
    assert page.index("ask about the pilots") < page.index("bring &lt;maps&gt;")
    assert f'/{name}/note"' in page
    submitted(sitting, seat, screen, "note", words="bring charts", note=first.id)
    submitted(sitting, seat, screen, "note", words="", note=notes_shown(seen(sitting, seat, screen))[0].id)
    assert [note.words for note in notes_shown(seen(sitting, seat, screen))] == ["bring charts"]
    for other in {"m", "n", "na", "s", "o"} - {seat}:
        assert b"charts" not in b"".join(sitting.lines(other))
