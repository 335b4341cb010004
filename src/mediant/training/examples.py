"""From annotated articles to what the encoder is taught: labels of words, and of words for every cue. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mediant.evidence.attribution.labels import KINDS, PLACES, begin, inside
from mediant.evidence.attribution.words import Word, words_of
from mediant.evidence.claim import ACTS, CERTAINTIES, Claim, Span
from mediant.evidence.markup import nested_in

Labels = npt.NDArray[np.int64]
SKIP = -100
"""Label of a word that teaches nothing."""

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Taught:
    """One attribution in words: its anchor (first word and last), the pieces of each place, act and certainty.

    These two are -1 where they are not annotated; the act after the last stands for none.
    """

    anchor: Range
    pieces: tuple[tuple[int, Range], ...]
    act: int
    certainty: int


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated article in words. `kinds` and `anchors` are labels of its words."""

    text: str
    words: tuple[Word, ...]
    kinds: Labels
    anchors: Labels
    taught: tuple[Taught, ...]


def example_of(text: str, claims: Sequence[Claim], skipped: Sequence[Span] = ()) -> Example:
    """What an article teaches. Words of `skipped` spans teach nothing; claims without words are left out."""
    words = words_of(text)
    at = _Places([word.start for word in words], [word.end for word in words])
    kinds = np.zeros(len(words), dtype=np.int64)
    anchors = np.zeros(len(words), dtype=np.int64)
    taught = []
    depth = _depths(claims)
    for claim in sorted(claims, key=lambda claim: -depth[claim.id]):  # the outermost is painted last
        one = _taught(claim, at)
        if one is None:
            continue
        taught.append(one)
        own = not claim.sources
        for place, piece in one.pieces:
            kind = KINDS.index("own") if own else _kind(place)
            _paint(kinds, piece, kind)
    for one in taught:
        if one.anchor[1] >= 0:
            _paint(anchors, one.anchor, 0)
    for span in skipped:
        aside = at.of(span)
        if aside is not None:
            kinds[aside[0] : aside[1] + 1] = anchors[aside[0] : aside[1] + 1] = SKIP
    taught.sort(key=lambda one: one.anchor)
    return Example(text, tuple(words), kinds, anchors, tuple(taught))


class _Places:
    def __init__(self, starts: list[int], ends: list[int]) -> None:
        self._starts, self._ends = starts, ends

    def of(self, span: Span) -> Range | None:
        """First and last word that share a character with the span."""
        first, last = bisect_right(self._ends, span.start), bisect_left(self._starts, span.end) - 1
        return (first, last) if first <= last else None


def _taught(claim: Claim, at: _Places) -> Taught | None:
    pieces: list[tuple[int, Range]] = []
    anchor = (-1, -1)
    for link, source in enumerate(claim.sources[:3]):
        own, cue = (PLACES.index("speaker"), PLACES.index("cue")) if link == 0 else (1 + 2 * link, 2 + 2 * link)
        pieces += [(own, piece) for span in source.spans if (piece := at.of(span))]
        cues = [(cue, piece) for span in source.cue if (piece := at.of(span))]
        if link == 0:
            if not cues:
                return None
            anchor = max((piece for _, piece in cues), key=lambda piece: (piece[1] - piece[0], -piece[0]))
        pieces += cues
    pieces += [(PLACES.index("content"), piece) for span in claim.content if (piece := at.of(span))]
    act = (*ACTS, None).index(claim.act) if claim.act or claim.certainty else -1
    certainty = -1 if claim.certainty is None else CERTAINTIES.index(claim.certainty)
    return Taught(anchor, tuple(pieces), act, certainty)


def _kind(place: int) -> int:
    name = PLACES[place]
    if name == "content":
        return KINDS.index("content")
    return KINDS.index("cue" if name.endswith("cue") else "speaker")


def _paint(labels: Labels, piece: Range, kind: int) -> None:
    labels[piece[0]] = begin(kind)
    labels[piece[0] + 1 : piece[1] + 1] = inside(kind)


def _depths(claims: Sequence[Claim]) -> dict[str, int]:
    """How many claims each lies in."""
    holder = dict(zip([claim.id for claim in claims], nested_in(tuple(claims)), strict=True))
    depths: dict[str, int] = {}
    for claim in claims:
        depth, above = 0, holder[claim.id]
        while above is not None and depth < len(claims):
            depth, above = depth + 1, holder[above]
        depths[claim.id] = depth
    return depths
