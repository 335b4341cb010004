"""The actors of one article while it is read: their names, the words they are called by, where they were last met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mediant.evidence.meaning.naming.slugs import slug
from mediant.evidence.meaning.naming.words import Words

STEM, MOST_NAMESAKES, MOST_BACK = 4, 50, 200
PERSON, STATE, BODY, OUTLET, PEOPLE, DOCUMENT = "person", "state", "body", "outlet", "people", "document"


@dataclass(slots=True, eq=False)
class Actor:
    """Somebody who can be meant. `body` is whom a person speaks for; ids are given to those who have none."""

    kind: str
    label: str
    id: str = ""
    names: set[tuple[str, ...]] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    gender: str = ""
    plural: bool = False
    body: Actor | None = None
    home: Actor | None = None
    acts: bool = False
    the: bool = False
    uses: int = 0
    told: int = 0

    @property
    def meant(self) -> Actor:
        """Whose id a claim of this actor gets: its own, or that of the body it speaks for."""
        return self.body.meant if self.body is not None and self.body is not self else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an actor is met."""

    at: int
    end: int
    actor: Actor
    sentence: int
    paragraph: int
    source: bool = False
    quoted: bool = False


@dataclass(slots=True)
class Cast:
    """All actors met so far, and every mention in the order of the text."""

    words: Words
    mentions: list[Mention] = field(default_factory=list)
    by_word: dict[str, list[Actor]] = field(default_factory=dict)
    by_label: dict[str, Actor] = field(default_factory=dict)
    by_stem: dict[str, Actor] = field(default_factory=dict)
    by_initials: dict[str, Actor] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    def add(self, actor: Actor) -> Actor:
        """The actor, now one of the cast."""
        self.by_label.setdefault(actor.label, actor)
        for name in actor.names:
            self._index(actor, name)
        return actor

    def name(self, actor: Actor, key: tuple[str, ...]) -> None:
        """Note one more name of an actor."""
        if key not in actor.names:
            actor.names.add(key)
            self._index(actor, key)

    def call(self, actor: Actor, heads: Iterable[str]) -> None:
        """Note words by which an actor was called, such as "union"."""
        actor.heads.update(heads)

    def _index(self, actor: Actor, key: tuple[str, ...]) -> None:
        for word in dict.fromkeys(key):
            self.by_word.setdefault(word, []).append(actor)
        if actor.kind == STATE:
            self.by_stem.setdefault(key[0][:STEM], actor)
        if len(key) > 1:
            self.by_initials.setdefault(initials(key), actor)

    def called(self, word: str) -> list[Actor]:
        """The actors with a word in a name; only the last of very many."""
        return self.by_word.get(word, [])[-MOST_NAMESAKES:]

    def named(self, key: tuple[str, ...], *, the: bool = False) -> Actor | None:
        """The actor of a name: the whole of it first, then a person's last word, a part of a body's.

        "the Post" can be any part of a name; without `the` only the first of one that has none: Alder, Alder Terminals.
        """
        whole = [actor for actor in self.called(key[-1]) if key in actor.names]
        if whole:
            return whole[-1]
        near = [actor for actor in self.called(key[-1]) if self._shortens(actor, key, the=the)]
        near += [actor for actor in self.called(key[0]) if actor not in near and self._shortens(actor, key, the=the)]
        return near[-1] if near else None

    def _shortens(self, actor: Actor, key: tuple[str, ...], *, the: bool) -> bool:
        """Whether a name can be short for one of the actor's."""
        if len(key) == 1 and not the and actor.kind in (BODY, OUTLET):
            agency = actor.kind == BODY or any(name[-1] in self.words.agencies for name in actor.names)
            return agency and not actor.the and any(len(name) > 1 and name[0] == key[0] for name in actor.names)
        return any(_short_for(key, name, actor.kind) for name in actor.names)

    def recent(self, at: int) -> Iterator[Mention]:
        """Mentions that end before a position, the latest first; at most MOST_BACK."""
        for seen, mention in enumerate(reversed(self.mentions)):
            if seen >= MOST_BACK:
                return
            if mention.end <= at:
                yield mention

    def identify(self, actor: Actor) -> str:
        """The actor's id: what it has, or the slug of its label, numbered where another has that."""
        if not actor.id:
            base = slug(actor.label) or "unnamed"
            actor.id = base
            while actor.id in self.taken:
                self.taken[base] = self.taken.get(base, 1) + 1
                actor.id = f"{base}-{self.taken[base]}"
            self.taken[actor.id] = 1
        return actor.id


def _short_for(key: tuple[str, ...], name: tuple[str, ...], kind: str) -> bool:
    if len(key) >= len(name) and not (kind == PERSON and key[-1] == name[-1] and len(name) == 1):
        return False
    if kind == PERSON:  # surname, given name
        return (key[-1] == name[-1] and (len(key) == 1 or key[0] == name[0] or len(name) == 1)) or key == name[:1]
    if kind == STATE:
        return False
    return key == name[: len(key)] or key == name[-len(key) :]


def initials(key: tuple[str, ...]) -> str:
    """The initials of a name of two words and more, in lower case."""
    return "".join(word[0] for word in key if word not in ("of", "the", "and", "for", "&")) if len(key) > 1 else ""
