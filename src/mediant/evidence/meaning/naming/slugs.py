"""Ids from names in any script: a-z 0-9 and -."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
_APART = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """The text as an id of at most 60 characters; empty when it holds no letter or digit.

    Accents are dropped. A letter that is not Latin is written by the last word of its Unicode name, so that the same
    name always gets the same id and no table or hash is needed: Cyrillic "Ж" is `zhe`, "中" is `4e2d`.
    """
    plain = "".join(_letter(c) for c in unicodedata.normalize("NFKD", text[: 4 * LONGEST]))
    whole = _APART.sub("-", plain.lower()).strip("-")
    return whole if len(whole) <= LONGEST else (whole[: LONGEST + 1].rsplit("-", 1)[0] or whole)[:LONGEST].strip("-")


def _letter(c: str) -> str:
    if c.isascii():
        return "" if c == "'" else c
    kind = unicodedata.category(c)
    if kind.startswith("M") or c in "’‘":
        return ""
    if kind[0] not in "LN":
        return " "
    name = unicodedata.name(c, "").lower()
    if name.startswith("latin "):  # such as "latin small letter o with stroke"
        return name.split(" letter ")[-1].split(" with ")[0].split()[-1]
    return f"{re.split('[ -]', name)[-1]}-" if name else f"{ord(c):x}-"
