"""Which pairs of points are worth comparing: an inverted index over rare words, block by block. Pure.

A pair that shares enough words is never missed (prefix filtering: of two sets with a Jaccard of at least t, the rarest
words of each meet), so what is found does not depend on what else is given. Pairs are handed out one at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil

from mediant.evidence.agreement.likeness import (
    LEAST_OVERLAP,
    LEAST_OVERLAP_ACROSS,
    LEAST_WORDS,
    LEAST_WORDS_ACROSS,
)
from mediant.evidence.agreement.points import Point
from mediant.evidence.agreement.speakers import OWN

Pair = tuple[Point, Point]


def pairs(points: Sequence[Point]) -> Iterator[Pair]:
    """Every pair that shares enough words, once: first those of one speaker, then those across speakers.

    Of one speaker: a quotation in common, or two words and a quarter of all. Across speakers, and between the
    articles' own statements: three words and two fifths of all. Numbers and days count as words.
    """
    rank = _rarest_first(points)
    blocks = _by_speaker(points)
    for key, block in blocks.items():
        for one, other in _quoted(block):
            if min(one.keys & other.keys) == key:
                yield one, other
        for one, other in _overlapping(block, rank, LEAST_OVERLAP, LEAST_WORDS):
            if min((one.keys & other.keys) - {OWN}) == key and not one.quotes & other.quotes:
                yield one, other
    for one, other in _overlapping(points, rank, LEAST_OVERLAP_ACROSS, LEAST_WORDS_ACROSS):
        if one.keys & other.keys <= {OWN}:
            yield one, other


def _rarest_first(points: Sequence[Point]) -> dict[str, int]:
    count = Counter(word for point in points for word in point.words)
    return {word: place for place, word in enumerate(sorted(count, key=lambda word: (count[word], word)))}


def _by_speaker(points: Sequence[Point]) -> dict[str, list[Point]]:
    blocks: dict[str, list[Point]] = {}
    for point in points:
        for key in point.keys - {OWN}:
            blocks.setdefault(key, []).append(point)
    return {key: block for key, block in blocks.items() if len(block) > 1}


def _quoted(block: Sequence[Point]) -> Iterator[Pair]:
    """Pairs with a quotation in common, once."""
    index: dict[tuple[str, ...], list[Point]] = {}
    for one in block:
        for other in dict.fromkeys(other for quote in one.quotes for other in index.get(quote, ())):
            yield one, other
        for quote in one.quotes:
            index.setdefault(quote, []).append(one)


def _overlapping(points: Sequence[Point], rank: dict[str, int], least: float, words: int) -> Iterator[Pair]:
    """Pairs with a Jaccard of at least `least` and at least `words` words in common, once."""
    index: dict[str, list[int]] = {}
    by_size = sorted((point for point in points if len(point.words) >= words), key=lambda point: len(point.words))
    sets = [point.words for point in by_size]
    for at, one in enumerate(sets):
        rare = sorted(one, key=rank.__getitem__)
        probed = rare[: len(one) - max(words, _up(least * len(one))) + 1]
        near: set[int] = set()
        near.update(*(index.get(word, ()) for word in probed))
        for other in near:
            if _enough(one, sets[other], least, words):
                yield by_size[at], by_size[other]
        for word in rare[: len(one) - max(words, _up(2 * least / (1 + least) * len(one))) + 1]:
            index.setdefault(word, []).append(at)


def _enough(one: frozenset[str], other: frozenset[str], least: float, words: int) -> bool:
    common = len(one & other)
    return common >= words and common >= least * (len(one) + len(other) - common) - 1e-9


def _up(number: float) -> int:
    return ceil(number - 1e-9)
