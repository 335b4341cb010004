"""Checks of single entries of a document (texts, ids, numbers, tables), and the words problems are told in.

Each check yields what is wrong, lazily and in the order of the document, so that a file of rubbish costs no more
than the problems that are shown of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import Any

from mediant.errors import Problem

LARGEST_NUMBER = 1e12
"""Beyond it, adding utilities in fixed point would no longer be exact to the tolerance of comparisons."""

LONGEST_TEXT = 10_000
"""Characters of a name, an option or a title."""

Check = Callable[[Any, str], Iterator[Problem]]
"""What is wrong with a value that stands at a place."""

_BARE = re.compile(r"[A-Za-z0-9_-]{1,60}")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWABLE = frozenset(("Cc", "Cs", "Zl", "Zp"))
_COMPARED = 200


def cut(text: str, limit: int = 60) -> str:
    """The text, cut at `limit` characters with a mark."""
    return text if len(text) <= limit else f"{text[:limit]}…"


def shown(value: object) -> str:
    """What was seen, in a few words, however large or deep it is."""
    if isinstance(value, str):
        return repr(cut(value))
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, Mapping):
        return f"a table with {listed(value, 3)}" if value else "an empty table"
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float):
        return _shown_number(value)
    return f"a value of type {type(value).__name__}"


def _shown_number(value: float | None) -> str:
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else str(value).lower()
    if isinstance(value, int) and value.bit_length() > 64:
        return f"a whole number of {value.bit_length():,} bits"
    return repr(value)


def listed(names: Iterable[object], most: int = 6) -> str:
    """The first few names and how many more there are."""
    names = names if isinstance(names, Collection) else tuple(names)
    text = ", ".join(shown(name) for name in islice(names, most))
    return f"{text} and {len(names) - most:,} more" if len(names) > most else text


def at(place: str, key: object) -> str:
    """The place of a key in the table at `place`."""
    name = str(key) if _BARE.fullmatch(str(key)) else f'"{cut(str(key))}"'
    return f"{place}.{name}" if place else name


def closest(name: object, known: Iterable[object]) -> str | None:
    """The known name that `name` was probably meant to be; None where none is near."""
    if not isinstance(name, str) or len(name) > 80:
        return None
    names = [other for other in islice(known, _COMPARED) if isinstance(other, str) and len(other) <= 80]
    found = get_close_matches(name, names, n=1) or get_close_matches(
        name.casefold(), [other for other in names if other.casefold() == other], n=1
    )
    return found[0] if found else None


def meant(name: object, known: Iterable[object], otherwise: str) -> str:
    """What to do about an unknown name: the near one, or else what `otherwise` says."""
    near = closest(name, known)
    return f"did you mean {near!r}?" if near else otherwise


def table_problems(
    table: Any, place: str, checks: Mapping[str, Check], required: Collection[str] = ()
) -> Iterator[Problem]:
    """What is wrong with a table whose keys are those of `checks`, each of its values checked in its turn."""
    if not isinstance(table, Mapping):
        yield Problem(place, shown(table), f"a table with {listed(checks)}", "write it as { key = value, … }")
        return
    for key in required:
        if key not in table:
            yield Problem(at(place, key), "missing", f"an entry {key!r}", "add it")
    for key, value in table.items():
        check = checks.get(key)
        if check is None:
            do = meant(key, checks, "correct it or remove it")
            yield Problem(at(place, key), f"unknown key {shown(key)}", f"one of {listed(checks, 12)}", do)
        else:
            yield from check(value, at(place, key))


def rows_problems(rows: Any, place: str, check: Check) -> Iterator[Problem]:
    """What is wrong with an array of tables; the first row is `place[1]`."""
    if not isinstance(rows, list):
        yield Problem(place, shown(rows), "an array of tables", f"write [[{place}]] above each entry")
        return
    for position, row in enumerate(rows, 1):
        yield from check(row, f"{place}[{position}]")


def text_problems(value: Any, place: str) -> Iterator[Problem]:
    """What is wrong with a text that people read: a name, an option, a title, a unit."""
    if not isinstance(value, str):
        yield Problem(place, shown(value), "a text", "write it in quotes")
    elif len(value) > LONGEST_TEXT:
        yield Problem(place, f"{len(value):,} characters", f"at most {LONGEST_TEXT:,}", "shorten it")
    elif not value.strip():
        yield Problem(place, shown(value), "a text that is not blank", "write what people call it")
    elif bad := [c for c in value if c in _BIDI or unicodedata.category(c) in _UNSHOWABLE]:
        yield Problem(
            place,
            f"{shown(value)} with the character U+{ord(bad[0]):04X}",
            "a text on one line without control or text-direction characters",
            "remove the character",
        )


def id_problems(value: Any, place: str, taken: dict[str, str], extra: str = "-") -> Iterator[Problem]:
    """What is wrong with an id of a-z, 0-9 and `extra`; `taken` maps ids already given to their places, and grows."""
    if not isinstance(value, str) or not re.fullmatch(f"[a-z0-9{extra}]+", value):
        kinds = " ".join(f"'{c}'" for c in extra)
        yield Problem(place, shown(value), f"an id of a-z 0-9 {kinds}", "the name may hold any characters, the id not")
    elif value in taken:
        yield Problem(place, f"{shown(value)}, which is taken by {taken[value]}", "an id of its own", "choose another")
    else:
        taken[value] = place


def number_problems(value: Any, place: str, least: float | None = None) -> Iterator[Problem]:
    """What is wrong with a number (booleans are none)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        do = "write it without quotes" if isinstance(value, str) else "write a number"
        yield Problem(place, shown(value), "a number", do)
    elif not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        yield Problem(place, shown(value), "a number from -1e12 to 1e12", "use a larger unit")
    elif least is not None and value < least:
        yield Problem(place, shown(value), f"a number of at least {least:g}", "correct it")


def quantity_problems(value: Any, place: str, least: float | None = None) -> Iterator[Problem]:
    """What is wrong with a number or an interval [low, high]."""
    if not isinstance(value, list):
        for problem in number_problems(value, place, least):
            expected = f"{problem.expected} or an interval [low, high]"
            yield Problem(problem.place, problem.seen, expected, problem.do)
        return
    if len(value) != 2:
        yield Problem(place, shown(value), "a number or an interval [low, high]", "write the two ends")
        return
    wrong = [problem for end in value for problem in number_problems(end, place, least)]
    yield from wrong
    if not wrong and value[0] > value[1]:
        seen = f"the interval [{shown(value[0])}, {shown(value[1])}]"
        yield Problem(place, seen, "[low, high] with low at most high", "swap the two ends")
