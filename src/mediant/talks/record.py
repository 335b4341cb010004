"""What is said in talks, in which room, and what each seat has heard of it. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np

Choices: TypeAlias = tuple[int, ...]
"""An outcome: for every issue of the case, in its order, the number of an option."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Put an outcome on the table; the speaker is bound by it until it speaks again."""

    choices: Choices


@dataclass(frozen=True, slots=True)
class Accept:
    """Say yes to an outcome that somebody has offered."""

    choices: Choices


@dataclass(frozen=True, slots=True)
class WalkOut:
    """Leave the talks."""


Act: TypeAlias = Offer | Accept | WalkOut


@dataclass(frozen=True, slots=True)
class Room:
    """A place to talk: all its seats hear what is said in it, and nobody else does."""

    id: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks next: one seat, or several at once; `time` runs from 0 to 1, the deadline, and everybody knows it."""

    room: Room
    speakers: tuple[str, ...]
    time: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One act in the record: acts of one turn were said at once."""

    turn: int
    room: Room
    speaker: str
    act: Act


@dataclass(frozen=True, slots=True)
class End:
    """How talks ended: the outcome agreed on, or None; `why` says it in words."""

    agreement: Choices | None
    why: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One act as a seat has heard it. It has no number: numbers would tell how much was said elsewhere."""

    room: Room
    speaker: str
    act: Act


class Standing(Protocol):
    """What a party wants, as questions that can be answered for spaces of any size."""

    @property
    def reserved(self) -> float:
        """The least utility it can live with: its walk-away, or its least utility where none is stated."""

    @property
    def greatest(self) -> float:
        """The utility of its best outcome."""

    def utility(self, choices: Choices) -> float:
        """Of an outcome; minus infinity where it crosses a red line of the party."""

    def ranked(self, place: int) -> Choices | None:
        """The outcome at a place among those that cross no red line of the party: 0 is its best; None past the last."""

    def at_least(self, level: float) -> Choices:
        """The outcome of least utility at or above a level; of its best where the level is above that."""


@dataclass(frozen=True, slots=True)
class View:
    """All that a seat knows when it speaks: what it wants, what it has heard, the seats in the room, and the time."""

    seat: str
    standing: Standing
    heard: tuple[Heard, ...]
    room: Room
    time: float


class Strategy(Protocol):
    """A negotiator. All it knows is in its view; it remembers nothing between turns."""

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """What it says."""


@dataclass(frozen=True, slots=True)
class Record:
    """All that was said, in order, and how it ended."""

    entries: tuple[Entry, ...]
    end: End


Acts: TypeAlias = Mapping[str, Act]
Views: TypeAlias = Mapping[str, View]
