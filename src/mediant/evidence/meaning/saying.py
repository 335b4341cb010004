"""When something was said: which time words of a sentence belong to the word of saying of a claim. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mediant.evidence.claim import Claim, Source, Span
from mediant.evidence.meaning.time_words import Phrase

SAYABLE = ("date", "weekday", "near", "period", "clock", "ago", "beside")
SAYABLE_AFTER = (
    None, "on", "at", "in", "by", "towards", "as late as", "late on", "late in", "early on", "early in", "later on",
)  # fmt: skip
MOST_CUES = 6  # looked at on each side of a phrase
MOST_GAP = 600  # characters between a phrase and the word of saying
CONTENT, SPEAKER = "\x02", "\x03"  # stand for spans that a gap holds
OPENING = re.compile(r"[;.?!(–—]|\b(?:that|and|but|when|as|because|though|while|who|whom|which|after|before|where)\b")
LEADING = re.compile(r",\s(?:when|where)\s")  # "went dark on Saturday, when the keeper refused"
BESIDE = "[^,;:.?!–—\x02]{0,80}"
VOICED = "grew|heard|rounds|surfaced|emerged|spread|voiced|raised|read|circulated|mounted"
GOES_ON = re.compile(
    rf"{BESIDE}(?:{CONTENT}[\"”’'.,]{{0,2}}\s{{0,3}}(?:only\s|(?:in|at|to|on|during|for|by|with|from|outside|before|after|of)"
    rf"\s{BESIDE}|(?!\s{{0,3}}will\s)[^,;:.?!–—\x02]{{0,40}}\b(?:{VOICED})\b{BESIDE})?)?"
)
TURN = re.compile(r"\b(?:but|now|since|later|though)\b")

Place = tuple[int, frozenset[int]]
"""A sentence, and the attributed claims (by their place in the list) in whose content the words lie."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """The time words beside the words of saying of an article.

    said : by cue. spoken : by sentence and speaker, the cues of `said`. alone : by sentence, time words of one where
    nobody says anything.
    """

    text: str
    ends: Sequence[int]
    said: dict[Span, Phrase]
    spoken: dict[tuple[int, tuple[Span, ...]], list[Phrase]]
    alone: dict[int, Phrase]


def sayings_of(
    text: str,
    ends: Sequence[int],
    found: Iterable[tuple[Phrase, Place]],
    claims: Sequence[Claim],
    places: dict[int, Place],
) -> Sayings:
    """Which of the phrases found, each with its place, belong to a cue; `places` has those of the ends of the cues."""
    owners: dict[Span, list[tuple[Claim, Source]]] = defaultdict(list)
    for claim in claims:
        for source in claim.sources:
            for cue in source.cue:
                owners[cue].append((claim, source))
    near: dict[Place, list[Span]] = defaultdict(list)
    for cue in sorted(owners, key=lambda cue: (cue.start, cue.end)):
        near[places[cue.end]].append(cue)
    said: dict[Span, Phrase] = {}
    alone: dict[int, Phrase] = {}
    for phrase, place in found:
        if place not in near and not place[1]:
            alone.setdefault(place[0], phrase)
        nearest = _cue_of(phrase, near.get(place, ()), owners, text)
        if nearest is not None:
            said.setdefault(nearest, phrase)
    return Sayings(text, ends, said, _spoken(claims, said, ends), alone)


def sayable(phrase: Phrase) -> bool:
    """Whether the words can tell when something was said: no deadline, and no dateline."""
    if phrase.kind not in SAYABLE or phrase.part("prep") not in SAYABLE_AFTER:
        return False
    if phrase.kind == "ago" and phrase.part("way") != "ago":  # counted from another event
        return False
    return phrase.kind != "date" or phrase.part("prep") is not None


def time_of_saying(claim: Claim, sayings: Sayings) -> Phrase | None:
    """The phrase beside the speaker's cue, or beside an earlier cue of the same speaker in the same sentence.

    Or that of a sentence which only names the speaker: "Ferro spoke late on Friday. The vote was off, she said."
    """
    if not claim.sources or not claim.sources[0].cue:
        return None
    speaker = claim.sources[0]
    own = next((sayings.said[cue] for cue in speaker.cue if cue in sayings.said), None)
    if own is not None:
        return own
    start = speaker.cue[0].start
    sentence = bisect_right(sayings.ends, start)
    earlier = (
        phrase
        for phrase in sayings.spoken.get((sentence, speaker.spans), ())
        if 0 <= start - phrase.end <= MOST_GAP and not TURN.search(sayings.text, phrase.end, speaker.cue[0].end)
    )
    naming = {bisect_right(sayings.ends, span.start) for span in speaker.spans} - {sentence}
    named = [sayings.alone[number] for number in sorted(naming) if number in sayings.alone]
    return next((phrase for phrase in (*earlier, *named) if phrase.start < start), None)


def time_before(claim: Claim, sayings: Sayings) -> Phrase | None:
    """For the article's own statement without time words: those just before it, in its sentence or the one before.

    "The league met on Tuesday. Its members voted to go on." Only where that sentence is nobody's words, of the same
    paragraph and no claim itself.
    """
    if claim.sources or not claim.content or claim.certainty not in (None, "asserted"):
        return None
    start = claim.content[0].start
    sentence = bisect_right(sayings.ends, start)
    near = [sayings.alone[number] for number in (sentence, sentence - 1) if number in sayings.alone]
    fit = [phrase for phrase in near if phrase.kind != "period" and 0 <= start - phrase.end <= MOST_GAP]
    return next((phrase for phrase in fit if "\n" not in sayings.text[phrase.end : start]), None)


def _spoken(
    claims: Sequence[Claim], said: dict[Span, Phrase], ends: Sequence[int]
) -> dict[tuple[int, tuple[Span, ...]], list[Phrase]]:
    """By sentence and speaker, the times of saying: "said on Monday that ..., adding that ..." is one time for both."""
    times: dict[tuple[int, tuple[Span, ...]], list[Phrase]] = defaultdict(list)
    for source in [source for claim in claims for source in claim.sources[:1] if source.spans]:
        for cue in source.cue:
            if cue in said:
                times[bisect_right(ends, cue.start), source.spans].append(said[cue])
    return times


def _cue_of(
    phrase: Phrase, cues: Sequence[Span], owners: dict[Span, list[tuple[Claim, Source]]], text: str
) -> Span | None:
    """The nearest cue to which the phrase belongs by what stands between them; `cues` in the order of the text."""
    at = bisect_left(cues, phrase.start, key=lambda cue: cue.start)
    beside = [*cues[max(0, at - MOST_CUES) : at], *cues[at : at + MOST_CUES]]
    fit = [cue for cue in beside if _belongs(phrase, cue, owners[cue], text)]
    return min(fit, key=lambda cue: _distance(phrase, cue, text), default=None)


def _distance(phrase: Phrase, cue: Span, text: str) -> tuple[bool, int]:
    """Farther are cues behind a comma, then those with more characters between."""
    behind = text[phrase.end : cue.start].lstrip().startswith(",")
    return behind, max(phrase.start - cue.end, cue.start - phrase.end)


def _belongs(phrase: Phrase, cue: Span, owners: Sequence[tuple[Claim, Source]], text: str) -> bool:
    if any(span.text.startswith("as ") for _, source in owners for span in source.cue):  # "quoted him as saying"
        return False
    after = phrase.start >= cue.end
    start, end = (cue.end, phrase.start) if after else (phrase.end, cue.start)
    if not 0 <= end - start <= MOST_GAP:
        return False
    gap = "".join(_pieces(text, start, end, owners))
    if after:
        return GOES_ON.fullmatch(gap) is not None
    if OPENING.search(gap, 1 + len(", when") if LEADING.match(gap) else 0):
        return False
    return SPEAKER in gap or CONTENT in gap or "," not in gap


def _pieces(text: str, start: int, end: int, owners: Sequence[tuple[Claim, Source]]) -> Iterator[str]:
    """The text from `start` to `end`, with a sign in the place of each content and each speaker of the cue."""
    marks = {(span.start, span.end, CONTENT) for claim, _ in owners for span in claim.content}
    marks |= {(span.start, span.end, SPEAKER) for _, source in owners for span in source.spans}
    for first, last, mark in sorted(marks):
        if start <= first and last <= end:
            yield text[start:first] + mark
            start = last
    yield text[start:end]
