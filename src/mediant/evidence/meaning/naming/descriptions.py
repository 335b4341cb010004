"""Actors without a name: "the militant group", "its chief executive", "two officials", "the same source"."""

from __future__ import annotations

from dataclasses import replace

from mediant.evidence.meaning.naming.cast import BODY, DOCUMENT, OUTLET, PEOPLE, PERSON, STATE, Actor
from mediant.evidence.meaning.naming.people import latest_body, latest_state
from mediant.evidence.meaning.naming.phrases import Phrase
from mediant.evidence.meaning.naming.scene import Scene

DEFINITE = frozenset(
    ("the", "the same", "this", "that", "these", "those", "the two", "the three", "both the", "the other")
)
PAIRS = frozenset(("both", "both the", "both of the", "the two"))


def singular(word: str) -> str:
    """The word without the s of a plural: officials, official; ministries, ministry."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("people") and len(word) > 6:
        return word[:-6] + "person"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def is_plural(phrase: Phrase, scene: Scene) -> bool:
    """Whether a phrase speaks of several."""
    first = phrase.determiner.split()[:1] or list(phrase.lows[:1])
    several = bool(first) and first[0] in scene.words.quantities and not phrase.determiner.startswith("one of")
    return (
        several
        or singular(phrase.head) != phrase.head
        or phrase.head in ("people", "police", "families", "women", "children")
    )


def is_human(scene: Scene, head: str) -> bool:
    """Whether a singular head is a person's: a known role, or a word that ends like one and is no body's."""
    if head in scene.words.roles:
        return True
    known = scene.words.bodies | scene.words.documents | scene.words.of_state
    return head not in known and head.endswith(scene.words.human)


def described(scene: Scene, phrase: Phrase, owner: Actor | None, at: int) -> Actor | None:
    """The actor that a phrase without a name of its own stands for; a new one where no earlier one fits."""
    head = phrase.head
    if not head:
        return None
    if phrase.determiner in PAIRS or phrase.lows[:1] in (("both",), ("two",)):
        pair = _pair(scene, phrase)
        if pair is not None:
            return pair
    if owner is not None:
        return _owned(scene, phrase, owner)
    if phrase.determiner in DEFINITE:
        return _earlier(scene, phrase, at) or _standing_for(scene, phrase, at) or new(scene, phrase, None)
    if singular(head).startswith("spokes") or singular(head) == "spokesperson":
        body = latest_body(scene, at) or latest_state(scene, at)
        return _speaker(scene, phrase, body) if body is not None else new(scene, phrase, None)
    return _same(scene, _label(scene, phrase, None)) or new(scene, phrase, None)


def _pair(scene: Scene, phrase: Phrase) -> Actor | None:
    """Both sides, both governments: one actor of its own, as who the sides are is not known while reading."""
    head = phrase.head
    if head in scene.words.governments:
        label = "both governments"
    elif head in scene.words.sides:
        label = "both sides"
    elif phrase.determiner in PAIRS - {"the two"}:
        label = f"both {' '.join(phrase.lows)}"
    else:
        return None
    return both(scene, label)


def both(scene: Scene, label: str) -> Actor:
    """The actor of two sides together."""
    return _same(scene, label) or scene.cast.add(Actor(kind=PEOPLE, label=label, plural=True))


def _same(scene: Scene, label: str) -> Actor | None:
    return scene.cast.by_label.get(label)


def _owned(scene: Scene, phrase: Phrase, owner: Actor) -> Actor | None:
    """What belongs to an actor: a part that speaks for it, or an actor of its own beside it."""
    head, body = singular(phrase.head), owner.meant
    lows = {singular(low) for low in phrase.lows}
    if body.kind == STATE:
        apart = [k for k, low in enumerate(phrase.lows[:-1]) if low in scene.words.apart]
        if apart and lows & scene.words.speaking:
            part = replace(phrase, words=phrase.words[: apart[-1] + 1])
            label = _label(scene, part, owner)
            return _speaker(scene, phrase, _same(scene, label) or new(scene, part, owner))
        if (lows | set(phrase.lows)) & (scene.words.of_state | scene.words.of_firm) and head not in scene.words.apart:
            return _speaker(scene, phrase, body)
    elif _speaks(scene, phrase, body):
        return _speaker(scene, phrase, body)
    label = _label(scene, phrase, owner)
    return _same(scene, label) or new(scene, phrase, owner)


def _speaks(scene: Scene, phrase: Phrase, body: Actor) -> bool:
    """Whether what belongs to a body speaks for it: its office, its treasurer, an outlet's reporter."""
    head = singular(phrase.head)
    if scene.words.stands_for.intersection((phrase.head, head)):
        return True
    if body.kind == OUTLET:
        return head in _OF_OUTLET
    return body.kind != PERSON and any(singular(low) in scene.words.speaking for low in phrase.lows)


