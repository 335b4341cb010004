"""Cases in a PostgreSQL database: all that waits, of all cases, is one statement and one commit."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from os import PathLike
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import DiskFull, LockNotAvailable

from mediant.errors import StoreFull, StoreProblem, UnknownCase
from mediant.stores import files
from mediant.stores.lanes import Append, Lanes
from mediant.stores.store import checked_case, checked_lines

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE mediant_cases (id text PRIMARY KEY)",
        "CREATE TABLE mediant_lines ("
        " number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
        " case_id text NOT NULL REFERENCES mediant_cases ON DELETE CASCADE,"
        " line bytea NOT NULL)",
        "CREATE INDEX mediant_lines_of_case ON mediant_lines (case_id, number)",
    ),
)
"""What makes each version of the tables of the one before; `mediant_version` says which they are."""

LOCK = int.from_bytes(b"medi", "big")
"""With the schema's number: the advisory lock that a server holds as long as it is connected."""

DEFAULTS = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "tcp_user_timeout": "20000",
    "application_name": "mediant",
}
"""A database that is gone is noticed, not waited for; what the address says otherwise wins."""

PATIENCE = 20.0
"""Seconds to try to reach a database that was reached before; what is appended meanwhile waits."""

PIECE = 100
"""Lines fetched at once."""

_LANE = "all"
_VERSION = "SELECT coalesce(max(version), 0) FROM mediant_version"
_INSERT = """
WITH stored AS (
  INSERT INTO mediant_lines (case_id, line)
  SELECT case_id, line FROM unnest(%b::text[], %b::bytea[]) WITH ORDINALITY AS given (case_id, line, place)
  ORDER BY place
  RETURNING number)
SELECT max(number) FROM stored
"""


