"""Cases from files and from standard input, claims beside them, the bundled cases."""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import replace

import pytest

from mediant.cli.inputs import LARGEST_STDIN, bundled_case, claims_of, read_input
from mediant.errors import FileProblem, InvalidFile, MediantError


def give(monkeypatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_standard_input_and_a_file_give_the_same_case(harbour, monkeypatch):
    give(monkeypatch, harbour.read_bytes())
    assert read_input("-").case == read_input(str(harbour)).case


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"title = ", b'format = "mediant-case/1"\n', b"\0" * 1000])
def test_what_is_wrong_on_standard_input_is_said_of_it(monkeypatch, content):
    give(monkeypatch, content)
    with pytest.raises(MediantError) as caught:
        read_input("-")
    assert str(caught.value).startswith("-: ")
    assert "stdin.toml" not in str(caught.value)


def test_standard_input_has_a_limit(monkeypatch):
    give(monkeypatch, b"#" * (LARGEST_STDIN + 1))
    with pytest.raises(FileProblem, match=r"^-: more than 16,777,216 bytes"):
        read_input("-")


@pytest.mark.parametrize("command", ["analyze", "check", "convert"])
def test_standard_input_is_kept_in_memory(run, harbour, monkeypatch, command):
    def refuse(*_arguments, **_options):
        raise AssertionError("a copy on the disk")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    target = ["out.toml"] if command == "convert" else []
    assert run(command, "-", *target, stdin=harbour.read_bytes()).status == 0


@pytest.mark.parametrize("stdin", [None, pytest.param("folder", id="folder")])
def test_no_standard_input(monkeypatch, tmp_path, stdin):
    class Broken(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, _buffer):
            raise IsADirectoryError(21, "Is a directory")

    monkeypatch.setattr(sys, "stdin", stdin and io.TextIOWrapper(io.BufferedReader(Broken())))
    with pytest.raises(FileProblem, match=r"^-: standard input (is closed|cannot be read)"):
        read_input("-")


def test_a_case_without_claims_has_none(harbour):
    assert claims_of(read_input(str(harbour)).case, str(harbour)) == ()


@pytest.mark.parametrize("outside", ["../claims.jsonl", "/etc/passwd", "a/../../claims.jsonl"])
def test_claims_lie_beside_the_case(harbour, outside):
    case = replace(read_input(str(harbour)).case, claims=outside)
    with pytest.raises(FileProblem, match="outside the folder of the case"):
        claims_of(case, str(harbour))


def test_a_link_that_leads_elsewhere_is_not_followed(harbour, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret.jsonl"
    elsewhere.write_text("{}\n", encoding="utf-8")
    (harbour.parent / "claims.jsonl").symlink_to(elsewhere)
    case = replace(read_input(str(harbour)).case, claims="claims.jsonl")
    with pytest.raises(FileProblem, match="outside the folder of the case"):
        claims_of(case, str(harbour))


def test_claims_that_are_missing_are_missed(harbour):
    case = replace(read_input(str(harbour)).case, claims="claims.jsonl")
    with pytest.raises((FileProblem, InvalidFile), match=r"claims\.jsonl"):
        claims_of(case, str(harbour))


def test_the_bundled_case_comes_with_its_claims():
    folder = bundled_case("cairo-2024")
    for path in (str(folder / "case.toml"), str(folder)):
        assert len(claims_of(read_input(path).case, path)) > 0


def test_a_case_that_is_not_bundled():
    with pytest.raises(FileProblem, match="lacks the bundled case atlantis"):
        bundled_case("atlantis")
