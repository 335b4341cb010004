"""Footnotes: which claims a page rests on, numbered by first mention, linked both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mediant.evidence.claim import Claim
from mediant.reports.wording import chain_of, clean, names_seen, quote_of


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention of a footnote: its number, and the anchor the footnote links back to."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in words. `given` is False where the case names a claim that was not handed over with it.

    `link` leads to the claim in its article, where a page shows it.
    """

    id: str
    quote: str
    chain: str
    manner: str
    article: str
    when: str
    given: bool = True
    link: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number, what was said, and the anchors of all that mention it."""

    number: int
    statement: Statement
    anchors: tuple[str, ...]


class Footnotes:
    """Numbers claims as they are mentioned, in the order of the page."""

    def __init__(
        self,
        claims: Iterable[Claim],
        names: Mapping[str, str] | None = None,
        links: Mapping[str, str] | None = None,
    ) -> None:
        self._claims = {claim.id: claim for claim in claims}
        self._names = names or {}
        self._links = links or {}
        self._seen = names_seen(self._claims.values())
        self._numbers: dict[str, int] = {}
        self._anchors: dict[str, list[str]] = {}

    def mention(self, ids: Iterable[str]) -> tuple[Mark, ...]:
        """A mark for each claim, in the order given; a claim given twice is marked once."""
        return tuple(self._mark(claim) for claim in dict.fromkeys(ids))

    def _mark(self, id: str) -> Mark:
        number = self._numbers.setdefault(id, len(self._numbers) + 1)
        anchors = self._anchors.setdefault(id, [])
        anchors.append(f"ref-{number}-{len(anchors) + 1}")
        return Mark(number, anchors[-1])

    def statement(self, id: str) -> Statement:
        """What a claim says, or that it was not given."""
        claim = self._claims.get(id)
        if claim is None:
            return Statement(clean(id, 60), "", "", "", "", "", given=False)
        return replace(statement_of(claim, self._names, self._seen), link=self._links.get(id, ""))

    def notes(self) -> tuple[Note, ...]:
        """All footnotes mentioned so far, by number."""
        return tuple(
            Note(number, self.statement(claim), tuple(anchors))
            for number, (claim, anchors) in enumerate(self._anchors.items(), 1)
        )

    def unused(self) -> tuple[Statement, ...]:
        """The claims that nothing mentioned, in the order given."""
        return tuple(self.statement(claim) for claim in self._claims if claim not in self._anchors)


def statement_of(claim: Claim, names: Mapping[str, str], seen: Mapping[str, str]) -> Statement:
    """A claim in words: quote, chain, act and certainty, article with outlet and date, and the time it speaks of."""
    article = claim.article
    place = [f"“{clean(article.title, 160)}”" if article.title else f"article {clean(article.id, 60)}"]
    place += [clean(part, 80) for part in (article.outlet, article.published) if part]
    manner = [claim.act or "act not told", claim.certainty or "certainty not told"]
    return Statement(
        id=clean(claim.id, 60),
        quote=quote_of(claim),
        chain=chain_of(claim, names, seen),
        manner=", ".join(clean(word, 40) for word in manner),
        article=", ".join(place),
        when=_when(claim),
    )


def _when(claim: Claim) -> str:
    """The time a claim speaks of; nothing where it has no date and its words stand in the quotation already."""
    if claim.when is None:
        return ""
    if claim.when.date:
        return f"{clean(claim.when.text, 80)} ({clean(claim.when.date, 40)})"
    inside = any(claim.when.text in span.text for span in claim.content)
    return "" if inside else clean(claim.when.text, 80)
