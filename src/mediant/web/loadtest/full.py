"""A disk that is full: what cannot be kept is refused in words, reading goes on, and later so does writing."""

from __future__ import annotations

import errno
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mediant.errors import InvalidFile
from mediant.stores.seen import checked
from mediant.web.loadtest.browsers import Answer, Browser
from mediant.web.loadtest.figures import Figure, Found
from mediant.web.loadtest.pairs import WORDS
from mediant.web.loadtest.seats import SIDES, Pair

SIZE = "8m"
FULL = 507
TRIES = 60
"""Messages of each person until the disk must be full: fewer than anybody may send at once."""
LONG = "x" * 9_000


class NoSmallDisk(Exception):
    """None can be mounted here; says why."""


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of eight megabytes in memory, in a folder that is made. Raises NoSmallDisk where none can be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - nothing of it comes from outside
    except OSError as error:
        raise NoSmallDisk(error.strerror) from None
    if done.returncode != 0:
        raise NoSmallDisk(done.stderr.decode().strip())
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607 - as above


async def fill(origin: str, pairs: Sequence[Pair], disk: Path) -> Found:
    """Write until nothing is taken any more, look around, make room, and write again."""
    errors: Counter[str] = Counter()
    people = [Filler(origin, pair, side, number, errors) for pair in pairs for number, side in enumerate(SIDES)]
    ballast = disk / "ballast"
    try:
        for one in people:
            await one.write("before")
        _fill(ballast)
        refused = [await one.until_full() for one in people]
        readable = [await one.reads() for one in people]
        ballast.unlink()
        taken = [(await one.write("after")).status == 303 for one in people]
        whole = [await one.is_whole() for one in people]
    finally:
        for one in people:
            one.browser.leave()
    others = errors.total() - errors[f"answer {FULL}"]
    return Found(
        "full",
        (
            Figure("people", len(people)),
            Figure("not refused in words", sum(not each for each in refused), "", 0),
            Figure("pages that could not be read meanwhile", sum(not each for each in readable), "", 0),
            Figure("not taken when there was room again", sum(not each for each in taken), "", 0),
            Figure("records that are not what was acknowledged", sum(not each for each in whole), "", 0),
            Figure("other errors", others, "", 0),
        ),
    )


def _fill(ballast: Path) -> None:
    """A file that takes all the room there is."""
    with ballast.open("xb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


class Filler:
    """One who writes much."""

    def __init__(self, origin: str, pair: Pair, side: str, number: int, errors: Counter[str]) -> None:
        self.browser = Browser(origin, pair.cookies[f"{side}-1"], errors)
        self._at, self._name = f"/c/{pair.place}", number
        self._number = 0
        self._acknowledged: set[str] = set()
        self._refused: set[str] = set()

    async def write(self, more: str) -> Answer:
        """One message. Raises Lost."""
        words = f"{self._name}-{self._number}"
        self._number += 1
        form = {"room": "joint", "words": f"word-{words}. {more}"}
        answer = await self.browser.post(f"{self._at}/table/write?room=joint", form, f"once-{words}")
        (self._acknowledged if answer.status == 303 else self._refused).add(words)
        return answer

    async def until_full(self) -> bool:
        """Whether, in the end, a message was refused with the status of a full disk, and in words."""
        for _ in range(TRIES):
            answer = await self.write(LONG)
            if answer.status != 303:
                return answer.status == FULL and b"<h1>" in answer.body
        return False

    async def reads(self) -> bool:
        """Whether pages are shown."""
        return (await self.browser.get(f"{self._at}/table")).status == 200

    async def is_whole(self) -> bool:
        """Whether what one is shown is all that was acknowledged, nothing that was refused, and a chain that holds."""
        record = await self.browser.get(f"{self._at}/record")
        try:
            checked(record.body, "the record")
        except InvalidFile:
            return False
        mine = [found.decode() for found in WORDS.findall(record.body) if found.startswith(b"%d-" % self._name)]
        return sorted(mine) == sorted(self._acknowledged) and self._refused.isdisjoint(mine)
