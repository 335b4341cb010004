"""Non-interference at all three levels, and the report that the product shows: `make confidentiality`.

The report is written only where no pair differed, every planted leak was found, and the code stayed the same meanwhile.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from io import StringIO
from pathlib import Path

import pytest
from planted_leaks import LEAKS
from small_worlds import worlds_inside
from two_worlds import differing
from worlds_apart import worlds_apart

import mediant
from mediant.web.assurance.files import NAME, code
from mediant.web.assurance.report import Level, Report, as_file
from mediant.web.logs import configure

ROOT = Path(__file__).resolve().parents[1]
SEEN = (505, 20)
"""Scripts, and worlds that each is compared with: ten thousand pairs and more, for some end otherwise."""
ASKED, SENT = 300, 280
MOST = 300
"""Pairs within which a leak is found."""
WITHOUT_A_SERVER = ("global_seq", "strategy")


class Interferes(Exception):
    """What one does in confidence shows elsewhere, or a leak was not found."""


def seen(scripts: int, others: int) -> int:
    """How many pairs show everybody the same; -1 where one does not."""
    spec = spec_from_file_location("worlds_that_are_seen", ROOT / "tests" / "workbench" / "test_nothing_leaks.py")
    worlds = module_from_spec(spec)
    spec.loader.exec_module(worlds)
    compared = 0
    for script in range(scripts):
        one, answers = worlds.world(script, 0)
        for secret in range(1, others + 1):
            two, other = worlds.world(script, script * others + secret)
            if worlds.outcomes(one) == worlds.outcomes(two):
                compared += 1
                if answers != other or any(one.lines(seat) != two.lines(seat) for seat in ("s", "o")):
                    return -1
    return compared


def asked(pairs: int, *leaks: str) -> int:
    """The same of all answers of the application, with these leaks in it."""

    async def inside(folder: Path) -> int:
        async with worlds_inside(folder) as begun:
            return counted(await differing(begun, pairs))

    with pytest.MonkeyPatch.context() as planted, tempfile.TemporaryDirectory() as folder:
        for leak in leaks:
            LEAKS[leak](planted)
        return asyncio.run(inside(Path(folder)))


def sent(pairs: int, *leaks: str) -> int:
    """The same of all bytes on sockets."""

    async def inside(folder: Path) -> int:
        async with worlds_apart(folder, *leaks) as begun:
            return counted(await differing(begun, pairs))

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(inside(Path(folder)))


def counted(found: dict[str, int]) -> int:
    """Worlds in which nobody ever agrees would show little."""
    if found["differs"] < 0 and not found["agreed"]:
        raise Interferes("nothing was agreed to in any world")
    return found["compared"] if found["differs"] < 0 else -1


def seen_with(leak: str) -> int:
    """Without a server, with a leak in it."""
    with pytest.MonkeyPatch.context() as planted:
        LEAKS[leak](planted)
        return seen(40, 4)


def level(name: str, pairs: int, leaks: tuple[str, ...], leaky: Callable[[str], int]) -> Level:
    """One level, with every leak planted into it. Raises Interferes."""
    if pairs < 0:
        raise Interferes(f"{name}: two worlds differ")
    say(f"{name}: {pairs} pairs without a difference")
    found = []
    for leak in leaks:
        if leaky(leak) >= 0:
            raise Interferes(f"{name}: the leak {leak} was not found")
        found.append(leak)
        say(f"{name}: the leak {leak} was found")
    return Level(name=name, pairs=pairs, planted=leaks, found=tuple(found))


def say(words: str) -> None:
    """To whoever waits."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def commit() -> str | None:
    """The commit of what was tested, where there is one and nothing was changed since."""
    changed = git("status", "--porcelain", "--", "src")
    return git("rev-parse", "--short=12", "HEAD") or None if changed == "" else None


def git(*arguments: str) -> str | None:
    """What git says; None where it says nothing sensible."""
    try:
        done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def main() -> None:
    """All levels, and the report."""
    before = code(), commit()
    every = tuple(LEAKS)
    levels = (
        level("seen", seen(*SEEN), WITHOUT_A_SERVER, seen_with),
        level("asked", asked(ASKED), every, lambda leak: asked(MOST, leak)),
        level("sent", sent(SENT), every, lambda leak: sent(MOST, leak)),
    )
    code.cache_clear()
    if code() != before[0]:
        raise Interferes("the code was changed meanwhile: run it again")
    report = Report(
        day=datetime.now(UTC).date(), version=mediant.__version__, code=before[0], commit=before[1], levels=levels
    )
    target = ROOT / "src" / "mediant" / "web" / "assurance" / NAME
    target.write_bytes(as_file(report))
    say(f"written: {target.relative_to(ROOT)}")


if __name__ == "__main__":
    configure(StringIO())
    try:
        main()
    except Interferes as error:
        sys.exit(str(error))
