"""Which pairs of points are worth comparing: an inverted index over rare words, block by block. Pure.

A pair that shares enough words is never missed (prefix filtering: of two sets with a Jaccard of at least t, the rarest
words of each meet), so what is found does not depend on what else is given. Pairs are handed out one at a time. Only
where a point has more than 40 others like it, as from a source that repeats itself by the thousand, are pairs left out,
and they are counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from types import MappingProxyType
from typing import TypeAlias

from mediant.evidence.agreement.likeness import (
    LEAST_OVERLAP,
    LEAST_OVERLAP_ACROSS,
    LEAST_WORDS,
    LEAST_WORDS_ACROSS,
)
from mediant.evidence.agreement.numbers import Number
from mediant.evidence.agreement.opposed import MOST_DAYS_ACROSS
from mediant.evidence.agreement.points import Point, Points, day_of
from mediant.evidence.agreement.speakers import OWN
from mediant.evidence.agreement.words import Quote

MOST_LIKE = 40
"""Earlier points with which one is paired in each way: else the work would grow with the square of their number."""

MONTH = MOST_DAYS_ACROSS + 1
MOST_MONTHS = 60
ALWAYS = (None,)
Days: TypeAlias = Mapping[Point, tuple[int, int]]
NO_DAYS: Days = MappingProxyType({})

Pair = tuple[Point, Point]
Bounds = tuple[float, int, Callable[[Point, Point], bool]]


@dataclass(slots=True)
class LeftOut:
    """How many pairs were not handed out, for points with too many others like them."""

    count: int = 0


def days_of(points: Points) -> Days:
    """The first and the last day of printing of every point of which all days are known."""
    found = {point: [day_of(claim) for claim in claims] for point, claims in points.items()}
    known = {point: [day for day in days if day is not None] for point, days in found.items()}
    return {point: (min(days), max(days)) for point, days in known.items() if days and len(days) == len(found[point])}


def pairs(points: Sequence[Point], left_out: LeftOut | None = None, days: Days = NO_DAYS) -> Iterator[Pair]:
    """Every pair that shares enough words, once: first those of one speaker, then those across speakers.

    Of one speaker: a quotation or a sum in common, or two words and a quarter of all. Across speakers, and between the
    articles' own statements: three words and two fifths of all, and, where `days` has both, thirty days at most
    between their printings (farther apart they are neither made one nor opposed). Numbers and days count as words. Of
    more than 40 that a point could be paired with in one of these ways come those that share most; `left_out` counts
    the others.
    """
    left = left_out or LeftOut()
    rank = _rarest_first(points)
    blocks = _by_speaker(points)
    for key, block in blocks.items():
        yield from _marked(block, key, left)
        wanted = partial(_of_speaker, key)
        yield from _overlapping(block, rank, (LEAST_OVERLAP, LEAST_WORDS, wanted), left)
    apart = partial(_of_near_days, days)
    yield from _overlapping(points, rank, (LEAST_OVERLAP_ACROSS, LEAST_WORDS_ACROSS, apart), left, days)


def _of_speaker(key: str, one: Point, other: Point) -> bool:
    """Whether a pair belongs to the speaker's block, and is not paired by a quotation or a sum."""
    if min((one.keys & other.keys) - {OWN}) != key:
        return False
    return not (one.quotes & other.quotes or one.amounts & other.amounts)


def _rarest_first(points: Sequence[Point]) -> dict[str, int]:
    count = Counter(word for point in points for word in point.words)
    return {word: place for place, word in enumerate(sorted(count, key=lambda word: (count[word], word)))}


def _by_speaker(points: Sequence[Point]) -> dict[str, list[Point]]:
    blocks: dict[str, list[Point]] = {}
    for point in points:
        for key in point.keys - {OWN}:
            blocks.setdefault(key, []).append(point)
    return {key: block for key, block in blocks.items() if len(block) > 1}


def _marked(block: Sequence[Point], key: str, left: LeftOut) -> Iterator[Pair]:
    """Pairs of a speaker's block with a quotation or a sum in common, once."""
    index: dict[Quote | Number, list[Point]] = {}
    for one in block:
        marks = one.quotes | one.amounts
        shared = dict.fromkeys(other for mark in marks for other in index.get(mark, ()))
        like = [other for other in shared if min((one.keys & other.keys) - {OWN}) == key]
        left.count += max(0, len(like) - MOST_LIKE)
        for other in like[:MOST_LIKE]:
            yield one, other
        for mark in marks:
            index.setdefault(mark, []).append(one)


def _overlapping(
    points: Sequence[Point], rank: dict[str, int], bounds: Bounds, left: LeftOut, days: Days = NO_DAYS
) -> Iterator[Pair]:
    """Pairs within the bounds, once: the least Jaccard, the fewest words in common, and which are wanted at all."""
    least, words, wanted = bounds
    by_size = sorted((point for point in points if len(point.words) >= words), key=lambda point: len(point.words))
    sets = [point.words for point in by_size]
    spans = [_months(days.get(point)) for point in by_size]
    index = _Index()
    for at, one in enumerate(sets):
        rare = sorted(one, key=rank.__getitem__)
        near = index.near(rare[: len(one) - max(words, _up(least * len(one))) + 1], spans[at])
        shortest = max(words, _up(least * len(one)))
        like = [
            k
            for k in near
            if len(sets[k]) >= shortest and _enough(one, sets[k], least, words) and wanted(by_size[at], by_size[k])
        ]
        if len(like) > MOST_LIKE:
            left.count += len(like) - MOST_LIKE
            shares = sorted((-_share(one, sets[k]), k) for k in like)
            like = [k for _, k in shares[:MOST_LIKE]]
        for other in like:
            yield by_size[at], by_size[other]
        index.add(at, rare[: len(one) - max(words, _up(2 * least / (1 + least) * len(one))) + 1], spans[at])


@dataclass(slots=True)
class _Index:
    """Points by a rare word, month by month; those without a month, and all of them for such ones, under None."""

    held: dict[tuple[str, int | None], list[int]] = field(default_factory=dict)
    every: dict[str, list[int]] = field(default_factory=dict)

    def add(self, at: int, words: Sequence[str], months: range | None) -> None:
        for word in words:
            self.every.setdefault(word, []).append(at)
            for month in ALWAYS if months is None else months:
                self.held.setdefault((word, month), []).append(at)

    def near(self, words: Sequence[str], months: range | None) -> set[int]:
        if months is None:
            return set().union(*(self.every.get(word, ()) for word in words))
        asked = (None, *range(months.start - 1, months.stop + 1))
        return set().union(*(self.held.get((word, month), ()) for word in words for month in asked))


def _months(days: tuple[int, int] | None) -> range | None:
    """The spans of 31 days that a point lies in; None where no day is known, or where they are too many."""
    if days is None:
        return None
    months = range(days[0] // MONTH, days[1] // MONTH + 1)
    return months if len(months) <= MOST_MONTHS else None


def _of_near_days(days: Days, one: Point, other: Point) -> bool:
    """Whether two points share no speaker, so that no block holds the pair, and are not too far apart in time."""
    if not one.keys & other.keys <= {OWN}:
        return False
    left, right = days.get(one), days.get(other)
    return left is None or right is None or max(right[0] - left[1], left[0] - right[1]) <= MOST_DAYS_ACROSS


def _enough(one: frozenset[str], other: frozenset[str], least: float, words: int) -> bool:
    common = len(one & other)
    return common >= words and common >= least * (len(one) + len(other) - common) - 1e-9


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _up(number: float) -> int:
    return ceil(number - 1e-9)
