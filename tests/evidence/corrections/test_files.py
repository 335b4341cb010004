"""The corrections file on disk."""

from __future__ import annotations

import pytest

from mediant.errors import FileProblem, InvalidFile, InvalidValue
from mediant.evidence.corrections.correction import Correction, line_of_correction
from mediant.evidence.corrections.files import MOST_DECISIONS, add_corrections, read_corrections


def test_what_is_added_is_read_in_its_order(tmp_path, claims):
    path = tmp_path / "corrections.jsonl"
    first, second = [Correction(decision="drop", of=claim) for claim in claims[:2]]
    add_corrections([first], path)
    before = path.read_bytes()
    add_corrections([second, first], path)
    assert path.read_bytes().startswith(before)
    assert read_corrections(path) == (first, second, first)


def test_all_that_is_wrong_is_said(tmp_path, claims):
    path = tmp_path / "corrections.jsonl"
    path.write_text("{}\n" + line_of_correction(Correction(decision="drop", of=claims[0])) + "\nx\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_corrections(path)
    assert [problem.place.split(",")[0] for problem in caught.value.problems] == ["line 1", "line 3"]


def test_nothing_is_added_after_half_a_line(tmp_path, claims):
    path = tmp_path / "corrections.jsonl"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(FileProblem, match="not whole"):
        add_corrections([Correction(decision="drop", of=claims[0])], path)
    assert path.read_text(encoding="utf-8") == "{"


def test_a_decision_that_could_not_be_read_is_not_written(tmp_path, claims):
    path = tmp_path / "corrections.jsonl"
    with pytest.raises(InvalidValue):
        add_corrections([Correction(decision="add", of=claims[0], claim=claims[0])], path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"\xff\n", b"\n", b"\n" * (MOST_DECISIONS + 1), b"x" * 2_100_000, b"{}\n" * 5_000])
def test_a_hostile_file_is_refused(tmp_path, content):
    path = tmp_path / "corrections.jsonl"
    path.write_bytes(content)
    with pytest.raises((FileProblem, InvalidFile)) as caught:
        read_corrections(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 3_000


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    with pytest.raises(FileProblem):
        read_corrections(tmp_path / "none.jsonl")
    with pytest.raises(FileProblem):
        add_corrections([], tmp_path / "none" / "none.jsonl")
