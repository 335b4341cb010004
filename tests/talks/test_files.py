"""Records on disk: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import mediant
from mediant.errors import FileProblem
from mediant.talks.files import write_record
from mediant.talks.lines import Game, lines_of
from mediant.talks.record import End, Record

CASE = mediant.load_case(Path(__file__).resolve().parents[2] / "cases" / "books" / "fisher-ury-1981-orange")
GAME = Game(protocol="alternating-offers", seats={"eater": "boulware", "baker": "linear"}, seed=3)
NOTHING = Record((), End(None, "the deadline passed"))


def test_the_lines_are_written(tmp_path):
    write_record(CASE, GAME, NOTHING, tmp_path / "record.jsonl")
    assert (tmp_path / "record.jsonl").read_text() == "".join(lines_of(CASE, GAME, NOTHING))


@pytest.mark.parametrize("name", ["", "no/such/folder/record.jsonl"])
def test_what_cannot_be_written_is_said(tmp_path, name):
    with pytest.raises(FileProblem):
        write_record(CASE, GAME, NOTHING, tmp_path / name if name else "")
