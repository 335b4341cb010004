"""Who is meant: every source of every claim gets an actor's id, the same one all through the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim, Source
from mediant.evidence.meaning.naming.cast import Actor
from mediant.evidence.meaning.naming.files import shipped_words
from mediant.evidence.meaning.naming.layout import layout_of
from mediant.evidence.meaning.naming.names import NameUse, name_uses
from mediant.evidence.meaning.naming.people import introduce
from mediant.evidence.meaning.naming.pronouns import WE
from mediant.evidence.meaning.naming.references import refer
from mediant.evidence.meaning.naming.scene import Scene, scene_of

LONGEST_WE, MOST_AROUND = 12, 200
Place = tuple[int, int]  # a source's first span, from start to end


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor that is known before reading, from a case or a person's own list; its names win over every rule."""

    id: str
    names: tuple[str, ...]


def named(article: Article, claims: tuple[Claim, ...], known: Sequence[KnownActor] = ()) -> tuple[Claim, ...]:
    """The claims, each source with the id of its actor: a-z 0-9 -, or an id of `known`.

    A person who speaks for a body gets the body's id, a person of their own weight their own, an unnamed one an id
    that describes it. None where the words do not tell (also a source without words). Ids depend on the whole
    article, so claims of one article are named together; ids that sources had are not looked at.
    """
    words = shipped_words()
    layout = layout_of(article.text)
    places = {place for claim in claims for source in claim.sources if (place := _place(source)) is not None}
    uses = name_uses(layout, words, places)
    scene = scene_of(layout, uses, words, article.ref.outlet, [(actor.id, actor.names) for actor in known])
    found = _cast_of(scene, places)
    _speakers_of_quotes(scene, claims, places, found)
    ids = {place: scene.cast.identify(actor.meant) for place, actor in sorted(found.items(), key=lambda item: item[0])}
    return tuple(replace(claim, sources=tuple(_with(source, ids) for source in claim.sources)) for claim in claims)


def _with(source: Source, ids: dict[Place, str]) -> Source:
    place = _place(source)
    return replace(source, actor=ids.get(place) if place is not None else None)


def _place(source: Source) -> Place | None:
    """Where the words stand that say most of a source: its longest span, the first of several."""
    if not source.spans:
        return None
    span = max(source.spans, key=lambda span: span.end - span.start)
    return span.start, span.end


def _cast_of(scene: Scene, places: set[Place]) -> dict[Place, Actor]:
    """The actor of every source, going through sources and names in the order of the text."""
    steps: list[tuple[int, int, int, NameUse | None]] = [(start, -end, end, None) for start, end in places]
    steps += [(use.start, 0, use.end, use) for use in scene.uses]
    found: dict[Place, Actor] = {}
    for start, _, end, use in sorted(steps, key=lambda step: step[:3]):
        if use is not None:
            introduce(scene, use, refer, 0)
            if use.start in scene.whose and not scene.is_place(use):
                scene.meet(scene.whose[use.start], use.start, use.end)
            continue
        actor = refer(scene, start, end)
        if actor is not None:
            found[start, end] = actor
            scene.meet(actor, start, end, source=True)
    return found


def _speakers_of_quotes(scene: Scene, claims: Sequence[Claim], places: set[Place], found: dict[Place, Actor]) -> None:
    """Give "we" and "I" in a quotation the speaker of the claim that holds the quotation."""
    quotes = sorted(
        (piece.start, piece.end, place)
        for claim in claims
        if claim.sources and (place := _place(claim.sources[0])) is not None
        for piece in claim.content
    )
    for start, end in sorted(places - found.keys()):
        if scene.layout.text[start : min(end, start + LONGEST_WE)].lower() in WE:
            holder = _holder(quotes, start, end, found)
            if holder is not None:
                found[start, end] = holder


def _holder(
    quotes: Sequence[tuple[int, int, Place]], start: int, end: int, found: Mapping[Place, Actor]
) -> Actor | None:
    """The speaker of the shortest content around a place, among the MOST_AROUND that begin last before it."""
    last = bisect_right(quotes, start, key=lambda quote: quote[0])
    around = [
        (quote_end - quote_start, place)
        for quote_start, quote_end, place in quotes[max(last - MOST_AROUND, 0) : last]
        if end <= quote_end and place in found
    ]
    return found[min(around)[1]] if around else None
