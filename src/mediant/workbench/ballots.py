"""Ballots: yes or no to one text, sealed until a fixed time, and then one answer to all that tells nothing else.

A party that refuses learns nothing about the others. A party that accepts learns only whether everyone accepted.
A mediator may hold a ballot: it fails then whatever the parties say, so that a refusal can be denied.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import replace

from mediant.workbench.audience import EVERYBODY, THE_MEDIATORS, THE_PARTY, Audience
from mediant.workbench.people import SIGNS, Id, Name, People, Person
from mediant.workbench.strict import Strict

Digest: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Agreement: TypeAlias = Annotated[str, Meta(min_length=1, max_length=200_000)]


class BallotOpened(Strict, frozen=True, tag="ballot-opened"):
    """A ballot on a text, open until a fixed time.

    digest : SHA-256 of the text in UTF-8; outcome : what it settles, in the words of the case; parties : who votes;
    of_text : whether it is on the single text, so that a change of that voids it.
    """

    id: Id
    text: Agreement
    digest: Digest
    closes_at: float
    parties: tuple[Id, ...]
    outcome: Mapping[str, Any] | None = None
    of_text: bool = False
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Cast(Strict, frozen=True, tag="cast"):
    """A party votes; until the close it may vote again, and the last vote counts."""

    ballot: Id
    party: Id
    yes: bool
    AUDIENCE: ClassVar[Audience] = THE_PARTY


class Held(Strict, frozen=True, tag="held"):
    """A mediator holds a ballot back, or lets it go again."""

    ballot: Id
    hold: bool
    AUDIENCE: ClassVar[Audience] = THE_MEDIATORS


class BallotClosed(Strict, frozen=True, tag="ballot-closed"):
    """The time is up. agreed : whether everyone accepted; nothing else is told to anybody."""

    ballot: Id
    agreed: bool
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class BallotVoided(Strict, frozen=True, tag="ballot-voided"):
    """A ballot counts no more: its text was changed, or it was taken back."""

    ballot: Id
    why: Annotated[str, Meta(max_length=1000)] = ""
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class Signed(Strict, frozen=True, tag="signed"):
    """Somebody who binds a party signs the text that everyone has accepted."""

    ballot: Id
    digest: Digest
    party: Id
    seat: Id
    name: Name
    AUDIENCE: ClassVar[Audience] = EVERYBODY


class OpenBallot(Strict, frozen=True, tag="open-ballot"):
    """Open a ballot on a text; None for the single text as it stands."""

    text: Agreement | None
    closes_at: float
    outcome: Mapping[str, Any] | None = None


class Vote(Strict, frozen=True, tag="vote"):
    """Vote for one's party. digest : of the text that the voter has read."""

    ballot: Id
    digest: Digest
    yes: bool


class Hold(Strict, frozen=True, tag="hold"):
    """Hold a ballot back, or let it go again."""

    ballot: Id
    hold: bool


class VoidBallot(Strict, frozen=True, tag="void-ballot"):
    """Take a ballot back."""

    ballot: Id
    why: Annotated[str, Meta(max_length=1000)] = ""


class Sign(Strict, frozen=True, tag="sign"):
    """Sign what was agreed for one's party. digest : of the text that one has read."""

    ballot: Id
    digest: Digest


class Ballot(Struct, frozen=True, kw_only=True):
    """One ballot as its viewer may know it.

    votes : by party; of a ballot that came to nothing nobody knows them any more. agreed : None until it has closed;
    void : why it counts no more; signed : by seat.
    """

    opened: BallotOpened
    votes: Mapping[str, bool] = {}
    held: bool = False
    agreed: bool | None = None
    void: str | None = None
    signed: Mapping[str, Signed] = {}

    @property
    def is_open(self) -> bool:
        """Whether it still takes votes, but for the time."""
        return self.agreed is None and self.void is None

    @property
    def carried(self) -> bool:
        """Whether everyone has accepted. To vote for nothing is to refuse."""
        return not self.held and all(self.votes.get(party) is True for party in self.opened.parties)

    def awaited(self, people: People) -> tuple[Person, ...]:
        """Who has yet to sign: all who bind a party and have not."""
        binding = (one for party in self.opened.parties for one in people.of_side(party) if one.role in SIGNS)
        return tuple(one for one in binding if one.id not in self.signed)

    def is_signed(self, people: People) -> bool:
        """Whether everybody who binds a party has signed, and each party is bound."""
        bound = {one.party for one in self.signed.values()}
        return not self.awaited(people) and bound.issuperset(self.opened.parties)


class Ballots(Struct, frozen=True):
    """All ballots, by id, in the order in which they were opened."""

    all: Mapping[str, Ballot] = {}

    def evolve(self, fact: object) -> Ballots:
        """After a fact."""
        match fact:
            case BallotOpened():
                return replace(self, all={**self.all, fact.id: Ballot(opened=fact)})
            case Cast(ballot, party, yes):
                return self._with(ballot, votes={**self.all[ballot].votes, party: yes})
            case Held(ballot, hold):
                return self._with(ballot, held=hold)
            case BallotClosed(ballot, agreed):
                return self._with(ballot, agreed=agreed, votes=self.all[ballot].votes if agreed else {})
            case BallotVoided(ballot, why):
                return self._with(ballot, void=why, votes={})
            case Signed(ballot, _, _, seat):
                return self._with(ballot, signed={**self.all[ballot].signed, seat: fact})
            case _:
                return self

    def _with(self, ballot: str, **changes: Any) -> Ballots:
        return replace(self, all={**self.all, ballot: replace(self.all[ballot], **changes)})

    @property
    def open(self) -> tuple[Ballot, ...]:
        """Those that still take votes, but for the time."""
        return tuple(ballot for ballot in self.all.values() if ballot.is_open)

    @property
    def agreed(self) -> Ballot | None:
        """The last one that everyone accepted."""
        return next((one for one in reversed(tuple(self.all.values())) if one.agreed), None)
