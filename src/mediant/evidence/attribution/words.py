"""A text as words, and words as pieces of the encoder's vocabulary. Pure.

Words are runs of letters and digits (with apostrophes inside) and single marks; pieces are found as in BERT
(Devlin et al. 2019): lower case, accents taken off, then the longest piece first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

WORD = re.compile(r"\w+(?:['’]\w+)*|''|``|[^\w\s]")
PART = re.compile(r"[^\W_]+|[^\s\w]|_")
BREAK = re.compile(r"[\r\n\x85\u2028\u2029]")
LONGEST_PART = 100  # characters; a longer one is one unknown piece
MOST_PIECES = 12  # of one word; the rest would say little of it
MOST_KNOWN = 200_000  # words whose pieces are remembered: hostile texts do not grow them without end

PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "〝": '"',
        "〞": '"',
        "＂": '"',
        "‹": "'",
        "›": "'",
        "‛": "'",
        "‘": "'",
        "’": "'",
        "‚": "'",
        "–": "-",
        "—": "-",
        "…": ".",
    }
)
"""Marks that mean the same are the same to the encoder, so that a change of quotation marks changes no claim."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: characters from `start` up to, not including, `end`; `after_break`: first of its line."""

    start: int
    end: int
    after_break: bool = False


def words_of(text: str) -> list[Word]:
    """The words of a text in order; white space belongs to none."""
    words: list[Word] = []
    before = 0
    for match in WORD.finditer(text):
        start, end = match.span()
        words.append(Word(start, end, before > 0 and BREAK.search(text, before, start) is not None))
        before = end
    return words


class Vocabulary:
    """The pieces an encoder knows, by their number."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown, self.first, self.last = (self._numbers[name] for name in ("[UNK]", "[CLS]", "[SEP]"))

    def __len__(self) -> int:
        return len(self._numbers)

    def pieces(self, word: str) -> tuple[int, ...]:
        """Numbers of the pieces of a word: at least one, at most 12."""
        known = self._known.get(word)
        if known is None:
            found = (number for part in PART.finditer(_plain(word)) for number in self._of_part(part[0]))
            known = tuple(islice(found, MOST_PIECES)) or (self.unknown,)
            if len(self._known) < MOST_KNOWN and len(word) <= LONGEST_PART:
                self._known[word] = known
        return known

    def _of_part(self, part: str) -> list[int]:
        if len(part) > LONGEST_PART:
            return [self.unknown]
        numbers: list[int] = []
        start = 0
        while start < len(part):
            end, mark = len(part), "##" if start else ""
            while end > start and mark + part[start:end] not in self._numbers:
                end -= 1
            if end == start:
                return [self.unknown]
            numbers.append(self._numbers[mark + part[start:end]])
            start = end
        return numbers


def _plain(word: str) -> str:
    if word in ("''", "``"):  # as agencies type quotation marks
        return '"'
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.translate(PLAIN).lower())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")
