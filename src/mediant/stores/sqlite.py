"""Cases in a folder, one SQLite file each: write-ahead log, flushed to the disk before an append is acknowledged."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from os import PathLike
from threading import Lock
from urllib.parse import quote

from mediant.errors import StoreFull, StoreProblem, UnknownCase
from mediant.stores import files
from mediant.stores.holding import hold
from mediant.stores.lanes import Append, Lanes
from mediant.stores.store import checked_case, checked_lines

MIGRATIONS: tuple[tuple[str, ...], ...] = (("CREATE TABLE lines (number INTEGER PRIMARY KEY, line BLOB NOT NULL)",),)
"""What makes each version of the file of the one before; a file says in `user_version` which it is."""

APPLICATION = 0x4D656469
"""In the head of every file: it is ours."""

MOST_OPEN = 128
"""Files kept open between commits, three descriptors each."""

THREADS = 8
"""Commits under way at once, of different cases: the disk flushes them together."""

PATIENCE = 30.0
"""Seconds to wait for a lock: another connection of this process, or somebody's copy of the file."""

SETTINGS = ("synchronous = FULL", "fullfsync = ON", "trusted_schema = OFF", "cell_size_check = ON")
"""Of every connection: a commit is on the disk when it returns, and what a file says is not trusted."""

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a file."""


class SqliteStore:
    """A store (`mediant.stores.store.Store`) in a folder; one process at a time may have it open.

    most_open : files kept open between commits; threads : commits under way at once, of different cases. Raises
    StoreProblem where the folder cannot be used, or another process uses it.
    """

    def __init__(self, folder: str | PathLike[str], *, most_open: int = MOST_OPEN, threads: int = THREADS) -> None:
        self._folder = files.private_folder(folder)
        self._hold = hold(files.in_folder(self._folder, files.LOCK), self._folder, "folder")
        files.sweep(self._folder)
        self._known = files.cases_in(self._folder)
        self._sound: set[str] = set()
        self._most_open = most_open
        self._open: OrderedDict[str, sqlite3.Connection] = OrderedDict()
        self._guard = Lock()
        self._lanes = Lanes(self._folder, self._commit, threads)

    def cases(self) -> tuple[str, ...]:
        """The ids of all cases, sorted."""
        self._lanes.check()
        return tuple(sorted(self._known))

    def create(self, case: str) -> None:
        """Begin a case without lines."""
        self._lanes.run(checked_case(case), lambda: self._make(case, ()))

    def append(self, case: str, lines: Sequence[bytes]) -> Awaitable[None]:
        """Add lines at the end of a case; durable when the wait is over."""
        return self._lanes.append(checked_case(case), case, checked_lines(lines))

    def read(self, case: str) -> Iterator[bytes]:
        """The lines of a case, in their order."""
        self._lanes.check()
        self._path(checked_case(case))
        return self._lines(case)

    def export(self, case: str, path: str | PathLike[str]) -> None:
        """Write the case to a file."""
        with closing(self.read(case)) as lines:  # type: ignore[type-var]
            files.write_export(path, lines)

    def import_(self, case: str, path: str | PathLike[str]) -> None:
        """Make a case of an exported file."""
        with files.exported(path) as lines:
            self._lanes.run(checked_case(case), lambda: self._make(case, lines))

    def erase(self, case: str) -> None:
        """Remove a case and its file."""
        self._lanes.run(checked_case(case), lambda: self._remove(case))

    def close(self) -> None:
        """Wait for what is under way, fold every log into its file, and let the folder go."""
        self._lanes.close()
        while self._open:
            self._open.popitem()[1].close()
        self._hold.close()

    def _path(self, case: str) -> str:
        if case not in self._known:
            raise UnknownCase(self._folder, case)
        return files.in_folder(self._folder, case + files.ENDING)

    def _commit(self, batch: Sequence[Append]) -> None:
        """Store appends to one case in one transaction."""
        with self._connection(batch[0].case) as db, _transaction(db):
            _insert(db, (line for append in batch for line in append.lines))

    @contextmanager
    def _connection(self, case: str) -> Iterator[sqlite3.Connection]:
        """The one that writes, in the lane of the case; kept open for the next commit."""
        with self._guard:
            db = self._open.pop(case, None)
        path = self._path(case)
        with _told(path):
            if db is None:
                db = self._opened(path, case)
            try:
                yield db
            except sqlite3.Error as error:
                if not _is_full(error):  # it may be in any state
                    _closed(db)
                    raise
                self._keep(case, db)
                raise
            self._keep(case, db)

    def _keep(self, case: str, db: sqlite3.Connection) -> None:
        with self._guard:
            self._open[case] = db
            oldest = self._open.popitem(last=False)[1] if len(self._open) > self._most_open else None
        if oldest is not None:
            _closed(oldest)

    def _opened(self, path: str, case: str) -> sqlite3.Connection:
        db = _connected(path)
        try:
            version = _version(db, path)
            if case not in self._sound:
                _check(db, path)
                self._sound.add(case)
            _migrate(db, version)
        except BaseException:
            _closed(db)
            raise
        return db

    def _lines(self, case: str) -> Iterator[bytes]:
        path = self._path(case)
        with _told(path), closing(self._reader(path, case)) as db:
            for (line,) in db.execute("SELECT line FROM lines ORDER BY number"):
                yield line

    def _reader(self, path: str, case: str) -> sqlite3.Connection:
        """A connection for one reading, beside the one that writes."""
        try:
            if case not in self._sound:
                self._lanes.run(case, lambda: self._look(case))
            with _told(path):
                return _at_work(_connected(path))
        except StoreFull:
            return _frugal(path)

    def _look(self, case: str) -> None:
        with self._connection(case):
            pass

    def _make(self, case: str, lines: Iterable[bytes]) -> None:
        path = files.in_folder(self._folder, case + files.ENDING)
        if case in self._known:
            raise StoreProblem(path, "there is a case of that id", "take another id")
        fresh = path + files.BEING_MADE
        try:
            with _told(path):
                files.new_private_file(fresh)
                with closing(_connected(fresh)) as db:
                    _migrate(db, 0)
                    with _transaction(db):
                        _insert(db, lines)
                files.put_in_place(fresh, path)
        finally:
            files.remove(fresh, *(fresh + ending for ending in _BESIDE))
        self._known.add(case)

    def _remove(self, case: str) -> None:
        path = self._path(case)
        with self._guard:
            db = self._open.pop(case, None)
        if db is not None:
            _closed(db)
        with _told(path):
            files.remove(path, *(path + ending for ending in _BESIDE))
        self._known.discard(case)
        self._sound.discard(case)


def _connected(path: str, *first: str) -> sqlite3.Connection:
    """A connection to a file that is there; each commit is on the disk when it returns."""
    address = f"file:{quote(path)}?mode=rw"
    db = sqlite3.connect(address, PATIENCE, isolation_level=None, check_same_thread=False, uri=True)
    try:
        for setting in (*first, *SETTINGS):
            db.execute(f"PRAGMA {setting}")
    except BaseException:
        db.close()
        raise
    return db


def _at_work(db: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, once it has read: what it needs beside the file is there."""
    try:
        db.execute("SELECT number FROM lines LIMIT 1").fetchall()
    except BaseException:
        _closed(db)
        raise
    return db


