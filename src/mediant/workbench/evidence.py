"""The evidence as its viewer may know it: articles, the mediators' claims, and the claims that were told in rooms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from mediant.errors import Refused
from mediant.evidence.checks import Findings, claim_from
from mediant.evidence.claim import ArticleRef, Claim
from mediant.evidence.lines import line_of
from mediant.workbench.articles import Brought, Disputed, Judged, Linked, Proposed, Retracted, Shared
from mediant.workbench.audience import MEDIATORS

Standing: TypeAlias = Literal["proposed", "confirm", "correct", "drop"]


class Judgement(Struct, frozen=True, kw_only=True):
    """What was last made of a claim: by whom and when, how it stood before, and where it was told then."""

    by: str
    at: float
    claim: Claim
    standing: Standing
    told: tuple[Told, ...]


class Found(Struct, frozen=True, kw_only=True):
    """A claim of the mediators: as it stands, what became of it, and what it is called in the rooms that know it.

    last : what was last made of it.
    """

    claim: Claim
    article: str
    standing: Standing = "proposed"
    told: Mapping[str, str] = {}
    last: Judgement | None = None


class Told(Struct, frozen=True, kw_only=True):
    """A claim that was told in a room. disputes : why, by party and the room that knows of it."""

    id: str
    room: str
    claim: Claim
    at: float
    disputes: Mapping[tuple[str, str], str] = {}
    retracted: bool = False


class Evidence(Struct, frozen=True):
    """Articles, the mediators' claims, and the claims told in rooms, each by id and in order.

    Of what a party brought in confidence nothing is left when the party is erased, whatever refers to it.
    """

    articles: Mapping[str, Brought] = {}
    found: Mapping[str, Found] = {}
    told: Mapping[str, Told] = {}

    def minted(self, side: str, room: str) -> str:
        """The id of the next article of a side in a room: it tells of no other room."""
        return f"{side}.{room}.a{1 + sum((one.side, one.room) == (side, room) for one in self.articles.values())}"

    def called(self, room: str) -> str:
        """The id of the next claim that is told in a room."""
        return f"{room}.claim-{1 + sum(one.room == room for one in self.told.values())}"

    def told_of(self, found: Found) -> tuple[Told, ...]:
        """Where one of the mediators' claims is told, and was not taken back."""
        known = (self.told.get(name) for name in found.told.values())
        return tuple(one for one in known if one is not None and not one.retracted)

    def room_of(self, claim: str) -> str | None:
        """The room in which a claim is known; None where there is no such claim."""
        if claim in self.told:
            return self.told[claim].room
        return MEDIATORS if claim in self.found else None

    def evolve(self, fact: object, by: str, at: float) -> Evidence:
        """After a fact."""
        match fact:
            case Brought():
                return replace(self, articles={**self.articles, fact.id: fact})
            case Proposed(article, _, claims):
                new = {one["id"]: Found(claim=claim_in(one), article=article) for one in claims}
                return replace(self, found={**self.found, **new})
            case Judged(claim, _, decision, now):
                stands = self.found[claim].claim if now is None else claim_in(now)
                found = self.found[claim]
                last = Judgement(
                    by=by, at=at, claim=found.claim, standing=found.standing, told=self.told_of(found)
                )  # fmt: skip
                return self._found(claim, standing=decision, claim=stands, last=last)
            case Linked(claim, room, shared) if claim in self.found:
                return self._found(claim, told={**self.found[claim].told, room: shared})
            case Shared(id, room, claim):
                before = self.told[id].disputes if id in self.told else {}
                one = Told(id=id, room=room, claim=claim_in(claim), at=at, disputes=before)
                return replace(self, told={**self.told, id: one})
            case Retracted(id):
                return self._told(id, retracted=True)
            case Disputed():
                return self._disputed(fact)
            case _:
                return self

    def _disputed(self, fact: Disputed) -> Evidence:
        disputes = dict(self.told[fact.claim].disputes)
        disputes.pop((fact.party, fact.room), None)
        if fact.disputed:
            disputes[fact.party, fact.room] = fact.words
        return self._told(fact.claim, disputes=disputes)

    def _found(self, id: str, **changes: Any) -> Evidence:
        return replace(self, found={**self.found, id: replace(self.found[id], **changes)})

    def _told(self, id: str, **changes: Any) -> Evidence:
        return replace(self, told={**self.told, id: replace(self.told[id], **changes)})


def claim_in(value: object) -> Claim:
    """The claim of an entry of `mediant-claims/1`. Raises Refused."""
    found = Findings()
    claim = claim_from(value, "claim", found)
    if claim is None:
        raise Refused(str(found.problems[0]), "hand in claims of the format mediant-claims/1")
    return claim


def entry_of(claim: Claim) -> dict[str, Any]:
    """The claim as an entry of `mediant-claims/1`, as JSON carries it."""
    entry: dict[str, Any] = json.loads(line_of(claim))
    return entry


def reference(article: Brought) -> ArticleRef:
    """What claims say of their article: named after its text, so that its name tells of no other article."""
    digest = sha256(article.text.encode()).hexdigest()
    return ArticleRef(
        id=digest[:16], title=article.title, outlet=article.outlet, published=article.published, sha256=digest
    )  # fmt: skip
