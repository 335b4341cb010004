"""Articles made anew from annotated ones: longer contents, more relays, titles before names. Seeded and pure.

The corpus has shorter contents and fewer relays than the news at large. Every variation is built from words of the same
corpus and from the phrases below, and where its spans lie is known, so nothing is annotated by a model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from mediant.evidence.claim import Claim, Source, Span
from mediant.evidence.markup import nested_in

LONGER, QUOTED_LONGER, RELAYED, TITLED, ON_A_DAY, RENAMED, CITED, TOLD = 0.5, 0.45, 0.2, 0.3, 0.15, 0.3, 0.04, 0.08
"""Chances, where it can be done: of a longer content, a longer quotation, a relay behind the claim, a title, a day,
another place, a relay behind the speaker, an outlet that was told."""

JOINS = (
    " because {}", " although {}", " while {}", " after {}", " even though {}", ", and that {}", ", where {}",
    " and to say why {}", ", since {}", " at a time when {}", " - {} -", ", whose people know that {}", " unless {}",
)  # fmt: skip
TITLES = ("Sen. ", "Rep. ", "Gov. ", "Mr. ", "Ms. ", "Mrs. ", "Dr. ", "Former Gov. ", "Lt. Col. ", "St. ", "Prof. ")
OFFICES = (" (R-OR)", " (D-Lorne)", " (R-Wis.)", ", the ranking member,", ", R-Sund,", " Jr.", "")
DAYS = (" Monday", " Tuesday night", " Wednesday", " Thursday morning", " Friday", " on Sunday", " late Saturday")
DAY_BEHIND = re.compile(
    r"(?:(?: on| late| early)? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: morning| evening| night)?)?(?=\.)"
)
SAYING = re.compile(r"(?:said|told reporters|announced|wrote|tweeted|warned|added|argued|acknowledged)$")
PLACES = re.compile(r"\b(?:Orra|Lorne|Perrin|Tarn|Velmark|Sund|Karstia|Maravel|Ostrel|Dessa|Hollin)\b")
ABROAD = (
    "U.S.", "Iowa", "New York", "Washington, D.C.", "St. Paul", "South Carolina", "Ankara", "Ohio", "U.N.",
    "Puerto Rico", "San Juan, P.R.", "Mt. Vernon", "the E.U.", "Texas", "North Dakota", "Carthage, Ill.",
)  # fmt: skip
OUTLETS = (
    "Orbis Wire", "the Coast Courier", "The Coast Courier", "Meridian Press", "Northline", "a local daily",
    "state television", "the Morning Ledger", "Channel Nine", "the agency", "Halyard Newswire", "the Evening Sentinel",
    "Station K", "the Daily Almanac", "local media", "The Financial Beacon", "Capital Live", "the newspaper",
    "The Ravelin", "Radio Sund",
)  # fmt: skip
GIVERS = (
    "a person close to the talks", "two officials", "minutes of the meeting", "people familiar with the matter",
    "a diplomat", "a senior mediator", "an internal note", "three people in the room", "its own reporter",
    "a security source",
)  # fmt: skip
ONE_RELAY = (
    ", {s1} {q1:reported}", ", {s1} {q1:reports}", ", {q1:according to} {s1}", ", {q1:as reported by} {s1}",
    ", {s1} {q1:said}", ", {s1} {q1:reported} on Monday", ", {s1} {q1:wrote} on Friday", ", {q1:as quoted by} {s1}",
)  # fmt: skip
TWO_RELAYS = (
    ", {s2} {q2:reported}, {q1:citing} {s1}", ", {s2} {q2:reports}, {q1:quoting} {s1}", ", {s1} {q1:told} {s2}",
    ", {q1:according to} {s1} {q2:cited by} {s2}", ", {q1:according to} {s1} {q2:quoted by} {s2}",
)  # fmt: skip
BEHIND = (" {q1:cited by} {s1}", " {q1:quoted by} {s1}", " {q1:speaking to} {s1}", ", {q1:quoted by} {s1},")
SLOT = re.compile(r"\{([sq])([12])(?::([^}]*))?\}")
SENTENCE = re.compile(r"(?<=[.!?]\s)[A-Z][^.!?\n\"“”{}]{25,170}\.(?=\s|$)")
LOWERED = re.compile(
    r"(?:The|A|An|It|They|In|On|At|For|Its|Their|Both|Two|Three|There|No|Most|Some|Many|This|That|By)\b"
)
NAME = re.compile(r"(?!(?:Mrs?|Ms|Dr|Cllr|The|Radio|Sen|Rep) )[A-Z][a-z]+ [A-Z][a-z]+")


@dataclass(slots=True)
class _Piece:
    claim: int
    link: int
    role: str
    start: int
    end: int


@dataclass(slots=True)
class _Draft:
    text: str
    pieces: list[_Piece] = field(default_factory=list)

    def insert(self, at: int, words: str, *, lengthens: bool) -> None:
        """Put words in; contents that end there take them in where it `lengthens`."""
        for piece in self.pieces:
            taken = lengthens and piece.role == "c" and piece.end == at
            if piece.start >= at:
                piece.start += len(words)
            if piece.end > at or taken:
                piece.end += len(words)
        self.text = self.text[:at] + words + self.text[at:]

    def rename(self, at: int, end: int, words: str) -> None:
        """Put other words in the place of some that no piece begins or ends within."""
        longer = len(words) - (end - at)
        for piece in self.pieces:
            piece.start += longer if piece.start >= end else 0
            piece.end += longer if piece.end >= end else 0
        self.text = self.text[:at] + words + self.text[end:]


def sentences_of(text: str, claims: Sequence[Claim]) -> list[str]:
    """The sentences that hold no piece of a claim: plain telling, to be put into contents."""
    spans = [
        s for c in claims for s in (*c.content, *(x for source in c.sources for x in (*source.spans, *source.cue)))
    ]
    return [
        match[0][:-1]
        for match in SENTENCE.finditer(text)
        if not any(span.start < match.end() and match.start() < span.end for span in spans) and LOWERED.match(match[0])
    ]


def varied(
    text: str, claims: Sequence[Claim], plain: Sequence[str], rng: np.random.Generator
) -> tuple[str, tuple[Claim, ...]]:
    """An article made anew from one, with its claims; `plain` are sentences to lengthen contents with."""
    draft = _Draft(text)
    for number, claim in enumerate(claims):
        draft.pieces += [_Piece(number, 0, "c", span.start, span.end) for span in claim.content]
        for link, source in enumerate(claim.sources):
            draft.pieces += [_Piece(number, link, "s", span.start, span.end) for span in source.spans]
            draft.pieces += [_Piece(number, link, "q", span.start, span.end) for span in source.cue]
    _rename(draft, rng)
    ends = sorted({piece.end for piece in draft.pieces if piece.role == "c"}, reverse=True)
    outer = {k for k, held in enumerate(nested_in(tuple(claims))) if held is None and claims[k].sources}
    starts = sorted({piece.start for piece in draft.pieces}, reverse=True)
    behind = {piece.end for piece in draft.pieces if piece.role != "c"}
    for at in sorted({*ends, *starts, *behind}, reverse=True):  # from the end, so that places before it stay
        if at in starts:
            _title(draft, at, rng)
        _quoted(draft, at, plain, rng)
        _day(draft, at, rng)
        _cited(draft, at, outer, rng)
        _told(draft, at, outer, rng)
        _relay(draft, at, outer, claims, rng)
        if at in ends:
            _lengthen(draft, at, plain, rng)
    return draft.text, _claims(draft, claims)


def _lengthen(draft: _Draft, at: int, plain: Sequence[str], rng: np.random.Generator) -> None:
    if (
        rng.random() >= LONGER
        or not plain
        or draft.text[at - 1] in "\"”’',.!?"
        or draft.text[at : at + 1] not in (".", ",")
    ):
        return
    for _ in range(1 + int(rng.random() < 0.3)):
        clause = str(plain[int(rng.integers(len(plain)))])
        draft.insert(at, str(rng.choice(JOINS)).format(clause[0].lower() + clause[1:]), lengthens=True)


def _quoted(draft: _Draft, at: int, plain: Sequence[str], rng: np.random.Generator) -> None:
    """A longer quotation, by sentences after its opening mark; only where a content begins with the mark."""
    begins = any(piece.role == "c" and piece.start == at for piece in draft.pieces)
    if not begins or draft.text[at] not in '"“' or not draft.text[at + 1 : at + 2].isupper():
        return
    if rng.random() < QUOTED_LONGER and plain:
        chosen = rng.integers(len(plain), size=1 + int(rng.integers(0, 3)))
        draft.insert(at + 1, "".join(f"{plain[int(k)]}. " for k in chosen), lengthens=False)


def _title(draft: _Draft, at: int, rng: np.random.Generator) -> None:
    """A title before a name with which a source begins; the source takes it in."""
    begins = [piece for piece in draft.pieces if piece.role == "s" and piece.start == at]
    name = NAME.match(draft.text, at)
    if not begins or name is None or rng.random() >= TITLED:
        return
    end = name.end()
    inner = {piece.start for piece in draft.pieces} | {piece.end for piece in draft.pieces}
    if rng.random() < 0.3 and not any(at < edge < end for edge in inner):
        office = str(rng.choice(OFFICES))
        whole = any(piece.end == end for piece in begins)
        draft.insert(end, office, lengthens=False)
        for piece in begins:
            piece.end += len(office.rstrip(",")) if whole and piece.end == end else 0
    title = str(rng.choice(TITLES))
    inside = {id(piece) for piece in draft.pieces if piece.start == at}
    draft.insert(at, title, lengthens=False)
    for piece in draft.pieces:
        if id(piece) in inside:
            piece.start -= len(title)


def _day(draft: _Draft, at: int, rng: np.random.Generator) -> None:
    """The day of saying, right behind the cue and outside it."""
    ends = any(piece.role == "q" and piece.end == at for piece in draft.pieces)
    if ends and SAYING.search(draft.text, max(0, at - 20), at) and rng.random() < ON_A_DAY:
        draft.insert(at, str(rng.choice(DAYS)), lengthens=False)


def _rename(draft: _Draft, rng: np.random.Generator) -> None:
    """Other places, with stops and commas in them, the same all through an article."""
    if rng.random() >= RENAMED:
        return
    names: dict[str, str] = {}
    for match in reversed(list(PLACES.finditer(draft.text))):
        name = names.setdefault(match[0], str(rng.choice(ABROAD)))
        draft.rename(match.start(), match.end(), name)


def _relay(draft: _Draft, at: int, outer: set[int], claims: Sequence[Claim], rng: np.random.Generator) -> None:
    """A relay behind a claim that ends its sentence, but for the day of saying, and is the only one in it."""
    here = {piece.claim for piece in draft.pieces if piece.end == at} & outer
    day = DAY_BEHIND.match(draft.text, at)
    if day is None or len(here) != 1 or rng.random() >= RELAYED:
        return
    (number,) = here
    start = max(draft.text.rfind(mark, 0, at) for mark in (". ", "\n", '" ', "” "))
    others = {piece.claim for piece in draft.pieces if start < piece.start < at} & outer
    if others - here or _relayed(draft, number) or not claims[number].sources[0].spans:
        return
    two = rng.random() < 0.35
    template = str(rng.choice(TWO_RELAYS if two else ONE_RELAY))
    names = {"s1": str(rng.choice(GIVERS if two else OUTLETS)), "s2": str(rng.choice(OUTLETS))}
    _put(draft, day.end(), number, template, names)


def _relayed(draft: _Draft, number: int) -> bool:
    return any(piece.claim == number and piece.link for piece in draft.pieces)


def _cited(draft: _Draft, at: int, outer: set[int], rng: np.random.Generator) -> None:
    """A relay right behind the speaker: "an official cited by the Courier said"."""
    here = {piece.claim for piece in draft.pieces if piece.role == "s" and piece.end == at}
    if len(here) != 1 or not here <= outer or rng.random() >= CITED:
        return
    (number,) = here
    speaker = [
        draft.text[piece.start : piece.end] for piece in draft.pieces if piece.claim == number and piece.end == at
    ]
    if not _relayed(draft, number) and " " in speaker[0] and draft.text[at : at + 1] == " ":
        _put(draft, at, number, str(rng.choice(BEHIND)), {"s1": str(rng.choice(OUTLETS))})


def _told(draft: _Draft, at: int, outer: set[int], rng: np.random.Generator) -> None:
    """An outlet that was told, in the place of a bare "said" right behind the speaker."""
    here = {piece.claim for piece in draft.pieces if piece.role == "q" and (piece.start, piece.end) == (at - 4, at)}
    if draft.text[at - 4 : at] != "said" or len(here) != 1 or not here <= outer or rng.random() >= TOLD:
        return
    (number,) = here
    behind = any(piece.role == "s" and piece.claim == number and piece.end == at - 5 for piece in draft.pieces)
    if behind and not _relayed(draft, number):
        draft.rename(at - 4, at, "told")
        _put(draft, at, number, " {s1}", {"s1": str(rng.choice(OUTLETS))})


def _put(draft: _Draft, at: int, number: int, template: str, names: Mapping[str, str]) -> None:
    """Fill in a template of relays behind a place, as relays of one claim."""
    words, pieces, done = "", [], 0
    for slot in SLOT.finditer(template):
        words += template[done : slot.start()]
        put = slot[3] if slot[3] is not None else names[f"s{slot[2]}"]
        pieces.append(_Piece(number, int(slot[2]), slot[1], at + len(words), at + len(words) + len(put)))
        words, done = words + put, slot.end()
    draft.insert(at, words + template[done:], lengthens=False)
    draft.pieces += pieces


def _claims(draft: _Draft, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    by_claim: dict[tuple[int, int, str], list[Span]] = {}
    for piece in sorted(draft.pieces, key=lambda piece: piece.start):
        span = Span(start=piece.start, end=piece.end, text=draft.text[piece.start : piece.end])
        by_claim.setdefault((piece.claim, piece.link, piece.role), []).append(span)
    found = []
    for number, claim in enumerate(claims):
        links = max((link for at, link, _ in by_claim if at == number), default=0) + 1 if claim.sources else 0
        sources = tuple(
            Source(
                spans=tuple(by_claim.get((number, link, "s"), ())),
                actor=None,
                role="relay" if link else "speaker",
                cue=tuple(by_claim.get((number, link, "q"), ())),
            )
            for link in range(links)
        )
        found.append(replace(claim, content=tuple(by_claim[number, 0, "c"]), sources=sources))
    return tuple(found)
