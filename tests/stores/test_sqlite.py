"""What is so of stores in a folder alone: files, their modes and versions, and how many are open."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mediant.errors import StoreProblem
from mediant.stores import sqlite
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


def test_files_are_for_their_owner_alone(folder):
    old = os.umask(0)
    try:
        with closing(SqliteStore(folder)) as store:
            case = new_case()
            store.create(case)
            append(store, case, b"words")
            found = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    finally:
        os.umask(old)
    assert set(found) == {"lock", f"{case}.case", f"{case}.case-wal", f"{case}.case-shm"}
    assert set(found.values()) == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_log_is_folded_into_the_file_at_the_end(folder):
    with closing(SqliteStore(folder)) as store:
        case = new_case()
        store.create(case)
        append(store, case, b"words")
    assert {path.name for path in folder.iterdir()} == {"lock", f"{case}.case"}


def test_every_commit_waits_for_the_disk(folder):
    with closing(SqliteStore(folder)) as store:
        case = new_case()
        store.create(case)
        append(store, case, b"words")
        db = store._open[case]
        asked = ("synchronous", "journal_mode", "fullfsync", "trusted_schema")
        assert [db.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == [2, "wal", 1, 0]


def test_few_files_are_open_however_many_cases_there_are(folder):
    with closing(SqliteStore(folder, most_open=5)) as store:
        cases = [new_case() for _ in range(40)]
        for case in cases:
            store.create(case)

        async def all_at_once():
            await asyncio.gather(*(store.append(case, [b"%d" % number]) for number in range(5) for case in cases))

        asyncio.run(all_at_once())
        files = [str(path.resolve()) for path in Path("/proc/self/fd").glob("*")]  # none where there is no /proc
        assert sum(name.startswith(str(folder)) for name in files) <= 5 * 3 + 1
        assert len(store._open) == 5
        for case in cases:
            assert list(store.read(case)) == [b"%d" % number for number in range(5)]


def test_readers_that_stop_early_keep_nothing_open(folder):
    with closing(SqliteStore(folder)) as store:
        case = new_case()
        store.create(case)
        append(store, case, b"1", b"2")
        for _ in range(300):
            assert next(store.read(case)) == b"1"
        store.erase(case)


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
            sqlite,
            "MIGRATIONS",
            (*sqlite.MIGRATIONS, ("ALTER TABLE lines ADD COLUMN kind TEXT", "DELETE FROM nowhere")),
        )
        with closing(SqliteStore(folder)) as store, pytest.raises(StoreProblem, match="no such table"):
            list(store.read(old))
    with closing(SqliteStore(folder)) as store:  # the migration failed, so nothing of it is there
        assert list(store.read(old)) == [b"words"]
    with monkeypatch.context() as later:
        later.setattr(sqlite, "MIGRATIONS", (*sqlite.MIGRATIONS, ("ALTER TABLE lines ADD COLUMN kind TEXT",)))
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
    elif how == "cut":
        del raw[len(raw) // 2 :]
    elif how == "head":
        raw[:16] = b"no SQLite at all"
    elif how == "empty":
        raw.clear()
    else:
        raw[68:72] = b"else"
    path.write_bytes(raw)


@pytest.mark.parametrize("how", ["middle", "cut", "head", "empty", "application"])
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


def test_a_case_whose_file_was_taken_away_is_told(folder):
    with closing(SqliteStore(folder)) as store:
        case = new_case()
        store.create(case)
        (folder / f"{case}.case").unlink()
        with pytest.raises(StoreProblem, match="unable to open"):
            append(store, case, b"x")


@pytest.mark.parametrize("moment", ["rename", "sync_folder"])
def test_a_case_is_made_whole_or_not_at_all(folder, moment):
    """The process is killed while it makes a case."""
    script = (
        "import os, sys; from pathlib import Path; from mediant.stores import files; from mediant.stores.sqlite import SqliteStore\n"
        "store = SqliteStore(sys.argv[1])\n"
        "die = lambda *_: os.kill(os.getpid(), 9)\n"
        f"{'Path.rename' if moment == 'rename' else 'files.sync_folder'} = die\n"
        "store.create('case0001')\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True)
    assert done.returncode == -9, done.stderr
    with closing(SqliteStore(folder)) as store:
        assert store.cases() == (() if moment == "rename" else ("case0001",))
        assert {path.name for path in folder.iterdir()} == {"lock", *(f"{case}.case" for case in store.cases())}
        for case in store.cases():
            append(store, case, b"words")


def test_erased_cases_leave_no_words_in_the_folder(folder):
    with closing(SqliteStore(folder)) as store:
        case = new_case()
        store.create(case)
        append(store, case, b"words that go")
        lines = store.read(case)
        next(lines)  # somebody still reads
        store.erase(case)
        assert {path.name for path in folder.iterdir()} == {"lock"}
        lines.close()
    assert all(b"words that go" not in path.read_bytes() for path in folder.iterdir())


def test_another_connection_that_writes_is_waited_for(folder):
    with closing(SqliteStore(folder)) as store:
        case = new_case()
        store.create(case)
        append(store, case, b"1")
        with closing(sqlite3.connect(folder / f"{case}.case", isolation_level=None)) as stranger:
            stranger.execute("BEGIN IMMEDIATE")

            async def go():
                wait = store.append(case, [b"2"])
                await asyncio.sleep(0.1)
                stranger.execute("COMMIT")
                await wait

            asyncio.run(go())
        assert list(store.read(case)) == [b"1", b"2"]
