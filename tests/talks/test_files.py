"""Records on disk: whole or not at all, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

import mediant
from mediant.errors import FileProblem, InvalidFile
from mediant.talks import files
from mediant.talks.files import read_record, write_lines
from mediant.talks.lines import Game, lines_of
from mediant.talks.record import End, Record

CASE = mediant.load_case(Path(__file__).resolve().parents[2] / "cases" / "books" / "fisher-ury-1981-orange")
GAME = Game(protocol="alternating-offers", seats={"eater": "boulware", "baker": "linear"}, seed=3)
NOTHING = Record((), End(None, "the deadline passed"))


def test_the_lines_are_written_and_read(tmp_path):
    write_lines(lines_of(CASE, GAME, NOTHING), tmp_path / "record.jsonl")
    assert (tmp_path / "record.jsonl").read_text() == "".join(lines_of(CASE, GAME, NOTHING))
    assert read_record(tmp_path / "record.jsonl", CASE) == (GAME, NOTHING)


@pytest.mark.parametrize("name", ["", "no/such/folder/record.jsonl"])
def test_what_cannot_be_written_is_said(tmp_path, name):
    with pytest.raises(FileProblem):
        write_lines(lines_of(CASE, GAME, NOTHING), tmp_path / name if name else "")


def test_what_would_be_refused_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    with pytest.raises(FileProblem, match="more than 100 bytes"):
        write_lines(lines_of(CASE, GAME, NOTHING), tmp_path / "record.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_read_is_said(tmp_path):
    with pytest.raises(FileProblem):
        read_record(tmp_path / "record.jsonl", CASE)
    (tmp_path / "record.jsonl").write_text("{")
    with pytest.raises(InvalidFile, match=r"record.jsonl: line 1"):
        read_record(tmp_path / "record.jsonl", CASE)
