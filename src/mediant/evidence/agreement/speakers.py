"""Who is who between articles: the keys under which a source, or an outlet, can be known to be another's. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from mediant.evidence.claim import Claim, Source

TITLES = frozenset(
    str.split(
        "mr mrs ms miss dr sir lady lord dame prof professor president premier chancellor minister secretary "
        "mayor judge general colonel major captain councillor senator ambassador chairman chairwoman chair "
        "director spokesman spokeswoman spokesperson king queen prince bishop father sister"
    )
)
PRESS = frozenset(
    str.split(
        "press wire newswire news agency radio television tv dispatch times herald gazette courier chronicle "
        "sentinel mercury observer ledger almanac newspaper broadcaster"
    )
)
GENERIC = frozenset(str.split("the news agency newswire wire press"))  # an agency is named with and without them
WORD = re.compile(r"[^\W_]+")
NAMED = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
HEAD_ENDS = re.compile(r",|;|:|\(|’|'|\b(?:of|for|who|at|from|in|to|told|and|or|on|near|with|close|by)\b")
OWN = ""  # the key of an article's own statements


def slug(text: str) -> str:
    """Lower case, no accents, words joined by hyphens: "Évora Press" and "evora-press" are one."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "-".join(WORD.findall("".join(c for c in flat if not unicodedata.combining(c))))


def outlet_key(name: str) -> str:
    """The key of an outlet or agency, without the words that come and go: "Orbis Wire", "orbis-wire", "Orbis"."""
    words = slug(name).split("-")
    kept = [word for word in words if word not in GENERIC]
    return "-".join(kept or words)


def is_press(key: str) -> bool:
    """Whether a key names an outlet by one of the words that outlets call themselves by."""
    return not PRESS.isdisjoint(key.split("-"))


def speaker_keys(claim: Claim) -> frozenset[str]:
    """Every key of the speaker; none where it cannot be told. Two claims that share one have one speaker.

    A source is known by its actor and, where its words begin with a name of two words or more, by that name. An
    article's own statement is known as such (OWN) and by its outlet.
    """
    if not claim.sources:
        outlet = claim.article.outlet
        return frozenset({OWN} | ({outlet_key(outlet)} if outlet else set()))
    speaker = claim.sources[0]
    keys = {slug(speaker.actor)} if speaker.actor else set()
    if speaker.actor and is_press(slug(speaker.actor)):
        keys.add(outlet_key(speaker.actor))
    return frozenset(keys | name_keys(speaker) - {""})


def source_keys(source: Source) -> frozenset[str]:
    """The keys of a relay: its actor as an outlet, and its name."""
    keys = {outlet_key(source.actor)} if source.actor else set()
    return frozenset(key for key in keys | {outlet_key(name) for name in name_keys(source)} if key)


def name_keys(source: Source) -> frozenset[str]:
    """The name that the words of a source begin with, without titles; empty for "a senior official" or "Ferro"."""
    return frozenset(key for span in source.spans if (key := _name(span.text)))


def _name(text: str) -> str:
    end = HEAD_ENDS.search(text[:200])
    if end and end[0] in "'’" and len(text) > end.end() + 1:  # "Dana Ferro's rival" is somebody else
        return ""
    words = NAMED.findall(text[: end.start() if end else 200])
    run = _last_capitalised(words)
    title = max((at for at, word in enumerate(run) if word.casefold() in TITLES), default=-1)
    name = run[title + 1 :]
    return slug(" ".join(name)) if len(name) >= 2 else ""


def _last_capitalised(words: Sequence[str]) -> list[str]:
    """The capitalised words at the end of the head of a noun phrase."""
    run: list[str] = []
    for word in reversed(words):
        if not word[0].isupper():
            break
        run.insert(0, word)
    return run[1:] if run and run[0] in ("The", "A", "An", "Its", "His", "Her") else run
