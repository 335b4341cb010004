"""The evidence: claims in time with their chains of sources, who disputes them, and what they contradict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

from mediant.evidence.agreement.values import Statement
from mediant.evidence.claim import ACTS, CERTAINTIES, Claim, Span
from mediant.web.screens.conversation import names_of, rooms_of
from mediant.web.screens.evidence_forms import FORMS
from mediant.web.screens.screen import Screen, Seen
from mediant.workbench.articles import (
    LONGEST,
    Bring,
    Brought,
    Confirm,
    Dispute,
    Disputed,
    Judged,
    Linked,
    Proposed,
    Reconsider,
    Retracted,
    Shared,
)
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.commands import MAY
from mediant.workbench.decisions.evidence import SECONDS
from mediant.workbench.evidence import Found
from mediant.workbench.people import FOR_MEDIATORS, Role
from mediant.workbench.timeline import KINDS, Entry, Timeline, timeline

PAGE = 100
"""Claims on a page."""
AROUND = 160
"""Characters of the article shown on either side of a claim."""


def values(seen: Seen) -> Mapping[str, Any]:
    """The timeline as the address filters it, the claim that it asks for, and the articles."""
    evidence, may, told = seen.table.evidence, MAY[seen.person.role], timeline(seen.table.evidence)
    issue, kind, chosen = (seen.asked.get(name, "") for name in ("issue", "kind", "claim"))
    known = {entry.id: entry for entry in told.entries}
    entries = told.where(issue or None, kind or None)
    first = PAGE * _number(seen.asked.get("page", ""), (len(entries) - 1) // PAGE)
    return {
        "entries": [entry_shown(entry) for entry in entries[first : first + PAGE]],
        "all": lambda: [entry_shown(entry) for entry in entries],
        "place": (first + 1, min(first + PAGE, len(entries)), len(entries)),
        "pages": (first // PAGE, (len(entries) - 1) // PAGE),
        "pairs": _pairs(told, known)[:PAGE],
        "more_pairs": max(0, len(told.contradictions) - PAGE),
        "not_compared": told.not_compared,
        "claim": detail_shown(known[chosen], told, seen) if chosen in known else None,
        "articles": [article_shown(article, seen) for article in evidence.articles.values()],
        "dropped": [
            {"id": name, "words": _words(found.claim.content)}
            for name, found in evidence.found.items()
            if found.standing == "drop"
        ],
        "names": names_of(seen.table.case),
        "issues": [(issue.id, issue.name) for issue in seen.table.case.issues],
        "kinds": KINDS,
        "asked": {"issue": issue, "kind": kind, "page": str(first // PAGE)},
        "acts": ACTS,
        "certainties": CERTAINTIES,
        "rooms": _rooms(seen),
        "longest": LONGEST,
        "may_bring": Bring in may,
        "may_judge": Confirm in may,
        "may_dispute": Dispute in may,
        "side": seen.person.side,
        "undo": _undo(seen),
    }


def _undo(seen: Seen) -> Mapping[str, Any] | None:
    """What the viewer has last made of a claim, and for how many seconds that can be undone."""
    if Reconsider not in MAY[seen.person.role]:
        return None
    mine = [
        (one.last.at, name, one.standing)
        for name, one in seen.table.evidence.found.items()
        if one.last is not None and one.last.by == seen.person.id
    ]
    at, name, standing = max(mine, default=(-SECONDS, "", ""))
    left = int(at + SECONDS - seen.now)
    return {"claim": name, "what": standing, "seconds": left} if 0 < left <= SECONDS else None


def entry_shown(entry: Entry) -> dict[str, Any]:
    """A claim in the timeline."""
    claim = entry.claim
    return {
        "id": entry.id,
        "day": _day(entry.day),
        "kind": entry.kind,
        "words": _words(claim.content),
        "chain": _chain(claim),
        "outlet": claim.article.outlet,
        "title": claim.article.title,
        "published": _day(claim.article.published or ""),
        "act": claim.act,
        "certainty": claim.certainty,
        "confidence": claim.confidence,
        "issues": claim.issues,
        "disputes": [(party, room, why) for (party, room), why in entry.disputes.items()],
        "rooms": entry.rooms,
        "against": entry.against,
    }


def detail_shown(entry: Entry, told: Timeline, seen: Seen) -> dict[str, Any]:
    """A claim alone: where it stands in the article, what contradicts it, what its forms begin with."""
    found = seen.table.evidence.found.get(entry.id)
    article = seen.table.evidence.articles.get(found.article) if found else None
    first = entry.claim.sources[0] if entry.claim.sources else None
    rooms = (JOINT, *(party.id for party in seen.table.case.parties))
    side = seen.person.side or ""
    mine = {room for party, room in entry.disputes if party == side}
    known = {other.id: other for other in told.entries}
    return {
        **entry_shown(entry),
        "standing": found.standing if found else None,
        "speaker": _words(first.spans) if first else "",
        "actor": (first.actor or "") if first else "",
        "date": (entry.claim.when.date or "") if entry.claim.when else "",
        "context": _context(article, entry.claim) if article else None,
        "tell": [room for room in rooms if room not in entry.rooms or _changed(found, room, seen)],
        "dispute": [(room, room in mine) for room in dict.fromkeys((side, *entry.rooms)) if side],
        "others": [entry_shown(known[other]) for other in entry.against if other in known],
    }


def _changed(found: Found | None, room: str, seen: Seen) -> bool:
    """Whether the claim was corrected since it was told in a room."""
    told = seen.table.evidence.told.get(found.told.get(room, "")) if found else None
    return found is not None and told is not None and replace(found.claim, id=told.id) != told.claim


def article_shown(article: Brought, seen: Seen) -> dict[str, Any]:
    """An article, and how many of the claims in it wait for a mediator."""
    found = [one for one in seen.table.evidence.found.values() if one.article == article.id]
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": _day(article.published or ""),
        "room": article.room,
        "side": article.side,
        "leave": article.leave,
        "length": len(article.text),
        "claims": len(found),
        "waiting": sum(one.standing == "proposed" for one in found),
    }


def _pairs(told: Timeline, known: Mapping[str, Entry]) -> list[dict[str, Any]]:
    """What contradicts what, side by side, each with what is opposed in it."""
    return [
        {
            "kind": pair.kind,
            "sides": [
                (_statement(pair.one, known), pair.opposed[0]),
                (_statement(pair.other, known), pair.opposed[1]),
            ],
        }
        for pair in told.contradictions
    ]


def _statement(one: Statement, known: Mapping[str, Entry]) -> dict[str, Any]:
    return {**entry_shown(known[one.id]), "independent": one.independent}


def _chain(claim: Claim) -> list[dict[str, Any]]:
    """From the one who speaks outwards to the outlet; empty words where the text leaves the speaker out."""
    return [{"role": one.role, "words": _words(one.spans), "actor": one.actor} for one in claim.sources]


def _context(article: Brought, claim: Claim) -> list[tuple[bool, str]]:
    """The words of the claim in the article, with some before and after: (whether they are the claim's, words)."""
    spans = sorted(claim.content, key=lambda span: span.start)
    at = max(0, spans[0].start - AROUND)
    told = []
    for span in spans:
        told += [(False, article.text[at : span.start]), (True, article.text[span.start : span.end])]
        at = span.end
    told.append((False, article.text[at : at + AROUND]))
    return [(mine, words) for mine, words in told if words]


def _number(said: str, most: int) -> int:
    """The whole number that is asked for, at most so much; 0 for anything else."""
    return min(int(said), max(most, 0)) if said.isascii() and said.isdigit() and len(said) < 6 else 0


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(span.text for span in spans)


def _day(day: str) -> date | None:
    """The day; None where it is not known or none."""
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC).date()
    except ValueError:
        return None


def _rooms(seen: Seen) -> tuple[str, ...]:
    """Where the viewer can bring an article: the first one in confidence."""
    rooms = rooms_of(seen)
    return (MEDIATORS, *rooms) if seen.person.role in FOR_MEDIATORS else rooms[::-1]


EVIDENCE = (Brought, Proposed, Judged, Shared, Linked, Retracted, Disputed)

SCREEN = Screen(
    name="evidence",
    roles=frozenset(role for role in get_args(Role) if role != "administrator"),
    values=values,
    forms=FORMS,
    told=frozenset({"dispute", "share"}),
    parts={"timeline": EVIDENCE, "articles": EVIDENCE, "claim": EVIDENCE},
)
