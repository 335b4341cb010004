"""News outlets: which names are theirs, and their ids."""

from __future__ import annotations

from mediant.evidence.meaning.naming.words import Words


def is_outlet(key: tuple[str, ...], words: Words) -> bool:
    """Whether a name in lower case is that of an outlet: its last word says so, its first (Radio), or it is known."""
    if not key:
        return False
    if len(key) > 1 and (key[-1] in words.outlet_last or key[0] in words.outlet_first):
        return True
    if len(key) > 2 and key[-1] == "agency" and "news" in key:
        return True
    if len(key) > 3 and key[-2] == "of" and key[-3] in words.outlet_last:
        return True
    return len(key) == 1 and key[0] in words.outlets


def outlet_label(name: str) -> str:
    """The name as its id is made from: without a leading "the", unless one word is left (The Guardian)."""
    parts = name.split()
    return " ".join(parts[1:]) if len(parts) > 2 and parts[0].lower() == "the" else name
