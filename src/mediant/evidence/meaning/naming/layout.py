"""An article cut into words, sentences, paragraphs and quotations, each found by a position in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")
_END = re.compile(r"[.!?…]['\"”’)]{0,3}\s+(?=['\"“‘(]{0,3}[^\W_])|[\r\n]\s*|\d[.:]\d\d\s+(?=[^\W\d_])")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Prof|Rev|Col|Sgt|Lt|Capt|Cllr|No)|\b[A-Z])\.\s+$")
_BREAK = re.compile(r"[\r\n]\s*")
_MARK = re.compile(r"[\"“”«»‘’]|\n")


class Word(NamedTuple):
    """One word, number or mark of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the words, sentences, paragraphs and quotations of a text begin (and, for quotations, end)."""

    text: str
    words: tuple[Word, ...]
    word_starts: tuple[int, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]

    def word_at(self, position: int) -> int:
        """The number of the first word that begins at or after a position."""
        return bisect_right(self.word_starts, position - 1)

    def sentence(self, position: int) -> int:
        """The number of the sentence at a position."""
        return bisect_right(self.sentences, position)

    def paragraph(self, position: int) -> int:
        """The number of the paragraph at a position."""
        return bisect_right(self.paragraphs, position)

    def quoted(self, position: int) -> bool:
        """Whether a position lies in quotation marks."""
        k = bisect_right(self.quotes, (position, len(self.text) + 1)) - 1
        return k >= 0 and position < self.quotes[k][1]


def layout_of(text: str) -> Layout:
    """The layout of a text."""
    words = tuple(Word(m.start(), m.end(), m[0]) for m in WORD.finditer(text))
    ends = [m for m in _END.finditer(text) if not _SHORT.search(text, max(0, m.start() - 8), m.end())]
    return Layout(
        text=text,
        words=words,
        word_starts=tuple(word.start for word in words),
        sentences=tuple(m.end() for m in ends),
        paragraphs=tuple(m.end() for m in _BREAK.finditer(text)),
        quotes=_quotes(text),
    )


def _quotes(text: str) -> tuple[tuple[int, int], ...]:
    """Stretches in quotation marks; one that is still open at the end of its paragraph ends there."""
    found, opened, mark = [], -1, ""
    for match in _MARK.finditer(text):
        at, c = match.start(), match[0]
        if opened < 0:
            if c in '"“«' or (c == "‘" and text[at - 1 : at].strip() == ""):
                opened, mark = at, c
        elif c == "\n" or _closes(c, mark, text[at + 1 : at + 2]):
            found.append((opened, at))
            opened = -1
    if opened >= 0:
        found.append((opened, len(text)))
    return tuple(found)


def _closes(c: str, mark: str, following: str) -> bool:
    if c != {"“": "”", "«": "»", "‘": "’"}.get(mark, mark):
        return False
    return c != "’" or not following.isalnum()
