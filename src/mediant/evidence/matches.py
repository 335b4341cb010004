"""Whether what claims quote stands in the article, and where else it may stand. Pure: texts in, values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mediant.errors import Problem
from mediant.evidence.claim import Span
from mediant.model.check_entries import shown

LONGEST_SEARCHED = 1_000_000
LEAST_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A span held against its article; `problem` is None where it stands there, `moved` how far off it was found."""

    article: str
    start: int
    problem: Problem | None = None
    moved: int | None = None


def match_of(span: Span, article: str, text: str, place: str) -> Match:
    """Whether a span stands in the text; where it does not, the problem names the nearest place where it does."""
    stands = text[span.start : span.end]
    if stands == span.text:
        return Match(article, span.start)
    at = _nearest(span, text) if len(text) <= LONGEST_SEARCHED else None
    do = "correct the offsets or the text" if at is None else f"it stands at {at} to {at + len(span.text)}"
    seen = f"{shown(span.text)} at {span.start} to {span.end}"
    problem = Problem(place, seen, f"what {article}.txt has there: {shown(stands)}", do)
    return Match(article, span.start, problem, None if at is None else at - span.start)


def _nearest(span: Span, text: str) -> int | None:
    places = (text.find(span.text, span.start), text.rfind(span.text, 0, span.start + len(span.text)))
    return min((at for at in places if at >= 0), key=lambda at: abs(at - span.start), default=None)


def together(matches: Sequence[Match], crlf: Collection[str] = ()) -> Mapping[Problem, Problem | None]:
    """Problems that have one cause, an article changed from some character on, each with what stands in its place.

    The first of an article's is replaced by one that tells of all, the others by None. So it is where at least four
    spans are off, and most of those from the first such span on.

    crlf : ids of the articles whose lines end in CR LF, which may be why.
    """
    found: dict[Problem, Problem | None] = {}
    for article in dict.fromkeys(match.article for match in matches):
        own = [match for match in matches if match.article == article]
        off = [match for match in own if match.problem]
        first = min((match.start for match in off), default=0)
        later = sum(match.start >= first for match in own)
        if len(off) >= LEAST_TOGETHER and 2 * len(off) > later:
            problems = [match.problem for match in off if match.problem]
            found |= dict.fromkeys(problems)
            found[problems[0]] = _changed(article, first, off, later, crlf=article in crlf)
    return found


def _changed(article: str, first: int, off: Sequence[Match], later: int, *, crlf: bool) -> Problem:
    moved, times = Counter(match.moved for match in off).most_common(1)[0]
    do = "put back the text that the claims were made from, or correct their offsets"
    if moved is not None and 2 * times > len(off):
        do += f": {times} of them stand {abs(moved):,} characters {'later' if moved > 0 else 'earlier'}"
    if crlf:
        do += "; its lines end in CR LF, as on Windows: with LF alone they may fit"
    seen = f"from character {first:,} on, {len(off)} of {later} quoted pieces are not where the claims say"
    return Problem(f"article {article}", seen, f"{article}.txt as it was when the claims were made", do)
