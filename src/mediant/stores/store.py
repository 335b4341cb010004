"""The door: what every store of cases does. A case is a list of lines, bytes whose meaning the store does not know."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Iterator, Sequence
from os import PathLike
from secrets import token_hex
from typing import Protocol

from mediant.errors import InvalidValue

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of one line."""
LONGEST_APPEND = 64 * 1024 * 1024
"""Bytes of all lines of one append."""

_CASE = re.compile(r"[a-z0-9]{8,64}")


class Store(Protocol):
    """Cases, each a list of lines that only grows.

    All but `append` wait for the disk where they are called: a server calls them in a thread. Whatever takes a case
    raises UnknownCase where the store holds none of that id, InvalidValue where it is no id, and StoreProblem where
    the store is closed or cannot be read or written.
    """

    def cases(self) -> tuple[str, ...]:
        """The ids of all cases, sorted."""

    def create(self, case: str) -> None:
        """Begin a case without lines; durable when it returns. Raises StoreProblem where there is one of that id."""

    def append(self, case: str, lines: Sequence[bytes]) -> Awaitable[None]:
        """Add lines at the end of a case: all of them or none; durable, and seen by `read`, when the wait is over.

        The order of appends is the order of the calls, also before any is waited for. To cancel the wait does not
        cancel the append. Raises StoreFull where the disk is full: nothing was stored, and it can be tried again. After
        StoreProblem it is not known whether the lines were stored: read the case again.
        """

    def read(self, case: str) -> Iterator[bytes]:
        """The lines of a case in their order, as they are when the first is read: appends later on are not seen."""

    def export(self, case: str, path: str | PathLike[str]) -> None:
        """Write the case to a file that `import_` of any store reads; what is there is replaced whole or not at all.

        It can be written at any time: it holds every append acknowledged before, and none by half.
        """

    def import_(self, case: str, path: str | PathLike[str]) -> None:
        """Make a case of an exported file, whole or not at all.

        Raises FileProblem where it cannot be read, InvalidFile where it is damaged or cut off, StoreProblem where
        there is a case of that id.
        """

    def erase(self, case: str) -> None:
        """Remove a case. What was sealed is gone for good only when its keys are destroyed too."""

    def close(self) -> None:
        """Wait for what is under way, and let go of everything. The store cannot be used any more."""


def new_case() -> str:
    """A random id for a case, 128 bits: it tells nothing of when it was made or how many there are."""
    return token_hex(16)


def checked_case(case: str) -> str:
    """The id, where it is one: safe as the name of a file on every system. Raises InvalidValue."""
    if not isinstance(case, str) or not _CASE.fullmatch(case):
        raise InvalidValue("case id", repr(case)[:100], "8 to 64 small letters and digits")
    return case


def checked_lines(lines: Sequence[bytes]) -> tuple[bytes, ...]:
    """The lines, where all are bytes and not too long. Raises InvalidValue."""
    kept = tuple(lines)
    for line in kept:
        if not isinstance(line, bytes):
            raise InvalidValue("line", type(line).__name__, "bytes")
        if len(line) > LONGEST_LINE:
            raise InvalidValue("line", f"{len(line):,} bytes", f"at most {LONGEST_LINE:,}")
    if (size := sum(map(len, kept))) > LONGEST_APPEND:
        raise InvalidValue("lines", f"{size:,} bytes at once", f"at most {LONGEST_APPEND:,}")
    return kept
