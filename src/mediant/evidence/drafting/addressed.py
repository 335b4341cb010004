"""Whom demands, threats, accusations and refusals of others are about, as far as their words name them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from mediant.evidence.claim import Claim
from mediant.evidence.drafting.labels import plain, words_of
from mediant.evidence.drafting.positions import said_in
from mediant.evidence.drafting.vocabulary import EMPTY, LEADS

TOWARDS = frozenset(("demand", "reject", "threaten", "accuse"))
"""Acts by which somebody turns to, or against, somebody else."""

MOST_NAMES = 20  # different short names that are kept of one actor

Names = Mapping[str, tuple[tuple[frozenset[str], str], ...]]

_PROPER = re.compile(r"[A-Z][^\W_]*(?:[ -][A-Z][^\W_]*){0,4}")
_AGENT = re.compile(
    r"(?:that |on |of |against )?(?:the )?(?P<name>[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+){0,3})"
    r"(?=['’]s? |(?: (?:to|must|should|not to|stop|stops|end|ends|leave|leaves|withdraw|withdraws) ))"
)


def names_by_word(claims: Sequence[Claim], actors: Set[str]) -> Names:
    """What each of these actors is called, as sets of words, found by the longest word of each name.

    Names are the actor's id and the capitalised words by which sources call it.
    """
    called: dict[str, set[frozenset[str]]] = {actor: {id_words(actor)} for actor in actors}
    for claim in claims:
        for source in claim.sources:
            known = called.get(source.actor or "")
            for span in source.spans if known is not None else ():
                named = _PROPER.fullmatch(plain(span.text).removeprefix("the ").removeprefix("The "))
                if known is not None and named and len(known) < MOST_NAMES:
                    known.add(frozenset(words_of(named[0])) - EMPTY)
    found: dict[str, list[tuple[frozenset[str], str]]] = {}
    for actor in sorted(called):
        for words in sorted(called[actor] - {frozenset()}, key=sorted):
            found.setdefault(max(words, key=lambda word: (len(word), word)), []).append((words, actor))
    return {word: tuple(names) for word, names in found.items()}


def named_in(words: Set[str], names: Names) -> set[str]:
    """The actors of whose names one stands in these words."""
    return {actor for word in words & names.keys() for name, actor in names[word] if name <= words}


def addressed_by(
    claims: Sequence[Claim], speakers: Sequence[str | None], names: Names
) -> Iterator[tuple[str, str, Claim]]:
    """Who turns to whom in which claim: demands of it, refuses what it has, threatens or accuses it."""
    for claim, speaker in zip(claims, speakers, strict=True):
        if speaker is not None and claim.act in TOWARDS and claim.certainty != "uncertain":
            heard = set(words_of(said_in(claim)))
            yield from ((speaker, actor, claim) for actor in sorted(named_in(heard, names)) if actor != speaker)


def first_named(claim: Claim) -> str | None:
    """Whom a demand, refusal, threat or accusation names as the one to act, where it does so first; else None.

    "Lorne's withdrawal", "that Lorne open the road": not a place that something is in or from.
    """
    if claim.act not in TOWARDS or claim.certainty == "uncertain" or not claim.sources:
        return None
    found = _AGENT.match(said_in(claim))
    if found is None or found["name"].split()[0].casefold() in EMPTY | LEADS:
        return None
    return found["name"]


def id_words(actor: str) -> frozenset[str]:
    """The words of an actor's id."""
    return frozenset(re.split(r"[^a-z0-9]+", actor.casefold())) - {"the", ""} or frozenset((actor,))


def slug(text: str) -> str:
    """An id of a-z, 0-9 and '-' made of a text; "" where nothing is left."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
