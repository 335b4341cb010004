"""How two points stand to each other: one statement, opposed, or nothing that can be told. Pure and symmetric.

Speaker, act, negation, numbers and days are compared first and by rule; only then are words compared by a score. The
thresholds were set on the pairs of tests/evidence/agreement/pairs.toml, precision before recall.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from mediant.evidence.agreement.numbers import PART, Number
from mediant.evidence.agreement.points import Point
from mediant.evidence.agreement.speakers import OWN

LEAST_SAME = 0.35
LEAST_OPPOSED = 0.40
LEAST_WITHIN = 0.25  # where the one says in fewer words what the other says
MOST_OF_FEWER = 2 / 3  # of the words of the shorter, shared
LEAST_COUNTED = 0.33  # where both count in one unit, and differ
LEAST_ACROSS = 0.50  # where speakers differ, or two outlets speak for themselves
LEAST_WORDS = 2  # shared
LEAST_WORDS_ACROSS = 3
LEAST_OVERLAP = 0.25  # of words, shared by all: below it nothing is looked at
LEAST_OVERLAP_ACROSS = 0.40
NEAR_PART = 0.03  # "a fifth" of 22 per cent

WEEK = frozenset(str.split("monday tuesday wednesday thursday friday saturday sunday"))
MONTHS = frozenset(
    str.split("january february march april june july august september october november december")
)  # "may" is a verb as a rule
TOGETHER = (  # acts that two reporters may read into the same words
    frozenset(("report", "assess", "accuse", "deny")),
    frozenset(("report", "assess", "deny", "concede")),
    frozenset(("report", "announce")),
    frozenset(("announce", "commit")),
    frozenset(("announce", "threaten")),
)
OPPOSED = frozenset(
    frozenset(pair)
    for pair in (
        ("accept", "reject"),
        ("offer", "reject"),
        ("commit", "reject"),
        ("demand", "reject"),
        ("demand", "concede"),
        ("concede", "reject"),
        ("accuse", "concede"),
    )
)
POSITIONS = ("demand", "offer", "commit", "threaten")  # one speaker's with one sum in them are one position
WITHIN = ("same", "act", "denial", "number")
FACTS = frozenset(("report", "announce"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """`kind` is same, act, number, date, denial or polarity; `score` is how alike the words are, 0 to 1."""

    kind: str
    score: float


def likeness(one: Point, other: Point) -> Likeness | None:
    """How the points stand to each other; None where nothing can be told."""
    shared = one.keys & other.keys
    kind = kind_of(one, other) if shared else _kind_across(one, other)
    if kind is None:
        return None
    if kind == "same" and one.quotes & other.quotes:
        return Likeness(kind=kind, score=1.0)
    if kind == "same" and one.act == other.act and one.act in POSITIONS and one.amounts & other.amounts:
        return Likeness(kind=kind, score=max(LEAST_SAME, alike(one.words, other.words)))
    left, right = (one.words, other.words) if kind in ("same", "act") else (_bare(one), _bare(other))
    across = not shared or OWN in shared
    if len(left & right) < (LEAST_WORDS_ACROSS if across else LEAST_WORDS):
        return None
    score = alike(left, right)
    least = _least(one, other, kind, across=across)
    if not across and kind in WITHIN and len(left & right) >= MOST_OF_FEWER * min(len(left), len(right)) - 1e-9:
        least = min(least, LEAST_WITHIN)
    return Likeness(kind=kind, score=score) if score >= least else None


def _least(one: Point, other: Point, kind: str, *, across: bool) -> float:
    """How alike the words must be."""
    if across:
        return LEAST_ACROSS
    if kind == "same":
        return LEAST_SAME
    return LEAST_COUNTED if kind == "number" and _same_unit_differs(one, other) else LEAST_OPPOSED


def kind_of(one: Point, other: Point) -> str | None:
    """What two points of one speaker would be if their words were alike; "same" where nothing keeps them apart."""
    if one.open or other.open:
        return "same" if one.open and other.open and one.act == other.act else None
    if frozenset((one.act, other.act)) in OPPOSED:
        return "act" if one.against == other.against and not _numbers_differ(one, other) else None
    if not _acts_go_together(one, other):
        return "denial" if "deny" in (one.act, other.act) and one.against != other.against else None
    if _numbers_differ(one, other):
        return "number"
    if any(_disjoint(one.days & kind, other.days & kind) for kind in (WEEK, MONTHS)):
        return "date"
    if one.against != other.against:
        return "denial" if "deny" in (one.act, other.act) else "polarity"
    return "same"


def _kind_across(one: Point, other: Point) -> str | None:
    """What two points of different speakers would be: only denials and facts that cannot both hold count."""
    if one.open or other.open:
        return None
    acts = {one.act, other.act}
    if "deny" in acts:
        return "denial" if len(acts) == 2 and one.against != other.against else None
    if not acts <= FACTS:
        return None
    if _same_unit_differs(one, other):
        return "number"
    return "polarity" if one.against != other.against and not _numbers_differ(one, other) else None


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The mean of the share of common words (Jaccard) and of common runs of three letters (Dice), 0 to 1."""
    if not one or not other:
        return 0.0
    left, right = _trigrams(one), _trigrams(other)
    words = len(one & other) / len(one | other)
    return (words + 2 * len(left & right) / (len(left) + len(right))) / 2


@lru_cache(maxsize=4_096)
def _trigrams(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[k : k + 3] for word in words for k in range(max(1, len(word) - 2)))


def _acts_go_together(one: Point, other: Point) -> bool:
    return one.act == other.act or any({one.act, other.act} <= acts for acts in TOGETHER)


def _numbers_differ(one: Point, other: Point) -> bool:
    """Each has a number that the other has not; a number more on one side alone is only more detail."""
    left, right = one.numbers, other.numbers
    return bool(_lacking(left, right) and _lacking(right, left))


def _lacking(numbers: Iterable[Number], others: Iterable[Number]) -> bool:
    """Whether one of the numbers has no equal among the others; a part ("a fifth") is equal to a near percentage."""
    return not all(any(_equal(number, other) for other in others) for number in numbers)


def _equal(one: Number, other: Number) -> bool:
    if {one[1], other[1]} == {PART, "%"}:
        return abs(one[0] - other[0]) <= NEAR_PART
    return one[0] == other[0]


def _same_unit_differs(one: Point, other: Point) -> bool:
    """There is a unit that both count in, and no number of it in common."""
    units = {unit for _, unit in one.numbers} & {unit for _, unit in other.numbers} - {""}
    return any(_disjoint(_in(one, unit), _in(other, unit)) for unit in units)


def _in(point: Point, unit: str) -> frozenset[float]:
    return frozenset(value for value, other in point.numbers if other == unit)


def _disjoint(one: frozenset[str] | frozenset[float], other: frozenset[str] | frozenset[float]) -> bool:
    return bool(one) and bool(other) and not one & other


@lru_cache(maxsize=4_096)
def _bare(point: Point) -> frozenset[str]:
    """The words without numbers and days."""
    return frozenset(word for word in point.words if word[0] != "#" and word not in point.days)
