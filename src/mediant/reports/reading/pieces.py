"""An article's text cut where spans of its claims begin and end, so that every piece can be marked as a whole."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim, Span
from mediant.evidence.corrections.applying import Decided

CONTENT, SPEAKER, CUE, RELAY, RELAY_CUE = "content", "speaker", "cue", "relay", "relay-cue"
MOST_MARKS = 24
"""Marks that one piece keeps, the first ones: claims can lie in one another, but no reader needs more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article, the claims that stand after a person's decisions, and those decided about (also the dropped)."""

    article: Article
    claims: tuple[Claim, ...]
    decided: tuple[Decided, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a piece is to a claim, which is named by its place in the list, from 1."""

    claim: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text and what it is to which claims.

    begins, stops : the claims of whose content a span begins or ends with it; ends : those whose content ends for good.
    """

    text: str
    marks: tuple[Mark, ...]
    begins: tuple[int, ...]
    stops: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int
    mark: Mark


def pieces_of(text: str, claims: Sequence[Claim]) -> Iterator[Piece]:
    """The whole text in pieces, in order; together they are the text."""
    placed = sorted(_placed(claims, len(text)), key=lambda one: (one.start, -one.end))
    cuts = sorted({0, len(text), *(one.start for one in placed), *(one.end for one in placed)})
    last: dict[int, int] = {}
    for one in placed:
        if one.mark.kind == CONTENT:
            last[one.mark.claim] = max(last.get(one.mark.claim, 0), one.end)
    waiting = deque(placed)
    here: list[_Placed] = []
    for start, end in pairwise(cuts):
        here = [one for one in here if one.end > start]
        new: list[_Placed] = []
        while waiting and waiting[0].start == start:
            new.append(waiting.popleft())
        here += new
        stops = _contents(one for one in here if one.end == end)
        yield Piece(
            text=text[start:end],
            marks=tuple(one.mark for one in here[:MOST_MARKS]),
            begins=_contents(new),
            stops=stops,
            ends=tuple(number for number in stops if last[number] == end),
        )


def _contents(placed: Iterable[_Placed]) -> tuple[int, ...]:
    return tuple(one.mark.claim for one in placed if one.mark.kind == CONTENT)


def _placed(claims: Sequence[Claim], size: int) -> Iterator[_Placed]:
    for number, claim in enumerate(claims, 1):
        for kind, span in kinds_of(claim):
            if span.start < min(span.end, size):
                yield _Placed(span.start, min(span.end, size), Mark(number, kind))


def kinds_of(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Every span of a claim with what it is to it: content, speaker, cue, relay, relay-cue."""
    for span in claim.content:
        yield CONTENT, span
    for source in claim.sources:
        relay = source.role == "relay"
        for span in source.spans:
            yield RELAY if relay else SPEAKER, span
        for span in source.cue:
            yield RELAY_CUE if relay else CUE, span
