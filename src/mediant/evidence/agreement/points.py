"""A claim as it is compared: who speaks, in which act, with which words, on which day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from mediant.errors import InvalidValue
from mediant.evidence.agreement.numbers import CURRENCIES, PERCENT, Number
from mediant.evidence.agreement.speakers import speaker_keys
from mediant.evidence.agreement.words import Quote, wording
from mediant.evidence.claim import Claim

SUMS = (*CURRENCIES, *PERCENT)
LEAST_SAID = 2  # words: below it equal words tell nothing
DENIALS = ("den", "reject", "dismiss", "refut", "disput", "contradict", "disown", "rebut", "repudiat", "disavow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What is compared of a claim. Claims with equal points differ only in where they were printed.

    `words` are stems, numbers ("#140") and days together. `against`: the speaker holds that the words are untrue, be
    it by denying them or by a negation in them (both together cancel out). `open`: nothing is stated, as in a question.
    `alone` is the id of a claim that can be no other's: its speaker cannot be told, or it says too little ("that").
    """

    keys: frozenset[str]
    act: str | None
    open: bool
    against: bool
    words: frozenset[str]
    numbers: frozenset[Number]
    days: frozenset[str]
    quotes: frozenset[Quote]
    alone: str = ""

    @property
    def amounts(self) -> frozenset[Number]:
        """Sums of money and shares: exact enough to know a position by."""
        return frozenset(number for number in self.numbers if number[1] in SUMS)

    @property
    def order(self) -> tuple[str, ...]:
        """Sorts points the same way in every run."""
        return (
            *sorted(self.words),
            "|",
            *sorted(self.keys),
            "|",
            self.act or "",
            f"{self.open:d}{self.against:d}",
            self.alone,
        )


Points: TypeAlias = Mapping[Point, tuple[Claim, ...]]


def points_of(claims: Iterable[Claim]) -> dict[Point, tuple[Claim, ...]]:
    """The claims by point; a claim given twice counts once. Neither order depends on that of the claims.

    Raises InvalidValue where two different claims have one id.
    """
    known: dict[str, Claim] = {}
    for claim in claims:
        if known.setdefault(claim.id, claim) != claim:
            raise InvalidValue("claims", f"two different claims with the id {claim.id!r}", "an id of its own for each")
    held: dict[Point, list[Claim]] = {}
    for _, claim in sorted(known.items()):
        held.setdefault(point_of(claim), []).append(claim)
    inner = {point: tuple(sorted(members, key=first_first)) for point, members in held.items()}
    return dict(sorted(inner.items(), key=lambda pair: (pair[0].order, pair[1][0].id)))


def point_of(claim: Claim) -> Point:
    """The claim as it is compared."""
    said = wording([span.text for span in claim.content])
    keys = speaker_keys(claim)
    words = said.stems | {f"#{value:g}" for value, _ in said.numbers} | said.days
    return Point(
        keys=keys,
        act=claim.act,
        open=claim.certainty == "uncertain" or claim.act is None,
        against=said.negated != _denies(claim),
        words=words,
        numbers=said.numbers,
        days=said.days,
        quotes=said.quotes,
        alone="" if keys and len(words) >= LEAST_SAID else claim.id,
    )


def day_of(claim: Claim) -> int | None:
    """The day the claim was printed, as a number of days; None where it is not known or no day."""
    try:
        return date.fromisoformat(claim.article.published or "").toordinal()
    except ValueError:
        return None


def first_first(claim: Claim) -> tuple[bool, int, str]:
    """Sorts claims by the day they were printed, those without one last, then by id."""
    day = day_of(claim)
    return day is None, day or 0, claim.id


def _denies(claim: Claim) -> bool:
    """Whether the content is what is denied ("denied that it had left"), not what is said instead ("it never left")."""
    if claim.act != "deny" or not claim.sources:
        return False
    words = " ".join(span.text for span in claim.sources[0].cue).casefold().split()
    return any(word.startswith(DENIALS) for word in words)
