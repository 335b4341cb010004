"""Files of cases: made whole or not at all, of which version, damaged; as a store in a folder has to do with them."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mediant.errors import StoreProblem
from mediant.stores import case_file
from mediant.stores.sqlite import SqliteStore
from mediant.stores.store import new_case

GOLDEN = Path(__file__).parents[1] / "golden" / "stores"


def append(store, case, *lines):
    async def waited():
        await store.append(case, lines)

    asyncio.run(waited())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cases"


def test_every_commit_waits_for_the_disk(folder):
    with closing(SqliteStore(folder)) as store:
        case = new_case()
        store.create(case)
        append(store, case, b"words")
        db = store._open[case]
        asked = ("synchronous", "journal_mode", "fullfsync", "trusted_schema")
        assert [db.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == [2, "wal", 1, 0]


def test_a_file_of_the_first_version_is_read_and_gone_on_with(folder):
    """A file that this version has written once; every later version must read it."""
    folder.mkdir()
    (folder / "lock").touch()
    (folder / "case0001.case").write_bytes((GOLDEN / "version1.case").read_bytes())
    with closing(SqliteStore(folder)) as store:
        assert list(store.read("case0001")) == [b'{"said":"welcome"}', b"\x00\xff", b""]
        append(store, "case0001", b"more")
    with closing(SqliteStore(folder)) as store:
        assert list(store.read("case0001"))[3:] == [b"more"]


def test_a_later_version_migrates_and_an_earlier_one_then_refuses(folder, monkeypatch):
    with closing(SqliteStore(folder)) as store:
        old, other = new_case(), new_case()
        for case in (old, other):
            store.create(case)
            append(store, case, b"words")
    with monkeypatch.context() as later:
        later.setattr(
            case_file,
            "MIGRATIONS",
            (*case_file.MIGRATIONS, ("ALTER TABLE lines ADD COLUMN kind TEXT", "DELETE FROM nowhere")),
        )
        with closing(SqliteStore(folder)) as store, pytest.raises(StoreProblem, match="no such table"):
            list(store.read(old))
    with closing(SqliteStore(folder)) as store:  # the migration failed, so nothing of it is there
        assert list(store.read(old)) == [b"words"]
    with monkeypatch.context() as later:
        later.setattr(case_file, "MIGRATIONS", (*case_file.MIGRATIONS, ("ALTER TABLE lines ADD COLUMN kind TEXT",)))
        with closing(SqliteStore(folder)) as store:
            append(store, old, b"more")
            assert list(store.read(old)) == [b"words", b"more"]
            new = new_case()
            store.create(new)
    with closing(SqliteStore(folder)) as store:
        for case in (old, new):
            with pytest.raises(StoreProblem, match=r"a newer mediant \(version 2 of the file, this one knows 1\)"):
                list(store.read(case))
            with pytest.raises(StoreProblem, match="install that mediant again"):
                append(store, case, b"lost?")
        assert list(store.read(other)) == [b"words"]


def damaged(path, how):
    raw = bytearray(path.read_bytes())
    if how == "middle":
        raw[4096:4200] = b"\xee" * 104
    elif how == "hidden":  # free pages that are not there: nothing that reads lines stumbles over it
        raw[36:40] = (3).to_bytes(4, "big")
    elif how == "cut":
        del raw[len(raw) // 2 :]
    elif how == "head":
        raw[:16] = b"no SQLite at all"
    elif how == "empty":
        raw.clear()
    else:
        raw[68:72] = b"else"
    path.write_bytes(raw)


@pytest.mark.parametrize("how", ["middle", "hidden", "cut", "head", "empty", "application"])
def test_a_damaged_case_is_told_and_the_others_go_on(folder, how):
    with closing(SqliteStore(folder)) as store:
        case, other = new_case(), new_case()
        for one in (case, other):
            store.create(one)
            append(store, one, *(b"%d" % number * 100 for number in range(200)))
    damaged(folder / f"{case}.case", how)
    with closing(SqliteStore(folder)) as store:
        for refused in (lambda: list(store.read(case)), lambda: append(store, case, b"x")):
            with pytest.raises(StoreProblem, match="restore it from an export") as told:
                refused()
            assert str(told.value).isprintable()
        assert len(list(store.read(other))) == 200
        append(store, other, b"x")
        store.erase(case)
        assert store.cases() == (other,)


@pytest.mark.parametrize("moment", ["replace", "sync_folder"])
def test_a_case_is_made_whole_or_not_at_all(folder, moment):
    """The process is killed while it makes a case."""
    script = (
        "import os, sys; from pathlib import Path; from mediant.stores import files; from mediant.stores.sqlite import SqliteStore\n"
        "store = SqliteStore(sys.argv[1])\n"
        "die = lambda *_: os.kill(os.getpid(), 9)\n"
        f"{'Path.replace' if moment == 'replace' else 'files.sync_folder'} = die\n"
        "store.create('case0001')\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True)
    assert done.returncode == -9, done.stderr
    with closing(SqliteStore(folder)) as store:
        assert store.cases() == (() if moment == "replace" else ("case0001",))
        assert {path.name for path in folder.iterdir()} == {"lock", *(f"{case}.case" for case in store.cases())}
        for case in store.cases():
            append(store, case, b"words")
