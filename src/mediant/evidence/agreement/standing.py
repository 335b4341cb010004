"""Which claims still stand once articles are corrected or withdrawn. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from mediant.evidence.agreement.speakers import outlet_key
from mediant.evidence.claim import Claim, Span

NO_ONE: frozenset[str] = frozenset()


def standing(
    claims: Iterable[Claim], withdrawn: AbstractSet[str] = NO_ONE, corrects: Mapping[str, str] | None = None
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims that stand and those taken back, each in the order given.

    withdrawn : ids of articles that were taken back;  corrects : id of an article to that of the one it corrects.
    A corrected article takes all its claims with it. What its correction repeats stays, as a claim of the correction.
    What the correction only quotes as printed ("we reported on Monday that ...") is not repeated: where the outlet is
    the speaker of a report, this and what is told inside its words go too. A withdrawn correction does not bring back
    what it corrected, and an article that corrects itself does not correct anything.
    """
    corrections = {new: old for new, old in (corrects or {}).items() if new != old}
    gone = set(withdrawn) | set(corrections.values())
    given = tuple(claims)
    quoted = _quoted_as_printed([claim for claim in given if claim.article.id in corrections])
    kept = tuple(claim for claim in given if claim.article.id not in gone and claim.id not in quoted)
    return kept, tuple(claim for claim in given if claim.article.id in gone or claim.id in quoted)


def _quoted_as_printed(claims: Iterable[Claim]) -> set[str]:
    """Ids of the claims by which corrections quote what they correct."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article.id, []).append(claim)
    found: set[str] = set()
    for members in by_article.values():
        own = [claim for claim in members if _quotes_own_outlet(claim)]
        inside = [piece for claim in own for piece in claim.content]
        found |= {claim.id for claim in own}
        found |= {claim.id for claim in members if claim.sources and _within(claim.content, inside)}
    return found


def _quotes_own_outlet(claim: Claim) -> bool:
    outlet = claim.article.outlet
    if claim.act != "report" or not claim.sources or not outlet:
        return False
    actor = claim.sources[0].actor
    return bool(actor) and outlet_key(actor or "") == outlet_key(outlet)


def _within(spans: Iterable[Span], pieces: list[Span]) -> bool:
    return all(any(piece.start <= span.start and span.end <= piece.end for piece in pieces) for span in spans)