class PostgresqlStore:
    """A store (`mediant.stores.store.Store`) in the tables `mediant_*` of a database; one server at a time may use it.

    address : as libpq takes it, `postgresql://user@host/database`. Raises StoreProblem where it cannot be used.
    """

    def __init__(self, address: str) -> None:
        self._address, self._where = _understood(address)
        self._known: set[str] = set()
        self._last = 0  # the greatest number of a stored line
        self._db = self._connected()
        try:
            with _told(self._where):
                self._take_hold()
                _bring_up_to_date(self._db, self._where)
                self._look()
        except BaseException:
            self._db.close()
            raise
        self._lanes = Lanes(self._where, self._commit, threads=1)

    def cases(self) -> tuple[str, ...]:
        """The ids of all cases, sorted."""
        self._lanes.check()
        return tuple(sorted(self._known))

    def create(self, case: str) -> None:
        """Begin a case without lines."""
        checked_case(case)
        self._lanes.run(_LANE, lambda: self._make(case, ()))

    def append(self, case: str, lines: Sequence[bytes]) -> Awaitable[None]:
        """Add lines at the end of a case; durable when the wait is over."""
        return self._lanes.append(_LANE, checked_case(case), checked_lines(lines))

    def read(self, case: str) -> Iterator[bytes]:
        """The lines of a case, in their order."""
        self._lanes.check()
        if checked_case(case) not in self._known:
            raise UnknownCase(self._where, case)
        return self._lines(case)

    def export(self, case: str, path: str | PathLike[str]) -> None:
        """Write the case to a file."""
        files.write_export(path, self.read(case))

    def import_(self, case: str, path: str | PathLike[str]) -> None:
        """Make a case of an exported file."""
        checked_case(case)
        with files.exported(path) as lines:
            self._lanes.run(_LANE, lambda: self._make(case, lines))

    def erase(self, case: str) -> None:
        """Remove a case; the database frees the space when it cleans up."""
        checked_case(case)
        self._lanes.run(_LANE, lambda: self._remove(case))

    def close(self) -> None:
        """Wait for what is under way, and disconnect."""
        self._lanes.close()
        self._db.close()

    def _lines(self, case: str) -> Iterator[bytes]:
        with _told(self._where), closing(self._connected()) as db, db.transaction(), db.cursor("lines") as cursor:
            cursor.itersize = PIECE
            cursor.execute("SELECT line FROM mediant_lines WHERE case_id = %s ORDER BY number", (case,), binary=True)
            for (line,) in cursor:
                yield line

    def _commit(self, batch: Sequence[Append]) -> None:
        self._reach()
        for append in batch:
            if append.case not in self._known:
                raise UnknownCase(self._where, append.case)
        given = [(append.case, line) for append in batch for line in append.lines]
        if not given:
            return
        with _told(self._where):
            try:
                self._insert(given)
            except psycopg.Error:
                if not self._db.closed:
                    raise
                before = self._last
                self._reach()
                if self._last == before:  # else it was stored just before the connection was lost
                    self._insert(given)

    def _insert(self, given: Sequence[tuple[str, bytes]]) -> None:
        row = self._db.execute(_INSERT, ([case for case, _ in given], [line for _, line in given])).fetchone()
        self._last = _number(row)

    def _make(self, case: str, lines: Iterable[bytes]) -> None:
        self._reach()
        if case in self._known:
            raise StoreProblem(self._where, f"there is a case {case}", "take another id")
        with _told(self._where), self._db.transaction(), self._db.cursor() as cursor:
            cursor.execute("INSERT INTO mediant_cases (id) VALUES (%s)", (case,))
            with cursor.copy("COPY mediant_lines (case_id, line) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["text", "bytea"])
                for line in lines:
                    copy.write_row((case, line))
        with _told(self._where):
            self._look()

    def _remove(self, case: str) -> None:
        self._reach()
        if case not in self._known:
            raise UnknownCase(self._where, case)
        with _told(self._where):
            self._db.execute("DELETE FROM mediant_cases WHERE id = %s", (case,))
        self._known.discard(case)

    def _reach(self) -> None:
        """Connect again where the connection was lost.

        The lock is ours only when the lost session is over: whatever it did last is then either stored or not.
        """
        if not self._db.closed:
            return
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self._db = self._connected()
                with _told(self._where):
                    self._take_hold()
                    self._look()
            except StoreProblem:
                self._db.close()
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def _connected(self) -> psycopg.Connection[Any]:
        try:
            return psycopg.connect(self._address, autocommit=True)
        except psycopg.Error as error:
            raise StoreProblem(self._where, _first_line(error), "check the address and that it runs") from None

    def _take_hold(self) -> None:
        if self._db.execute("SHOW fsync").fetchone() != ("on",):
            raise StoreProblem(self._where, "runs with fsync = off and may lose what it has stored", "set fsync = on")
        if self._db.execute("SHOW synchronous_commit").fetchone() == ("off",):
            self._db.execute("SET synchronous_commit = on")
        try:  # a session that is just ending may hold it for a moment
            with self._db.transaction():
                self._db.execute("SET LOCAL lock_timeout = '1s'")
                self._db.execute("SELECT pg_advisory_lock(%s, current_schema()::regnamespace::oid::int)", (LOCK,))
        except LockNotAvailable:
            do = "stop that one first, or name another database"
            raise StoreProblem(self._where, "another mediant is using it", do) from None

    def _look(self) -> None:
        self._known = {case for (case,) in self._db.execute("SELECT id FROM mediant_cases")}
        self._last = _number(self._db.execute("SELECT coalesce(max(number), 0) FROM mediant_lines").fetchone())


def _understood(address: str) -> tuple[str, str]:
    """The address with our defaults, and what it is called in messages: without a password."""
    try:
        given: Mapping[str, Any] = conninfo_to_dict(address)
    except psycopg.ProgrammingError as error:
        raise StoreProblem("postgresql", _first_line(error), "write postgresql://user@host/database") from None
    called = f"postgresql {given.get('host', 'localhost')}/{given.get('dbname', '')}"
    return make_conninfo(**{**DEFAULTS, **given}), called


def _bring_up_to_date(db: psycopg.Connection[Any], where: str) -> None:
    """Migrate the tables to this version, whole or not at all; refuse newer ones."""
    with db.transaction():
        db.execute("CREATE TABLE IF NOT EXISTS mediant_version (version int NOT NULL)")
        version = _number(db.execute(_VERSION).fetchone())
        if version > len(MIGRATIONS):
            seen = f"was written by a newer mediant (version {version} of the tables, this one knows {len(MIGRATIONS)})"
            raise StoreProblem(where, seen, "install that mediant again")
        for number in range(version, len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                db.execute(statement)
            db.execute("INSERT INTO mediant_version VALUES (%s)", (number + 1,))


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What psycopg raises, as leaves of ours."""
    try:
        yield
    except DiskFull:
        raise StoreFull(where) from None
    except psycopg.Error as error:
        raise StoreProblem(where, _first_line(error), "check the database, then read the case again") from None


def _number(row: tuple[Any, ...] | None) -> int:
    return 0 if row is None else int(row[0])


def _first_line(error: psycopg.Error) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
