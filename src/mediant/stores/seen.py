"""Checks the file of what a viewer was shown, `mediant-seen/1`: its chain, and the commitments that it opens."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from mediant.errors import InvalidFile, Problem
from mediant.stores.chains import FORMAT, head_of, holds, verify

_HEX = re.compile("[0-9a-f]{64}")
_DO = "ask for the file again; where it stays so, the record was changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a file holds, all of it checked: how many lines were shown, commitments made and opened."""

    viewer: str
    case: str
    lines: int
    commitments: int
    opened: int
    head: str


@dataclass(slots=True)
class _Counts:
    lines: int = 0
    opened: int = 0
    committed: set[str] = field(default_factory=set)


def checked(raw: bytes, name: str, heads: Iterable[str] = ()) -> Seen:
    """What the file holds. heads : in hexadecimal, noted from earlier files of this viewer.

    Raises InvalidFile with the first thing that does not hold.
    """
    if not raw.endswith(b"\n"):
        _refuse(name, "the end", "no line end", 'a last line {"head": …}')
    *chained, last = raw[:-1].split(b"\n")
    if not chained:
        _refuse(name, "line 1", "only one line", f"a first line of {FORMAT}, and a last line with the head")
    first = _object(chained[0], name, 1)
    _keys(first, {"format": str, "viewer": str, "case": str}, name, 1)
    if first["format"] != FORMAT:
        _refuse(name, "line 1", f"format {first['format']!r}"[:100], repr(FORMAT))
    counts = _Counts()
    for number, line in enumerate(chained[1:], 2):
        _count(_object(line, name, number), counts, name, number)
    head = _head(last, chained, name)
    _noted(chained, heads, name)
    return Seen(
        viewer=first["viewer"],
        case=first["case"],
        lines=counts.lines,
        commitments=len(counts.committed),
        opened=counts.opened,
        head=head,
    )


def _head(last: bytes, chained: Sequence[bytes], name: str) -> str:
    number = len(chained) + 1
    stated = _object(last, name, number)
    _keys(stated, {"head": str}, name, number)
    head = head_of(chained).hex()
    if stated["head"] != head:
        seen = f"the chain of the lines ends in {head}"
        _refuse(name, f"line {number}", seen, f"the head stated there, {stated['head']!r}"[:100])
    return head


def _noted(chained: Sequence[bytes], heads: Iterable[str], name: str) -> None:
    for head in heads:
        if not _HEX.fullmatch(head) or not verify(chained, [bytes.fromhex(head)]):
            _refuse(name, "the chain", f"never had the head {head!r}"[:100], "every head noted earlier")


def _count(record: dict[str, Any], counts: _Counts, name: str, number: int) -> None:
    kind = next(iter(record), "")
    if kind not in _KINDS or len(record) != 1 or not isinstance(record[kind], dict):
        _refuse(
            name,
            f"line {number}",
            f"an object with {', '.join(map(repr, record))}"[:100],
            "line, commitment or opening",
        )
    _KINDS[kind](record[kind], counts, name, number)


def _line(_: dict[str, Any], counts: _Counts, __: str, ___: int) -> None:
    counts.lines += 1


def _commitment(stated: dict[str, Any], counts: _Counts, name: str, number: int) -> None:
    _keys(stated, {"digest": str, "of": str}, name, number)
    if not _HEX.fullmatch(stated["digest"]):
        _refuse(name, f"line {number}", "no digest", "64 hexadecimal digits")
    counts.committed.add(stated["digest"])


def _opening(stated: dict[str, Any], counts: _Counts, name: str, number: int) -> None:
    _keys(stated, {"digest": str, "salt": str, "words": str}, name, number)
    if stated["digest"] not in counts.committed:
        _refuse(name, f"line {number}", "opens a commitment that no earlier line makes", "one that was made before")
    salt = bytes.fromhex(stated["salt"]) if _HEX.fullmatch(stated["salt"]) else b""
    if not holds(stated["words"].encode("utf-8", "surrogatepass"), salt, bytes.fromhex(stated["digest"])):
        _refuse(name, f"line {number}", "other words than were committed to", "those of the commitment")
    counts.opened += 1


_KINDS: dict[str, Callable[[dict[str, Any], _Counts, str, int], None]] = {
    "line": _line,
    "commitment": _commitment,
    "opening": _opening,
}


def _keys(stated: dict[str, Any], kinds: dict[str, type], name: str, number: int) -> None:
    if stated.keys() != kinds.keys() or not all(isinstance(stated[key], kind) for key, kind in kinds.items()):
        _refuse(
            name, f"line {number}", f"an object with {', '.join(map(repr, stated))}"[:100], f"texts: {', '.join(kinds)}"
        )


def _object(line: bytes, name: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        _refuse(name, f"line {number}", f"no JSON ({type(error).__name__})", "a JSON object")
    if not isinstance(value, dict):
        _refuse(name, f"line {number}", f"a {type(value).__name__}", "a JSON object")
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which a key stands twice would be read in two ways."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(pairs)
    return found


def _no_constant(text: str) -> NoReturn:
    raise ValueError(text)


def _refuse(name: str, place: str, seen: str, expected: str) -> NoReturn:
    raise InvalidFile(name, (Problem(place, seen, expected, _DO),))
