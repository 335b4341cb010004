"""An exported case, `mediant-lines/1`: pieces out, pieces in.

The first line names the format. For every line of the case there is one that says how many bytes it has, and then these
bytes and a line end: what is text stays readable. The last line, `end COUNT DIGEST`, tells a whole file from one that
was cut off or changed: DIGEST is BLAKE2b, 32 bytes in hex, of all that stands before that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import BinaryIO, NoReturn

from mediant.errors import InvalidFile, Problem
from mediant.stores.store import LONGEST_LINE

FORMAT = b"mediant-lines/1\n"

_LENGTH = re.compile(rb"(0|[1-9][0-9]{0,8})\n")
_LONGEST_HEAD = 128


def written(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The file, piece by piece."""
    digest = blake2b(FORMAT, digest_size=32)
    yield FORMAT
    count = 0
    for line in lines:
        count += 1
        piece = b"%d\n%b\n" % (len(line), line)
        digest.update(piece)
        yield piece
    yield _end(count, digest.hexdigest())


def lines_in(file: BinaryIO, name: str) -> Iterator[bytes]:
    """The lines of the case, one by one; raises InvalidFile at the first thing that is wrong.

    That the file is whole is known only when the last line has been taken.
    """
    if file.readline(_LONGEST_HEAD) != FORMAT:
        _refuse(name, "line 1", "another format", "mediant-lines/1")
    digest = blake2b(FORMAT, digest_size=32)
    count = 0
    while found := _LENGTH.fullmatch(head := file.readline(_LONGEST_HEAD)):
        count += 1
        length = int(found[1])
        if length > LONGEST_LINE:
            _refuse(name, f"entry {count}", f"{length:,} bytes", f"at most {LONGEST_LINE:,}")
        line = file.read(length + 1)
        if len(line) != length + 1 or not line.endswith(b"\n"):
            _refuse(name, f"entry {count}", "is cut off, or not as long as it says", f"{length:,} bytes and a line end")
        digest.update(head + line)
        yield line[:-1]
    if head != _end(count, digest.hexdigest()):
        _refuse(name, f"after entry {count}", repr(head)[:100] if head else "the end of the file", "end COUNT DIGEST")
    if file.read(1):
        _refuse(name, "after the end", "more bytes", "none")


def _end(count: int, digest: str) -> bytes:
    return f"end {count} {digest}\n".encode()


def _refuse(name: str, place: str, seen: str, expected: str) -> NoReturn:
    raise InvalidFile(name, (Problem(place, seen, expected, "export the case again"),))
