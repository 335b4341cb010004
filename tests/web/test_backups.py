"""A copy that is taken while the server works holds a beginning of each case, and a server goes on from it."""

from __future__ import annotations

import asyncio
import json
import shutil
import threading
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from small_workbench import benched, seated

from mediant.errors import FileProblem, InvalidFile, MediantError, StoreProblem
from mediant.stores.files import server_key
from mediant.stores.keys import Keys
from mediant.stores.sqlite import SqliteStore
from mediant.web.backups import back_up, restore
from mediant.web.envelopes import opened, plain, sealed
from mediant.workbench.course import StateSet
from mediant.workbench.events import event
from mediant.workbench.notes import Noted
from mediant.workbench.talk import Write

CASES = ("case0001", "case0002", "case0003")


def a_server(folder: Path) -> bytes:
    """A folder with some cases; the key of the server."""
    folder.mkdir()
    key = server_key(folder / "server.key")
    with closing(SqliteStore(folder / "cases")) as store, closing(Keys(folder / "keys", key)) as keys:
        for case in CASES:
            store.create(case)
            lines = [secret(case, "north", "between us", keys), plain("", event(StateSet("open", "to all"), "m", 0.0))]
            asyncio.run(appended(store, case, lines))
    return key


def secret(case: str, seat: str, words: str, keys: Keys) -> bytes:
    """A line under a key of its own."""
    return sealed(case, "", event(Noted("note-1", seat, words), seat, 0.0), keys)


async def appended(store: SqliteStore, case: str, lines) -> None:
    await store.append(case, lines)


def lines_in(folder: Path, key: bytes) -> dict[str, list[str | None]]:
    """The words of each line; None where its key was destroyed."""
    with closing(SqliteStore(folder / "cases")) as store, closing(Keys(folder / "keys", key)) as keys:
        found = {case: [opened(line, keys)[1] for line in store.read(case)] for case in store.cases()}
    return {case: [None if one is None else one.fact.words for one in events] for case, events in found.items()}


@contextmanager
def loaded(home: Path, key: bytes):
    """Lines come to every case, each under a key of its own; how many were acknowledged."""
    acknowledged, stop = dict.fromkeys(CASES, 0), threading.Event()

    def load():
        with closing(SqliteStore(home / "cases")) as store, closing(Keys(home / "keys", key)) as keys:

            async def one(case):
                while not stop.is_set():
                    number = acknowledged[case] + 1
                    line = await asyncio.to_thread(secret, case, f"s{number}", f"line {number}", keys)
                    await store.append(case, [line])
                    acknowledged[case] = number

            async def all_of_them():
                await asyncio.gather(*map(one, CASES))

            asyncio.run(all_of_them())

    writing = threading.Thread(target=load)
    writing.start()
    try:
        while min(acknowledged.values()) < 5:
            stop.wait(0.01)
        yield acknowledged
    finally:
        stop.set()
        writing.join()


def test_83_a_backup_during_load_restores_to_a_beginning_of_every_case(tmp_path):
    home = tmp_path / "home"
    key = a_server(home)
    with loaded(home, key) as acknowledged:
        before = dict(acknowledged)
        made = back_up(home, tmp_path / "backup")
        after = dict(acknowledged)
    assert made.cases == len(CASES)
    assert restore(tmp_path / "backup", tmp_path / "again", key).cases == len(CASES)
    for case, lines in lines_in(tmp_path / "again", key).items():
        assert lines[:2] == ["between us", "to all"]
        assert before[case] <= len(lines) - 2 <= after[case] + 1
        assert lines[2:] == [f"line {number + 1}" for number in range(len(lines) - 2)]


def test_83_a_workbench_goes_on_from_its_backup(tmp_path):
    """Beside a server that runs, with people at the table."""

    async def inside():
        (tmp_path / "home").mkdir()
        key = server_key(tmp_path / "home" / "server.key")
        async with benched(tmp_path / "home", key=key) as bench:
            await seated(bench)
            await bench.ask("n", Write("north", "between us"))
            await asyncio.to_thread(back_up, tmp_path / "home", tmp_path / "backup")
            await bench.ask("n", Write("north", "later"))
            place = bench.place
        restore(tmp_path / "backup", tmp_path / "again", key)
        async with benched(tmp_path / "again", key=key) as bench:
            table = await bench.hub.table(place, await bench.hub.person(place, "n"))
            assert [line.words for line in table.talk.in_room("north")] == ["between us"]
            bench.place = place
            await bench.ask("n", Write("north", "it goes on"))

    asyncio.run(inside())


