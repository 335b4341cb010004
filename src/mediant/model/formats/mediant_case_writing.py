"""A document as TOML that reads as if written by hand: one header per table, short tables and lists on one line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import tomli_w

_WIDTH = 110
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ALWAYS_A_TABLE = ("preferences", "values", "because")


def toml_of(document: Mapping[str, Any]) -> str:
    """The document as TOML 1.0, its tables in the order and layout of the example in the description of the format."""
    return "".join(_table((), document)).lstrip("\n")


def _table(path: tuple[str, ...], table: Mapping[str, Any]) -> Iterator[str]:
    """The entries of a table: those that fit on a line first, as TOML wants it, then those with a header."""
    below = [key for key, value in table.items() if _needs_header(path, key, value)]
    for key, value in table.items():
        if key not in below:
            yield _entry(key, value)
    for key in below:
        here = (*path, key)
        if isinstance(table[key], list):
            for row in table[key]:
                yield from (f"\n[[{_dotted(here)}]]\n", *_table(here, row))
        elif here == ("preferences",) and _all_tables(table[key].values()):
            yield from _table(here, table[key])
        else:
            yield from (f"\n[{_dotted(here)}]\n", *_table(here, table[key]))


def _needs_header(path: tuple[str, ...], key: str, value: Any) -> bool:
    if isinstance(value, Mapping):
        forced = path in ((), ("preferences",)) or (len(path) == 2 and key in _ALWAYS_A_TABLE)
        return forced or len(_key(key)) + len(_inline(value)) + 3 > _WIDTH
    return isinstance(value, list) and _all_tables(value)


def _all_tables(members: Collection[Any]) -> bool:
    return bool(members) and all(isinstance(member, Mapping) for member in members)


def _entry(key: str, value: Any) -> str:
    line = f"{_key(key)} = {_inline(value)}\n"
    if len(line) <= _WIDTH or not isinstance(value, list):
        return line
    members = "".join(f"    {_inline(member)},\n" for member in value)
    return f"{_key(key)} = [\n{members}]\n"


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        return (
            f"{{ {', '.join(f'{_key(key)} = {_inline(member)}' for key, member in value.items())} }}" if value else "{}"
        )
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if type(value) is int or type(value) is float:
        return repr(value)
    return tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _dotted(path: tuple[str, ...]) -> str:
    return ".".join(map(_key, path))
