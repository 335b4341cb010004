"""Which pairs of points are worth comparing: an inverted index over rare words, block by block. Pure.

A pair that shares enough words is never missed (prefix filtering: of two sets with a Jaccard of at least t, the rarest
words of each meet), so what is found does not depend on what else is given. Pairs are handed out one at a time. Only
where a point has more than 40 others like it, as from a source that repeats itself by the thousand, are pairs left out,
and they are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil

from mediant.evidence.agreement.likeness import (
    LEAST_OVERLAP,
    LEAST_OVERLAP_ACROSS,
    LEAST_WORDS,
    LEAST_WORDS_ACROSS,
)
from mediant.evidence.agreement.points import Point
from mediant.evidence.agreement.speakers import OWN

MOST_LIKE = 40
"""Earlier points with which one is paired in each way: else the work would grow with the square of their number."""

Pair = tuple[Point, Point]
Bounds = tuple[float, int, Callable[[Point, Point], bool]]


@dataclass(slots=True)
class LeftOut:
    """How many pairs were not handed out, for points with too many others like them."""

    count: int = 0


def pairs(points: Sequence[Point], left_out: LeftOut | None = None) -> Iterator[Pair]:
    """Every pair that shares enough words, once: first those of one speaker, then those across speakers.

    Of one speaker: a quotation in common, or two words and a quarter of all. Across speakers, and between the
    articles' own statements: three words and two fifths of all. Numbers and days count as words. Of more than 40 that
    a point could be paired with in one of these ways come those that share most; `left_out` counts the others.
    """
    left = left_out or LeftOut()
    rank = _rarest_first(points)
    blocks = _by_speaker(points)
    for key, block in blocks.items():
        yield from _quoted(block, key, left)
        wanted = partial(_of_speaker, key)
        yield from _overlapping(block, rank, (LEAST_OVERLAP, LEAST_WORDS, wanted), left)
    yield from _overlapping(points, rank, (LEAST_OVERLAP_ACROSS, LEAST_WORDS_ACROSS, _of_none), left)


def _of_speaker(key: str, one: Point, other: Point) -> bool:
    """Whether a pair belongs to the speaker's block, and is not paired by a quotation."""
    return min((one.keys & other.keys) - {OWN}) == key and not one.quotes & other.quotes


def _of_none(one: Point, other: Point) -> bool:
    """Whether two points share no speaker, so that no block holds the pair."""
    return one.keys & other.keys <= {OWN}


def _rarest_first(points: Sequence[Point]) -> dict[str, int]:
    count = Counter(word for point in points for word in point.words)
    return {word: place for place, word in enumerate(sorted(count, key=lambda word: (count[word], word)))}


def _by_speaker(points: Sequence[Point]) -> dict[str, list[Point]]:
    blocks: dict[str, list[Point]] = {}
    for point in points:
        for key in point.keys - {OWN}:
            blocks.setdefault(key, []).append(point)
    return {key: block for key, block in blocks.items() if len(block) > 1}


def _quoted(block: Sequence[Point], key: str, left: LeftOut) -> Iterator[Pair]:
    """Pairs of a speaker's block with a quotation in common, once."""
    index: dict[tuple[str, ...], list[Point]] = {}
    for one in block:
        shared = dict.fromkeys(other for quote in one.quotes for other in index.get(quote, ()))
        like = [other for other in shared if min(one.keys & other.keys) == key]
        left.count += max(0, len(like) - MOST_LIKE)
        for other in like[:MOST_LIKE]:
            yield one, other
        for quote in one.quotes:
            index.setdefault(quote, []).append(one)


def _overlapping(points: Sequence[Point], rank: dict[str, int], bounds: Bounds, left: LeftOut) -> Iterator[Pair]:
    """Pairs within the bounds, once: the least Jaccard, the fewest words in common, and which are wanted at all."""
    least, words, wanted = bounds
    index: dict[str, list[int]] = {}
    by_size = sorted((point for point in points if len(point.words) >= words), key=lambda point: len(point.words))
    sets = [point.words for point in by_size]
    for at, one in enumerate(sets):
        rare = sorted(one, key=rank.__getitem__)
        probed = rare[: len(one) - max(words, _up(least * len(one))) + 1]
        near: set[int] = set()
        near.update(*(index.get(word, ()) for word in probed))
        like = [k for k in near if _enough(one, sets[k], least, words) and wanted(by_size[at], by_size[k])]
        if len(like) > MOST_LIKE:
            left.count += len(like) - MOST_LIKE
            shares = sorted((-_share(one, sets[k]), k) for k in like)
            like = [k for _, k in shares[:MOST_LIKE]]
        for other in like:
            yield by_size[at], by_size[other]
        for word in rare[: len(one) - max(words, _up(2 * least / (1 + least) * len(one))) + 1]:
            index.setdefault(word, []).append(at)


def _enough(one: frozenset[str], other: frozenset[str], least: float, words: int) -> bool:
    common = len(one & other)
    return common >= words and common >= least * (len(one) + len(other) - common) - 1e-9


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _up(number: float) -> int:
    return ceil(number - 1e-9)
