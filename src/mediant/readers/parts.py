"""A long article in parts that a model can take, each as it stands in the text. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

BREAKS = (re.compile(r"\n[ \t\r]*\n"), re.compile(r"\n"), re.compile(r"[.!?][\"'”’)\]]? "), re.compile(r" "))
"""Where to part, the best place first: between paragraphs, lines, sentences, words."""


@dataclass(frozen=True, slots=True)
class Part:
    """The characters of the text from `start` up to, not including, `end`."""

    start: int
    end: int


def parts_of(text: str, most: int) -> tuple[Part, ...]:
    """Parts of at most `most` characters that make up the text, without those of white space alone.

    A part ends at the last paragraph that fits; where none does, at the last line, sentence or word; else anywhere.
    """
    parts = []
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= most else _end(text, start, start + most)
        if text[start:end].strip():
            parts.append(Part(start, end))
        start = end
    return tuple(parts)


def _end(text: str, start: int, limit: int) -> int:
    for pattern in BREAKS:
        ends = [found.end() for found in pattern.finditer(text, start, limit)]
        if ends and ends[-1] > start + (limit - start) // 4:  # no crumbs
            return ends[-1]
    return limit
