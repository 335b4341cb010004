"""What a group has agreed on, by what is known to all at its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediant.talks.acts import Offer
from mediant.talks.protocols.stands import Stands
from mediant.talks.words import words_of
from mediant.workbench.audience import JOINT
from mediant.workbench.table import Table


def deal_of(table: Table) -> Mapping[str, Any] | None:
    """The outcome of the last ballot that everyone accepted, else the one that all parties stand by at the joint table.

    A party stands by its last offer and by what it has accepted since. None where there is no such outcome.
    """
    ballot = table.ballots.agreed
    if ballot is not None and ballot.opened.outcome is not None:
        return ballot.opened.outcome
    parties = tuple(party.id for party in table.case.parties)
    stands = Stands(parties)
    stands.hear([entry for entry in table.talk.entries if entry.room.id == JOINT and entry.speaker in parties])
    choices = stands.agreed(parties[0])
    return None if choices is None else words_of(choices, table.case)


def is_mediated(table: Table) -> bool:
    """Whether somebody mediates: the clerk of a class alone does not."""
    return table.group.ruled is None or len(table.case.mediators) > 1


def offers_at_table(table: Table) -> int:
    """How many offers were made to everybody."""
    return sum(isinstance(one.act, Offer) and one.room.id == JOINT for one in table.talk.entries)
