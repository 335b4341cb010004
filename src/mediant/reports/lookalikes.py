"""Names that a reader could take for each other: spelt with letters of other scripts, with marks that nobody sees."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

from mediant.reports.wording import JOINERS

LETTERS = str.maketrans(
    "авеікмнорсѕтухһјԁԛԝѵ" "αβεικνορτυχηζμ" "l10|",
    "abeikmhopcstyxhjdqwv" "abeiknoptyxhzm" "iioi",
)  # fmt: skip
"""Cyrillic, Greek and Latin letters, small ones, by the letter that they or their capitals look like."""


def look_of(name: str) -> str:
    """What a name looks like at a glance: equal for names that are easily confused."""
    seen = normalize("NFKC", name).casefold().translate(dict.fromkeys(map(ord, JOINERS)))
    return " ".join(seen.translate(LETTERS).split())


def lookalikes(names: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Keys of names that look alike, group by group, in their order."""
    groups: dict[str, list[str]] = {}
    for key, name in names.items():
        groups.setdefault(look_of(name), []).append(key)
    return tuple(tuple(keys) for keys in groups.values() if len(keys) > 1)


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """The names by key, with the key behind those that look alike: 'Hamas [a]'."""
    alike = {key for keys in lookalikes(names) for key in keys}
    return {key: f"{name} [{key}]" if key in alike else name for key, name in names.items()}
