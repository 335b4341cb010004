"""Whether a time that was found is the one that is meant: words and day. Used by tests and benchmarks."""

from __future__ import annotations

import re

from mediant.evidence.claim import When

LOOSE = {
    "as", "of", "on", "in", "at", "by", "before", "after", "until", "till", "since", "from", "for", "to", "the", "a",
    "an", "this", "that", "through", "into", "towards", "about", "around", "is",
}  # fmt: skip


def words_of(text: str) -> set[str]:
    return {word for word in re.findall(r"[\w.:]+", text.lower()) if word not in LOOSE}


def overlap(gold: When, found: When) -> bool:
    """Whether two time expressions share a word that says when."""
    return bool(words_of(gold.text) & words_of(found.text))


def same(gold: When | None, found: When | None) -> bool:
    """Whether neither is there, or both are, of overlapping words and with the same day or none."""
    if gold is None or found is None:
        return gold is found
    return gold.date == found.date and overlap(gold, found)
