"""Clauses of the single text: what happens to them, and what people ask for.

The text lies on the joint table and mediators alone change it. Wordings are proposed at the joint table, in confidence
to the mediators, or among the mediators; where a party stands is for itself and the mediators.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import Meta

from mediant.workbench.audience import EVERYBODY, PARTY_AND_MEDIATORS, THE_MEDIATORS, THE_ROOM, Audience
from mediant.workbench.people import Id
from mediant.workbench.strict import Strict

Clausal: TypeAlias = Annotated[str, Meta(min_length=1, max_length=10_000)]
Heading: TypeAlias = Annotated[str, Meta(max_length=200)]
Reason: TypeAlias = Annotated[str, Meta(max_length=2_000)]
Stance: TypeAlias = Literal["can live with", "need change", "cannot"]
STANCES: tuple[Stance, ...] = ("can live with", "need change", "cannot")
Leave: TypeAlias = Literal["named", "unnamed", "none"]
LEAVES: tuple[Leave, ...] = ("named", "unnamed", "none")
"""Whether mediators may put words that were given in confidence into the text, and as whose."""


class Origin(Strict, frozen=True):
    """Where a wording comes from: a line that was said, a claim, a proposed wording, an outcome of the deal space."""

    kind: Literal["line", "claim", "wording", "outcome"]
    id: Annotated[str, Meta(max_length=150)] = ""


class Content(Strict, frozen=True, kw_only=True):
    """What a clause says. issue, option : of the case, where the clause settles one."""

    words: Clausal
    title: Heading = ""
    issue: Id | None = None
    option: str | int | float | None = None


class Worded(Strict, frozen=True, tag="worded"):
    """A clause has these words from now on. side : whose they are, as all may know."""

    clause: Id
    version: int
    content: Content
    side: Id
    origin: Origin | None = None
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Arranged(Strict, frozen=True, tag="arranged"):
    """The clauses of the text, in order; the others are out of it."""

    order: tuple[Id, ...]
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Grounded(Strict, frozen=True, tag="grounded"):
    """Where a version comes from, if all may not know it."""

    clause: Id
    version: int
    origin: Origin
    AUDIENCE: ClassVar[Audience] = THE_MEDIATORS


class Suggested(Strict, frozen=True, tag="suggested"):
    """Somebody proposes a wording in a room. clause : None for a new one; leave : for words in confidence."""

    id: Id
    room: Id
    side: Id
    seat: Id
    content: Content
    clause: Id | None = None
    leave: Leave = "none"
    origin: Origin | None = None
    AUDIENCE: ClassVar[Audience] = THE_ROOM


class Withdrawn(Strict, frozen=True, tag="withdrawn"):
    """A proposed wording is taken back."""

    room: Id
    id: Id
    AUDIENCE: ClassVar[Audience] = THE_ROOM


class Stood(Strict, frozen=True, tag="stood"):
    """Where a party stands on a version of a clause."""

    party: Id
    clause: Id
    version: int
    stance: Stance
    words: Reason = ""
    AUDIENCE: ClassVar[Audience] = PARTY_AND_MEDIATORS


class Suggest(Strict, frozen=True, tag="suggest"):
    """Propose a wording for a clause, or a new clause."""

    room: Id
    content: Content
    clause: Id | None = None
    leave: Leave = "none"
    origin: Origin | None = None


class Withdraw(Strict, frozen=True, tag="withdraw"):
    """Take back a wording that one's side has proposed."""

    id: Id


class Stand(Strict, frozen=True, tag="stand"):
    """Say where one's party stands on a version of a clause."""

    clause: Id
    version: int
    stance: Stance
    words: Reason = ""


class Draft(Strict, frozen=True, tag="draft"):
    """Propose, among the mediators, one clause for each issue of an outcome of the case."""

    outcome: Mapping[str, Any]


class Adopt(Strict, frozen=True, tag="adopt"):
    """Put proposed wordings into the text."""

    suggestions: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=200)]


class Edit(Strict, frozen=True, tag="edit"):
    """Change a clause, or add one. version : the one that is changed, so that nobody's change is lost."""

    content: Content
    clause: Id | None = None
    version: int = 0
    origin: Origin | None = None


class Bracket(Strict, frozen=True, tag="bracket"):
    """Put brackets around what a clause and wordings proposed for it do not share."""

    clause: Id
    version: int
    suggestions: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=20)]


class Clean(Strict, frozen=True, tag="clean"):
    """Keep one alternative of each bracket of a clause, by number, or none."""

    clause: Id
    version: int
    keep: Annotated[tuple[int | None, ...], Meta(max_length=200)]


class Remove(Strict, frozen=True, tag="remove"):
    """Take a clause out of the text."""

    clause: Id


class Move(Strict, frozen=True, tag="move"):
    """Put a clause in another place, the first being 1; one that was taken out comes back."""

    clause: Id
    place: Annotated[int, Meta(ge=1, le=1000)]


class Undo(Strict, frozen=True, tag="undo"):
    """Undo one's last change of the text, within ten seconds."""
