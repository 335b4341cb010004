"""A server's folder, copied while it works, and made anew from a copy: `mediant-backup/1`.

A backup is a folder: each case as an exported file, the keys as they are wrapped, and `backup.json` with the digests of
all. The key of the server is not in it.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex
from typing import Final, Literal, NamedTuple

import msgspec
from msgspec import Struct

from mediant.errors import FileProblem, InvalidFile, InvalidValue, MediantError, Problem
from mediant.stores import case_file, files
from mediant.stores.keys import Keys
from mediant.stores.sqlite import SqliteStore
from mediant.stores.store import checked_case
from mediant.web.checks import faults_in
from mediant.web.logbook import NAME
from mediant.web.site import CASES, KEYS, SERVER_KEY

FORMAT: Final = "mediant-backup/1"
MANIFEST, LINES = "backup.json", ".lines"
LARGEST_MANIFEST = 16 * 1024 * 1024


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """`backup.json`: the digests of the exported cases, by id, and of the keys."""

    format: Literal["mediant-backup/1"]
    cases: dict[str, str]
    keys: str


class Made(NamedTuple):
    """What was copied or made anew."""

    cases: int
    size: int


def back_up(folder: Path, to: Path) -> Made:
    """Copy the folder of a server, which may work meanwhile, to a new folder: there whole or not at all.

    Each case is as it was at one moment after this began: all that was acknowledged before, and nothing by half. Raises
    FileProblem, StoreFull and StoreProblem.
    """
    if not ((folder / CASES).is_dir() and (folder / KEYS).is_file()):
        do = "name the folder of a server; a database is backed up with its own tools, and the keys after it"
        raise FileProblem(str(folder), "holds no cases", do)
    with _whole(to) as fresh:
        digests = {}
        for path in _cases_of(folder / CASES):
            if (digest := _exported(path, fresh)) is not None:
                digests[path.stem] = digest
        shutil.copyfile(folder / KEYS, fresh / KEYS)  # last: whatever seals a line that was copied is in it
        manifest = Manifest(FORMAT, digests, _digest(fresh / KEYS))
        (fresh / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        return _made(fresh, digests)


def restore(backup: Path, folder: Path, server_key: bytes) -> Made:
    """Make the folder of a server of a backup: there whole, and every line of it readable, or not at all.

    Raises FileProblem, InvalidFile, StoreProblem; nothing is there then.
    """
    told = _manifest(backup)
    with _whole(folder) as fresh:
        with closing(SqliteStore(fresh / CASES)) as store:
            for case, digest in told.cases.items():
                _same(backup / f"{case}{LINES}", digest)
                store.import_(case, backup / f"{case}{LINES}")
            _same(backup / KEYS, told.keys)
            files.replace_private(str(fresh / KEYS), (backup / KEYS).read_bytes())
            files.replace_private(str(fresh / SERVER_KEY), f"{server_key.hex()}\n".encode())
            with closing(Keys(fresh / KEYS, server_key)) as held:
                for case, fault in faults_in(store, held):
                    problem = Problem(case, fault, "lines that can be read", "take another backup")
                    raise InvalidFile(str(backup), (problem,))
        return _made(fresh, told.cases)


def _made(folder: Path, cases: Collection[str]) -> Made:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Made(len(set(cases) - {NAME}), size)


def _cases_of(folder: Path) -> list[Path]:
    """The files of cases; that of the server last, so that it knows no less than the cases."""
    found = sorted(folder.glob(f"*{files.ENDING}"))
    return sorted(found, key=lambda path: path.stem == NAME)


def _exported(path: Path, fresh: Path) -> str | None:
    """The digest of the exported case; None where it was erased meanwhile."""
    to = fresh / f"{path.stem}{LINES}"
    try:
        files.write_export(to, case_file.beside_the_server(str(path)))
    except MediantError:
        if path.exists():
            raise
        to.unlink(missing_ok=True)
        return None
    return _digest(to)


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder, for nobody else, that has its name only when all in it is on the disk."""
    fresh = folder.with_name(f".{folder.name}.{token_hex(4)}.tmp")
    if folder.exists():
        raise FileProblem(str(folder), "is there already", "name a folder that is not there yet")
    try:
        fresh.mkdir(mode=0o700, parents=True)
        yield fresh
        for path in (path for path in fresh.rglob("*") if path.is_file()):
            path.chmod(0o600)
            files.flush(str(path))
        fresh.rename(folder)
        files.sync_folder(str(folder.parent))
    except OSError as error:
        do = "check the folder, its disk, and that you may write there"
        raise FileProblem(str(folder), error.strerror or str(error), do) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _manifest(backup: Path) -> Manifest:
    """What a backup says of itself. Raises FileProblem, InvalidFile."""
    path = backup / MANIFEST
    try:
        with path.open("rb") as file:
            told = msgspec.json.decode(file.read(LARGEST_MANIFEST), type=Manifest)
        for case in told.cases:
            checked_case(case)
    except OSError as error:
        raise FileProblem(str(path), error.strerror or str(error), "name a backup, whole") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, InvalidValue) as error:
        raise InvalidFile(str(path), (Problem("the file", str(error), FORMAT, "take another backup"),)) from None
    return told


def _same(path: Path, digest: str) -> None:
    try:
        found = _digest(path)
    except OSError as error:
        raise FileProblem(str(path), error.strerror or str(error), "take another backup") from None
    if found != digest:
        problem = Problem("the file", "was changed or cut off", "the file as it was written", "take another backup")
        raise InvalidFile(str(path), (problem,))


def _digest(path: Path) -> str:
    digest = blake2b(digest_size=32)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
