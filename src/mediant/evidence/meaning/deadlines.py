"""Deadlines that are told as an event: "until the roof has been mended", "before any list is signed". Pure."""

from __future__ import annotations

import re

from mediant.evidence.claim import Claim

ACTS = ("announce", "demand", "offer", "commit", "accept", "reject", "concede", "threaten")
WORD = r"[a-z][a-z’'-]{0,30}"
EVENT = re.compile(
    rf"\b(?i:until|before|as soon as)(?: {WORD}){{1,6}}? (?:is|are|has|have)(?: {WORD}){{1,4}}"
    r"(?=[.,;:!?\"”’)]|$)"
)
MOST_CONTENT = 2_000  # characters of a piece in which a deadline is looked for


def deadline_of(text: str, claim: Claim) -> str | None:
    """The words of the event that a claim waits for; None where it does not bind anybody, or names none.

    Only of acts that bind (demands, offers, promises, refusals, threats): what "before" means in a report is the past.
    """
    if claim.act not in ACTS:
        return None
    for piece in claim.content:
        end = min(piece.end, piece.start + MOST_CONTENT)
        match = EVENT.search(text[piece.start : end])
        if match is not None:
            return match[0]
    return None
