"""The one door to the disk for cases: it finds out what a path holds, reads it whole, and writes whole files only."""

from __future__ import annotations

import os
import re
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from itertools import islice
from pathlib import Path

from mediant.errors import CannotConvert, FileProblem, InvalidFile, InvalidValue, Problem
from mediant.model.case import Case
from mediant.model.checks import problems_of
from mediant.model.formats import genius, genius_writing, geniusweb, mediant_case, negmas, negmas_writing

FORMATS = ("mediant-case", "genius", "geniusweb", "negmas")
"""What `read_case` reads and `save_case` writes."""

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes one file may have."""

LARGEST_FOLDER = 64 * 1024 * 1024
"""Bytes that the files of one case may have together."""

MOST_FILES = 1_000
"""How many files a folder may hold that could belong to a case."""

MOST_PEEKED = 20
"""How many files of a folder that is no case are looked into, to name one that is."""

_OVERWRITE = "overwrite it (--force; in Python overwrite=True)"
_OWN = re.compile(rb'^\s*format\s*=\s*"mediant-case', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A case, the format it was read from, and sentences on what the files say that a case does not hold."""

    case: Case
    format: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Foreign:
    """How a foreign format is told apart, read and written."""

    endings: tuple[str, ...]
    kind: Callable[[bytes], str | None]
    parse: Callable[[Mapping[str, bytes], str], tuple[Case, tuple[str, ...]]]
    render: Callable[[Case], tuple[dict[str, bytes], tuple[str, ...]]]


_FOREIGN = {
    "genius": _Foreign((".xml",), genius.kind, genius.parse, genius_writing.render),
    "geniusweb": _Foreign((".json",), geniusweb.kind, geniusweb.parse, geniusweb.render),
    "negmas": _Foreign((".yml", ".yaml", ".json"), negmas.kind, negmas.parse, negmas_writing.render),
}


def load_case(path: Path | str) -> Case:
    """The case at a path: `read_case` without its notes."""
    return read_case(path).case


def read_case(path: Path | str) -> Reading:
    """The case at a path, which may be a case file, a folder with a `case.toml`, or one of another format.

    A GENIUS, GeniusWeb or NegMAS case is a folder, or the domain file in it. The content decides, not the name.
    Raises FileProblem where nothing can be read or recognised, and InvalidFile where what is read is wrong.
    """
    path = Path(path)
    if _status(path) == "folder":
        return _read_folder(path)
    data = _read_file(path)
    if path.suffix.lower() == ".toml" or _OWN.search(data):
        return Reading(mediant_case.parse(data, str(path)), "mediant-case", ())
    for name, foreign in _FOREIGN.items():
        kind = foreign.kind(data) if path.suffix.lower() in foreign.endings else None
        if kind == "domain":
            parts = {file: part for file, part in _parts(path.parent, name).items() if foreign.kind(part) == "profile"}
            return _read_foreign(path.parent, name, {path.name: data, **parts})
        if kind == "profile":
            raise FileProblem(str(path), f"one party's preferences ({name})", "give its folder or its domain file")
    raise _unrecognised(path)


def check_path(path: Path | str) -> tuple[Problem, ...]:
    """All that is wrong with the case at a path; empty for a valid one. Raises FileProblem as `read_case` does."""
    path = Path(path)
    own = path / "case.toml" if _status(path) == "folder" and (path / "case.toml").exists() else path
    if own.suffix.lower() == ".toml":
        return mediant_case.problems(_read_file(own))
    try:
        read_case(path)
    except InvalidFile as error:
        return tuple(Problem(f"{error.path}: {p.place}", p.seen, p.expected, p.do) for p in error.problems)
    return ()


def save_case(
    case: Case, path: Path | str, *, format: str = "mediant-case", lossy: bool = False, overwrite: bool = False
) -> tuple[str, ...]:
    """Write a case, and return what the format cannot hold of it.

    path : a file for "mediant-case" (or a folder, for its case.toml); a folder for the other formats, made if missing.
    Everything is rendered before anything is written, and each file appears whole or not at all.
    Raises CannotConvert where something would be lost and `lossy` is not set or the format cannot hold the case even
    with losses, FileProblem where something stands there already and `overwrite` is not set, InvalidValue where the
    case is no valid one.
    """
    if format not in FORMATS:
        raise InvalidValue("format", repr(format), f"one of {', '.join(FORMATS)}")
    problems = problems_of(case)
    if problems:
        raise InvalidValue(f"case, {problems[0].place}", problems[0].seen, problems[0].expected)
    path = Path(path)
    if format == "mediant-case":
        target = path / "case.toml" if path.is_dir() else path
        _write_all(target.parent, {target.name: mediant_case.render(case)}, overwrite=overwrite)
        return ()
    files, lost = _FOREIGN[format].render(case)
    if lost and not lossy:
        raise CannotConvert(format, lost)
    _prepare_folder(path, format, files)
    _write_all(path, files, overwrite=overwrite)
    return lost


def _read_folder(folder: Path) -> Reading:
    own = folder / "case.toml"
    if own.exists() or own.is_symlink():
        return Reading(mediant_case.parse(_read_file(own), str(own)), "mediant-case", ())
    found = {name: parts for name in _FOREIGN if (parts := _parts(folder, name))}
    if len(found) > 1:
        raise FileProblem(str(folder), f"files of several formats ({', '.join(found)})", "name the domain file")
    for name, parts in found.items():
        domains = [file for file, data in parts.items() if _FOREIGN[name].kind(data) == "domain"]
        if len(domains) > 1:
            raise FileProblem(str(folder), f"several domain files ({', '.join(domains[:5])})", "name one of them")
        return _read_foreign(folder, name, parts)
    raise _unrecognised(folder)


