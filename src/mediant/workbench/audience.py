"""Who sees a fact. Every kind of fact declares it once; the page *who can see what* is made from these declarations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

JOINT = "joint"
"""All at the joint table, observers too."""
MEDIATORS = "mediators"
CLASS = "class"
"""The teacher of a class."""


def of_party(party: str) -> str:
    """The audience of all who sit for a party."""
    return f"party:{party}"


def of_seat(seat: str) -> str:
    """The audience of one person."""
    return f"seat:{seat}"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who sees facts of a kind. `words` names the rule; `of` finds the audiences of one fact."""

    words: str
    of: Callable[[Any], frozenset[str]]


def room(name: str) -> frozenset[str]:
    """Those in a room: the joint one, that of the mediators, or the separate room of a party."""
    return frozenset({name}) if name in (JOINT, MEDIATORS) else frozenset({of_party(name), MEDIATORS})


EVERYBODY = Audience("everybody", lambda _: frozenset({JOINT}))
THE_MEDIATORS = Audience("the mediators", lambda _: frozenset({MEDIATORS}))
THE_ROOM = Audience("those in the room", lambda fact: room(fact.room))
THE_PARTY = Audience("the party", lambda fact: frozenset({of_party(fact.party)}))
PARTY_AND_MEDIATORS = Audience("the party and the mediators", lambda fact: room(fact.party))
THE_CLASS = Audience("the teacher of the class", lambda _: frozenset({CLASS}))
ONE_PERSON = Audience("one person", lambda fact: frozenset({of_seat(fact.seat)}))
MEDIATORS_AND_PERSON = Audience("the mediators and one person", lambda fact: frozenset({MEDIATORS, of_seat(fact.seat)}))
