"""One process at a time: what is held is let go when that process ends, however it ends, and is not shared by forks."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

from mediant.errors import StoreProblem
from mediant.stores import files


def hold(path: str, where: str, what: str) -> sqlite3.Connection:
    """A lock on a file, held until it is closed. Raises StoreProblem where another process, or this one, holds it.

    SQLite locks files on every system in the way that works there.
    """
    try:
        if not files.exists(path):
            with suppress(FileExistsError):
                files.new_private_file(path)
        db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA journal_mode = OFF")  # nothing is ever written
            db.execute("BEGIN EXCLUSIVE")
        except BaseException:
            db.close()
            raise
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_BUSY:
            raise StoreProblem(where, str(error), "check that you may write to it") from None
        do = f"stop that one first, or name another {what}"
        raise StoreProblem(where, "another mediant is using it", do) from None
    except OSError as error:
        raise StoreProblem(where, error.strerror or str(error), "check that you may write to it") from None
    return db
