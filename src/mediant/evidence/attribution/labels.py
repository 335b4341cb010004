"""The labels that the encoder gives to words: what a word is in the text, and what it is to one cue."""

from __future__ import annotations

from mediant.evidence.claim import ACTS

PLACES = ("speaker", "content", "cue", "relay-1", "relay-1-cue", "relay-2", "relay-2-cue")
"""What a word can be to an attribution that is known by its anchor, the longest piece of the speaker's cue."""

KINDS = ("speaker", "cue", "content", "own")
"""What a word is in the text at its outermost; `own` is the content of a statement of the article's own."""


def begin(kind: int) -> int:
    """Label of the first word of a piece; 0 is a word outside."""
    return 1 + 2 * kind


def inside(kind: int) -> int:
    """Label of the further words of a piece."""
    return 2 + 2 * kind


OF_PLACE = 1 + 2 * len(PLACES)
OF_KIND = 1 + 2 * len(KINDS)
OF_ANCHOR = 3
OF_ACT = len(ACTS) + 1
"""The last one stands for none: what is not stated but asked, left open or not commented on is no act."""
