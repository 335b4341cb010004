"""A claim in words for the reading view and the terminal: chain, manner, time, how sure the reader is."""

from __future__ import annotations

from collections.abc import Mapping

from mediant.evidence.claim import Claim
from mediant.reports.wording import clean, named_source, percent

NO_SOURCE = "the article itself"


def links_of(claim: Claim, seen: Mapping[str, str]) -> tuple[str, ...]:
    """Who is said to have said it, then through whom it came, outwards to the outlet.

    seen : actor ids to their names, as `names_seen` finds them.
    """
    links = [named_source(source, {}, seen) for source in claim.sources]
    outlet = clean(claim.article.outlet or "", 80)
    if not links:
        return (f"{outlet}, {NO_SOURCE}" if outlet else NO_SOURCE,)
    if claim.sources[0].role == "relay":
        links.insert(0, "a speaker not named")
    return (*links, outlet) if outlet else tuple(links)


def chain_words(claim: Claim, seen: Mapping[str, str]) -> str:
    """'the group ← Reuters ← The Daily': speaker, relays, outlet."""
    return " ← ".join(links_of(claim, seen))


def manner_of(claim: Claim, decision: str | None = None) -> str:
    """'offer · hedged · speaks of Saturday (2024-05-04) · confidence 87%'; what could not be told is said to be so."""
    parts = [claim.act or "act not told", claim.certainty or "certainty not told"]
    if claim.when is not None:
        day = f" ({clean(claim.when.date, 10)})" if claim.when.date else ""
        parts.append(f"speaks of “{clean(claim.when.text, 80)}”{day}")
    if claim.issues:
        parts.append(f"on {clean(', '.join(claim.issues), 120)}")
    if claim.confidence is not None:
        parts.append(f"confidence {percent(claim.confidence)}")
    elif decision is None:
        parts.append("no confidence given")
    return " · ".join(parts)


def speaker_of(claim: Claim) -> str:
    """The name to filter by: that of the one who speaks, without the words that name it here."""
    if not claim.sources:
        return NO_SOURCE
    first = claim.sources[0]
    if first.role == "relay":
        return "a speaker not named"
    return clean(first.actor or " … ".join(span.text for span in first.spans), 80) or "a source not named"
