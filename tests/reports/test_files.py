"""A report is written whole or not at all."""

from __future__ import annotations

import errno
import os

import pytest

from mediant.errors import FileProblem
from mediant.reports.files import write_report


def test_it_writes_and_replaces(tmp_path):
    target = tmp_path / "report.html"
    write_report("<p>één</p>\n", target)
    assert target.read_bytes() == "<p>één</p>\n".encode()
    target.chmod(0o640)
    write_report("new", str(target))
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_what_cannot_be_encoded_leaves_the_old_file_and_no_scrap(tmp_path):
    target = tmp_path / "report.html"
    write_report("old", target)
    with pytest.raises(UnicodeEncodeError):
        write_report("\ud800", target)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize("where", ["missing/report.html", "."])
def test_where_it_cannot_write_it_says_so(tmp_path, where):
    with pytest.raises(FileProblem) as caught:
        write_report("x", tmp_path / where)
    assert "\n" not in str(caught.value)
    assert caught.value.do
    assert not list(tmp_path.iterdir())


def test_a_pipe_is_not_replaced_by_a_file(tmp_path):
    target = tmp_path / "report.html"
    os.mkfifo(target)
    with pytest.raises(FileProblem, match="is no plain file"):
        write_report("x", target)
    assert target.is_fifo()


def test_a_link_is_replaced_and_not_followed(tmp_path):
    target, other = tmp_path / "report.html", tmp_path / "other.html"
    other.write_text("mine")
    target.symlink_to(other)
    write_report("new", target)
    assert (target.read_text(), other.read_text()) == ("new", "mine")


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_names_that_no_file_can_have(tmp_path, name):
    with pytest.raises(FileProblem):
        write_report("x", tmp_path / name)


def test_a_full_disk_asks_for_room_and_leaves_what_was_there(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "report.html"
    write_report("old", target)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem, match="; make room there"):
        write_report("new", target)
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]
