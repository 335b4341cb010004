"""The evidence in time, as one person may know it: claims, who disputes them, what contradicts them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from msgspec import Struct

from mediant.evidence.agreement.compare import compare
from mediant.evidence.agreement.values import Contradiction
from mediant.evidence.claim import Claim
from mediant.workbench.audience import JOINT
from mediant.workbench.evidence import Evidence, Found, Told

Kind: TypeAlias = Literal["proposed", "private", "agreed", "disputed"]
KINDS: tuple[Kind, ...] = ("proposed", "private", "agreed", "disputed")
"""Nobody has judged it; not all know it; all know it and nobody disputes it before them; somebody does."""


class Entry(Struct, frozen=True, kw_only=True):
    """A claim in time.

    id : what the viewer calls it; rooms : in which it was told; disputes : why, by party and room, as far as the
    viewer knows; against : ids of entries that contradict it.
    """

    id: str
    claim: Claim
    kind: Kind
    rooms: tuple[str, ...] = ()
    disputes: Mapping[tuple[str, str], str] = {}
    against: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The day it speaks of, or else that of its article; empty where neither is known."""
        said = self.claim.when.date if self.claim.when else None
        return said or self.claim.article.published or ""


MOST_COMPARED = 200
"""Claims that are held against one another, those that somebody has judged before the others."""


class Timeline(Struct, frozen=True):
    """Entries, the earliest first and undated ones last; pairs that cannot both hold; how many were not compared."""

    entries: tuple[Entry, ...]
    contradictions: tuple[Contradiction, ...]
    not_compared: int = 0

    def where(self, issue: str | None = None, kind: str | None = None) -> tuple[Entry, ...]:
        """Those of an issue and of a kind; None for any."""
        return tuple(
            one for one in self.entries if issue in (None, *one.claim.issues) and kind in (None, one.kind)
        )  # fmt: skip


def timeline(evidence: Evidence) -> Timeline:
    """What the evidence tells its viewer: mediators all claims that were not dropped, others what they were told."""
    entries = tuple(_entries(evidence))
    first = sorted(entries, key=lambda one: one.kind == "proposed")[:MOST_COMPARED]
    contradictions = compare(replace(one.claim, id=one.id) for one in first).contradictions
    against: dict[str, set[str]] = {}
    for pair in contradictions:
        for mine, theirs in ((pair.one, pair.other), (pair.other, pair.one)):
            for claim in mine.claims:
                against.setdefault(claim, set()).update(theirs.claims)
    ready = (_with(one, against.get(one.id, ())) for one in entries)
    in_time = tuple(sorted(ready, key=lambda one: (one.day == "", one.day)))
    return Timeline(in_time, contradictions, len(entries) - len(first))


def _entries(evidence: Evidence) -> Iterable[Entry]:
    linked = {known for found in evidence.found.values() for known in found.told.values()}
    for name, found in evidence.found.items():
        if found.standing != "drop":
            yield _found(name, found, evidence.told_of(found))
    for name, told in evidence.told.items():
        if not told.retracted and name not in linked:
            yield Entry(id=name, claim=told.claim, kind=_kind([told]), rooms=(told.room,), disputes=told.disputes)


def _found(name: str, found: Found, told: Sequence[Told]) -> Entry:
    disputes = {place: why for one in told for place, why in one.disputes.items()}
    kind = "proposed" if found.standing == "proposed" else _kind(told)
    return Entry(id=name, claim=found.claim, kind=kind, rooms=tuple(one.room for one in told), disputes=disputes)


def _kind(told: Sequence[Told]) -> Kind:
    if any(one.disputes for one in told):
        return "disputed"
    return "agreed" if any(one.room == JOINT for one in told) else "private"


def _with(entry: Entry, against: Iterable[str]) -> Entry:
    return Entry(
        id=entry.id, claim=entry.claim, kind=entry.kind, rooms=entry.rooms, disputes=entry.disputes,
        against=tuple(sorted(against)),
    )  # fmt: skip
