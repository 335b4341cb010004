"""Articles are brought in, claims in them are judged by a mediator, told in rooms, and disputed there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from mediant.errors import Refused
from mediant.evidence.checks import spans_of
from mediant.evidence.claim import ACTS, CERTAINTIES, Claim, Source, Span, When
from mediant.evidence.corrections.applying import places_of
from mediant.model.check_entries import text_problems
from mediant.workbench.articles import (
    Bring,
    Brought,
    Confirm,
    Correct,
    Dispute,
    Disputed,
    Drop,
    HandIn,
    Judged,
    Linked,
    Proposed,
    Reconsider,
    Retracted,
    Share,
    Shared,
)
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.decisions.rooms import side_in
from mediant.workbench.events import Fact
from mediant.workbench.evidence import Found, Told, claim_in, entry_of, reference
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table

MOST = 5_000
"""Claims of the mediators."""
SECONDS = 10.0
"""For which what was made of a claim can be undone."""
MOST_ARTICLES = 100
"""Articles of one side in one room."""


def brought(table: Table, command: Bring, person: Person, now: float) -> tuple[Fact, ...]:
    """An article for those in a room, once for each room."""
    side = side_in(table, command.room, person)
    for label in (command.title, command.outlet):
        for problem in text_problems(label, "article") if label is not None else ():
            raise Refused(str(problem), "correct what the article is called")
    _day(command.published)
    if not command.text.strip():
        raise Refused("an article without words", "paste its text")
    if any((one.room, one.text) == (command.room, command.text) for one in table.evidence.articles.values()):
        raise Refused("this article was brought here", "look for it among the articles")
    if sum((one.side, one.room) == (side, command.room) for one in table.evidence.articles.values()) >= MOST_ARTICLES:
        raise Refused(f"{MOST_ARTICLES} articles of yours are there", "choose the ones that matter")
    one = Brought(
        id=table.evidence.minted(side, command.room), room=command.room, side=side, seat=person.id, text=command.text,
        title=command.title, outlet=command.outlet, published=command.published,
        leave=command.leave and command.room == side,
    )  # fmt: skip
    return (one,)


def handed_in(table: Table, command: HandIn, person: Person, now: float) -> tuple[Fact, ...]:
    """What the reader found, held to the words of the article; what was found before is not found again."""
    article = table.evidence.articles.get(command.article)
    if article is None:
        raise Refused("there is no such article", "bring it in first")
    known = [one.claim for one in table.evidence.found.values() if one.article == article.id]
    places = {places_of(claim) for claim in known}
    new: list[Claim] = []
    for entry in command.claims:
        claim = claim_in(dict(entry))
        _quoted(claim, article.text)
        if places_of(claim) not in places:
            places.add(places_of(claim))
            name = f"{article.id}.c{len(known) + len(new) + 1}"
            new.append(replace(claim, id=name, article=reference(article)))
    if len(table.evidence.found) + len(new) > MOST:
        raise Refused(f"more than {MOST:,} claims", "bring in fewer articles")
    return (Proposed(article.id, article.room, tuple(map(entry_of, new))),)


def confirmed(table: Table, command: Confirm, person: Person, now: float) -> tuple[Fact, ...]:
    """The article says so."""
    found = _found(table, command.claim)
    if found.standing == "confirm":
        raise Refused("it is confirmed", "correct or drop it, or leave it")
    room = _article(table, found).room
    return (Judged(command.claim, room, "confirm", entry_of(replace(found.claim, confidence=None))),)


def dropped(table: Table, command: Drop, person: Person, now: float) -> tuple[Fact, ...]:
    """The article says no such thing; where it was told it is taken back."""
    found = _found(table, command.claim)
    if found.standing == "drop":
        raise Refused("it is dropped", "confirm or correct it, or leave it")
    back = (Retracted(one.id, one.room) for one in table.evidence.told_of(found))
    return (Judged(command.claim, _article(table, found).room, "drop"), *back)


def corrected(table: Table, command: Correct, person: Person, now: float) -> tuple[Fact, ...]:
    """The article says something else, in words that stand in it."""
    found = _found(table, command.claim)
    article = _article(table, found)
    claim = _as_corrected(found.claim, command, article.text)
    if claim == replace(found.claim, confidence=None) and found.standing != "proposed":
        raise Refused("it says so already", "change something in it")
    return (Judged(command.claim, article.room, "correct", entry_of(claim)),)


def reconsidered(table: Table, command: Reconsider, person: Person, now: float) -> tuple[Fact, ...]:
    """The claim stands as it did before one's last word on it; where that took it back it is told again."""
    found = _found(table, command.claim)
    last = found.last
    if last is None or last.by != person.id or now - last.at > SECONDS:
        raise Refused("there is nothing to undo any more", "confirm, correct or drop the claim again")
    still = {one.id for one in table.evidence.told_of(found)}
    again = (Shared(one.id, one.room, entry_of(one.claim)) for one in last.told if one.id not in still)
    return (Judged(command.claim, _article(table, found).room, last.standing, entry_of(last.claim)), *again)