_OF_OUTLET = frozenset(("reporter", "correspondent", "editor", "colleague", "columnist", "photographer"))


def _speaker(scene: Scene, phrase: Phrase, body: Actor) -> Actor:
    """The unnamed person or office that speaks for a body."""
    head = singular(phrase.head)
    if is_plural(phrase, scene) or head not in scene.words.roles:
        scene.cast.call(body, phrase.lows[-2:])
        return body
    label = _label(scene, phrase, body)
    return _same(scene, label) or new(scene, phrase, body, body=body)


def _label(scene: Scene, phrase: Phrase, owner: Actor | None) -> str:
    """What an unnamed actor's id is made from: owner, adjectives and head, without a number or "senior"."""
    kept = [low for low in phrase.lows if low not in scene.words.quantities and not low.isdigit()] or [phrase.head]
    before = owner.meant.id or owner.meant.label if owner is not None and not _names(phrase) else ""
    return " ".join([before, *kept][-5:]).strip()


def _names(phrase: Phrase) -> bool:
    """Whether the phrase holds its owner's name already: "Egyptian sources", "Velmark officials"."""
    return not phrase.owner and any(word[0].isupper() for word in phrase.words)


def new(scene: Scene, phrase: Phrase, owner: Actor | None, *, body: Actor | None = None) -> Actor:
    """A new unnamed actor."""
    head = singular(phrase.head)
    kind = PEOPLE if is_plural(phrase, scene) else PERSON if is_human(scene, head) else BODY
    if head in scene.words.documents and head not in scene.words.bodies:
        kind = DOCUMENT
    gender = "f" if head in scene.words.female else "m" if head in scene.words.male else ""
    return scene.cast.add(
        Actor(
            kind=kind,
            label=_label(scene, phrase, owner),
            heads={phrase.head, *phrase.lows},
            gender=gender,
            plural=is_plural(phrase, scene),
            body=body,
            home=owner,
        )
    )


def _earlier(scene: Scene, phrase: Phrase, at: int) -> Actor | None:
    """The actor met last that was called so; else one of kin; else for "the group" any that may be one."""
    head, adjectives = phrase.head, set(phrase.lows[:-1]) - scene.words.loose
    kin = scene.words.kin.get(head, frozenset())
    paragraph = scene.layout.paragraph(at)
    near: dict[int, Actor] = {}
    for mention in scene.cast.recent(at):
        actor = mention.actor
        if head in actor.heads and (adjectives <= actor.heads or not _described(actor, adjectives)):
            return actor
        if kin & actor.heads and actor.kind in (BODY, PEOPLE) and not adjectives:
            near.setdefault(1, actor)
        elif kin and not adjectives and _unsorted(scene, actor.meant):
            near.setdefault(2 if mention.source else 3 if mention.paragraph == paragraph else 4, actor.meant)
    return near[min(near)] if near and min(near) < 4 else None


def _unsorted(scene: Scene, actor: Actor) -> bool:
    """Whether nothing said so far tells what kind of body an actor is, so that it may be a group or a company."""
    known = any(" ".join(name) in scene.words.country for name in actor.names)
    return actor.kind in (BODY, STATE) and not actor.heads & scene.words.bodies and not known


def _described(actor: Actor, adjectives: set[str]) -> bool:
    return bool(adjectives) and len(actor.heads) > 1


def _standing_for(scene: Scene, phrase: Phrase, at: int) -> Actor | None:
    """A state for its government, an outlet for "the paper" and "the report"."""
    head = phrase.head
    if phrase.determiner == "this" and head in scene.words.outlet_heads | {"programme", "page"}:
        return scene.own
    if head in scene.words.outlet_heads | scene.words.reports:
        return next((m.actor for m in scene.cast.recent(at) if m.actor.kind == OUTLET), None)
    lows = set(phrase.lows)
    if (lows | {singular(low) for low in lows}) & scene.words.of_state and head not in scene.words.apart:
        state = latest_state(scene, at)
        return _speaker(scene, phrase, state) if state is not None else None
    return None
