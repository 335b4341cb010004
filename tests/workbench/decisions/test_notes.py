"""Notes are for the eyes of one person."""

from __future__ import annotations

import pytest
from sitting import opened

from mediant.errors import Refused
from mediant.workbench.decisions import notes
from mediant.workbench.notes import Note


def test_nobody_else_sees_a_note():
    sitting = opened()
    before = {seat: sitting.lines(seat) for seat in ("na", "m", "s", "o")}
    sitting.ask("n", Note("we could go to 5"))
    assert [note.words for note in sitting.table("n").notes.by("n")] == ["we could go to 5"]
    assert {seat: sitting.lines(seat) for seat in before} == before


def test_ids_tell_nothing_of_the_notes_of_others():
    sitting = opened()
    sitting.ask("s", Note("a"))
    sitting.ask("n", Note("b"))
    sitting.ask("n", Note("c", "note-1"))
    assert [note.id for note in sitting.table("n").notes.by("n")] == ["note-1"]
    with pytest.raises(Refused, match="no such note"):
        sitting.ask("s", Note("d", "note-2"))


def test_there_is_an_end_to_notes(monkeypatch):
    monkeypatch.setattr(notes, "MOST", 1)
    sitting = opened()
    sitting.ask("n", Note("a"))
    with pytest.raises(Refused, match="1 notes"):
        sitting.ask("n", Note("b"))
    with pytest.raises(Refused, match="may not"):
        sitting.ask("o", Note("observers write nothing"))
