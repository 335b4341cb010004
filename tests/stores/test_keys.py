"""Keys on the disk: made, found again, destroyed; and that what was sealed is then nowhere to be read."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from stores.small_disks import small_disk

from mediant.errors import InvalidValue, StoreFull, StoreProblem
from mediant.stores import files, sealing
from mediant.stores.keys import Keys
from mediant.stores.sealing import SLOT, id_in
from mediant.stores.store import new_case

SERVER = bytes(range(32))
SECRET = b"we can live with thirty and not a day less"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys"


@pytest.fixture
def keys(path):
    with closing(Keys(path, SERVER)) as keys:
        yield keys


def test_keys_are_found_again(path):
    with closing(Keys(path, SERVER)) as keys:
        lines = {owner: keys.seal("case0001", owner, SECRET) for owner in ("north", "south", "seat:3")}
        other = keys.seal("case0002", "north", SECRET)
        assert len({id_in(line) for line in (*lines.values(), other)}) == 4
        assert id_in(keys.seal("case0001", "north", b"again")) == id_in(lines["north"])
    assert path.stat().st_mode & 0o777 == 0o600
    with closing(Keys(path, SERVER)) as keys:
        assert [keys.opened(line) for line in (*lines.values(), other)] == [SECRET] * 4
        assert keys.opened(b'{"plain": 1}') == b'{"plain": 1}'


def test_a_key_that_is_destroyed_opens_and_seals_nothing(path):
    with closing(Keys(path, SERVER)) as keys:
        north, south = (keys.seal("case0001", owner, SECRET) for owner in ("north", "south"))
        keys.destroy("case0001", "north")
        keys.destroy("case0001", "nobody yet")
    for _ in range(2):
        with closing(Keys(path, SERVER)) as keys:
            assert keys.opened(north) is None
            assert keys.opened(south) == SECRET
            for owner in ("north", "nobody yet"):
                with pytest.raises(StoreProblem, match="was destroyed"):
                    keys.seal("case0001", owner, SECRET)
            keys.seal("case0002", "north", SECRET)


def test_all_keys_of_a_case_can_be_destroyed(keys):
    gone = [keys.seal("case0001", owner, SECRET) for owner in ("north", "south")]
    kept = keys.seal("case0002", "north", SECRET)
    keys.destroy_case("case0001")
    keys.destroy_case("case0003")
    assert [keys.opened(line) for line in gone] == [None, None]
    assert keys.opened(kept) == SECRET


def files_below(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_was_sealed_is_in_no_file_and_opens_with_none_of_them(tmp_path):
    """The case, its log, its export, a copy made by SQLite and the keys, all kept from before and after."""
    from mediant.stores.sqlite import SqliteStore

    case = new_case()
    with closing(SqliteStore(tmp_path / "cases")) as store, closing(Keys(tmp_path / "keys", SERVER)) as keys:
        store.create(case)
        key_before = (tmp_path / "keys").read_bytes()
        line = keys.seal(case, "north", SECRET)

        async def stored():
            for _ in range(50):
                await store.append(case, [keys.seal(case, "north", SECRET), keys.seal(case, "south", b"may be kept")])

        asyncio.run(stored())
        store.export(case, tmp_path / "case.lines")
        file = next((tmp_path / "cases").glob("*.case"))
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(tmp_path / "copy")) as target:
            source.backup(target)
        north = keys._by_id[id_in(line)].key
        keys.destroy(case, "north")
        found = files_below(tmp_path)
        assert {path.name.rpartition("-")[2] for path in found if path.suffix.startswith(".case-")} >= {"wal"}
        for path, raw in found.items():
            for trace in (SECRET, SECRET[:12], north, north.hex().encode(), b"north"):
                assert trace not in raw, path
        assert [keys.opened(one) for one in store.read(case)] == [None, b"may be kept"] * 50
        assert keys.opened(line) is None
    assert len(key_before) == SLOT
    with closing(Keys(tmp_path / "keys", SERVER)) as keys:
        assert keys.opened(line) is None


def test_the_key_is_overwritten_where_it_stood(path):
    with closing(Keys(path, SERVER)) as keys:
        keys.seal("case0001", "north", SECRET)
        keys.seal("case0001", "south", SECRET)
        before = path.read_bytes()
        inode = path.stat().st_ino
        keys.destroy("case0001", "north")
        after = path.read_bytes()
    assert path.stat().st_ino == inode
    assert len(after) == len(before) == 3 * SLOT
    assert after[:SLOT] == before[:SLOT]
    assert after[2 * SLOT :] == before[2 * SLOT :]
    assert after[SLOT : 2 * SLOT] != before[SLOT : 2 * SLOT]


def test_another_server_key_is_refused(path):
    Keys(path, SERVER).close()
    with pytest.raises(StoreProblem, match="give the right key"):
        Keys(path, bytes(32))
    with pytest.raises(InvalidValue, match="server key: 5 bytes; expected 32"):
        Keys(path, b"short")
    Keys(path, SERVER).close()


def test_what_is_no_file_of_keys_is_refused(tmp_path, path):
    path.write_bytes(b"something else" * 20)
    path.chmod(0o600)
    with pytest.raises(StoreProblem, match="is no file of keys"):
        Keys(path, SERVER)
    path.chmod(0o644)
    with pytest.raises(StoreProblem, match="others may read it"):
        Keys(path, SERVER)
    with pytest.raises(StoreProblem):
        Keys(tmp_path / "nowhere" / "keys", SERVER)


def test_lines_of_another_file_of_keys_are_no_erased_ones(tmp_path, keys):
    with closing(Keys(tmp_path / "others", SERVER)) as others:
        line = others.seal("case0001", "north", SECRET)
    with pytest.raises(StoreProblem, match="restore the file of keys"):
        keys.opened(line)


def test_a_changed_line_is_told(keys):
    line = keys.seal("case0001", "north", SECRET)
    with pytest.raises(StoreProblem, match="cannot be opened with its key"):
        keys.opened(line[:-1])


def test_a_slot_begun_by_a_process_that_died_is_written_over(path):
    with closing(Keys(path, SERVER)) as keys:
        first = keys.seal("case0001", "north", SECRET)
    for rest in (b"\x07" * 40, bytes(SLOT)):
        with path.open("ab") as file:
            file.write(rest)
        with closing(Keys(path, SERVER)) as keys:
            again = keys.seal("case0001", f"south{len(rest)}", SECRET)
        with closing(Keys(path, SERVER)) as keys:
            assert keys.opened(first) == keys.opened(again) == SECRET


def test_a_damaged_slot_is_told(path):
    with closing(Keys(path, SERVER)) as keys:
        keys.seal("case0001", "north", SECRET)
    with path.open("r+b") as file:
        file.seek(SLOT + 30)
        file.write(b"??")
    with pytest.raises(StoreProblem, match="restore the file"):
        Keys(path, SERVER)


def test_one_process_at_a_time(path, keys):
    with pytest.raises(StoreProblem, match="name another file of keys"):
        Keys(path, SERVER)


def test_a_key_that_cannot_be_written_is_not_used(keys, path):
    real = path.rename(path.with_name("aside"))
    path.mkdir()
    with pytest.raises(StoreProblem):
        keys.seal("case0001", "north", SECRET)
    path.rmdir()
    real.rename(path)
    assert keys.opened(keys.seal("case0001", "north", SECRET)) == SECRET
    assert path.stat().st_size == 2 * SLOT


def test_a_full_disk_is_said_and_the_file_stays_whole(tmp_path):
    """Also where a slot fits in part."""
    with small_disk(tmp_path / "disk", "64k") as disk:
        keys = Keys(disk / "keys", SERVER)
        sealed = [keys.seal("case0001", "first", SECRET)]
        (disk / "filler").write_bytes(bytes(48_000))
        with pytest.raises(StoreFull):
            sealed.extend(keys.seal("case0001", f"seat:{number}", SECRET) for number in range(1000))
        assert keys.opened(sealed[-1]) == SECRET
        (disk / "filler").unlink()
        sealed += [keys.seal("case0001", f"later:{number}", SECRET) for number in range(5)]
        keys.close()
        with closing(Keys(disk / "keys", SERVER)) as keys:
            assert [keys.opened(line) for line in sealed] == [SECRET] * len(sealed)


def test_keys_made_at_once_wait_for_the_disk_together(path, monkeypatch):
    """Many vote in the same moment, each vote with a key of its own."""
    flushed = []
    slow = threading.Event()

    def flush(name, real=files.flush):
        slow.wait(0.05)
        real(name)
        flushed.append((path.stat().st_size // SLOT) - 1)

    monkeypatch.setattr(files, "flush", flush)
    with closing(Keys(path, SERVER)) as keys, ThreadPoolExecutor(16) as threads:
        lines = list(threads.map(lambda number: keys.seal("case0001", f"vote{number}", b"%d" % number), range(160)))
        assert len(flushed) < 60
    with closing(Keys(path, SERVER)) as keys:
        assert [keys.opened(line) for line in lines] == [b"%d" % number for number in range(160)]


def test_nothing_is_sealed_before_its_key_is_on_the_disk(path, monkeypatch):
    real, order = files.flush, []
    monkeypatch.setattr(files, "flush", lambda name: (order.append("flushed"), real(name)))
    monkeypatch.setattr(sealing, "sealed", lambda held, line: order.append("sealed") or b"")
    with closing(Keys(path, SERVER)) as keys:
        keys.seal("case0001", "north", SECRET)
        keys.seal("case0001", "north", SECRET)
        keys.seal("case0001", "south", SECRET)
        keys.destroy("case0001", "south")
    assert order == ["flushed", "sealed", "sealed", "flushed", "sealed", "flushed"]


def test_keys_of_a_case_that_comes_from_elsewhere_are_taken_over(tmp_path):
    with closing(Keys(tmp_path / "here", SERVER)) as here, closing(Keys(tmp_path / "there", bytes(32))) as there:
        north, south = (here.seal("case0001", owner, SECRET) for owner in ("north", "south"))
        here.destroy("case0001", "south")
        other = here.seal("case0002", "north", SECRET)
        there.adopt("case0001", here.of_case("case0001"))
        there.adopt("case0001", here.of_case("case0001"))  # once more is nothing more
        assert len(there.of_case("case0001")) == 2
        with pytest.raises(StoreProblem, match="holds no key"):
            there.opened(other)
    with closing(Keys(tmp_path / "there", bytes(32))) as there:
        assert there.opened(north) == SECRET
        assert there.opened(south) is None
        there.destroy("case0001", "north")
        with closing(Keys(tmp_path / "here", SERVER)) as here:
            there.adopt("case0001", here.of_case("case0001"))  # what was destroyed stays so
        assert there.opened(north) is None


def test_another_key_of_the_same_owner_is_not_taken_over(tmp_path):
    with closing(Keys(tmp_path / "here", SERVER)) as here, closing(Keys(tmp_path / "there", SERVER)) as there:
        here.seal("case0001", "north", SECRET)
        mine = there.seal("case0001", "north", SECRET)
        before = (tmp_path / "there").read_bytes()
        with pytest.raises(StoreProblem, match="other keys for that case"):
            there.adopt("case0001", here.of_case("case0001"))
        assert (tmp_path / "there").read_bytes() == before
        assert there.opened(mine) == SECRET


def test_it_hands_things_to_itself_and_tells_its_address(keys):
    assert keys.taken(keys.address, keys.handed(keys.address, b"x")) == b"x"
    assert len(keys.address) == 64
