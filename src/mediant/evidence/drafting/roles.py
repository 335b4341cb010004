"""Who the claims speak of: parties, mediators, and those who only tell. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mediant.evidence.claim import Claim
from mediant.evidence.drafting.addressed import id_words, slug
from mediant.evidence.drafting.labels import plain, words_of
from mediant.evidence.drafting.parties import parties_of
from mediant.evidence.drafting.positions import Position, cue_of, said_in
from mediant.evidence.drafting.vocabulary import EMPTY, MEDIA, MEDIATING, ONLOOKERS, PRONOUNS, SEVERAL, SPELT, UNNAMED

CARRY, DRAFT, PLEDGE = "carry", "draft", "pledge"
_MAY = (
    (CARRY, re.compile(r"\b(?:mediat\w*|facilitat\w*|go-between|intermediar\w+|messages?|host\w*|shuttl\w*|broker\w*|"
                       r"sit between|good offices|revive the talks|concili\w*)\b", re.IGNORECASE)),
    (DRAFT, re.compile(r"\b(?:draft\w*|bridging proposal|compromise text|arbitrat\w*)\b", re.IGNORECASE)),
    (PLEDGE, re.compile(r"\b(?:guarant\w+)\b", re.IGNORECASE)),
)  # fmt: skip
_OWN_WORK = re.compile(
    r"^(?:that (?:it|he|she|they) (?:will|would) |to )?(?:mediate|host|facilitate|broker|arbitrate|"
    r"carry (?:messages|the)|convene|sit between|bring (?:the|both) \w+ (?:together|to the table)|"
    r"(?:a|its|their|his|her) (?:good offices|draft))\b",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:(?:is|are|has been|have been|was|were) (?:mediating|hosting|brokering)|mediated|hosted|"
    r"brokered|hosts|mediates|"
    r"(?:to|would|will) (?:mediate|host)|revive the (?:talks|negotiations)|shuttled? between|"
    r"carr(?:y|ies|ied) messages)\b",
    re.IGNORECASE,
)
_OFFERING = frozenset(("offer", "commit", "announce", "report"))
_NAME = re.compile(r"(?:[Tt]he )?([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+){0,3})(?=\W|$)")
NEAR = 25
"""Characters between two statements of one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """Actors by what they do in the claims; each tuple in the order of ids.

    named : of parties that take no stand on an issue, the claims that show them to be parties. may : what a mediator is
    told to do; shown : the claims that tell it.
    """

    parties: tuple[str, ...]
    named: Mapping[str, tuple[str, ...]]
    mediators: tuple[str, ...]
    may: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, tuple[str, ...]]
    doubtful: tuple[str, ...]
    tellers: tuple[str, ...]


def speakers_of(claims: Sequence[Claim]) -> tuple[str | None, ...]:
    """The actor of each claim: its speaker, or whom an article's own statement names first; None where untold.

    claims : in the order of the articles, so that "it" is whoever was named just before in the same sentence.
    """
    known = {source.actor for claim in claims for source in claim.sources if source.actor}
    found: list[str | None] = []
    before: tuple[Claim, str | None] | None = None
    for claim in claims:
        if claim.sources:
            speaker = claim.sources[0].actor if claim.sources[0].role == "speaker" else None
        else:
            speaker = _subject(claim, known, before)
        found.append(speaker)
        before = (claim, speaker)
    return tuple(found)


def _subject(claim: Claim, known: set[str], before: tuple[Claim, str | None] | None) -> str | None:
    said = said_in(claim)
    first = said.split(" ", 1)[0].casefold()
    if first in PRONOUNS and before is not None:
        other, actor = before
        near = other.article.id == claim.article.id and not other.sources
        gap = claim.content[0].start - other.content[-1].end if near and claim.content and other.content else -1
        return actor if 0 <= gap <= NEAR else None
    name = _NAME.match(said)
    named = slug(name[1]) if name else ""
    return named if named in known else None


def roles_of(claims: Sequence[Claim], speakers: Sequence[str | None], positions: Sequence[Position]) -> Roles:
    """Who is a party, who mediates, who only tells.

    Outlets, analysts, unnamed sources, mediators and several at once ("both sides") are no parties; who else is one,
    `parties.py` says. Whoever only takes one stand that nobody takes up is doubtful.
    """
    tellers = _tellers(claims)
    stands: dict[str, list[Position]] = {}
    for position in positions:
        if position.actor not in tellers:
            stands.setdefault(position.actor, []).append(position)
    may = _mediators(claims, speakers, stands, tellers)
    sides = {actor: own for actor, own in stands.items() if actor not in may}
    parties = parties_of(claims, speakers, sides, tellers | may.keys())
    return Roles(
        parties=tuple(sorted(parties)),
        named={actor: parties[actor] for actor in sorted(parties) if parties[actor]},
        mediators=tuple(sorted(may)),
        may={actor: tuple(role for role, _ in _MAY if role in may[actor][0]) for actor in sorted(may)},
        shown={actor: tuple(dict.fromkeys(may[actor][1])) for actor in sorted(may)},
        doubtful=tuple(sorted(sides.keys() - parties.keys())),
        tellers=tuple(sorted({position.actor for position in positions} & tellers)),
    )