def test_what_was_erased_before_is_in_no_backup_made_after(tmp_path):
    home = tmp_path / "home"
    key = a_server(home)
    with closing(Keys(home / "keys", key)) as keys:
        keys.destroy("case0001", "/seat:north")
    back_up(home, tmp_path / "backup")
    restore(tmp_path / "backup", tmp_path / "again", key)
    assert lines_in(tmp_path / "again", key)["case0001"] == [None, "to all"]


def test_a_backup_holds_no_key_that_opens_it_and_is_for_nobody_else(tmp_path):
    home = tmp_path / "home"
    key = a_server(home)
    back_up(home, tmp_path / "backup")
    found = {path.name: path for path in (tmp_path / "backup").iterdir()}
    assert sorted(found) == ["backup.json", "case0001.lines", "case0002.lines", "case0003.lines", "keys"]
    for path in found.values():
        assert path.stat().st_mode & 0o077 == 0
        raw = path.read_bytes()
        assert key not in raw
        assert key.hex().encode() not in raw
        assert b"between us" not in raw
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def told(backup: Path, **changes) -> None:
    """Another manifest."""
    path = backup / "backup.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def one_of(backup: Path) -> Path:
    return backup / "case0001.lines"


SPOILED = {
    "changed": lambda at: one_of(at).write_bytes(one_of(at).read_bytes().replace(b"to all", b"to one")),
    "cut off": lambda at: one_of(at).write_bytes(one_of(at).read_bytes()[:-10]),
    "missing": lambda at: one_of(at).unlink(),
    "swapped": lambda at: shutil.copy(at / "case0002.lines", one_of(at)),
    "keys of another": lambda at: (at / "keys").write_bytes(b"x" * 256),
    "no manifest": lambda at: (at / "backup.json").unlink(),
    "upwards": lambda at: told(at, cases={"../../x": "0"}),
    "a list": lambda at: (at / "backup.json").write_text("[]"),
    "another format": lambda at: told(at, format="mediant-backup/9"),
    "deep": lambda at: (at / "backup.json").write_text("[" * 100_000),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_backup_that_is_not_whole_makes_nothing(tmp_path, how):
    home = tmp_path / "home"
    key = a_server(home)
    back_up(home, tmp_path / "backup")
    SPOILED[how](tmp_path / "backup")
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises((FileProblem, InvalidFile)) as refused:
        restore(tmp_path / "backup", tmp_path / "again", key)
    assert str(refused.value).isprintable()
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_another_key_of_the_server_is_refused(tmp_path):
    a_server(tmp_path / "home")
    back_up(tmp_path / "home", tmp_path / "backup")
    with pytest.raises(StoreProblem, match="another one than the keys were wrapped with"):
        restore(tmp_path / "backup", tmp_path / "again", bytes(32))
    assert not (tmp_path / "again").exists()


def test_nothing_is_written_over(tmp_path):
    key = a_server(tmp_path / "home")
    back_up(tmp_path / "home", tmp_path / "backup")
    for again in (
        lambda: back_up(tmp_path / "home", tmp_path / "backup"),
        lambda: restore(tmp_path / "backup", tmp_path / "home", key),
    ):
        with pytest.raises(FileProblem, match="is there already"):
            again()
    with pytest.raises(FileProblem, match="holds no cases"):
        back_up(tmp_path / "backup", tmp_path / "other")


def test_a_case_of_a_newer_mediant_is_refused_in_words(tmp_path):
    import sqlite3

    a_server(tmp_path / "home")
    with closing(sqlite3.connect(tmp_path / "home" / "cases" / "case0001.case")) as db:
        db.execute("PRAGMA user_version = 99")
        db.commit()
    with pytest.raises(MediantError, match="newer mediant"):
        back_up(tmp_path / "home", tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