def _as_corrected(claim: Claim, command: Correct, text: str) -> Claim:
    for value, known in ((command.act, ACTS), (command.certainty, CERTAINTIES)):
        if value is not None and value not in known:
            raise Refused(f"got {value!r}", f"choose of {', '.join(known)}")
    first = claim.sources[0] if claim.sources else Source(spans=(), actor=None, role="speaker")
    content = _spans(command.content, text, claim.content)
    if not content:
        raise Refused("a claim without words", "copy them from the article")
    speaker = replace(first, spans=_spans(command.speaker, text, first.spans or content), actor=command.actor)
    sources = (speaker, *claim.sources[1:]) if speaker.spans or speaker.cue else ()
    when = None if command.day is None else When(text=claim.when.text if claim.when else command.day, date=command.day)
    _day(command.day)
    return claim_in(
        entry_of(
            replace(
                claim, content=content, sources=sources, act=command.act, certainty=command.certainty,
                issues=tuple(dict.fromkeys(command.issues)), when=when, confidence=None,
            )
        )
    )  # fmt: skip


def told(table: Table, command: Share, person: Person, now: float) -> tuple[Fact, ...]:
    """A claim that a mediator stands by is told in a room, if the article was not brought in confidence elsewhere."""
    found = _found(table, command.claim)
    article = _article(table, found)
    if found.standing not in ("confirm", "correct"):
        raise Refused("nobody has confirmed it", "confirm or correct it first")
    if command.room not in {JOINT, *(party.id for party in table.case.parties)}:
        raise Refused("there is no such room", "choose the joint table or a party")
    if article.room not in (MEDIATORS, JOINT, command.room) and not article.leave:
        raise Refused("the article was brought in confidence", "ask its owner to bring it with leave to share it")
    before = table.evidence.told.get(found.told.get(command.room, ""))
    name = before.id if before else table.evidence.called(command.room)
    claim = replace(found.claim, id=name)
    if before is not None and not before.retracted and before.claim == claim:
        raise Refused("it was told there", "choose another room")
    linked = () if before else (Linked(command.claim, command.room, name),)
    return (Shared(name, command.room, entry_of(claim)), *linked)


def disputed(table: Table, command: Dispute, person: Person, now: float) -> tuple[Fact, ...]:
    """A party disputes a claim that it knows, before a room that knows the claim."""
    one = _told(table, command.claim)
    side = person.side or ""
    if command.room not in {side, one.room}:
        raise Refused("you are in no such room", "dispute it before the joint table or the mediators")
    before = one.disputes.get((side, command.room))
    if before == (command.words if command.disputed else None):
        raise Refused("you have said so", "change your words, or leave it")
    return (Disputed(one.id, command.room, side, command.disputed, command.words),)


def _found(table: Table, id: str) -> Found:
    if id not in table.evidence.found:
        raise Refused("there is no such claim", "choose one that was read in an article")
    return table.evidence.found[id]


def _article(table: Table, found: Found) -> Brought:
    return table.evidence.articles[found.article]


def _told(table: Table, id: str) -> Told:
    one = table.evidence.told.get(id)
    if one is None or one.retracted:
        raise Refused("there is no such claim", "choose one that you see")
    return one


def _day(day: str | None) -> None:
    try:
        date.fromisoformat(day or "2000-01-01")
    except ValueError:
        raise Refused(f"got {day!r}", "name a day of the calendar as YYYY-MM-DD") from None


def _quoted(claim: Claim, text: str) -> None:
    for place, span in spans_of(claim):
        if text[span.start : span.end] != span.text:
            raise Refused(f"{place} is not what stands in the article there", "read the article as it was brought in")


def _spans(words: str, text: str, near: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words where they stand in the article, nearest to where they stood; " … " between its pieces."""
    return tuple(chain.from_iterable(_places(words, text, near)))


def _places(words: str, text: str, near: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    at = near[0].start if near else 0
    for piece in filter(None, (one.strip() for one in words.split("…"))):
        after, before = text.find(piece, at), text.rfind(piece, 0, at + len(piece))
        start = min((place for place in (after, before) if place >= 0), key=lambda place: abs(place - at), default=None)
        if start is None:
            raise Refused(f"{piece[:60]!r} does not stand in the article", "copy the words from it")
        yield (Span(start=start, end=start + len(piece), text=piece),)
        at = start + len(piece)


_KINDS: Mapping[type, Any] = {
    Bring: brought, HandIn: handed_in, Confirm: confirmed, Drop: dropped, Correct: corrected, Share: told,
    Dispute: disputed, Reconsider: reconsidered,
}  # fmt: skip
DECISIONS: Decisions = _KINDS
