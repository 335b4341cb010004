"""What is so of stores in a folder alone: files, their modes and versions, and how many are open."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mediant.errors import StoreProblem
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


def test_a_case_whose_file_was_taken_away_is_told(folder):
    with closing(SqliteStore(folder)) as store:
        case = new_case()
        store.create(case)
        (folder / f"{case}.case").unlink()
        with pytest.raises(StoreProblem, match="unable to open"):
            append(store, case, b"x")


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
