"""A whole case in one file, `mediant-archive/1`: for one server, from one server.

A file of lines (`mediant-lines/1`). The first tells of which case it is, who made it and for whom. Then come the lines
of the case, as they are kept: what was sealed stays sealed. The last one is for the server that it was made for, and
tells it what nobody else may know or could have written: the keys of the case, the count and the digest of its lines,
and what goes with them. So a file that was changed, cut off, or made by somebody else is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from typing import BinaryIO

import msgspec
from msgspec import Struct

from mediant.errors import InvalidFile, InvalidValue, Problem
from mediant.stores import transfer
from mediant.stores.handing import is_address
from mediant.stores.sealing import Held
from mediant.stores.store import checked_case

FORMAT = "mediant-archive/1"
LONGEST_HEAD = 1000


class Head(Struct, frozen=True, forbid_unknown_fields=True, rename={"maker": "from", "reader": "for"}):
    """The first line: of which case, from which server, for which."""

    case: str
    maker: str
    reader: str
    format: str = FORMAT


class Key(Struct, frozen=True, forbid_unknown_fields=True):
    """A key in the last line; None where it was destroyed."""

    owner: bytes
    id: bytes
    key: bytes | None


class Rest(Struct, frozen=True, forbid_unknown_fields=True):
    """The last line. beside : what goes with the case and stands in none of its lines."""

    count: int
    digest: bytes
    keys: tuple[Key, ...]
    beside: dict[str, str] = {}

    @property
    def held(self) -> tuple[Held, ...]:
        """The keys; the case has to be put in."""
        return tuple(Held(case=b"", owner=key.owner, id=key.id, key=key.key) for key in self.keys)


Hand = Callable[[str, bytes], bytes]
"""Opens or closes something between this server and the one of an address."""


def pieces(
    head: Head, lines: Iterable[bytes], keys: Callable[[], Iterable[Held]], beside: dict[str, str], hand: Hand
) -> Iterator[bytes]:
    """The file, piece by piece; `keys` is asked for when the lines are at an end: each has its key by then."""
    yield from transfer.written(_lines(head, lines, keys, beside, hand))


def _lines(
    head: Head, lines: Iterable[bytes], keys: Callable[[], Iterable[Held]], beside: dict[str, str], hand: Hand
) -> Iterator[bytes]:
    yield msgspec.json.encode(head)
    count, digest = 0, _digest()
    for line in lines:
        count += 1
        _add(digest, line)
        yield line
    known = tuple(Key(held.owner, held.id, held.key) for held in keys())
    yield hand(head.reader, msgspec.json.encode(Rest(count, digest.digest(), known, beside)))


class Arriving:
    """A file that is read once: its head at first, then its lines, then the rest, which tells whether all is well."""

    def __init__(self, file: BinaryIO, name: str, hand: Hand) -> None:
        self._name, self._hand = name, hand
        self._found = transfer.lines_in(file, name)
        self.head = self._head(next(self._found, b""))
        self.rest: Rest | None = None

    def lines(self) -> Iterator[bytes]:
        """The lines of the case. Raises InvalidFile at the first thing that is wrong; when it ends, nothing is."""
        count, digest, last = 0, _digest(), None
        for line in self._found:
            if last is not None:
                count += 1
                _add(digest, last)
                yield last
            last = line
        rest = self._rest(last or b"")
        if (rest.count, rest.digest) != (count, digest.digest()):
            raise self._wrong("the lines", "are not those that the server wrote", "the file as it was taken away")
        self.rest = rest

    def _head(self, line: bytes) -> Head:
        try:
            head = msgspec.json.decode(line[:LONGEST_HEAD], type=Head)
            checked_case(head.case)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, InvalidValue):
            raise self._wrong("the first line", repr(line[:40]), FORMAT) from None
        if head.format != FORMAT or not (is_address(head.maker) and is_address(head.reader)):
            raise self._wrong("the first line", repr(head.format[:40]), FORMAT)
        return head

    def _rest(self, line: bytes) -> Rest:
        try:
            rest = msgspec.json.decode(self._hand(self.head.maker, line), type=Rest)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, InvalidValue):
            seen = "cannot be opened by this server"
            raise self._wrong("the last line", seen, "one that was made for this server, and not changed") from None
        if any((len(key.owner), len(key.id), len(key.key or bytes(32))) != (16, 16, 32) for key in rest.keys):
            raise self._wrong("the last line", "keys of another length", "keys of this format")
        return rest

    def _wrong(self, place: str, seen: str, expected: str) -> InvalidFile:
        return InvalidFile(self._name, (Problem(place, seen, expected, "take the case away again"),))


def _digest() -> blake2b:
    return blake2b(digest_size=32, person=b"mediant-case/1")


def _add(digest: blake2b, line: bytes) -> None:
    digest.update(len(line).to_bytes(8, "big") + line)
