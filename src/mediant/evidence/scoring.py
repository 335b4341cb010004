"""How far two sets of claims of one text agree: a reader's with a person's, or two persons'. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from mediant.evidence.claim import Claim, Span

WORD = re.compile(r"\w+(?:['’]\w+)*")
LEAST_SHARED = 0.5

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims whose contents share at least half of their words, and what of them agrees."""

    gold: Claim
    found: Claim
    cue: bool
    speaker: bool
    chain: bool
    exact: bool


def pairs_of(gold: Sequence[Claim], found: Sequence[Claim], text: str) -> list[Pair]:
    """Claims paired one to one, best share of content words first (at least half: words shared by words of either).

    Claims with a source are paired with such, statements of the text's own with such. `cue`: the cues share a
    word; `speaker`: the speakers do by at least half, or neither has one; `chain`: these two and the same number of
    relays, each sharing at least half with its like; `exact`: the words of all spans are the same.
    """
    at = _Words(text)
    scored = sorted(
        (
            (-_shared(at.of(a.content), at.of(b.content)), _cue_apart(a, b, at), i, k)
            for i, a in enumerate(gold)
            for k, b in enumerate(found)
            if bool(a.sources) == bool(b.sources)
        ),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for negative, _, i, k in scored:
        if -negative < LEAST_SHARED:
            break
        if i not in used_gold and k not in used_found:
            used_gold.add(i)
            used_found.add(k)
            pairs.append(_pair(gold[i], found[k], at))
    return pairs


class _Words:
    def __init__(self, text: str) -> None:
        spans = [match.span() for match in WORD.finditer(text)]
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]

    def of(self, spans: Sequence[Span]) -> Words:
        """Numbers of the words that lie in the spans, a part of a word counting for it."""
        return frozenset(
            number
            for span in spans
            for number in range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
        )


def _shared(a: Words, b: Words) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _cue_apart(a: Claim, b: Claim, at: _Words) -> bool:
    return not (a.sources and b.sources and at.of(a.sources[0].cue) & at.of(b.sources[0].cue))


def _pair(a: Claim, b: Claim, at: _Words) -> Pair:
    if not a.sources:
        return Pair(a, b, cue=True, speaker=True, chain=True, exact=at.of(a.content) == at.of(b.content))
    cue = not _cue_apart(a, b, at)
    same = [_same(x.spans, y.spans, at) for x, y in zip(a.sources, b.sources, strict=False)]
    exact = (
        len(a.sources) == len(b.sources)
        and at.of(a.content) == at.of(b.content)
        and all(
            at.of(x.spans) == at.of(y.spans) and at.of(x.cue) == at.of(y.cue)
            for x, y in zip(a.sources, b.sources, strict=True)
        )
    )
    return Pair(
        a, b, cue=cue, speaker=same[0], chain=cue and len(a.sources) == len(b.sources) and all(same), exact=exact
    )


def _same(a: Sequence[Span], b: Sequence[Span], at: _Words) -> bool:
    one, other = at.of(a), at.of(b)
    return not (one or other) or _shared(one, other) >= LEAST_SHARED
