"""A claim as one line of `mediant-claims/1`. `checks.claim_of` reads it back."""

from __future__ import annotations

import json
from dataclasses import asdict

from mediant.evidence.claim import Claim


def line_of(claim: Claim) -> str:
    """The claim as one JSON object on one line, without its end.

    What only a reader notes (the confidence, the hash of the text) stands there where it is known; all else always.
    """
    table = asdict(claim)
    if claim.confidence is None:
        del table["confidence"]
    if claim.article.sha256 is None:
        del table["article"]["sha256"]
    return json.dumps(table, ensure_ascii=False)
