"""What a run of `mediant read -o FILE` keeps as it goes, in FILE.part: after an interruption nothing is read twice."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from mediant.errors import FileProblem

if TYPE_CHECKING:
    from mediant.evidence.article import Article
    from mediant.evidence.claim import Claim
    from mediant.evidence.readers import Reading

FORMAT = "mediant-reading-part/1"


class Journal:
    """A file of claims in the making. Two files stand beside it until it is whole, and then only it.

    FILE.part : every reading, one a line, on the disk before the next article; kept when the run is cut short. A line
    that was cut off counts as not written. FILE.tmp : the claims so far, in order, of this run.
    """

    def __init__(self, target: Path, reader: str) -> None:
        self._target = target
        self._head = json.dumps({"format": FORMAT, "reader": reader}).encode() + b"\n"
        self._part, self._places = self._opened(_beside(target, ".part"))
        try:
            self._claims = _open(_beside(target, ".tmp"), "wb")
        except FileProblem:
            self._part.close()
            raise
        self._written = 0

    @property
    def found(self) -> int:
        """How many readings an earlier run left."""
        return len(self._places) - self._written

    def known(self, article: Article) -> Reading | None:
        """The reading that an earlier run left of this article, if its text, title, outlet and day are the same."""
        from mediant.evidence.checks import Findings, claim_from
        from mediant.evidence.readers import Reading, verbatim

        place = self._places.get(_key(article))
        if place is None:
            return None
        self._part.seek(place)
        entry = json.loads(self._part.readline())
        claims = [claim_from(claim, "claim", Findings()) for claim in entry["claims"]]
        whole = [claim for claim in claims if claim is not None]
        if len(whole) < len(claims) or verbatim(whole, article).dropped:
            return None  # the file was changed by other hands
        return Reading(claims=tuple(whole), dropped=int(entry["dropped"]), notes=tuple(map(str, entry["notes"])))

    def keep(self, article: Article, reading: Reading) -> None:
        """Put a reading on the disk."""
        from mediant.evidence.lines import line_of

        claims = [json.loads(line_of(claim)) for claim in reading.claims]
        entry = {"key": _key(article), "claims": claims, "dropped": reading.dropped, "notes": list(reading.notes)}
        try:
            self._places[_key(article)] = self._part.seek(0, os.SEEK_END)
            self._written += 1
            self._part.write(json.dumps(entry).encode() + b"\n")
            self._part.flush()
            os.fsync(self._part.fileno())
        except OSError as error:
            raise _problem(self._target, error) from None

    def add(self, claims: tuple[Claim, ...]) -> None:
        """Put claims at the end of the file in the making."""
        from mediant.evidence.lines import line_of

        try:
            self._claims.write("".join(f"{line_of(claim)}\n" for claim in claims).encode())
        except OSError as error:
            raise _problem(self._target, error) from None

    def finish(self, without: Collection[str] = ()) -> int:
        """Make it FILE, whole and on the disk, without the claims of some articles; how many those are."""
        try:
            self._claims.flush()
            gone = self._leave_out(without) if without else 0
            os.fsync(self._claims.fileno())
            self._claims.close()
            _beside(self._target, ".tmp").replace(self._target)
            self._part.close()
            _beside(self._target, ".part").unlink()
        except OSError as error:
            raise _problem(self._target, error) from None
        return gone

    def _leave_out(self, without: Collection[str]) -> int:
        """Write the claims so far anew; only here is it known which articles were taken back by later ones."""
        path, gone = _beside(self._target, ".tmp"), 0
        with _open(path, "rb") as before:
            path.unlink()
            self._claims.close()
            self._claims = _open(path, "wb")
            for line in before:
                if json.loads(line)["article"]["id"] in without:
                    gone += 1
                else:
                    self._claims.write(line)
        self._claims.flush()
        return gone

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        for file in (self._claims, self._part):
            with suppress(OSError):  # on a full disk what is still to be written fails once more
                file.close()
        with suppress(OSError):
            _beside(self._target, ".tmp").unlink(missing_ok=True)

    def _opened(self, path: Path) -> tuple[BinaryIO, dict[str, int]]:
        """The file open to be read and added to, cut after its last whole line, and where each reading begins."""
        file = _open(path, "a+b")
        try:
            return file, self._resumed(file, path)
        except BaseException:
            file.close()
            raise

    def _resumed(self, file: BinaryIO, path: Path) -> dict[str, int]:
        _lock(file, path)
        file.seek(0)
        places: dict[str, int] = {}
        end = 0
        head = file.readline()
        if head.endswith(b"\n") and head != self._head:
            seen = "was left by a run with another reader, and holds what that one read"
            raise FileProblem(str(path), seen, "give that reader again, remove it, or name another file")
        if head == self._head:
            end = len(self._head)
            for line in file:
                key = _key_in(line)
                if key is None:
                    break
                places[key] = end
                end += len(line)
        try:
            file.truncate(end)
            if not end:
                file.write(self._head)
                file.flush()
        except OSError as error:
            raise _problem(path, error) from None
        return places


def _key(article: Article) -> str:
    return sha256(json.dumps(asdict(article.ref), sort_keys=True).encode()).hexdigest()


def _key_in(line: bytes) -> str | None:
    """The key of a whole line; None for one that was cut off or is none of ours."""
    try:
        entry = json.loads(line) if line.endswith(b"\n") else None
        fitting = isinstance(entry, dict) and isinstance(entry["claims"], list) and isinstance(entry["notes"], list)
        return str(entry["key"]) if fitting and entry is not None and isinstance(entry["dropped"], int) else None
    except (ValueError, KeyError, RecursionError):
        return None


def _beside(target: Path, ending: str) -> Path:
    return target.with_name(target.name + ending)


def _open(path: Path, mode: str) -> BinaryIO:
    try:
        if path.is_symlink():
            raise FileProblem(str(path), "is a link", "remove it, or name another file")
        file: BinaryIO = path.open(mode)  # type: ignore[assignment]
    except (OSError, ValueError) as error:
        raise _problem(path, error) from None
    return file


def _lock(file: BinaryIO, path: Path) -> None:
    """One run at a time writes to it; where the system has no such locks, that is up to the user."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return
    try:
        flock(file, LOCK_EX | LOCK_NB)
    except OSError:
        raise FileProblem(str(path), "is being written by another run", "wait for it, or name another file") from None


def _problem(path: Path, error: OSError | ValueError) -> FileProblem:
    seen = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return FileProblem(str(path), seen, "check the folder and that you may write to it")
