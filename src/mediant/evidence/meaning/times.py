"""When: the time that a claim speaks of, in the article's words, and its day where they mean one exact day. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim, When
from mediant.evidence.meaning.days import FUTURE, PAST, day_of, day_of_phrase
from mediant.evidence.meaning.deadlines import deadline_of
from mediant.evidence.meaning.saying import Sayings, sayable, sayings_of, time_before, time_of_saying
from mediant.evidence.meaning.tense import tense_of
from mediant.evidence.meaning.time_words import Phrase, phrases

__all__ = ["dated", "day_of", "expressions"]

ABBREVIATED = (
    "Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Rev", "Gen", "Col", "Lt", "Capt", "Sgt", "Sen", "Rep", "Gov", "Hon", "No",
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
)  # fmt: skip
SENTENCE = re.compile(
    "".join(rf"(?<!\b{short})" for short in ABBREVIATED) + r"(?<![A-Z])(?<![ap]\.m)[.!?][\"”’')]{0,2}[ \t]{1,3}|\n"
)
OWN_DAY = ("date", "weekday", "near", "edge")
LESS_EXACT = ("period", "clock", "beside", "ago", "ahead")
MOST_AROUND = 200  # characters around a phrase in which its verb is looked for


def expressions(text: str) -> tuple[tuple[int, int], ...]:
    """Where the text names a time: the first character and the one after the last, in the order of the text."""
    return tuple((phrase.start, phrase.end) for phrase in phrases(text))


def dated(article: Article, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, each with the time that it speaks of: the time of its content, else the time of saying it.

    `when.date` is set where the words mean one exact day, seen from the day of publication and by the tense of what
    is told; a claim without time words gets None. The time of a relay's report never counts.
    """
    page = _page(article, claims)
    return tuple(replace(claim, when=_when(claim, number, page)) for number, claim in enumerate(claims))


@dataclass(frozen=True, slots=True)
class _Page:
    """What is the same for all claims of an article.

    told : by claim, the phrases that its own content tells. sayings : the times of saying.
    beside : by the start of a phrase, the day that the paragraph named last before it.
    """

    text: str
    published: date | None
    told: dict[int, list[Phrase]]
    sayings: Sayings
    beside: dict[int, date]


def _page(article: Article, claims: Sequence[Claim]) -> _Page:
    text, found = article.text, phrases(article.text)
    ends = tuple(match.end() for match in SENTENCE.finditer(text))
    cues = [cue for claim in claims for source in claim.sources for cue in source.cue]
    content = [(piece.start, piece.end, number) for number, claim in enumerate(claims) for piece in claim.content]
    layers = _layers([*(phrase.end for phrase in found), *(cue.end for cue in cues)], content)
    published = _day(article.ref.published)
    told = _told(found, layers, claims)
    names = [(span.start, span.end, 0) for claim in claims for source in claim.sources for span in source.spans]
    named = _layers([phrase.end for phrase in found], names)
    where = {
        end: (bisect_right(ends, start), _attributed(layers[end], claims))
        for start, end in [*((phrase.start, phrase.end) for phrase in found), *((cue.start, cue.end) for cue in cues)]
    }
    telling = [(phrase, where[phrase.end]) for phrase in found if sayable(phrase) and not named[phrase.end]]
    sayings = sayings_of(text, ends, telling, claims, where)
    beside = _days_beside(article, published, claims, found, layers)
    return _Page(text, published, told, sayings, beside)


def _day(published: str | None) -> date | None:
    try:
        return None if published is None else date.fromisoformat(published)
    except ValueError:
        return None


def _layers(places: Iterable[int], pieces: Iterable[tuple[int, int, int]]) -> dict[int, frozenset[int]]:
    """For words that end at each of the places, the numbers of the pieces (start, end, number) in which they lie."""
    waiting = sorted(pieces, reverse=True)
    layers: dict[int, frozenset[int]] = {}
    around: list[tuple[int, int, int]] = []
    for place in sorted(set(places)):
        while waiting and waiting[-1][0] < place:
            around.append(waiting.pop())
        around = [piece for piece in around if piece[1] >= place]
        layers[place] = frozenset(number for _, _, number in around)
    return layers


def _told(
    found: Sequence[Phrase], layers: dict[int, frozenset[int]], claims: Sequence[Claim]
) -> dict[int, list[Phrase]]:
    """By claim, the phrases of its content, without those of an attributed claim inside it that does something else."""
    sizes = [sum(piece.end - piece.start for piece in claim.content) for claim in claims]
    told: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in found:
        holders = layers[phrase.end]
        inmost = min((number for number in holders if claims[number].sources), key=sizes.__getitem__, default=None)
        for number in holders:
            if inmost is None or sizes[number] <= sizes[inmost] or _same_act(claims[number], claims[inmost]):
                told[number].append(phrase)
    return told


