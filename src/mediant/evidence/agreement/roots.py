"""Where the outlets of one statement have it from, and how many sources that makes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mediant.evidence.agreement.speakers import is_press, outlet_key, slug, source_keys
from mediant.evidence.agreement.values import Chain
from mediant.evidence.claim import Claim, Source

TEXT = "text "  # with a space, so that no key of an outlet is ever one


def chains_of(claims: Sequence[Claim]) -> tuple[tuple[Chain, ...], int]:
    """The chain of every claim, and how many independent sources they make; see `Statement`."""
    counted = _one_an_article(claims)
    outlets = {outlet_key(claim.article.outlet) for claim in claims if claim.article.outlet}
    nodes = {claim.id: _nodes(claim, outlets) for claim in claims}
    root = _roots(nodes[claim.id] for claim in counted)
    chains = tuple(_chain(claim, _label(nodes[claim.id], root)) for claim in claims)
    return chains, len({root[node] for claim in counted for node in nodes[claim.id]})


def _one_an_article(claims: Iterable[Claim]) -> list[Claim]:
    """Of every article, the claim with the fewest relays (ties: the smaller id)."""
    best: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (len(claim.sources), claim.id)):
        best.setdefault(claim.article.id, claim)
    return list(best.values())


def _nodes(claim: Claim, outlets: set[str]) -> frozenset[str]:
    """What a claim goes back to: its relays; without one the agency that speaks, or the outlet, or the article."""
    article = claim.article
    text = {TEXT + article.sha256} if article.sha256 else set()
    relays = {key for relay in claim.sources[1:] for key in source_keys(relay)}
    if not relays and claim.sources:
        relays = {key for key in source_keys(claim.sources[0]) if is_press(key) or key in outlets}
        relays |= _press_by_actor(claim.sources[0])
    own = {outlet_key(article.outlet)} if article.outlet and slug(article.outlet) else {f"article {article.id}"}
    return frozenset((relays or own) | text)


def _press_by_actor(speaker: Source) -> set[str]:
    """The key of a speaker whose actor is plainly an outlet ("orbis-wire")."""
    return {outlet_key(speaker.actor)} if speaker.actor and is_press(slug(speaker.actor)) else set()


def _roots(groups: Iterable[frozenset[str]]) -> dict[str, str]:
    """Every node with the smallest node that it is tied to through groups that share nodes."""
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    for group in groups:
        for node in group:
            above.setdefault(node, node)
        tops = sorted((top(node) for node in group), key=_plain_first)
        for node in tops:
            above[node] = tops[0]
    return {node: top(node) for node in above}


def _plain_first(node: str) -> tuple[bool, str]:
    """A name is a better label than a hash."""
    return node.startswith(TEXT), node


def _label(nodes: frozenset[str], root: dict[str, str]) -> str:
    return min((root.get(node, node) for node in nodes), key=_plain_first)


def _chain(claim: Claim, root: str) -> Chain:
    return Chain(
        claim=claim.id,
        article=claim.article.id,
        outlet=claim.article.outlet,
        published=claim.article.published,
        relays=tuple(relay.actor or " ".join(span.text for span in relay.spans) for relay in claim.sources[1:]),
        root=root,
    )
