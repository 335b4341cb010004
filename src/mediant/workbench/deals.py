"""What a group has agreed on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediant.talks.acts import Offer
from mediant.talks.protocols.stands import Stands
from mediant.talks.words import words_of
from mediant.workbench.audience import JOINT
from mediant.workbench.table import Table


def deal_of(table: Table) -> Mapping[str, Any] | None:
    """The outcome of the last ballot that everyone accepted, else the one that all parties stand by.

    A party stands by its last offer at the joint table, and by what it has accepted since, there or apart. None where
    there is no such outcome, as far as whoever sees this table knows.
    """
    ballot = table.ballots.agreed
    if ballot is not None and ballot.opened.outcome is not None:
        return ballot.opened.outcome
    parties = tuple(party.id for party in table.case.parties)
    stands = Stands(parties)
    for entry in table.talk.entries:
        if entry.speaker in parties:
            stands.hear([entry], apart=entry.room.id != JOINT)
    choices = stands.agreed(parties[0])
    return None if choices is None else words_of(choices, table.case)


def is_mediated(table: Table) -> bool:
    """Whether somebody mediates: the clerk of a class alone does not."""
    return table.group.ruled is None or len(table.case.mediators) > 1


def offers_at_table(table: Table) -> int:
    """How many offers were made to everybody."""
    return sum(isinstance(one.act, Offer) and one.room.id == JOINT for one in table.talk.entries)
