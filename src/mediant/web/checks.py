"""Whether a server can run here, and whether what it keeps is whole: checks, each with what to do where it fails."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from statistics import median
from typing import Literal

from mediant.errors import FileProblem, MediantError, ServiceProblem, StoreProblem
from mediant.stores.keys import Keys
from mediant.stores.store import Store
from mediant.web.assets.files import assets
from mediant.web.envelopes import opened as event_in
from mediant.web.logbook import NAME
from mediant.web.server import listen
from mediant.web.site import CASES, opened

GIGABYTE = 1e9
LEAST_FREE, SLOWEST_SYNC, LEAST_FILES = 1.0, 0.05, 4096
"""Gigabytes; seconds; open files."""
"""A case in the folder may not be newer than the clock by more than these seconds."""
AHEAD = 60.0
State = Literal["fine", "note", "broken"]


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at, how it is, what was seen, and what to do about it."""

    what: str
    state: State
    seen: str
    do: str = ""


def all_checks(folder: Path, address: str | None, port: int) -> Iterator[Check]:
    """Every check, in an order in which a fault early on may explain one later."""
    yield python()
    yield packages()
    yield front_end()
    yield weights()
    yield open_files()
    yield port_free(port)
    yield clock(folder)
    yield from disk(folder)
    yield rights(folder)
    yield from store(folder, address)


def python() -> Check:
    """Its version."""
    fine = sys.version_info >= (3, 11)
    return Check(
        "Python", "fine" if fine else "broken", platform.python_version(), "" if fine else "install 3.11 or newer"
    )


def packages() -> Check:
    """Those of `mediant[serve]`."""
    missing = [name for name in _of_extra("serve") if not _is_installed(name)]
    if missing:
        return Check("packages", "broken", f"not installed: {', '.join(missing)}", "pip install 'mediant[serve]'")
    return Check(
        "packages", "fine", f"those of mediant[serve]; Starlette {version('starlette')}, uvicorn {version('uvicorn')}"
    )


def front_end() -> Check:
    """The files that browsers load."""
    try:
        kept = assets()
    except FileProblem as problem:
        return Check("browser files", "broken", f"{problem.path}: {problem.seen}", problem.do)
    return Check("browser files", "fine", f"{len(kept.files)}, as they were pinned")


def weights() -> Check:
    """The built-in reader of articles."""
    from mediant.evidence.reading.files import load_reader

    try:
        load_reader()
    except MediantError as problem:
        return Check("reader", "note", str(problem), "articles cannot be read until then; all else works")
    return Check("reader", "fine", "its weights are whole")


def open_files() -> Check:
    """How many connections there can be."""
    try:
        import resource
    except ImportError:  # not on Windows, which has no such limit
        return Check("open files", "fine", "not limited")
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < LEAST_FILES:
        do = f"run `ulimit -n {LEAST_FILES}` first, or set LimitNOFILE in the systemd unit"
        return Check("open files", "note", f"at most {most}: about {most // 2} people at once", do)
    return Check("open files", "fine", f"at most {most}")


def port_free(port: int) -> Check:
    """Whether a server can listen."""
    try:
        with listen("localhost", port):
            return Check("port", "fine", f"{port} is free")
    except ServiceProblem as problem:
        return Check("port", "note", problem.seen, "fine where that is mediant itself; else choose another with --port")


def clock(folder: Path) -> Check:
    """Whether the clock is behind what was written already."""
    now = datetime.now(UTC)
    ahead = max((path.stat().st_mtime for path in folder.glob("**/*")), default=0.0) - now.timestamp()
    seen = f"{now:%Y-%m-%d %H:%M} UTC"
    if ahead > AHEAD:
        return Check("clock", "broken", f"{seen}, {ahead / 60:.0f} minutes behind files in {folder}", "set it right")
    return Check("clock", "fine", seen)


def disk(folder: Path) -> Iterator[Check]:
    """Free space, and how long it takes until something is on the disk."""
    here = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())
    free = shutil.disk_usage(here).free / GIGABYTE
    fine = free >= LEAST_FREE
    yield Check("disk", "fine" if fine else "broken", f"{free:.1f} GB free", "" if fine else "free some space")
    try:
        seconds = seconds_to_disk(here)
    except OSError as error:
        yield Check("durable writes", "broken", f"{here}: {error.strerror or error}", "check that you may write there")
        return
    told = f"{seconds * 1000:.1f} ms each"
    slow = seconds > SLOWEST_SYNC
    yield Check("durable writes", "note" if slow else "fine", told, "a quicker disk serves more people" if slow else "")


def seconds_to_disk(folder: Path, times: int = 9) -> float:
    """Median time of writing 4 kB to a file in a folder and flushing it. Raises OSError."""
    path = folder / f".mediant-{os.getpid()}"
    taken = []
    try:
        with path.open("xb", buffering=0) as file:
            for _ in range(times):
                begun = time.perf_counter()
                file.write(bytes(4096))
                os.fdatasync(file.fileno()) if hasattr(os, "fdatasync") else os.fsync(file.fileno())
                taken.append(time.perf_counter() - begun)
    finally:
        path.unlink(missing_ok=True)
    return median(taken)


def rights(folder: Path) -> Check:
    """Whether others can look into the folder."""
    if not folder.exists():
        return Check("folder", "fine", f"{folder} is not there yet; the first start makes it")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Check("folder", "broken", f"{folder} cannot be written", "give it to the user that runs mediant")
    if os.name == "posix" and folder.stat().st_mode & 0o077:
        return Check("folder", "broken", f"others may look into {folder}", f"chmod 700 {folder}")
    return Check("folder", "fine", f"{folder}, for nobody else")


def store(folder: Path, address: str | None) -> Iterator[Check]:
    """Whether everything that is kept can be read again. Needs the store for itself."""
    if not (folder / CASES).is_dir() and address is None:
        yield Check("store", "fine", "nothing is kept yet")
        return
    try:
        with opened(folder, address) as (kept, keys):
            cases = [case for case in kept.cases() if case != NAME]
            faults = list(faults_in(kept, keys))
    except MediantError as problem:
        busy = isinstance(problem, StoreProblem) and "another mediant" in problem.seen
        do = "stop the server to have its cases checked" if busy else "restore them from a backup"
        yield Check("store", "note" if busy else "broken", str(problem), do)
        return
    for case, fault in faults:
        yield Check("store", "broken", f"{case}: {fault}", "restore it from an export or a backup")
    if not faults:
        yield Check("store", "fine", f"{len(cases)} {'case' if len(cases) == 1 else 'cases'}, every line whole")


def faults_in(kept: Store, keys: Keys) -> Iterator[tuple[str, str]]:
    """Each case that cannot be read, with the reason."""
    for case in kept.cases():
        read: Callable[[bytes], object] = json.loads if case == NAME else lambda line: event_in(line, keys)
        try:
            for line in kept.read(case):
                read(line)
        except (MediantError, ValueError) as problem:
            yield case, str(problem)


def _of_extra(extra: str) -> list[str]:
    """Names of the packages that an extra of mediant asks for."""
    with suppress(PackageNotFoundError):
        asked = [
            one for one in requires("mediant") or () if f"extra == '{extra}'" in one or f'extra == "{extra}"' in one
        ]
        return [one.split(";")[0].split(">")[0].split("=")[0].split("[")[0].strip() for one in asked]
    return []


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False
