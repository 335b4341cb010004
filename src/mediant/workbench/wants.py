"""What parties state of their own preferences, in confidence, as a case file would: orders, intervals, red lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from mediant.workbench.audience import PARTY_AND_MEDIATORS, THE_PARTY, Audience
from mediant.workbench.people import Id
from mediant.workbench.sheets import Digest
from mediant.workbench.strict import Strict


class Stated(Strict, frozen=True, tag="stated"):
    """A party states its preferences: all that it has stated, as `[preferences.PARTY]` of a case file holds it.

    digest : of the receipt that the party keeps, where it handed in a sheet.
    """

    party: Id
    preferences: Mapping[str, Any]
    digest: Digest | None = None
    AUDIENCE: ClassVar[Audience] = PARTY_AND_MEDIATORS


class Given(Strict, frozen=True, tag="given"):
    """A role that a party plays: its preferences come from the case, as in a class."""

    party: Id
    preferences: Mapping[str, Any]
    AUDIENCE: ClassVar[Audience] = THE_PARTY


class State(Strict, frozen=True, tag="state"):
    """State what one's party wants; replaces what it has stated before."""

    preferences: Mapping[str, Any]


class Wants(Struct, frozen=True):
    """What is stated, by party: every version, the last one last; and the roles that are played."""

    stated: Mapping[str, tuple[Mapping[str, Any], ...]] = {}
    given: Mapping[str, Mapping[str, Any]] = {}

    def evolve(self, fact: object) -> Wants:
        """After a fact."""
        match fact:
            case Stated(party, preferences):
                versions = (*self.stated.get(party, ()), preferences)
                return replace(self, stated={**self.stated, party: versions})
            case Given(party, preferences):
                return replace(self, given={**self.given, party: preferences})
            case _:
                return self

    def of(self, party: str) -> Mapping[str, Any] | None:
        """What is known of a party: what it stated last, else the role it plays, else None."""
        return self.stated[party][-1] if party in self.stated else self.given.get(party)
