"""The comments of a TOML text. Pure; a reader of its own, because a parser for values throws them away."""

from __future__ import annotations

import re

# Strings of all four kinds first, so that a # inside one begins no comment. What an alternative has scanned it takes,
# also where the end of a string is missing: so no text is scanned twice.
_PARTS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|(?P<comment>#[^\n]*+)",
    re.DOTALL,
)


def comments_of(text: str) -> list[str]:
    """The comments of a TOML text that parses, each from its # to the end of its line, in order."""
    return [found["comment"].rstrip() for found in _PARTS.finditer(text) if found["comment"] is not None]
