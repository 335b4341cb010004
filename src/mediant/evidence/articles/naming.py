"""The id of an article: from the name of its file, another one for each article of a run."""

from __future__ import annotations

import re
import unicodedata

from mediant.evidence.checks import FILE_NAME

_LONGEST = 90  # of the 100 that an id may have: room for a number
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")


def slug(stem: str) -> str:
    """The name as an id: accents dropped, anything else a hyphen; `article` where nothing is left."""
    plain = unicodedata.normalize("NFKD", stem[:1_000])
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    name = _OTHER.sub("-", plain).strip("-._")[:_LONGEST].rstrip("-._")
    return stem if FILE_NAME.fullmatch(stem) and len(stem) <= _LONGEST else name or "article"


def unique(name: str, taken: dict[str, int]) -> str:
    """The name, or the first of name-2, name-3, ... that is not taken; `taken` grows by it.

    Names that differ in case alone count as one, so that ID.txt is a file of its own on any disk.
    """
    number = taken.get(name.casefold(), 0) + 1
    fresh = name if number == 1 else f"{name}-{number}"
    while number > 1 and fresh.casefold() in taken:
        number += 1
        fresh = f"{name}-{number}"
    taken[name.casefold()] = number
    taken.setdefault(fresh.casefold(), 1)
    return fresh
