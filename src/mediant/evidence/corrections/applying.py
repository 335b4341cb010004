"""A person's decisions put to the claims of a reading: dropped stay dropped, corrected replace. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeAlias

from mediant.evidence.article import Article
from mediant.evidence.checks import spans_of
from mediant.evidence.claim import Claim, Source, Span
from mediant.evidence.corrections.correction import Correction

Places: TypeAlias = tuple[tuple[tuple[int, int], ...], ...]

SAME_CONTENT = 0.5
LONGEST_SEARCHED = 1_000_000
GONE = "its words are no longer in the text"
NOTHING_TO_UNDO = "there is no decision before it to undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A claim that a person decided about: as the reader made it, as it stands now, and the decisions that hold.

    was : None where the reader did not find it. now : None where it is dropped.
    """

    was: Claim | None
    now: Claim | None
    decisions: tuple[Correction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A decision that could not be respected, and why."""

    correction: Correction
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The claims after the decisions, in the order of their first words; those decided about; what did not fit."""

    claims: tuple[Claim, ...]
    applied: tuple[Decided, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


@dataclass(slots=True)
class _Thread:
    """All decisions about one claim, through all its corrections; the last one holds."""

    first: Claim
    decisions: list[Correction]


def apply(corrections: Iterable[Correction], claims: Sequence[Claim], article: Article) -> Corrected:
    """The claims of an article with the decisions about it respected, the last decision on a claim first.

    A decision is about the article with the same text, or, where the text has changed, with the same id: then its words
    are looked for near where they stood. A claim is that of the decision when speaker, cue and content stand in the
    same places, or, as readers change, when the speakers overlap and the contents share at least half of the
    characters that either has. Confirmed claims that the reader no longer finds, and added ones, come with an id made
    from their places. What a person confirmed or made has no confidence.
    """
    threads, unmatched = _threads(corrections, article)
    was = _matched(threads, claims)
    decided = []
    for number, thread in enumerate(threads):
        if thread.decisions:
            now = _now(thread, was.get(number), article)
            decided.append(Decided(was=was.get(number), now=now, decisions=tuple(thread.decisions)))
    stands = [one.now for one in decided if one.now is not None]
    settled = {places_of(claim) for claim in (*stands, *(one.was for one in decided if one.was is not None))}
    kept = [claim for claim in claims if places_of(claim) not in settled]
    together = sorted([*kept, *stands], key=lambda claim: min(span.start for _, span in spans_of(claim)))
    return Corrected(claims=tuple(together), applied=tuple(decided), unmatched=tuple(unmatched))


def about(correction: Correction, article: Article) -> bool:
    """Whether a decision is about this article: its text, or, under the same id, another state of it."""
    named = correction.subject.article
    return named.sha256 == article.ref.sha256 or named.id == article.ref.id


def by_article(corrections: Sequence[Correction]) -> Callable[[Article], tuple[Correction, ...]]:
    """A function that finds the decisions about an article, in their order, without looking at all of them."""
    named: dict[str, list[int]] = {}
    for number, correction in enumerate(corrections):
        article = correction.subject.article
        for name in {f"id {article.id}", f"text {article.sha256}"}:
            named.setdefault(name, []).append(number)

    def found(article: Article) -> tuple[Correction, ...]:
        numbers = {*named.get(f"id {article.ref.id}", ()), *named.get(f"text {article.ref.sha256}", ())}
        return tuple(corrections[number] for number in sorted(numbers))

    return found


def places_of(claim: Claim) -> Places:
    """Where content, speaker and cue stand: what a claim is known by within its article."""
    speaker = _speaker(claim)
    return tuple(tuple((span.start, span.end) for span in part) for part in (claim.content, speaker.spans, speaker.cue))


def _speaker(claim: Claim) -> Source:
    return claim.sources[0] if claim.sources else Source(spans=(), actor=None, role="speaker")


def _threads(corrections: Iterable[Correction], article: Article) -> tuple[list[_Thread], list[Unmatched]]:
    threads: list[_Thread] = []
    known: dict[Places, _Thread] = {}
    unmatched = []
    for correction in corrections:
        if not about(correction, article):
            continue
        fitted = _fitted(correction, article)
        if fitted is None:
            unmatched.append(Unmatched(correction=correction, why=GONE))
            continue
        thread = known.get(places_of(fitted.subject))
        if fitted.decision == "undo":
            if thread is None or not thread.decisions:
                unmatched.append(Unmatched(correction=correction, why=NOTHING_TO_UNDO))
            else:
                thread.decisions.pop()
            continue
        if thread is None:
            thread = known[places_of(fitted.subject)] = _Thread(fitted.subject, [])
            threads.append(thread)
        thread.decisions.append(fitted)
        if fitted.claim is not None:  # a later decision about the claim as corrected is about the same claim
            known.setdefault(places_of(fitted.claim), thread)
    return threads, unmatched


def _fitted(correction: Correction, article: Article) -> Correction | None:
    """The decision with all its spans in the article's text; None where some words are not there."""
    of = None if correction.of is None else _moved(correction.of, article)
    claim = None if correction.claim is None else _moved(correction.claim, article)
    lost = (of is None) != (correction.of is None) or (claim is None) != (correction.claim is None)
    return None if lost else replace(correction, of=of, claim=claim)


def _moved(claim: Claim, article: Article) -> Claim | None:
    shift = 0
    moved: dict[Span, Span] = {}
    for _, span in spans_of(claim):
        at = _place(span, shift, article.text)
        if at is None:
            return None
        shift = at - span.start
        moved[span] = replace(span, start=at, end=at + len(span.text))

    def here(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(moved[span] for span in spans)

    sources = tuple(replace(source, spans=here(source.spans), cue=here(source.cue)) for source in claim.sources)
    return replace(claim, article=article.ref, content=here(claim.content), sources=sources)


def _place(span: Span, shift: int, text: str) -> int | None:
    start = max(span.start + shift, 0)
    if text.startswith(span.text, start):
        return start
    if len(text) > LONGEST_SEARCHED:
        return None
    places = (text.find(span.text, start), text.rfind(span.text, 0, start + len(span.text)))
    return min((at for at in places if at >= 0), key=lambda at: abs(at - start), default=None)


def _matched(threads: Sequence[_Thread], claims: Sequence[Claim]) -> dict[int, Claim]:
    """The reader's claim of each thread that has one: the same places first, then the nearest that overlaps."""
    free = {places_of(claim): claim for claim in claims}
    found: dict[int, Claim] = {}
    for number, thread in enumerate(threads):
        for stated in _versions(thread):
            if number not in found and (claim := free.pop(places_of(stated), None)):
                found[number] = claim
    for number, thread in enumerate(threads):
        if number not in found and thread.decisions:
            near = [(share, claim) for claim in free.values() if (share := _share(thread, claim)) >= SAME_CONTENT]
            if near:
                found[number] = max(near, key=lambda pair: pair[0])[1]
                del free[places_of(found[number])]
    return found


def _versions(thread: _Thread) -> list[Claim]:
    return [thread.first, *(decision.claim for decision in thread.decisions if decision.claim is not None)]


def _share(thread: _Thread, claim: Claim) -> float:
    """How much of the content the reader's claim shares with one of the thread; 0 where the speakers are others."""
    return max((_overlap(stated, claim) for stated in _versions(thread)), default=0.0)


def _overlap(one: Claim, other: Claim) -> float:
    if one.content[-1].end <= other.content[0].start or other.content[-1].end <= one.content[0].start:
        return 0.0
    ours, theirs = _speaker(one), _speaker(other)
    same = _common(ours.spans, theirs.spans) or (not ours.spans and not theirs.spans)
    if bool(one.sources) != bool(other.sources) or not same:
        return 0.0
    common = _common(one.content, other.content)
    size = sum(span.end - span.start for span in (*one.content, *other.content))
    return common / (size - common)


def _common(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _now(thread: _Thread, was: Claim | None, article: Article) -> Claim | None:
    """The claim as the decisions leave it; None where it is dropped."""
    last = thread.decisions[-1]
    if last.decision == "drop":
        return None
    stated = last.claim or last.subject
    name = was.id if was else f"{article.ref.id[:80]}.p{sha256(repr(places_of(stated)).encode()).hexdigest()[:8]}"
    return replace(stated, id=name, article=article.ref, confidence=None)
