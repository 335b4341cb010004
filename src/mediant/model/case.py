"""The case: who negotiates about what, and what is known of what each side wants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import prod

from mediant.model.issue import Issue
from mediant.model.party import Mediator, Party
from mediant.model.preferences import Preferences, is_exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One negotiation. Valid by construction only when it comes through `load_case` or passes `problems_of`.

    preferences : by party id; a party without an entry is one of whom nothing is known.
    claims : path of the claims file as written in the case file, relative to it.
    """

    title: str
    parties: tuple[Party, ...]
    issues: tuple[Issue, ...]
    preferences: Mapping[str, Preferences] = field(default_factory=dict)
    mediators: tuple[Mediator, ...] = ()
    as_of: date | None = None
    claims: str | None = None

    @property
    def size(self) -> int:
        """How many outcomes there are: the product of the numbers of options (any size)."""
        return prod(len(issue.options) for issue in self.issues)

    @property
    def exact(self) -> bool:
        """Whether every number of every party is given; otherwise the case is partial."""
        ids = [issue.id for issue in self.issues]
        return all(is_exact(self.known_of(party.id), ids) for party in self.parties)

    def known_of(self, party: str) -> Preferences:
        """What is known of a party: its entry, or an empty one."""
        return self.preferences.get(party) or Preferences()

    def issue(self, id: str) -> Issue:
        """The issue of that id; KeyError where the case has none."""
        for issue in self.issues:
            if issue.id == id:
                return issue
        raise KeyError(id)
