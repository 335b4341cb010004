"""What is so of stores in PostgreSQL alone: tables and their versions, settings that would lose lines, addresses."""

from __future__ import annotations

import asyncio
import time
from contextlib import closing

import pytest

from mediant.errors import StoreProblem
from mediant.stores.opening import open_store
from mediant.stores.store import new_case

psycopg = pytest.importorskip("psycopg")


def append(store, case, *lines):
    async def waited():
        await store.append(case, lines)

    asyncio.run(waited())


@pytest.fixture
def schema(postgresql):
    return postgresql.new_schema()


@pytest.fixture
def address(postgresql, schema):
    return postgresql.address(search_path=schema)


def rows(address, query):
    with psycopg.connect(address, autocommit=True) as db:
        return db.execute(query).fetchall()


def test_a_later_version_migrates_and_an_earlier_one_then_refuses(address, monkeypatch):
    from mediant.stores import postgresql as module

    case = new_case()
    with closing(open_store(address)) as store:
        store.create(case)
        append(store, case, b"words")
    for statements, told in (
        (("ALTER TABLE mediant_lines ADD kind text", "DELETE FROM nowhere"), "nowhere"),
        (("SELECT 1",), None),
    ):
        with monkeypatch.context() as later:
            later.setattr(module, "MIGRATIONS", (*module.MIGRATIONS, statements))
            if told:
                with pytest.raises(StoreProblem, match=told):
                    open_store(address)
            else:
                with closing(open_store(address)) as store:
                    assert list(store.read(case)) == [b"words"]
    with pytest.raises(StoreProblem, match=r"a newer mediant \(version 2 of the tables, this one knows 1\)"):
        open_store(address)
    columns = rows(address, "SELECT column_name FROM information_schema.columns WHERE table_name = 'mediant_lines'")
    assert ("kind",) not in columns  # the migration that failed has left nothing


def test_settings_that_would_lose_lines_are_refused_or_mended(postgresql, address):
    with closing(open_store(address)) as store:
        assert store._db.execute("SHOW synchronous_commit").fetchone() == ("on",)
    with closing(open_store(address + "%20-csynchronous_commit%3Doff")) as store:
        assert store._db.execute("SHOW synchronous_commit").fetchone() == ("on",)
    for value, refused in (("off", True), ("on", False)):
        postgresql.execute(f"ALTER SYSTEM SET fsync = {value}")
        postgresql.execute("SELECT pg_reload_conf()")
        until = time.monotonic() + 20
        while rows(address, "SHOW fsync") != [(value,)]:
            assert time.monotonic() < until
            time.sleep(0.05)
        if refused:
            with pytest.raises(
                StoreProblem, match="runs with fsync = off and may lose what it has stored; set fsync = on"
            ):
                open_store(address)
    open_store(address).close()


def test_two_schemas_are_two_stores(postgresql):
    one, other = (postgresql.address(search_path=postgresql.new_schema()) for _ in range(2))
    with closing(open_store(one)) as first, closing(open_store(other)) as second:
        first.create(case := new_case())
        assert first.cases() == (case,)
        assert second.cases() == ()


def test_an_erased_case_leaves_no_rows(address):
    with closing(open_store(address)) as store:
        for case in (kept := new_case(), gone := new_case()):
            store.create(case)
            append(store, case, b"1", b"2")
        store.erase(gone)
    assert rows(address, "SELECT case_id, count(*) FROM mediant_lines GROUP BY case_id") == [(kept, 2)]
    assert rows(address, "SELECT id FROM mediant_cases") == [(kept,)]


def test_an_import_that_fails_leaves_no_rows(address, tmp_path):
    with closing(open_store(address)) as store:
        store.create(case := new_case())
        append(store, case, *(b"%d" % number for number in range(1000)))
        store.export(case, tmp_path / "x")
        (tmp_path / "x").write_bytes((tmp_path / "x").read_bytes()[:-10])
        with pytest.raises(Exception, match="export the case again"):
            store.import_(new_case(), tmp_path / "x")
        append(store, case, b"on it goes")
    assert rows(address, "SELECT count(*), count(DISTINCT case_id) FROM mediant_lines") == [(1001, 1)]


def test_one_commit_holds_appends_to_many_cases(address):
    """Transactions are counted by the database itself: far fewer than appends that wait at once."""
    count = "SELECT count(DISTINCT xmin::text) FROM mediant_lines"
    with closing(open_store(address)) as store:
        cases = [new_case() for _ in range(50)]
        for case in cases:
            store.create(case)

        async def all_at_once():
            await asyncio.gather(*(store.append(case, [b"x"]) for case in cases))

        asyncio.run(all_at_once())
    assert rows(address, count)[0][0] <= 10


def test_no_password_is_in_a_message(postgresql):
    address = f"postgresql://mediant:sesame@/nowhere?host={postgresql.folder}"
    with pytest.raises(StoreProblem, match='database "nowhere" does not exist') as told:
        open_store(address)
    assert "sesame" not in str(told.value)
    assert str(told.value).isprintable()
