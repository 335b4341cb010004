"""The single negotiating text as its viewer may know it: versions of clauses, what is proposed, who stands where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from mediant.workbench.clauses import Arranged, Content, Grounded, Origin, Stood, Suggested, Withdrawn, Worded


class Version(Struct, frozen=True, kw_only=True):
    """What a clause said from a time on. ground : where it comes from, for those who may know."""

    number: int
    content: Content
    side: str
    by: str
    at: float
    origin: Origin | None = None
    ground: Origin | None = None


class Change(Struct, frozen=True, kw_only=True):
    """The last change of the text: by whom and when, and what it found. words : of the clauses it changed."""

    by: str
    at: float
    order: tuple[str, ...]
    words: Mapping[str, Version | None]


class Text(Struct, frozen=True, kw_only=True):
    """The text as its viewer may know it.

    clauses : all versions of each, also of those that were taken out; order : those in the text; stances : by clause
    and version, then by party.
    """

    clauses: Mapping[str, tuple[Version, ...]] = {}
    order: tuple[str, ...] = ()
    suggestions: Mapping[str, Suggested] = {}
    gone: frozenset[str] = frozenset()
    stances: Mapping[tuple[str, int], Mapping[str, Stood]] = {}
    last: Change | None = None

    def now(self, clause: str) -> Version:
        """What a clause says. Raises KeyError."""
        return self.clauses[clause][-1]

    def stances_on(self, clause: str) -> Mapping[str, Stood]:
        """Where parties stand on what a clause says now, in whichever version it said so."""
        found: dict[str, Stood] = {}
        for version in self.clauses[clause]:
            if version.content == self.now(clause).content:
                found |= self.stances.get((clause, version.number), {})
        return found

    @property
    def standing(self) -> tuple[Suggested, ...]:
        """Wordings that are proposed and were not taken back, in their order."""
        return tuple(one for one in self.suggestions.values() if one.id not in self.gone)

    def minted(self, side: str, room: str) -> str:
        """The id of the next wording of a side in a room: it tells of no other room."""
        return f"{side}.{room}.{1 + sum((one.side, one.room) == (side, room) for one in self.suggestions.values())}"

    def evolve(self, fact: object, by: str, at: float) -> Text:
        """After a fact of somebody at a time."""
        match fact:
            case Worded(clause):
                return self._worded(fact, by, at)
            case Arranged(order):
                return replace(self, order=order, last=self._change(by, at))
            case Grounded(clause, _, origin):
                versions = (*self.clauses[clause][:-1], replace(self.now(clause), ground=origin))
                return replace(self, clauses={**self.clauses, clause: versions})
            case Suggested():
                return replace(self, suggestions={**self.suggestions, fact.id: fact})
            case Withdrawn():
                return replace(self, gone=self.gone | {fact.id})
            case Stood():
                place = fact.clause, fact.version
                stances = {**self.stances.get(place, {}), fact.party: fact}
                return replace(self, stances={**self.stances, place: stances})
            case _:
                return self

    def _worded(self, fact: Worded, by: str, at: float) -> Text:
        before = self.clauses.get(fact.clause, ())
        version = Version(
            number=fact.version, content=fact.content, side=fact.side, by=by, at=at, origin=fact.origin
        )  # fmt: skip
        return replace(
            self,
            clauses={**self.clauses, fact.clause: (*before, version)},
            order=self.order if before else (*self.order, fact.clause),
            last=self._change(by, at, fact.clause),
        )

    def _change(self, by: str, at: float, clause: str | None = None) -> Change:
        """The change that is going on, with all its parts: they have one time."""
        last = self.last
        if last is None or (last.by, last.at) != (by, at):
            last = Change(by=by, at=at, order=self.order, words={})
        if clause is None or clause in last.words:
            return last
        found = self.now(clause) if clause in self.clauses else None
        return replace(last, words={**last.words, clause: found})


def whole(text: Text) -> str:
    """The text as it is put to a ballot: its clauses, numbered, with an empty line between two."""
    told = []
    for number, clause in enumerate(text.order, 1):
        content = text.now(clause).content
        title = f" {content.title}\n" if content.title else " "
        told.append(f"{number}.{title}{content.words}")
    return "\n\n".join(told)


def settles(text: Text) -> dict[str, Any]:
    """The options that the clauses settle, by issue; an issue of which two clauses say different things is left out."""
    found: dict[str, set[Any]] = {}
    for clause in text.order:
        content = text.now(clause).content
        if content.issue is not None and content.option is not None:
            found.setdefault(content.issue, set()).add(content.option)
    return {issue: next(iter(options)) for issue, options in found.items() if len(options) == 1}