def _same_act(outer: Claim, inner: Claim) -> bool:
    """Whether one statement is told twice: "she will leave on Friday, her office said"."""
    return outer.act is not None and outer.act == inner.act


def _attributed(numbers: Iterable[int], claims: Sequence[Claim]) -> frozenset[int]:
    return frozenset(number for number in numbers if claims[number].sources)


def _days_beside(
    article: Article,
    published: date | None,
    claims: Sequence[Claim],
    found: Sequence[Phrase],
    layers: dict[int, frozenset[int]],
) -> dict[int, date]:
    """For each phrase, the day that its paragraph named last before it."""
    beside: dict[int, date] = {}
    last: date | None = None
    before = 0
    for phrase in found:
        if "\n" in article.text[before : phrase.start]:
            last = None
        before = phrase.end
        if last is not None:
            beside[phrase.start] = last
        if phrase.kind in OWN_DAY and phrase.part("prep") != "since":
            inside = [claims[number] for number in sorted(layers[phrase.end])]
            act, certainty = (inside[0].act, inside[0].certainty) if inside else (None, None)
            tense = tense_of(*_around(phrase, article.text), act, certainty)
            last = day_of_phrase(phrase, published, tense) or last
    return beside


def _when(claim: Claim, number: int, page: _Page) -> When | None:
    told = [
        phrase for phrase in page.told.get(number, ()) if not _aside(phrase) and not _in_talk(phrase, claim, page.text)
    ]
    timed = [(phrase, _tense(phrase, claim, page)) for phrase in told]
    kept = [(phrase, tense) for phrase, tense in timed if not _lasting(phrase, tense)]
    if kept:
        phrase, tense = min(kept, key=lambda pair: pair[0].kind in LESS_EXACT)
        return _resolved(phrase, tense, page)
    deadline = deadline_of(page.text, claim)
    if deadline is not None:
        return When(text=deadline)
    said = time_of_saying(claim, page.sayings) or time_before(claim, page.sayings)
    return None if said is None else _resolved(said, PAST, page)


def _aside(phrase: Phrase) -> bool:
    """Whether the words belong to a thing and not to what is told of it: "last year's budget", "the text of 3 May"."""
    if phrase.kind == "date":
        return phrase.part("prep") == "of"
    if phrase.kind == "ago":
        return phrase.part("unit") == "year" and phrase.part("count") != "a"
    loose = phrase.part("prep") == "of" or (phrase.part("prep") == "for" and phrase.part("month") is None)
    return phrase.kind == "period" and (loose or (phrase.part("own") is not None and phrase.part("which") == "last"))


def _in_talk(phrase: Phrase, claim: Claim, text: str) -> bool:
    """Whether a bare hour stands in words quoted as spoken: "it is over by ten" tells no time of the article's."""
    if phrase.kind != "clock":
        return False
    piece = next(piece for piece in claim.content if piece.start < phrase.end <= piece.end)
    before = text[piece.start : phrase.start]
    return before.count('"') % 2 == 1 or any(before.rfind(first) > before.rfind(last) for first, last in ("“”", "‘’"))


def _lasting(phrase: Phrase, tense: str | None) -> bool:
    """Whether the words name a duration: "has doubled in eighteen months"."""
    return phrase.kind == "ahead" and phrase.part("prep") == "in" and tense != FUTURE


def _tense(phrase: Phrase, claim: Claim, page: _Page) -> str | None:
    piece = next(piece for piece in claim.content if piece.start < phrase.end <= piece.end)
    return tense_of(*_around(phrase, page.text, piece.start, piece.end), claim.act, claim.certainty)


def _around(phrase: Phrase, text: str, start: int = 0, end: int | None = None) -> tuple[str, str]:
    """What stands before and after the phrase, from `start` to `end` at most."""
    before = text[max(start, phrase.start - MOST_AROUND) : phrase.start]
    stop = phrase.end + MOST_AROUND
    return before, text[phrase.end : stop if end is None else min(end, stop)]


def _resolved(phrase: Phrase, tense: str | None, page: _Page) -> When:
    day = day_of_phrase(phrase, page.published, tense, page.beside.get(phrase.start))
    return When(text=phrase.text, date=None if day is None else day.isoformat())
