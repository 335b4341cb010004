"""A claim: one attributed statement. Never a fact; it is what somebody is reported to have said or done."""

from __future__ import annotations

from dataclasses import dataclass

ACTS = (
    "announce", "demand", "offer", "commit", "accept", "reject", "concede", "threaten", "accuse", "assess", "deny",
    "report",
)  # fmt: skip
CERTAINTIES = ("asserted", "hedged", "uncertain", "planned")
ROLES = ("speaker", "relay")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of the article's text as stored: Unicode characters from `start` up to, not including, `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRef:
    """Which article a claim stands in. `sha256` is that of its stored text in UTF-8, where a reader has noted it."""

    id: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One link of the chain: who is said to have said it (`speaker`), or through whom it came (`relay`).

    A speaker that the text leaves out ("was accused of") has a cue and no spans.
    """

    spans: tuple[Span, ...]
    actor: str | None
    role: str
    cue: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The time a claim speaks of: its words, and the date they mean where that is known (ISO 8601)."""

    text: str
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody is reported to have said: the words, the chain of sources, the act, how sure the text is.

    sources run from the one who speaks outwards to the one through whom it reached the article; the article's own
    statement has none. What the reader cannot tell is None, never guessed. `confidence` is the reader's chance, 0 to 1,
    that chain and content are right; None for a claim that a person made or confirmed.
    """

    id: str
    article: ArticleRef
    content: tuple[Span, ...]
    sources: tuple[Source, ...] = ()
    act: str | None = None
    certainty: str | None = None
    issues: tuple[str, ...] = ()
    when: When | None = None
    confidence: float | None = None
