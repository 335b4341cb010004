"""Folders and files of a store: private, whole or not there, and never those of others."""

from __future__ import annotations

import os
from contextlib import closing
from errno import EDQUOT, EIO, ENOSPC

import pytest

from mediant.errors import FileProblem, StoreProblem
from mediant.stores import files
from mediant.stores.sqlite import SqliteStore
from mediant.stores.store import new_case


def test_a_folder_is_made_for_its_owner_alone(tmp_path):
    folder = tmp_path / "new" / "cases"
    assert files.private_folder(folder) == str(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    assert files.private_folder(folder) == str(folder)  # it is empty
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_of_others_is_left_alone(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(StoreProblem, match="holds other files; name a folder that is empty or not there yet"):
        files.private_folder(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o755
    with pytest.raises(StoreProblem):
        files.private_folder(tmp_path / "thesis.txt")
    with pytest.raises(StoreProblem):
        files.private_folder("nul\0nul")


def test_what_was_left_half_done_is_swept_and_nothing_else(tmp_path):
    case, erased = new_case(), new_case()
    with closing(SqliteStore(tmp_path / "s")) as store:
        store.create(case)
    half = ["x.case.new", "x.case.new-journal", f"{erased}.case-wal", f"{erased}.case-shm", f"{case}.case.new"]
    kept = [f"{case}.case", "lock", "keys", "keys.lock", "notes.txt"]
    for name in (*half, *kept):
        (tmp_path / "s" / name).touch()
    with closing(SqliteStore(tmp_path / "s")) as store:
        assert store.cases() == (case,)
        assert list(store.read(case)) == []
    names = {path.name for path in (tmp_path / "s").iterdir()}
    assert names & set(half) == set()
    assert names >= set(kept)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path):
    target = tmp_path / "case.lines"
    target.write_bytes(b"before")

    def broken():
        yield b"one"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        files.write_export(target, broken())
    assert target.read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["case.lines"]
    files.write_export(target, [b"one"])
    with files.exported(target) as lines:
        assert list(lines) == [b"one"]


def test_a_place_that_cannot_be_written_or_read_is_told(tmp_path):
    for path in (tmp_path / "nowhere" / "x", "nul\0", ""):
        with pytest.raises(FileProblem):
            files.write_export(path, [])
        with pytest.raises(FileProblem), files.exported(path):
            pass


def test_a_server_key_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "server.key"
    key = files.server_key(path)
    assert len(key) == 32
    assert files.server_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600
    assert files.server_key(tmp_path / "other.key") != key
    path.chmod(0o640)
    with pytest.raises(StoreProblem, match="run `chmod 600"):
        files.server_key(path)


@pytest.mark.parametrize("text", ["", "abc", "z" * 64, "0" * 63, "0" * 65, "0" * 32 + "\n" + "0" * 32])
def test_what_is_no_key_is_refused_and_not_shown(text):
    with pytest.raises(StoreProblem, match="holds no key") as told:
        files.key_of(text, "MEDIANT_SERVER_KEY")
    assert "000" not in str(told.value)


def test_a_key_is_read_from_text():
    assert files.key_of(f" {'0f' * 32}\n", "MEDIANT_SERVER_KEY") == b"\x0f" * 32


def test_writing_in_place_keeps_the_rest(tmp_path):
    path = str(tmp_path / "file")
    files.replace_private(path, b"0123456789")
    files.write_at(path, 3, b"xyz")
    assert files.keys_at(path) == b"012xyz6789"
    files.write_at(path, 12, b"!")
    files.flush(path)
    assert files.keys_at(path) == b"012xyz6789\0\0!"
    assert files.keys_at(str(tmp_path / "none")) == b""
    with pytest.raises(StoreProblem):
        files.write_at(str(tmp_path / "none"), 0, b"x")
    with pytest.raises(StoreProblem):
        files.flush(str(tmp_path / "none"))


def test_what_a_full_disk_is():
    assert [files.is_full(OSError(number, os.strerror(number))) for number in (ENOSPC, EDQUOT, EIO)] == [
        True,
        True,
        False,
    ]
    assert not files.is_full(ValueError())
