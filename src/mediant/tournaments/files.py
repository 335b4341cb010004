"""Tournaments on the disk: plans and their cases in, a journal of finished games, one Parquet table out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from json import dumps
from pathlib import Path
from posixpath import normpath
from types import TracebackType
from typing import BinaryIO

import numpy as np

from mediant.errors import FileProblem, InvalidValue, one_line
from mediant.evidence.files import bytes_of, replace_file
from mediant.model.files import read_case
from mediant.tournaments.plan import MOST_CASES, MOST_VALUES, Entered, Files, Generated, Plan, Tournament
from mediant.tournaments.reading import plan_of
from mediant.tournaments.results import Result, result_in
from mediant.tournaments.scenarios import scenarios
from mediant.tournaments.table import Table, arrow_table
from mediant.tournaments.workers import Lot

JOURNAL = "games.jsonl"
RESULTS = "results.parquet"
FORMAT = "mediant-games/1"
MAGIC = "*?["
_OWN = re.compile(rb'^\s*format\s*=\s*"mediant-plan', re.MULTILINE)


def read_plan(path: Path | str) -> Plan:
    """The plan in a file. Raises FileProblem where there is nothing to read, InvalidFile where it is no valid plan."""
    return plan_of(bytes_of(Path(path)), str(path))


def is_plan(path: Path | str) -> bool:
    """Whether a TOML file says that it is a plan; False where nothing can be read."""
    if not str(path).endswith(".toml"):
        return False
    try:
        return _OWN.search(bytes_of(Path(path))) is not None
    except FileProblem:
        return False


def entered(plan: Plan, folder: Path) -> Tournament:
    """The tournament: the plan with its cases, those on the disk looked for from `folder` on.

    Raises FileProblem and InvalidFile as `read_case` does, and where a pattern fits nothing; InvalidValue as
    `Tournament` does.
    """
    found: list[Entered] = []
    values = sum(source.values for source in plan.sources if isinstance(source, Generated))
    if values > MOST_VALUES:
        raise InvalidValue("plan", f"cases with {values:,} values to make", f"at most {MOST_VALUES:,}")
    for source in plan.sources:
        if isinstance(source, Files):
            found += _matching(source, folder)
        elif len(found) + source.count <= MOST_CASES:
            found += scenarios(source, plan.seed)
        else:
            raise InvalidValue("plan", f"more than {MOST_CASES:,} cases", "fewer; play it in parts")
    return Tournament(plan, tuple(found))


def _matching(source: Files, folder: Path) -> Iterator[Entered]:
    for name in _names(source.pattern, folder):
        path = folder / name
        label = normpath(name).removesuffix("/case.toml")  # two ways to write a path are one case
        yield Entered(one_line(label), read_case(path).case)


def _names(pattern: str, folder: Path) -> list[str]:
    if not any(sign in pattern for sign in MAGIC):
        return [pattern.rstrip("/") or pattern]
    if pattern.count("**") > 1:
        raise FileProblem(pattern, "more than one **", "name the folders between them")
    if "/.." in re.split(f"[{re.escape(MAGIC)}]", pattern, maxsplit=1)[1]:  # each way up doubles what there is to find
        raise FileProblem(pattern, "goes up (..) after a pattern", "go up before it")
    try:
        matches = islice(folder.glob(pattern), MOST_CASES)
        names = sorted(path.relative_to(folder).as_posix() for path in matches)
    except (NotImplementedError, ValueError, OSError) as error:
        raise FileProblem(pattern, f"is no pattern ({error})", "let it begin at the plan's folder") from None
    if not names:
        raise FileProblem(str(folder / pattern), "fits no file or folder", "correct the pattern; it begins at the plan")
    return names


class Journal:
    """The games that are over, one a line, in a file that only grows, held by one run at a time.

    `head` says what is played; a file that says otherwise is refused. What stands after the last whole line was not
    acknowledged, and is cut off.
    """

    def __init__(self, folder: Path, head: Mapping[str, str], size: int) -> None:
        self._path = folder / JOURNAL
        self._head = dumps({"format": FORMAT, **head}).encode() + b"\n"
        self._begins = np.full(size, -1, dtype=np.int64)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self._path.is_symlink():
                raise FileProblem(str(self._path), "is a link", "remove it, or name another folder")
            self._file: BinaryIO = self._path.open("a+b")
        except (OSError, ValueError) as error:
            raise _problem(self._path, error) from None
        try:
            self._resume()
        except BaseException:
            self._file.close()
            raise

    @property
    def missing(self) -> list[int]:
        """Numbers of the games that are not over, ascending."""
        return [int(number) for number in np.flatnonzero(self._begins < 0)]

    def keep(self, lot: Lot) -> None:
        """Put finished games on the disk; when this returns, they are there."""
        try:
            place = self._file.seek(0, os.SEEK_END)
            self._file.write(b"".join(line for _, line in lot))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _problem(self._path, error) from None
        for number, line in lot:
            self._begins[number] = place
            place += len(line)

    def results(self) -> Iterator[Result]:
        """Every game that is over, by number."""
        for place in self._begins[self._begins >= 0]:
            self._file.seek(int(place))
            result = result_in(self._file.readline())
            if result is None:
                raise FileProblem(str(self._path), "was changed while it was read", "run again")
            yield result

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._file.close()
        except OSError as error:  # on a full disk what is still to be written fails once more
            if fault is None:
                raise _problem(self._path, error) from None

    def _resume(self) -> None:
        _lock(self._file, self._path)
        self._file.seek(0)
        head = self._file.readline()
        if not self._head.startswith(head):
            seen = "was begun with another plan, other cases, or other versions of what plays"
            raise FileProblem(str(self._path), seen, "go back to those, or name another folder")
        end = len(head) if head == self._head else 0
        for line in self._file if end else ():
            if not self._note(line, end):
                break
            end += len(line)
        try:
            self._file.truncate(end)
            if not end:
                self._file.write(self._head)
                self._file.flush()
                os.fsync(self._file.fileno())
                _sync_folder(self._path.parent)
        except OSError as error:
            raise _problem(self._path, error) from None

    def _note(self, line: bytes, place: int) -> bool:
        """Remember where a game's line begins; whether the line is whole."""
        result = result_in(line)
        if result is None or result.game >= len(self._begins):
            return False
        if self._begins[result.game] < 0:
            self._begins[result.game] = place
        return True


def write_table(table: Table, folder: Path) -> Path:
    """Write the table as `results.parquet`, whole or not at all; its path."""
    from arro3.io import write_parquet

    written = BytesIO()
    write_parquet(arrow_table(table), written, compression="zstd(3)", created_by="mediant")
    path = folder / RESULTS
    replace_file(path, written.getvalue())
    return path


def _sync_folder(folder: Path) -> None:
    """The name of a new file is on the disk only when its folder is, where a folder can be opened at all."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(file: BinaryIO, path: Path) -> None:
    """One run at a time writes to it; where the system has no such locks, that is up to the user."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except OSError:
        raise FileProblem(str(path), "is being written by another run", "wait for it, or name another folder") from None


def _problem(path: Path, error: OSError | ValueError) -> FileProblem:
    seen = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return FileProblem(str(path), seen, "check the folder and that you may write to it")
