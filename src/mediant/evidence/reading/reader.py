"""The built-in reader: encoder, chains, times, actors, issues, one after the other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediant.evidence.article import Article
from mediant.evidence.attribution.attributions import attributions_of
from mediant.evidence.attribution.encoder import Encoder
from mediant.evidence.attribution.tidying import tidied
from mediant.evidence.attribution.words import Vocabulary, words_of
from mediant.evidence.claim import Claim
from mediant.evidence.readers import Reading, verbatim
from mediant.evidence.reading.chains import claim_of
from mediant.evidence.reading.weights import Manifest

MOST_CHARACTERS = 500_000  # a book; of what is longer the beginning is read, and a note says so
MOST_WORDS = 100_000  # words and marks; a text of marks alone has as many as characters


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A reader with its weights. The same article gives the same reading, whatever was read before."""

    manifest: Manifest
    vocabulary: Vocabulary
    encoder: Encoder

    def __call__(self, article: Article) -> Reading:
        """The claims of an article, numbered in the order of their first words."""
        text = article.text[:MOST_CHARACTERS]
        every = words_of(text)
        words = every[:MOST_WORDS]
        found = tidied(attributions_of(text, words, self.vocabulary, self.encoder), text, words)
        reading = verbatim([claim_of(one, article, words, self.manifest.sure) for one in found], article)
        notes = []
        if len(every) > len(words):
            notes.append(f"only the first {MOST_WORDS:,} words were read")
        elif len(text) < len(article.text):
            notes.append(f"only the first {MOST_CHARACTERS:,} characters were read")
        return replace(reading, claims=_numbered(reading.claims, article.ref.id), notes=tuple(notes))


def _numbered(claims: Sequence[Claim], article: str) -> tuple[Claim, ...]:
    return tuple(replace(claim, id=f"{article}.{number}") for number, claim in enumerate(claims, 1))