def kind_of(actor: str) -> str | None:
    """What an id alone says: "unnamed", "onlooker", "outlet" or "several"; None where it may name a side."""
    words = re.split(r"[^a-z0-9]+", actor.casefold())
    if not set(words) - EMPTY - SPELT.keys() - {""}:
        return "unnamed"
    kinds = ((SEVERAL, "several"), (UNNAMED, "unnamed"), (ONLOOKERS, "onlooker"), (MEDIA, "outlet"))
    return next((kind for names, kind in kinds if names & set(words)), None)


def _tellers(claims: Sequence[Claim]) -> set[str]:
    outlets = {slug(claim.article.outlet) for claim in claims if claim.article.outlet}
    outlets |= {outlet.removeprefix("the-") for outlet in outlets}
    actors = {source.actor for claim in claims for source in claim.sources if source.actor}
    spoken = {claim.sources[0].actor for claim in claims if claim.sources and claim.sources[0].role == "speaker"}
    return {
        actor
        for actor in actors
        if kind_of(actor) or slug(actor).removeprefix("the-") in outlets or actor not in spoken
    }


def _mediators(
    claims: Sequence[Claim],
    speakers: Sequence[str | None],
    stands: Mapping[str, Sequence[Position]],
    tellers: set[str],
) -> dict[str, tuple[set[str], list[str]]]:
    """Mediators, each with what it is told to do, and the claims that tell it."""
    told: dict[str, tuple[set[str], list[str]]] = {}
    for claim, speaker in zip(claims, speakers, strict=True):
        for actor, text in _mediating(claim, speaker):
            if actor not in tellers:
                roles, shown = told.setdefault(actor, (set(), []))
                roles.update(role for role, words in _MAY if words.search(text))
                shown.append(claim.id)
    return {
        actor: found
        for actor, found in told.items()
        if _is_called(actor, claims) or not _takes_side(stands.get(actor, ()))
    }


def _mediating(claim: Claim, speaker: str | None) -> Iterable[tuple[str, str]]:
    """Whom a claim shows mediating, with the words that show it."""
    said = said_in(claim)
    if speaker and claim.sources and claim.act in _OFFERING and _OWN_WORK.search(said):
        yield speaker, said
    name = _NAME.match(said)
    if name and _WORK.search(said) and claim.certainty != "uncertain" and plain(claim.content[0].text) == name[0]:
        yield slug(name[1]), said
    for source in claim.sources:
        described = plain(" ".join(span.text for span in source.spans))
        if source.actor and source.role == "speaker" and MEDIATING & {*words_of(described), *id_words(source.actor)}:
            yield source.actor, f"{described} {source.actor} {cue_of(claim)}"


def _is_called(actor: str, claims: Sequence[Claim]) -> bool:
    if MEDIATING & id_words(actor):
        return True
    spans = (s.text for c in claims for source in c.sources if source.actor == actor for s in source.spans)
    return any(MEDIATING & set(words_of(span)) for span in spans)


def _takes_side(positions: Sequence[Position]) -> bool:
    return any(position.act in ("demand", "reject", "threaten") for position in positions)


def names_of(actors: Iterable[str], claims: Sequence[Claim]) -> dict[str, str]:
    """What the claims call each actor: the commonest of the short names that hold all words of its id."""
    wanted = {actor: id_words(actor) for actor in actors}
    seen: dict[str, Counter[str]] = {actor: Counter() for actor in wanted}
    for claim in claims:
        for source in claim.sources:
            words = wanted.get(source.actor or "")
            for span in source.spans if words else ():
                for name in _named(span.text):
                    if words and words <= {*words_of(name), *name.casefold().split()}:
                        seen[source.actor or ""][name] += 1
    return {
        actor: min(names, key=lambda name: (len(name.split()), -names[name], name)) if names else _titled(actor)
        for actor, names in seen.items()
    }


def _named(text: str) -> Iterator[str]:
    """The short names in the words for a source: 'the last keeper, Ansel Crowe' holds two."""
    for piece in plain(text).split(",")[:4]:
        name = piece.strip()
        for ending in ("'s", "’s"):
            name = name.removesuffix(ending)
        if name and len(name) <= 60 and len(name.split()) <= 5:
            yield f"{name[:1].upper()}{name[1:]}"


def _titled(actor: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in re.split(r"[^A-Za-z0-9]+", actor) if word)
