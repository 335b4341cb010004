"""Notes of one person."""

from __future__ import annotations

from mediant.workbench.notes import Noted, Notes


def test_a_note_is_written_anew_at_its_place():
    notes = Notes().evolve(Noted("note-1", "n", "first")).evolve(Noted("note-2", "n", "second"))
    notes = notes.evolve(Noted("note-1", "s", "of another")).evolve(Noted("note-1", "n", "better"))
    assert [note.words for note in notes.by("n")] == ["better", "second"]
    assert notes.of("s", "note-1").words == "of another"
    assert notes.of("n", "note-3") is None
    assert notes.evolve("something else") is notes
