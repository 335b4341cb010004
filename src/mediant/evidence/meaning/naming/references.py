"""From a source's words to the actor they stand for."""

from __future__ import annotations

import re

from mediant.evidence.meaning.naming.cast import PERSON, STATE, Actor
from mediant.evidence.meaning.naming.descriptions import both, described, is_plural, singular
from mediant.evidence.meaning.naming.names import NameUse
from mediant.evidence.meaning.naming.people import MOST_DEEP, introduce
from mediant.evidence.meaning.naming.phrases import MOST_CHARACTERS, Phrase, phrase_of
from mediant.evidence.meaning.naming.pronouns import PRONOUNS, antecedent
from mediant.evidence.meaning.naming.scene import Scene, country, nation_of

_SELF = re.compile(r"\s(?:him|her|it)self$|\sthemselves$")
NOBODY = frozenset(("nobody", "no one", "none", "no-one", "nobody else", "anyone", "anybody"))


def refer(scene: Scene, start: int, end: int, depth: int = 0) -> Actor | None:
    """The actor that the words from `start` to `end` stand for; None where that cannot be told."""
    end = min(end, start + MOST_CHARACTERS)
    text = scene.layout.text[start:end]
    text = _SELF.sub("", text)
    low = " ".join(text.lower().split())
    if depth > MOST_DEEP or not low or low in NOBODY or low.startswith(("nobody ", "no one ", "neither ", "none of ")):
        return None
    known = scene.known.get(low.removeprefix("the "))
    if known is not None:
        return known
    if low in PRONOUNS and text != "US":
        return antecedent(scene, low, start)
    phrase = phrase_of(text, scene.words, start, [(use.start, use.end) for use in scene.uses_in(start, end)])
    together = _together(scene, phrase, start)
    if together is not None:
        return together
    use = _name_in(scene, phrase, start)
    if use is not None and (found := _by_name(scene, use, depth)) is not None:
        return found
    return described(scene, phrase, _owner(scene, phrase, start, depth), start)


def _name_in(scene: Scene, phrase: Phrase, start: int) -> NameUse | None:
    """The name that a phrase ends in, or that stands beside it: "the operator, Alder Terminals"."""
    uses = scene.uses_in(*phrase.core)
    if uses and uses[-1].end >= phrase.core[1] - 2:
        return uses[-1]
    beside = start + len(phrase.plain)
    if not phrase.tail.startswith(",") or (beside > phrase.core[1] + 2 and not phrase.complement):
        return None
    near = scene.uses_in(beside, beside + 40)
    if not near or near[0].owns:
        return None
    between = scene.layout.text[beside : near[0].start].strip(" ,").lower().split()
    return near[0] if " ".join(between) in ("", "the", *(" ".join(near[0].titles),)) else None


def _together(scene: Scene, phrase: Phrase, start: int) -> Actor | None:
    """Two names joined by "and" are one actor: both sides, or both governments where both are states."""
    low = phrase.plain.lower()
    if " and " not in low:
        return None
    uses = scene.uses_in(start, start + len(phrase.plain))
    actors = list(
        dict.fromkeys(scene.whose[use.start].meant for use in uses if use.start in scene.whose and not use.owns)
    )
    if len(actors) < 2 or any(actor.kind == PERSON or actor.uses < 2 for actor in actors):
        return None
    return both(scene, "both governments" if all(actor.kind == STATE for actor in actors) else "both sides")


def _by_name(scene: Scene, use: NameUse, depth: int) -> Actor | None:
    introduce(scene, use, refer, depth)
    actor = scene.whose.get(use.start)
    seat = scene.words.seat.get(" ".join(use.key)) if actor is None else None
    return country(scene.cast, seat, scene.known) if seat is not None else actor


def _owner(scene: Scene, phrase: Phrase, start: int, depth: int) -> Actor | None:
    """The actor that an unnamed one belongs to: "Sund's army", "its deputy head", "a Karstian surveyor"."""
    if phrase.owner:
        return refer(scene, start, start + len(phrase.owner), depth + 1)
    if phrase.determiner in ("its", "his", "her", "their", "our"):
        return antecedent(scene, phrase.determiner, start)
    for use in scene.uses_in(*phrase.core):
        actor = scene.whose.get(use.start) or nation_of(scene.cast, use.key[-1]) or _country_of(scene, use)
        if actor is not None:
            return actor
    return _of(scene, phrase, start, depth) if phrase.place in ("of", "for", "from", "at", "in") else None


def _country_of(scene: Scene, use: NameUse) -> Actor | None:
    name = scene.words.nation.get(" ".join(use.key))
    return country(scene.cast, name, scene.known) if name is not None else None


def _of(scene: Scene, phrase: Phrase, start: int, depth: int) -> Actor | None:
    """The body in a complement: "a clerk at the commission", "a spokesman for the labour ministry"."""
    at = scene.layout.text.find(phrase.complement, start)
    inner = phrase_of(phrase.complement, scene.words, at)
    named = bool(scene.uses_in(at, at + len(phrase.complement)))
    heads = scene.words.bodies | scene.words.of_state
    if not named and not (inner.head in heads and inner.determiner and not is_plural(inner, scene)):
        return None
    spoken = singular(phrase.head) in scene.words.speaking or phrase.head in scene.words.stands_for
    return refer(scene, at, at + len(phrase.complement), depth + 1) if named or spoken or depth == 0 else None
