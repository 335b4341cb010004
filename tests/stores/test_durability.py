"""What was acknowledged is stored: after kill -9, while copies are made, on a full disk, when the database is lost."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from stores.appending import batch_of, batches_in
from stores.cutting import cutting
from stores.small_disks import small_disk

from mediant.errors import StoreFull, StoreProblem
from mediant.stores.opening import open_store
from mediant.stores.sqlite import SqliteStore
from mediant.stores.store import new_case

APPENDING = Path(__file__).with_name("appending.py")


def killed_under_load(place, cases, acknowledgements):
    """Acknowledged batches of each case, of a process that is killed after so many of them."""
    process = subprocess.Popen([sys.executable, str(APPENDING), place.address, *cases], stdout=subprocess.PIPE)
    lines = []
    with process.stdout:
        for line in process.stdout:
            lines.append(line)
            if len(lines) >= acknowledgements:
                process.kill()
        # what it managed to say before it died is in the pipe, and is read above to its end
    process.wait()
    assert len(lines) >= acknowledgements, "it died by itself"
    whole = [line.split() for line in lines if line.endswith(b"\n")]
    return {case: max((int(number) for name, number in whole if name == case.encode()), default=-1) for case in cases}


def kill_again_and_again(place, times, rng):
    cases = [new_case() for _ in range(3)]
    stored = dict.fromkeys(cases, 0)
    for _ in range(times):
        acknowledged = killed_under_load(place, cases, int(rng.integers(1, 120)))
        with closing(place.open()) as store:
            for case in cases:
                if case in store.cases():
                    batches = batches_in(list(store.read(case)))
                    assert batches > acknowledged[case]
                    assert batches >= stored[case]
                    stored[case] = batches
                else:
                    assert acknowledged[case] == -1
    return stored


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(place):
    assert sum(kill_again_and_again(place, 2, np.random.default_rng()).values()) > 0


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_in_fifty_kills(place):
    assert sum(kill_again_and_again(place, 50, np.random.default_rng()).values()) > 1000


def traced(tmp_path, script, calls):
    """The system calls of a script that writes its own marks to descriptor 9."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    begin = "import asyncio, os, sys; from mediant.stores.sqlite import SqliteStore\n"
    begin += "os.dup2(os.open(os.devnull, os.O_WRONLY), 9); store = SqliteStore(sys.argv[1])\n"
    command = ["strace", "-f", "-y", "-o", str(trace), "-e", f"trace={calls}"]
    command += [sys.executable, "-c", begin + script, str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True)
    if "ptrace" in done.stderr:
        pytest.skip("strace may not look at processes here")
    assert done.returncode == 0, done.stderr
    return trace.read_text().splitlines()


def test_every_commit_is_flushed_before_it_is_acknowledged(tmp_path):
    """kill -9 leaves what the system has in memory; a loss of power does not. So the calls themselves are looked at."""
    script = (
        "store.create('case0001')\n"
        "async def go():\n"
        "    for number in range(5):\n"
        "        os.write(9, b'asked'); await store.append('case0001', [b'x' * 99]); os.write(9, b'acknowledged')\n"
        "asyncio.run(go())\n"
    )
    lines = traced(tmp_path, script, "pwrite64,fdatasync,fsync,write")
    rounds = " ".join(step for line in lines if (step := _step(line))).split("asked")[1:]
    assert len(rounds) == 5
    for done in rounds:
        before, acknowledged, _ = done.partition("acknowledged")
        assert acknowledged
        assert "written" in before
        assert before.split()[-1] == "flushed"


def _step(line):
    if "write(9" in line:
        return "acknowledged" if "acknowledged" in line else "asked"
    if "-wal>" not in line:
        return None
    return "written" if "pwrite64(" in line else "flushed"


def test_a_new_case_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_is_used(tmp_path):
    lines = traced(
        tmp_path, "store.create('case0001'); os.write(9, b'made')\n", "fsync,fdatasync,write,rename,renameat2"
    )
    steps = []
    for line in lines:
        if "rename" in line:
            steps.append("named")
        elif "write(9" in line:
            steps.append("made")
        elif "sync(" in line:
            steps.append(
                "file"
                if "case0001.case.new>" in line
                else "folder"
                if line.rpartition("<")[2].startswith(str(tmp_path / "store>"))
                else "other"
            )
    assert [step for step in steps if step != "other"] == ["file", "named", "folder", "made"]


