"""What is known of an article before its sources are read one by one: its names, and whose each of them is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mediant.evidence.meaning.naming.cast import BODY, OUTLET, PERSON, STATE, STEM, Actor, Cast, Mention
from mediant.evidence.meaning.naming.layout import Layout
from mediant.evidence.meaning.naming.names import NameUse
from mediant.evidence.meaning.naming.outlets import is_outlet, outlet_label
from mediant.evidence.meaning.naming.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An article's layout, its names and the cast so far. `whose` has the actor of each use of a name, or None."""

    layout: Layout
    words: Words
    cast: Cast
    uses: tuple[NameUse, ...]
    starts: tuple[int, ...]
    whose: dict[int, Actor]
    own: Actor
    known: dict[str, Actor] = field(default_factory=dict)

    def uses_in(self, start: int, end: int) -> tuple[NameUse, ...]:
        """The names that begin from `start` up to, not including, `end`."""
        return self.uses[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def is_place(self, use: NameUse) -> bool:
        """Whether a state's name is only where something is: "held in Gaza"."""
        actor, k = self.whose.get(use.start), self.layout.word_at(use.start) - use.the
        before = self.layout.words[k - 1].text.lower() if k > 0 else ""
        return actor is not None and actor.kind in (STATE, BODY) and before in self.words.locating

    def meet(self, actor: Actor, at: int, end: int, *, source: bool = False) -> None:
        """Note that an actor stands here."""
        self.cast.mentions.append(
            Mention(
                at=at,
                end=end,
                actor=actor,
                sentence=self.layout.sentence(at),
                paragraph=self.layout.paragraph(at),
                source=source,
                quoted=self.layout.quoted(at),
            )
        )


def scene_of(
    layout: Layout,
    uses: Sequence[NameUse],
    words: Words,
    outlet: str | None,
    known: Iterable[tuple[str, Sequence[str]]],
) -> Scene:
    """The scene: known actors first, the article's own outlet, then every name, long ones before short ones."""
    cast = Cast(words=words)
    names = _known(cast, known, words)
    own = _own(cast, outlet, names)
    whose: dict[int, Actor] = {}
    alone: dict[str, int] = {}
    for use in uses:
        if len(use.key) == 1 and not use.the:
            alone.setdefault(use.key[0], use.start)
    people = {use.key for use in uses if _is_person(layout, use, words, alone)}
    for use in sorted(uses, key=lambda use: (-len(use.words), use.start)):
        actor = _whose(cast, use, words, names, person=use.key in people)
        if actor is not None:
            whose[use.start] = actor
            _learn(actor, use, words)
    ordered = tuple(sorted(uses, key=lambda use: use.start))
    return Scene(
        layout=layout,
        words=words,
        cast=cast,
        uses=ordered,
        starts=tuple(use.start for use in ordered),
        whose=whose,
        own=own,
        known=names,
    )


def _known(cast: Cast, known: Iterable[tuple[str, Sequence[str]]], words: Words) -> dict[str, Actor]:
    """The actors that are known beforehand, by each of their names in lower case; a country's also by its capital."""
    found: dict[str, Actor] = {}
    for id_, names in known:
        keys = [_plain_key(name) for name in names]
        kind = BODY
        if any(" ".join(key) in words.country for key in keys):
            kind = STATE
        elif any(is_outlet(key, words) for key in keys):
            kind = OUTLET
        elif any(len(key) > 1 and key[0] in words.male | words.female for key in keys):
            kind = PERSON
        actor = cast.add(Actor(kind=kind, label=id_, id=id_))
        cast.taken[id_] = 1
        for key in filter(None, keys):
            found[" ".join(key)] = actor
            cast.name(actor, key)
            cast.call(actor, [key[-1]])
    return found


def _plain_key(name: str) -> tuple[str, ...]:
    parts = tuple(name.lower().split())
    return parts[1:] if len(parts) > 1 and parts[0] == "the" else parts


def _own(cast: Cast, outlet: str | None, known: dict[str, Actor]) -> Actor:
    """The outlet of the article itself, which says "we"."""
    key = _plain_key(outlet or "")
    actor = known.get(" ".join(key))
    if actor is None:
        actor = Actor(kind=OUTLET, label=outlet_label(outlet or "the outlet"), names={key} if key else set())
        cast.add(actor)
    return actor


def _is_person(layout: Layout, use: NameUse, words: Words, alone: dict[str, int]) -> bool:
    """Whether a name of several words, or one behind a title, is that of a person."""
    if use.titles:
        return True
    key = use.key
    if len(key) == 1:
        return not use.the and key[0] not in words.country and bool(_HUMAN.match(layout.text, use.end))
    if len(key) > 4 or use.the or not _could_be_person(key, words):
        return False
    if key[0] in words.male or key[0] in words.female:
        return True
    k = layout.word_at(use.start)
    before = layout.words[k - 1].text.lower() if k else ""
    if before in words.roles or _HUMAN.match(layout.text, use.end):
        return True
    if key[0] in alone or before in words.places:
        return key[-1] in alone and key[0] not in alone
    return alone.get(key[-1], use.start) >= use.start  # a place is met before one that is named after it


_HUMAN = re.compile(
    r",\s+(?:\d\d,|aged|who\s|(?:its|their|his|her|a|an|the)\s(?:[\w-]+\s){0,4}?(?:spokes\w+|lawyer|director|head|leader|secretary|chair\w*)\b)"
)


def _could_be_person(key: tuple[str, ...], words: Words) -> bool:
    joined = " ".join(key)
    if joined in words.country or joined in words.seat or joined in words.nation or is_outlet(key, words):
        return False
    return key[-1] not in words.bodies and "&" not in key and "of" not in key and key[-1] not in words.grounds


def _whose(cast: Cast, use: NameUse, words: Words, known: dict[str, Actor], *, person: bool) -> Actor | None:
    key, joined = use.key, " ".join(use.key)
    if joined in known:
        return known[joined]
    if joined in words.seat or (joined in words.nation and joined not in words.country):
        return None
    if joined in words.country:
        return country(cast, words.country[joined], known)
    met = cast.named(key, the=use.the)
    if met is not None and (met.kind == PERSON or not (person and use.titles)):
        cast.name(met, key) if met.kind == PERSON else None
        return met
    return _newcomer(cast, use, words, person=person)


def _newcomer(cast: Cast, use: NameUse, words: Words, *, person: bool) -> Actor | None:
    key, label = use.key, " ".join(use.label.split())
    if person:
        return cast.add(Actor(kind=PERSON, label=label, names={key}))
    if is_outlet(key, words):
        return cast.add(
            Actor(kind=OUTLET, label=outlet_label(f"the {label}" if use.the else label), names={key}, the=use.the)
        )
    if len(key) == 1 and not use.the and not _adjective_of(cast, key[0]):
        return cast.by_initials.get(key[0]) or cast.add(Actor(kind=STATE, label=label, names={key}))
    if len(key) == 1 and not use.the:
        return None
    body = Actor(
        kind=BODY,
        label=label,
        names={key},
        heads={key[-1], *(word for word in key if word in words.bodies)},
        the=use.the,
    )
    body.plural = len(key) == 1 and key[0].endswith("s")
    return cast.add(body)


def _adjective_of(cast: Cast, word: str) -> bool:
    return nation_of(cast, word) is not None


def nation_of(cast: Cast, word: str) -> Actor | None:
    """The state that an adjective belongs to, by its stem: Karstian, Karstia."""
    if not word.removesuffix("s").endswith(("an", "ese", "ish", "ic", "i")) or len(word) < 5:
        return None
    state = cast.by_stem.get(word[:STEM])
    return state if state is not None and (word,) not in state.names else None


def country(cast: Cast, name: str, known: dict[str, Actor]) -> Actor:
    """The actor of a real country, by its name in the table."""
    key = tuple(name.lower().split())
    met = known.get(" ".join(key)) or next((a for a in cast.called(key[-1]) if key in a.names), None)
    return met if met is not None else cast.add(Actor(kind=STATE, label=name, names={key}))


def _learn(actor: Actor, use: NameUse, words: Words) -> None:
    """Note the gender that a title or a given name tells, and whether a place owns something, as states do."""
    actor.acts = actor.acts or use.owns
    actor.uses += 1
    if actor.kind != PERSON or actor.gender:
        return
    for word in (*use.titles, *(use.key[:1] if len(use.key) > 1 else ())):
        if word in words.male or word in words.female:
            actor.gender = "" if word in words.male and word in words.female else "m" if word in words.male else "f"
            return
    if len(use.key) > 1 and use.key[0].endswith("a"):
        actor.gender = "f"
