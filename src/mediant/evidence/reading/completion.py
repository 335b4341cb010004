"""What every reader leaves open, filled in by the same rules: times, actors, issues. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim
from mediant.evidence.meaning.actors import KnownActor, named
from mediant.evidence.meaning.issues import IssueName, touched
from mediant.evidence.meaning.times import dated
from mediant.evidence.readers import Reader, Reading
from mediant.model.case import Case
from mediant.model.issue import Range


@dataclass(frozen=True, slots=True)
class Completing:
    """A reader whose claims get the times, actors and issues that it has left open; what it has told stays.

    `known` are actors by their names, `issues` the issues of a case; without them the general ones are looked for.
    """

    reader: Reader
    known: tuple[KnownActor, ...] = ()
    issues: tuple[IssueName, ...] | None = None

    def __call__(self, article: Article) -> Reading:
        """The reader's claims, completed."""
        reading = self.reader(article)
        return replace(reading, claims=completed(article, reading.claims, self.known, self.issues))


def of_case(reader: Reader, case: Case) -> Completing:
    """The reader, completed with the actors and the issues of a case, so that its ids are the case's."""
    parties = [KnownActor(id=party.id, names=(party.name,)) for party in case.parties]
    known = (*parties, *(KnownActor(id=mediator.id, names=(mediator.name,)) for mediator in case.mediators))
    issues = tuple(
        IssueName(id=issue.id, name=issue.name, options=() if isinstance(issue.options, Range) else issue.options)
        for issue in case.issues
    )
    return Completing(reader, known, issues)


def completed(
    article: Article,
    claims: tuple[Claim, ...],
    known: Sequence[KnownActor] = (),
    issues: Sequence[IssueName] | None = None,
) -> tuple[Claim, ...]:
    """The claims with the time, actors and issues that the text tells, where they were open."""
    told = touched(article, named(article, dated(article, claims), known), issues)
    return tuple(_kept(claim, more) for claim, more in zip(claims, told, strict=True))


def _kept(claim: Claim, more: Claim) -> Claim:
    sources = tuple(
        replace(new, actor=old.actor if old.actor is not None else new.actor)
        for old, new in zip(claim.sources, more.sources, strict=True)
    )
    return replace(claim, sources=sources, when=claim.when or more.when, issues=claim.issues or more.issues)