def _read_foreign(folder: Path, name: str, parts: Mapping[str, bytes]) -> Reading:
    try:
        case, notes = _FOREIGN[name].parse(parts, folder.resolve().name or name)
    except InvalidFile as error:
        where = folder / error.path if error.path in parts else folder
        raise InvalidFile(str(where), error.problems) from None
    problems = problems_of(case)
    if problems:
        raise InvalidFile(str(folder), problems)
    return Reading(case, name, notes)


def _parts(folder: Path, name: str) -> dict[str, bytes]:
    """The files of a folder that belong to a format, by name; statistics, plots and strangers are passed over."""
    foreign = _FOREIGN[name]
    with _door(folder):
        entries = [entry.name for entry in os.scandir(folder) if _belongs(entry.name, foreign.endings)]
    if len(entries) > MOST_FILES:
        raise FileProblem(
            str(folder), f"{len(entries):,} files", f"a case has at most {MOST_FILES:,}; is it another folder?"
        )
    parts, total = {}, 0
    for entry in sorted(entries):
        data = _read_file(folder / entry)
        total += len(data)
        if total > LARGEST_FOLDER:
            raise FileProblem(
                str(folder), "too much data", f"the files of a case have at most {LARGEST_FOLDER:,} bytes"
            )
        if foreign.kind(data):
            parts[entry] = data
    return parts


def _belongs(name: str, endings: tuple[str, ...]) -> bool:
    return not name.startswith(".") and name.lower().endswith(endings)


def _unrecognised(path: Path) -> FileProblem:
    seen = "no case in any known format"
    if path.suffix.lower() == ".jsonl":
        return FileProblem(str(path), seen, "it holds claims; give the case that names it under `claims`")
    if near := _cases_in(path):
        return FileProblem(str(path), seen, f"name the case in it, such as {path / near[0]}")
    looked = (
        "a mediant case file (.toml) or case.toml, GENIUS XML (<negotiation_template> with <utility_space> profiles), "
        "GeniusWeb JSON (issuesValues, LinearAdditiveUtilitySpace), or a NegMAS folder (issues, a type ...Function)"
    )
    return FileProblem(str(path), seen, f"looked for {looked}")


def _cases_in(folder: Path) -> list[str]:
    """Case files in a folder, or else its folders that hold one; of a file none."""
    if not folder.is_dir():
        return []
    with _door(folder):
        entries = sorted(entry.name for entry in islice(folder.iterdir(), MOST_FILES) if entry.name[0] != ".")
    texts = [name for name in entries if name.lower().endswith(".toml") and (folder / name).is_file()]
    files = [name for name in texts[:MOST_PEEKED] if _OWN.search(_read_file(folder / name))]
    return files or [name for name in entries if (folder / name / "case.toml").is_file()]


def _status(path: Path) -> str:
    """What a path is, "folder" or "file"; anything else (a device, a pipe, nothing) is refused without being opened."""
    with _door(path):
        mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return "folder"
    if not stat.S_ISREG(mode):
        raise FileProblem(str(path), "neither a file nor a folder", "give a file or a folder")
    return "file"


def _read_file(path: Path) -> bytes:
    """The bytes of an ordinary file of at most 16 MB; of anything else nothing is read."""
    if _status(path) == "folder":
        raise FileProblem(str(path), "a folder", "a file is needed here")
    with _door(path):
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            size = os.fstat(handle).st_size
            data = b"" if size > LARGEST_FILE else file.read(LARGEST_FILE + 1)
    if max(size, len(data)) > LARGEST_FILE:
        raise FileProblem(str(path), f"{max(size, len(data)):,} bytes", f"a case file has at most {LARGEST_FILE:,}")
    return data


@contextmanager
def _door(path: Path) -> Iterator[None]:
    """Turn what the system says into a `FileProblem`."""
    try:
        yield
    except OSError as error:
        do = "make room there" if error.errno in (ENOSPC, EDQUOT) else "check the path and your rights to it"
        raise FileProblem(str(path), error.strerror or str(error), do) from error
    except ValueError as error:
        raise FileProblem(str(path), str(error), "give a path that the system knows") from error


def _prepare_folder(folder: Path, format: str, files: Mapping[str, bytes]) -> None:
    """Make the folder, or see that nothing in it would later be taken for a part of this case."""
    if not folder.exists():
        with _door(folder):
            folder.mkdir()
    if _status(folder) != "folder":
        raise FileProblem(str(folder), "a file", f"{format} needs a folder")
    others = sorted(set(_parts(folder, format)) - set(files))
    if others:
        seen = f"holds {others[0]}, which would be read as a part of this case"
        raise FileProblem(str(folder), seen, "choose an empty folder, or remove it")


def _write_all(folder: Path, files: Mapping[str, bytes], *, overwrite: bool) -> None:
    for name, data in files.items():
        if os.path.lexists(folder / name):
            if not overwrite:
                raise FileProblem(str(folder / name), "stands there already", f"choose another path, or {_OVERWRITE}")
            if not stat.S_ISREG(mode := (folder / name).lstat().st_mode) and not stat.S_ISLNK(mode):
                # Renaming onto it would put a file where a pipe or a device was; a link is replaced, never followed.
                raise FileProblem(str(folder / name), "is no plain file", "name the file itself, or another")
        if len(data) > LARGEST_FILE:
            raise FileProblem(str(folder / name), f"it would have {len(data):,} bytes", f"at most {LARGEST_FILE:,}")
    for name, data in files.items():
        _write_file(folder / name, data)


def _write_file(path: Path, data: bytes) -> None:
    """Write beside the target, then put it in its place: a reader sees the old file or the whole new one."""
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}.part")
    with _door(path):
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(handle)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        _settle_folder(path.parent)


def _settle_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where folders can be synchronised."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