def test_a_copy_made_by_sqlite_under_load_is_a_whole_prefix(tmp_path):
    case = new_case()

    async def load(store):
        for number in range(40):
            wait = store.append(case, batch_of(number))
            if number % 8 == 4:
                file = next((tmp_path / "store").glob("*.case"))
                copy = tmp_path / "elsewhere" / file.name
                copy.parent.mkdir(exist_ok=True)
                with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
                    source.backup(target, pages=1)
                with closing(sqlite3.connect(copy)) as db:
                    lines = [line for (line,) in db.execute("SELECT line FROM lines ORDER BY number")]
                assert batches_in(lines) >= number
            await wait

    with closing(SqliteStore(tmp_path / "store")) as store:
        store.create(case)
        asyncio.run(load(store))
    (tmp_path / "elsewhere" / "lock").touch()
    with closing(SqliteStore(tmp_path / "elsewhere")) as store:  # it is a case like any other
        assert batches_in(list(store.read(case))) >= 36


def fill_up(store, case, start):
    """Append batches until the disk is full; how many there are then."""

    async def until_full():
        number = start
        while True:
            try:
                await store.append(case, batch_of(number))
            except StoreFull:
                return number
            number += 1
            assert number < 100_000, "the disk does not become full"

    return asyncio.run(until_full())


def append(store, case, lines):
    async def waited():
        await store.append(case, lines)

    asyncio.run(waited())


def test_a_full_disk_is_said_reads_go_on_and_it_recovers(tmp_path):
    with small_disk(tmp_path / "disk", "1m") as disk:
        filler = disk / "filler"
        with closing(SqliteStore(disk / "store")) as store:
            case, other, idle = new_case(), new_case(), new_case()
            for one in (case, other, idle):
                store.create(one)
            append(store, idle, batch_of(0))
        filler.write_bytes(bytes(300_000))
        with closing(SqliteStore(disk / "store")) as store:
            count = fill_up(store, case, 0)
            assert count > 5
            fresh = new_case()
            with pytest.raises(StoreFull):
                store.create(fresh)
            assert fresh not in store.cases()
            assert batches_in(list(store.read(case))) == count
            assert batches_in(list(store.read(idle))) == 1
            assert list(store.read(other)) == []
            with pytest.raises(StoreFull):
                store.export(case, disk / "case.lines")
            assert sorted(path.name for path in disk.iterdir()) == ["filler", "store"]
            store.export(case, tmp_path / "case.lines")
            filler.unlink()
            append(store, case, batch_of(count))
            assert fill_up(store, case, count + 1) > count + 1
        with closing(SqliteStore(disk / "store")) as store:
            assert batches_in(list(store.read(case))) > count + 1
            store.erase(case)
            store.import_(case, tmp_path / "case.lines")
            assert batches_in(list(store.read(case))) == count
            append(store, other, batch_of(0))


def test_one_append_that_does_not_fit_is_refused_alone(tmp_path):
    with small_disk(tmp_path / "disk", "1m") as disk, closing(SqliteStore(disk / "store")) as store:
        case = new_case()
        store.create(case)

        async def together():
            waits = [store.append(case, [b"x" * (2_000_000 if number == 3 else 10)]) for number in range(8)]
            return await asyncio.gather(*waits, return_exceptions=True)

        assert [type(one) for one in asyncio.run(together())] == [type(None)] * 3 + [StoreFull] + [type(None)] * 4
        assert [len(line) for line in store.read(case)] == [10] * 7


