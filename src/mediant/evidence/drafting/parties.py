"""Which of those who speak, or are spoken to, are parties to the talks. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from mediant.evidence.claim import Claim
from mediant.evidence.drafting.addressed import addressed_by, first_named, id_words, names_by_word, slug
from mediant.evidence.drafting.positions import Position

STANDS = frozenset(("demand", "offer", "accept", "reject", "threaten"))
"""Acts that show somebody to take part in talks also where it is not told what they are about; a promise does not."""


def parties_of(
    claims: Sequence[Claim],
    speakers: Sequence[str | None],
    sides: Mapping[str, Sequence[Position]],
    barred: Set[str],
) -> dict[str, tuple[str, ...]]:
    """The parties, each with the claims that show it to be one; none where its stands on issues do.

    sides : stands on issues, by actor. barred : mediators, outlets and others who are no parties.

    Parties are those who take two stands on issues or one that another answers or names them in; who demand, offer,
    accept, refuse or threaten in two claims; and who speak and are named in two demands, refusals, threats or
    accusations of others. While these are fewer than two, also whoever is named in one such claim, then whoever takes
    one stand, then who is named first in such a claim and never speaks.
    """
    taken = _stands(claims, speakers, barred)
    named = _named(claims, speakers, barred)
    found: dict[str, tuple[str, ...]] = {
        actor: () for actor, own in sides.items() if len({position.claim for position in own}) > 1
    }
    found |= dict.fromkeys(met(sides), ())
    more = {actor: shown for shown_by in (taken, named) for actor, shown in shown_by.items() if len(shown) > 1}
    found |= {actor: shown for actor, shown in more.items() if actor not in found}
    own_stand: dict[str, tuple[str, ...]] = dict.fromkeys(sides, ())
    for others in (named, own_stand, taken):
        if len(found) < 2:
            found |= {actor: shown for actor, shown in others.items() if actor not in found}
    if len(found) == 1:
        found |= _silent(claims, speakers, found.keys(), barred)
    return {actor: () if actor in sides else shown for actor, shown in found.items()}


def _stands(claims: Sequence[Claim], speakers: Sequence[str | None], barred: Set[str]) -> dict[str, tuple[str, ...]]:
    """The claims by which somebody takes a stand, on an issue or not."""
    found: dict[str, list[str]] = {}
    for claim, speaker in zip(claims, speakers, strict=True):
        if speaker is not None and speaker not in barred and claim.act in STANDS and claim.certainty != "uncertain":
            found.setdefault(speaker, []).append(claim.id)
    return {actor: tuple(shown) for actor, shown in found.items()}


def _named(claims: Sequence[Claim], speakers: Sequence[str | None], barred: Set[str]) -> dict[str, tuple[str, ...]]:
    """Those who speak and are named in what others demand, refuse, threaten or accuse; with these claims."""
    here = {speaker for speaker in speakers if speaker is not None} - barred
    found: dict[str, dict[str, None]] = {}
    for who, whom, claim in addressed_by(claims, speakers, names_by_word(claims, here)):
        if who in here:
            found.setdefault(whom, {})[claim.id] = None
    return {actor: tuple(shown) for actor, shown in found.items()}


def _silent(
    claims: Sequence[Claim], speakers: Sequence[str | None], parties: Set[str], barred: Set[str]
) -> dict[str, tuple[str, ...]]:
    """Who never speaks and is named as the one to act in what a party demands, refuses, threatens or accuses of."""
    words = frozenset().union(*(id_words(actor) for actor in parties | barred))
    found: dict[str, list[str]] = {}
    for claim, speaker in zip(claims, speakers, strict=True):
        name = slug(first_named(claim) or "")
        if name and speaker in parties and not id_words(name) & words:
            found.setdefault(name, []).append(claim.id)
    return {actor: tuple(shown) for actor, shown in found.items()}


def met(sides: Mapping[str, Sequence[Position]]) -> set[str]:
    """The sides that name another or are named by one, and those that take another stand on the same words."""
    names = {actor: id_words(actor) for actor in sides}
    stands = [position for own in sides.values() for position in own]
    found = set()
    held: dict[tuple[str, str], dict[str, set[str]]] = {}
    for position in stands:
        named = {other for other in sides if other != position.actor and names[other] <= position.heard}
        found |= {position.actor, *named} if named else named
        for word in position.words:
            of_kind = held.setdefault((position.issue, word), {}).setdefault(position.kind, set())
            if len(of_kind) < 2:  # two are enough to tell that there is another
                of_kind.add(position.actor)
    return found | {
        position.actor
        for position in stands
        if any(_differs(position.actor, position, held[position.issue, word]) for word in position.words)
    }


def _differs(actor: str, position: Position, by_kind: Mapping[str, set[str]]) -> bool:
    return any(actors - {actor} for kind, actors in by_kind.items() if kind != position.kind)
