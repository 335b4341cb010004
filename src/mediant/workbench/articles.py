"""Articles and the claims in them: what happens to them, and what people ask for.

A claim that the reader proposes is for the mediators alone, who confirm, correct or drop it; a confirmed one stays with
them until they share it with a party or with all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from msgspec import Meta

from mediant.workbench.audience import THE_MEDIATORS, THE_ROOM, Audience
from mediant.workbench.clauses import Reason
from mediant.workbench.people import Id
from mediant.workbench.strict import Strict

LONGEST = 100_000
"""Characters of an article."""
Body: TypeAlias = Annotated[str, Meta(min_length=1, max_length=LONGEST)]
Label: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500)]
Day: TypeAlias = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Words: TypeAlias = Annotated[str, Meta(max_length=10_000)]
Subjects: TypeAlias = Annotated[tuple[Id, ...], Meta(max_length=100)]


class Brought(Strict, frozen=True, kw_only=True, tag="brought"):
    """Somebody brings an article to a room. leave : whether mediators may share what a party's article says."""

    id: Id
    room: Id
    side: Id
    seat: Id
    text: Body
    title: Label
    outlet: Label | None = None
    published: Day | None = None
    leave: bool = False
    AUDIENCE: ClassVar[Audience] = THE_ROOM


class Proposed(Strict, frozen=True, tag="proposed"):
    """The reader finds claims in an article: entries of `mediant-claims/1`. room : in which the article is."""

    article: Id
    room: Id
    claims: tuple[Mapping[str, Any], ...]
    AUDIENCE: ClassVar[Audience] = THE_MEDIATORS


class Judged(Strict, frozen=True, tag="judged"):
    """A mediator confirms, corrects or drops a claim, or has it stand as before.

    room : in which its article is; now : the claim as it stands, but where it was dropped.
    """

    claim: Id
    room: Id
    decision: Literal["confirm", "correct", "drop", "proposed"]
    now: Mapping[str, Any] | None = None
    AUDIENCE: ClassVar[Audience] = THE_MEDIATORS


class Shared(Strict, frozen=True, tag="shared"):
    """A claim is told in a room, or told anew after it was corrected."""

    id: Id
    room: Id
    claim: Mapping[str, Any]
    AUDIENCE: ClassVar[Audience] = THE_ROOM


class Linked(Strict, frozen=True, tag="linked"):
    """Which of the mediators' claims it is that was told in a room."""

    claim: Id
    room: Id
    shared: Id
    AUDIENCE: ClassVar[Audience] = THE_MEDIATORS


class Retracted(Strict, frozen=True, tag="retracted"):
    """A claim that was told in a room is taken back."""

    id: Id
    room: Id
    AUDIENCE: ClassVar[Audience] = THE_ROOM


class Disputed(Strict, frozen=True, tag="disputed"):
    """A party disputes a claim before a room, or no longer does."""

    claim: Id
    room: Id
    party: Id
    disputed: bool
    words: Reason = ""
    AUDIENCE: ClassVar[Audience] = THE_ROOM


class Bring(Strict, frozen=True, kw_only=True, tag="bring"):
    """Bring an article to a room."""

    room: Id
    text: Body
    title: Label
    outlet: Label | None = None
    published: Day | None = None
    leave: bool = False


class HandIn(Strict, frozen=True, tag="hand-in"):
    """Hand in what the reader found in an article: entries of `mediant-claims/1`."""

    article: Id
    claims: Annotated[tuple[Mapping[str, Any], ...], Meta(max_length=1000)]


class Confirm(Strict, frozen=True, tag="confirm"):
    """Say that a claim is what the article says."""

    claim: Id


class Drop(Strict, frozen=True, tag="drop"):
    """Say that a claim is not what the article says; it is taken back where it was told."""

    claim: Id


class Correct(Strict, frozen=True, kw_only=True, tag="correct"):
    """Say what the article says instead, in its own words. speaker : those for who speaks; empty for the article."""

    claim: Id
    content: Words
    speaker: Words = ""
    actor: Label | None = None
    act: str | None = None
    certainty: str | None = None
    issues: Subjects = ()
    day: Day | None = None


class Reconsider(Strict, frozen=True, tag="reconsider"):
    """Undo what one has last made of a claim, within ten seconds."""

    claim: Id


class Share(Strict, frozen=True, tag="share"):
    """Tell a room a claim that was confirmed or corrected."""

    claim: Id
    room: Id


class Dispute(Strict, frozen=True, tag="dispute"):
    """Dispute a claim before a room, or no longer."""

    claim: Id
    room: Id
    disputed: bool
    words: Reason = ""
