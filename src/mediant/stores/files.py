"""Folders and files that nobody else may read, and files that are replaced whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, ENOSPC
from pathlib import Path
from secrets import token_hex
from stat import S_ISREG
from typing import BinaryIO

from mediant.errors import FileProblem, StoreFull, StoreProblem
from mediant.stores.transfer import lines_in, written

ENDING = ".case"
BEING_MADE = ".new"
LOCK = "lock"


def private_folder(folder: str | os.PathLike[str]) -> str:
    """The folder of a store, made where it is not there, with mode 0700; what is half made in it is removed.

    Raises StoreProblem where it cannot be used: it holds files of others, for one.
    """
    path = Path(folder)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        names = {entry.name for entry in path.iterdir()}
        if names and LOCK not in names:
            raise StoreProblem(str(path), "holds other files", "name a folder that is empty or not there yet")
        path.chmod(0o700)
    except (OSError, ValueError) as error:
        raise StoreProblem(str(path), _why(error), "check the folder and that you may write to it") from None
    return str(path)


def cases_in(folder: str) -> set[str]:
    """Ids of the cases in a folder. What a process that died has left is removed: half a case, or the rest of one."""
    entries = list(Path(folder).iterdir())
    cases = {entry.stem for entry in entries if entry.suffix == ENDING}
    for entry in entries:
        case, found, rest = entry.name.partition(ENDING)
        if found and rest and (BEING_MADE in rest or case not in cases):
            entry.unlink(missing_ok=True)
    return cases


def in_folder(folder: str, name: str) -> str:
    """The path of a file in a folder."""
    return str(Path(folder) / name)


def new_private_file(path: str) -> None:
    """An empty file with mode 0600; raises FileExistsError where there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def put_in_place(path: str, place: str) -> None:
    """Give a file its name for good, once all of it is on the disk: durable."""
    with Path(path).open("r+b") as file:
        os.fsync(file.fileno())
    Path(path).replace(place)
    sync_folder(str(Path(place).parent))


def remove(*paths: str) -> None:
    """Remove files, also those that are not there."""
    for path in paths:
        Path(path).unlink(missing_ok=True)


def exists(path: str) -> bool:
    """Whether there is such a file."""
    return Path(path).exists()


def sync_folder(folder: str) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name == "posix":  # elsewhere a folder cannot be opened
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def replace_private(path: str, raw: bytes) -> None:
    """Put these bytes in the place of a file, mode 0600, whole or not at all; durable.

    Raises StoreProblem, StoreFull.
    """
    with _told(path):
        _replace(Path(path), (raw,))


def write_at(path: str, offset: int, raw: bytes) -> None:
    """Write these bytes where they are to stand in a file, over what stood there; `flush` waits. Raises as above."""
    with _told(path), Path(path).open("r+b") as file:
        file.seek(offset)
        file.write(raw)


def flush(path: str) -> None:
    """Wait until all that was written to a file is on the disk. Raises as above."""
    with _told(path), Path(path).open("r+b") as file:
        os.fsync(file.fileno())


def keys_at(path: str) -> bytes:
    """All of a file that nobody else may read; nothing where there is none. Raises StoreProblem."""
    with _told(path):
        try:
            found = Path(path).stat()
        except FileNotFoundError:
            return b""
        if not S_ISREG(found.st_mode) or (os.name == "posix" and found.st_mode & 0o077):
            raise StoreProblem(path, "others may read it, or it is no plain file", f"run `chmod 600 {path}`")
        return Path(path).read_bytes()


def server_key(path: str | os.PathLike[str]) -> bytes:
    """The key in a file, 64 hexadecimal digits; made, mode 0600, where there is none. Raises StoreProblem."""
    place = os.fspath(path)
    if not (raw := keys_at(place)):
        raw = f"{token_hex(32)}\n".encode()
        replace_private(place, raw)
    return key_of(raw.decode("latin-1"), place)


def key_of(text: str, where: str) -> bytes:
    """The key that is written as 64 hexadecimal digits. Raises StoreProblem, which does not show it."""
    if not re.fullmatch("[0-9a-f]{64}", text.strip()):
        raise StoreProblem(where, "holds no key", "give 64 hexadecimal digits, or let mediant make one")
    return bytes.fromhex(text.strip())


def write_export(path: str | os.PathLike[str], lines: Iterable[bytes]) -> None:
    """Write a case in `mediant-lines/1`, mode 0600; the file is replaced whole or not at all.

    Raises FileProblem where it cannot be written, StoreFull where its disk is full.
    """
    try:
        _replace(Path(path), written(lines))
    except (OSError, ValueError) as error:
        if is_full(error):
            raise StoreFull(str(path)) from None
        raise FileProblem(str(path), _why(error), "check the folder and that you may write to it") from None


@contextmanager
def exported(path: str | os.PathLike[str]) -> Iterator[Iterator[bytes]]:
    """The lines of an exported case, as they are taken. Raises FileProblem, and InvalidFile while they are taken."""
    try:
        if not S_ISREG(Path(path).stat().st_mode):
            raise FileProblem(str(path), "is not a plain file", "name an exported case")
        file: BinaryIO = Path(path).open("rb")  # noqa: SIM115  closed below
    except (OSError, ValueError) as error:
        raise FileProblem(str(path), _why(error), "check the path and that you may read it") from None
    with file:
        yield lines_in(file, str(path))


def is_full(error: Exception) -> bool:
    """Whether it says that a disk, or what one may use of it, is full."""
    return isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT)


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    beside = target.with_name(f".{target.name}.{token_hex(4)}.tmp") if target.name else target
    try:
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.writelines(pieces)
        put_in_place(str(beside), str(target))
    finally:
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


@contextmanager
def _told(path: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        if is_full(error):
            raise StoreFull(path) from None
        raise StoreProblem(path, _why(error), "check the disk and that you may write to it") from None


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
