"""What a language model answered, as claims in words that nobody has yet looked for in the text. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from mediant.evidence.checks import Findings, parsed
from mediant.evidence.claim import ACTS, CERTAINTIES

MOST_CLAIMS = 500
MOST_PIECES = 8
MOST_IN_ALL = 24
MOST_RELAYS = 4
FENCE = re.compile(r"```(?:json)?[ \t]*\r?\n(.*)\n[ \t]*```", re.DOTALL | re.IGNORECASE)
KEYS = frozenset(("source", "cue", "content", "relays", "act", "certainty", "when"))

Pieces: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words for one link of the chain, and words for its cue."""

    source: Pieces
    cue: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A claim as the model words it. `chain` runs from the speaker outwards and is empty for the article's own."""

    content: Pieces
    chain: tuple[Link, ...] = ()
    act: str | None = None
    certainty: str | None = None
    when: str | None = None


@dataclass(slots=True)
class Tally:
    """How often something was left out of what the model offered, by reason, in the order of first sight."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, reason: str, times: int = 1) -> None:
        """Count one more."""
        self.counts[reason] = self.counts.get(reason, 0) + times


def offers_of(answer: str, refused: Tally, left_out: Tally) -> tuple[Offer, ...]:
    """The claims in an answer: one JSON object, also where it stands alone in a fence of markdown.

    refused : claims that are no claims, and an answer that is no such JSON, counted as one.
    left_out : acts and certainties that there are not, and keys that nobody asked for.
    """
    text = answer.strip()
    fenced = FENCE.fullmatch(text)
    found = Findings()
    value = parsed(fenced[1] if fenced else text, "answer", found)
    claims = value.get("claims") if isinstance(value, dict) else None
    if not isinstance(claims, list):
        refused.add("an answer that is no JSON object with claims")
        return ()
    if len(claims) > MOST_CLAIMS:
        refused.add(f"claims after the first {MOST_CLAIMS:,} of an answer", len(claims) - MOST_CLAIMS)
    offered = (_offer(claim, left_out) for claim in claims[:MOST_CLAIMS])
    good = tuple(offer for offer in offered if offer is not None)
    if len(good) < min(len(claims), MOST_CLAIMS):
        refused.add("claims without content or not in the form asked for", min(len(claims), MOST_CLAIMS) - len(good))
    return good


def _offer(value: object, left_out: Tally) -> Offer | None:
    if not isinstance(value, dict):
        return None
    content = _pieces(value.get("content"))
    chain = _chain(value)
    if not content or chain is None or _size(content, chain) > MOST_IN_ALL:
        return None
    if unknown := len(value.keys() - KEYS):
        left_out.add("keys that nobody asked for", unknown)
    when = value.get("when")
    return Offer(
        content=content,
        chain=chain,
        act=_one_of(value, "act", ACTS, "acts that there are not", left_out),
        certainty=_one_of(value, "certainty", CERTAINTIES, "certainties that there are not", left_out),
        when=when.strip() or None if isinstance(when, str) else None,
    )


def _chain(value: Mapping[str, object]) -> tuple[Link, ...] | None:
    """The chain; None where it is malformed, or has relays and nobody whose words they carry."""
    relays = value.get("relays")
    if relays is None:
        relays = []
    if not isinstance(relays, list) or len(relays) > MOST_RELAYS:
        return None
    speaker, *links = (_link(table) for table in (value, *relays))
    if speaker is None:
        return None
    if not speaker.source and not speaker.cue:
        return None if links else ()
    good = [link for link in links if link is not None and link.source]
    return (speaker, *good) if len(good) == len(links) else None


def _size(content: Pieces, chain: tuple[Link, ...]) -> int:
    return len(content) + sum(len(link.source) + len(link.cue) for link in chain)


def _link(value: object) -> Link | None:
    if not isinstance(value, dict):
        return None
    source, cue = _pieces(value.get("source")), _pieces(value.get("cue"))
    return None if source is None or cue is None else Link(source=source, cue=cue)


def _pieces(value: object) -> Pieces | None:
    """The texts, without space at their edges; none for null; None where it is not a text or a list of texts."""
    texts = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(texts, list) or len(texts) > MOST_PIECES or not all(isinstance(text, str) for text in texts):
        return None
    return tuple(text.strip() for text in texts if text.strip())


def _one_of(value: Mapping[str, object], key: str, known: tuple[str, ...], reason: str, left_out: Tally) -> str | None:
    word = value.get(key)
    if isinstance(word, str) and word in known:
        return word
    if word is not None:
        left_out.add(reason)
    return None
