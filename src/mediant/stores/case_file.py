"""One case in one SQLite file: its versions, whether it is sound, and connections that keep what they acknowledge."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import quote

from mediant.errors import StoreFull, StoreProblem
from mediant.stores import files

MIGRATIONS: tuple[tuple[str, ...], ...] = (("CREATE TABLE lines (number INTEGER PRIMARY KEY, line BLOB NOT NULL)",),)
"""What makes each version of the file of the one before; a file says in `user_version` which it is."""

APPLICATION = 0x4D656469
"""In the head of every file: it is ours."""

PATIENCE = 30.0
"""Seconds to wait for a lock: another connection of this process, or somebody's copy of the file."""

SETTINGS = ("synchronous = FULL", "fullfsync = ON", "trusted_schema = OFF", "cell_size_check = ON")
"""Of every connection: a commit is on the disk when it returns, and what a file says is not trusted."""

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a file."""


def make(path: str, lines: Iterable[bytes]) -> None:
    """A new file that holds these lines; it is there whole, on the disk, or not at all."""
    fresh = path + files.BEING_MADE
    try:
        with told(path):
            files.new_private_file(fresh)
            with closing(_connected(fresh)) as db:
                db.execute("PRAGMA synchronous = OFF")  # it has its name only when all of it is on the disk
                _migrate(db, 0)
                add(db, lines)
            files.put_in_place(fresh, path)
    finally:
        files.remove(fresh, *(fresh + ending for ending in BESIDE))


def to_write(path: str, *, sound: bool) -> sqlite3.Connection:
    """A connection to a file, brought up to date; first looked through for damage where it is not known to be sound.

    Raises StoreProblem where it is damaged, not ours, or of a newer version.
    """
    db = _connected(path)
    try:
        version = _version(db, path)
        if not sound:
            _check(db, path)
        _migrate(db, version)
    except BaseException:
        close(db)
        raise
    return db


def to_read(path: str) -> sqlite3.Connection:
    """A further connection to a file that is up to date."""
    return _at_work(_connected(path))


def to_read_frugally(path: str) -> sqlite3.Connection:
    """A connection that reads where the disk has no room even for what SQLite shares between connections."""
    db = _at_work(_connected(path, "locking_mode = EXCLUSIVE", "query_only = ON"))
    try:
        _version(db, path)
    except BaseException:
        close(db)
        raise
    return db


def beside_the_server(path: str) -> Iterator[bytes]:
    """The lines of a case, also while another process writes to it; raises as `to_write` does."""
    with told(path), closing(_connected(path, "query_only = ON")) as db:
        _version(db, path)
        yield from lines_of(db)


def add(db: sqlite3.Connection, lines: Iterable[bytes]) -> None:
    """Add lines at the end of a case: all or none."""
    with _transaction(db):
        db.executemany("INSERT INTO lines (line) VALUES (?)", ((line,) for line in lines))


def lines_of(db: sqlite3.Connection) -> Iterator[bytes]:
    """The lines of a case, as they are when the first is taken."""
    for (line,) in db.execute("SELECT line FROM lines ORDER BY number"):
        yield line


def close(db: sqlite3.Connection) -> None:
    """Close a connection, in whatever state it is."""
    with suppress(sqlite3.Error):
        db.close()


@contextmanager
def told(path: str) -> Iterator[None]:
    """What SQLite or the system raises, as leaves of ours."""
    try:
        yield
    except sqlite3.Error as error:
        if is_full(error):
            raise StoreFull(path) from None
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StoreProblem(path, f"is damaged ({error})", "restore it from an export") from None
        raise StoreProblem(path, str(error), "check the disk, its quota, and that you may write to it") from None
    except OSError as error:
        if files.is_full(error):
            raise StoreFull(path) from None
        raise StoreProblem(path, error.strerror or str(error), "check the disk and that you may write to it") from None


def is_full(error: BaseException) -> bool:
    """Whether SQLite says that the disk is full."""
    return getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE)


def _connected(path: str, *first: str) -> sqlite3.Connection:
    """A connection to a file that is there."""
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
        close(db)
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
