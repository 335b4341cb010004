"""Cases in a folder, one SQLite file each: write-ahead log, flushed to the disk before an append is acknowledged."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from os import PathLike
from threading import Lock

from mediant.errors import StoreFull, StoreProblem, UnknownCase
from mediant.stores import case_file, files
from mediant.stores.holding import hold
from mediant.stores.lanes import Append, Lanes
from mediant.stores.store import checked_case, checked_lines

MOST_OPEN = 128
"""Files kept open between commits, three descriptors each."""

THREADS = 8
"""Commits under way at once, of different cases: the disk flushes them together."""


class SqliteStore:
    """A store (`mediant.stores.store.Store`) in a folder; one process at a time may have it open.

    most_open : files kept open between commits; threads : commits under way at once, of different cases. Raises
    StoreProblem where the folder cannot be used, or another process uses it.
    """

    def __init__(self, folder: str | PathLike[str], *, most_open: int = MOST_OPEN, threads: int = THREADS) -> None:
        self._folder = files.private_folder(folder)
        self._hold = hold(files.in_folder(self._folder, files.LOCK), self._folder, "folder")
        try:
            with case_file.told(self._folder):
                self._known = files.cases_in(self._folder)
        except BaseException:
            self._hold.close()
            raise
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
            case_file.close(self._open.popitem()[1])
        self._hold.close()

    def _path(self, case: str) -> str:
        if case not in self._known:
            raise UnknownCase(self._folder, case)
        return files.in_folder(self._folder, case + files.ENDING)

    def _commit(self, batch: Sequence[Append]) -> None:
        """Store appends to one case in one transaction."""
        with self._connection(batch[0].case) as db:
            case_file.add(db, (line for append in batch for line in append.lines))

    @contextmanager
    def _connection(self, case: str) -> Iterator[sqlite3.Connection]:
        """The one that writes, in the lane of the case; kept open for the next commit."""
        path = self._path(case)
        with self._guard:
            db = self._open.pop(case, None)
        with case_file.told(path):
            if db is None:
                db = case_file.to_write(path, sound=case in self._sound)
                self._sound.add(case)
            try:
                yield db
            except BaseException as error:
                if case_file.is_full(error):
                    self._keep(case, db)
                else:  # it may be in any state
                    case_file.close(db)
                raise
            self._keep(case, db)

    def _keep(self, case: str, db: sqlite3.Connection) -> None:
        with self._guard:
            self._open[case] = db
            oldest = self._open.popitem(last=False)[1] if len(self._open) > self._most_open else None
        if oldest is not None:
            case_file.close(oldest)

    def _lines(self, case: str) -> Iterator[bytes]:
        path = self._path(case)
        with case_file.told(path), closing(self._reader(path, case)) as db:
            yield from case_file.lines_of(db)

    def _reader(self, path: str, case: str) -> sqlite3.Connection:
        """A connection for one reading, beside the one that writes."""
        try:
            if case not in self._sound:
                self._lanes.run(case, lambda: self._look(case))
            with case_file.told(path):
                return case_file.to_read(path)
        except StoreFull:
            return case_file.to_read_frugally(path)

    def _look(self, case: str) -> None:
        with self._connection(case):
            pass

    def _make(self, case: str, lines: Iterable[bytes]) -> None:
        path = files.in_folder(self._folder, case + files.ENDING)
        if case in self._known:
            raise StoreProblem(path, "there is a case of that id", "take another id")
        case_file.make(path, lines)
        self._known.add(case)

    def _remove(self, case: str) -> None:
        path = self._path(case)
        with self._guard:
            db = self._open.pop(case, None)
        if db is not None:
            case_file.close(db)
        with case_file.told(path):
            files.remove(path, *(path + ending for ending in case_file.BESIDE))
            files.sync_folder(self._folder)
        self._known.discard(case)
        self._sound.discard(case)
