"""Claims from what a language model offers: those all of whose words stand in the text, with their places. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from mediant.evidence.article import Article
from mediant.evidence.checks import Findings, claim_of
from mediant.evidence.claim import Claim, Source, Span, When
from mediant.evidence.lines import line_of
from mediant.readers.offers import Link, Offer, Tally
from mediant.readers.places import Place, Words, together

LONGEST_NAME = 70
INVENTED = "claims with words that do not stand in the text"
CROSSING = "claims whose words cannot stand side by side"
TAKEN = "claims offered more often than they stand in the text"


class Quoted:
    """Builds the claims of one article, part by part, and counts what it refuses and what it leaves out."""

    def __init__(self, article: Article, confidence: float) -> None:
        self.refused = Tally()
        self.left_out = Tally()
        self.claims: list[Claim] = []
        self._article = article
        self._confidence = confidence
        self._taken: set[tuple[Place, ...]] = set()
        self._ids: set[str] = set()

    def add(self, offers: Iterable[Offer], words: Words) -> None:
        """Take in what was offered for the part of the article that `words` looks in."""
        for offer in offers:
            pieces = [words.places(piece) for piece in _pieces(offer)]
            if not all(pieces):
                self.refused.add(INVENTED)
                continue
            self._place(offer, pieces, words)

    def _place(self, offer: Offer, pieces: Sequence[Sequence[Place]], words: Words) -> None:
        ways = list(together(pieces))
        free = next((way for way in ways if way not in self._taken), None)
        if free is None:
            self.refused.add(TAKEN if ways else CROSSING)
            return
        claim = self._claim(offer, free, words)
        if claim_of(line_of(claim), "claim", Findings()) is None:
            self.refused.add("claims that a claims file cannot hold")
            return
        self._taken.add(free)
        self._ids.add(claim.id)
        self.claims.append(claim)

    def _claim(self, offer: Offer, way: Sequence[Place], words: Words) -> Claim:
        left = iter(way)
        content = self._spans(left, len(offer.content))
        sources = tuple(
            Source(
                spans=self._spans(left, len(link.source)),
                actor=None,
                role="relay" if k else "speaker",
                cue=self._spans(left, len(link.cue)),
            )
            for k, link in enumerate(offer.chain)
        )
        return Claim(
            id=self._id(content[0].start),
            article=self._article.ref,
            content=content,
            sources=sources,
            act=offer.act,
            certainty=offer.certainty,
            when=self._when(offer, content[0], words),
            confidence=self._confidence,
        )

    def _spans(self, places: Iterator[Place], count: int) -> tuple[Span, ...]:
        found = sorted(next(places) for _ in range(count))
        return tuple(Span(start=start, end=end, text=self._article.text[start:end]) for start, end in found)

    def _when(self, offer: Offer, content: Span, words: Words) -> When | None:
        """The time words as they stand nearest to the content. Their day is for those to tell who know calendars."""
        if offer.when is None:
            return None
        places = words.places(offer.when)
        if not places:
            self.left_out.add("times whose words do not stand in the text")
            return None
        start, end = min(places, key=lambda place: (abs(place[0] - content.start), place))
        return When(text=self._article.text[start:end])

    def _id(self, start: int) -> str:
        """By where the content begins, so that it stays the same when the model finds more the next time."""
        article = self._article.ref.id
        if len(article) > LONGEST_NAME:
            article = f"{article[: LONGEST_NAME - 13]}-{sha256(article.encode()).hexdigest()[:12]}"
        names = (f"{article}.llm-{start}{f'.{n}' if n > 1 else ''}" for n in range(1, len(self._ids) + 2))
        return next(name for name in names if name not in self._ids)


def _pieces(offer: Offer) -> list[str]:
    """All pieces of a claim: its content, then link by link those of the source and those of its cue."""
    return [*offer.content, *(piece for link in offer.chain for piece in _of(link))]


def _of(link: Link) -> tuple[str, ...]:
    return (*link.source, *link.cue)