def test_a_failing_disk_is_no_full_one(tmp_path):
    """A limit on the size of files gives an error that is not that of a full disk; what was stored stays readable."""
    script = (
        "import asyncio, resource, sys; from mediant.errors import StoreProblem\n"
        "from mediant.stores.sqlite import SqliteStore\n"
        "store = SqliteStore(sys.argv[1]); store.create('case0001')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "async def go():\n"
        "    number = 0\n"
        "    while True:\n"
        "        try:\n"
        "            await store.append('case0001', [b'%d' % number + b'.' * 1000])\n"
        "        except StoreProblem as error:\n"
        "            return number, str(error)\n"
        "        number += 1\n"
        "number, error = asyncio.run(go())\n"
        "assert len(list(store.read('case0001'))) == number > 3; print(number); print(error); store.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "s")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    number, error = done.stdout.splitlines()
    assert error.endswith("disk I/O error; check the disk, its quota, and that you may write to it")
    with closing(SqliteStore(tmp_path / "s")) as store:
        assert len(list(store.read("case0001"))) == int(number)


@pytest.mark.slow
def test_a_full_disk_of_the_database(postgresql, tmp_path):
    with small_disk(postgresql.folder / "disk", "3m") as disk:
        filler = disk / "filler"
        filler.write_bytes(bytes(1_500_000))
        if postgresql.user is not None:
            shutil.chown(disk, postgresql.user)
        postgresql.execute(f"CREATE TABLESPACE small LOCATION '{disk}'")
        try:
            schema = postgresql.new_schema()
            address = postgresql.address(search_path=schema, default_tablespace="small")
            with closing(open_store(address)) as store:
                case = new_case()
                store.create(case)
                count = fill_up(store, case, 0)
                assert count > 5
                assert batches_in(list(store.read(case))) == count
                store.export(case, tmp_path / "case.lines")
                filler.unlink()
                append(store, case, batch_of(count))
                assert batches_in(list(store.read(case))) == count + 1
        finally:
            postgresql.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
            postgresql.execute("DROP TABLESPACE small")


def test_a_lost_connection_loses_and_doubles_nothing(postgresql):
    schema = postgresql.new_schema()
    case = new_case()
    end = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'mediant' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')"
    )

    async def load(store):
        for number in range(0, 240, 4):
            waits = [store.append(case, batch_of(number + k)) for k in range(4)]
            if number % 40 == 20:
                await asyncio.to_thread(postgresql.execute, end)
            for wait in waits:
                await wait

    with closing(open_store(postgresql.address(search_path=schema))) as store:
        store.create(case)
        asyncio.run(load(store))
        assert batches_in(list(store.read(case))) == 240


def test_what_was_stored_when_its_answer_was_lost_is_not_stored_again(postgresql):
    """The database commits, and the connection breaks before it can say so."""
    schema = postgresql.new_schema()
    case = new_case()
    with cutting(postgresql.folder) as cutter:
        address = postgresql.address(search_path=schema).replace(str(postgresql.folder), str(cutter.folder))
        with closing(open_store(address)) as store:
            store.create(case)
            for number in range(20):
                if number % 4 == 1:
                    cutter.armed.set()
                append(store, case, batch_of(number))
            assert cutter.cuts == 5
            assert batches_in(list(store.read(case))) == 20


@pytest.mark.slow
def test_a_database_that_crashed_and_came_back_has_all_that_was_acknowledged(own_postgresql):
    case = new_case()

    async def load(store):
        back = None
        for number in range(120):
            wait = store.append(case, batch_of(number))
            if number == 60:
                back = asyncio.create_task(asyncio.to_thread(own_postgresql.crash_and_start))
            await wait
        await back

    with closing(open_store(own_postgresql.address())) as store:
        store.create(case)
        asyncio.run(load(store))
        assert batches_in(list(store.read(case))) == 120


@pytest.mark.slow
def test_a_database_that_is_gone_is_said(own_postgresql, monkeypatch):
    from mediant.stores import postgresql as module

    monkeypatch.setattr(module, "PATIENCE", 0.5)
    case = new_case()
    with closing(open_store(own_postgresql.address())) as store:
        store.create(case)
        own_postgresql.stop()
        with pytest.raises(StoreProblem, match="check the address and that it runs"):
            append(store, case, batch_of(0))
        with pytest.raises(StoreProblem):
            list(store.read(case))
        own_postgresql.start()
        append(store, case, batch_of(0))
        assert batches_in(list(store.read(case))) == 1