def _frugal(path: str) -> sqlite3.Connection:
    """A connection that reads where the disk has no room even for what SQLite shares between connections."""
    db = _at_work(_connected(path, "locking_mode = EXCLUSIVE", "query_only = ON"))
    try:
        _version(db, path)
    except BaseException:
        _closed(db)
        raise
    return db


def _version(db: sqlite3.Connection, path: str) -> int:
    """The version of a file, where it is ours and not newer than this mediant. Raises StoreProblem."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise StoreProblem(path, "is not a case of mediant", "restore it from an export, or move it away")
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        seen = f"was written by a newer mediant (version {version} of the file, this one knows {len(MIGRATIONS)})"
        raise StoreProblem(path, seen, "install that mediant again")
    return version


def _migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring a file of that version to this one, step by step, each whole or not at all; 0 is a new file."""
    db.execute("PRAGMA journal_mode = WAL")
    for number in range(version, len(MIGRATIONS)):
        with _transaction(db):
            for statement in MIGRATIONS[number]:
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {number + 1}")


def _check(db: sqlite3.Connection, path: str) -> None:
    """Raise StoreProblem where the file is damaged."""
    found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreProblem(path, f"is damaged ({found})", "restore it from an export")


def _insert(db: sqlite3.Connection, lines: Iterable[bytes]) -> None:
    db.executemany("INSERT INTO lines (line) VALUES (?)", ((line,) for line in lines))


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


@contextmanager
def _told(path: str) -> Iterator[None]:
    """What SQLite or the system raises, as leaves of ours."""
    try:
        yield
    except sqlite3.Error as error:
        if _is_full(error):
            raise StoreFull(path) from None
        damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
        if damaged:
            raise StoreProblem(path, f"is damaged ({error})", "restore it from an export") from None
        raise StoreProblem(path, str(error), "check the disk, its quota, and that you may write to it") from None
    except OSError as error:
        if files.is_full(error):
            raise StoreFull(path) from None
        raise StoreProblem(path, error.strerror or str(error), "check the disk and that you may write to it") from None


def _is_full(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)


def _closed(db: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        db.close()
