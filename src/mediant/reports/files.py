"""Writes reports: a whole file or none."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path

from mediant.errors import FileProblem


def write_report(html: str, path: str | Path) -> None:
    """Put the page at `path`, replacing what is there only once all of it is on the disk.

    FileProblem where the folder is missing or cannot be written, and where something other than a file stands there
    (a folder, a pipe, a device); what was there before then stays as it was. A link is replaced, never followed.
    """
    target = Path(path)
    stands_there(target)
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".report-", suffix=".part")
    except OSError as error:
        raise _unwritable(target, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(html)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(target))
        part.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def stands_there(target: Path) -> bool:
    """Whether a file or a link stands at `target`; FileProblem where something does that a page must not replace."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _unwritable(target, error) from error
    except ValueError as error:  # a path with a null character
        raise FileProblem(str(target), str(error), "name a file, such as report.html") from error
    if target.is_dir():
        raise FileProblem(str(target), "is a folder", "name a file, such as report.html")
    if not stat.S_ISREG(mode) and not stat.S_ISLNK(mode):
        raise FileProblem(str(target), "is no plain file", "name a file, such as report.html")
    return True


def _mode(target: Path) -> int:
    """The mode the file had, or what the user's mask allows a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(target: Path, error: OSError) -> FileProblem:
    full = error.errno in (ENOSPC, EDQUOT)
    do = "make room there" if full else "choose a folder that exists and can be written to"
    return FileProblem(str(target), error.strerror or str(error), do)
