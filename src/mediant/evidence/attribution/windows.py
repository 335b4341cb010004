"""A text in windows that an encoder can take in: whole sentences where that is possible, with an overlap. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mediant.evidence.attribution.words import PLAIN, Vocabulary, Word

MOST_PIECES = 320  # of a window, with its two end marks
OVERLAP = 25  # words that a window shares with the one before, about

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` up to, not including, `last` of a text as pieces; `heads[i]` is where word i's first piece is."""

    first: int
    last: int
    pieces: Ints
    heads: Ints


def windows_of(
    text: str, words: Sequence[Word], vocabulary: Vocabulary, start: int = 0, overlap: int = OVERLAP
) -> list[Window]:
    """The windows of a text from word `start` on; each begins after the one before and the last ends with the text.

    Lines are parted by the vocabulary's end mark, so that the encoder sees paragraphs.
    """
    numbers = [vocabulary.pieces(text[word.start : word.end]) for word in words]
    starts = sentence_starts(text, words)
    windows: list[Window] = []
    while start < len(words):
        window = _window(words, numbers, vocabulary, start)
        windows.append(window)
        if window.last == len(words):
            break
        start = _next_start(starts, window, overlap)
    return windows


def sentence_starts(text: str, words: Sequence[Word]) -> list[bool]:
    """Whether a sentence may begin at each word: after a break, or after a stop and its marks before a capital.

    All kinds of quotation marks count alike.
    """
    found = []
    stopped = True
    for word in words:
        c = text[word.start].translate(PLAIN)
        apart = word.start == 0 or text[word.start - 1].isspace()
        found.append(word.after_break or (stopped and apart and (c.isupper() or c.isdigit() or c in "\"'([")))
        if c in ".!?":
            stopped = True
        elif not (stopped and c in "\"')]"):
            stopped = False
    return found


def _window(words: Sequence[Word], numbers: Sequence[tuple[int, ...]], vocabulary: Vocabulary, start: int) -> Window:
    pieces, heads = [vocabulary.first], []
    last = start
    while last < len(words):
        parted = words[last].after_break and last > start
        if len(pieces) + parted + len(numbers[last]) + 1 > MOST_PIECES:
            break
        if parted:
            pieces.append(vocabulary.last)
        heads.append(len(pieces))
        pieces += numbers[last]
        last += 1
    pieces.append(vocabulary.last)
    return Window(start, last, np.array(pieces, dtype=np.int64), np.array(heads, dtype=np.int64))


def _next_start(starts: Sequence[bool], window: Window, overlap: int) -> int:
    """The sentence start nearest to `overlap` words before the window's end; without one, just there.

    A window of long words, hostile ones mostly, overlaps by no more than half, so that the text is seen about twice.
    """
    wanted = max(window.first + 1, window.last - min(overlap, (window.last - window.first) // 2))
    near = [
        at
        for at in range(max(window.first + 1, wanted - 40), min(window.last, wanted + 40) + 1)
        if at < len(starts) and starts[at]
    ]
    return min(near, key=lambda at: (abs(at - wanted), at)) if near else wanted
