"""What is said in talks, in which room, and what each seat has heard of it. Values only.

What is made anew for every act is a named tuple: made several times as quickly as a frozen dataclass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Accept, Act, Ask, Carry, Choices, Offer, Propose, Question, Reject, on_paper, unfolded

PUT_FORWARD = (Offer, Accept, Propose)  # a union would be made anew in every look at the table
Labels: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
When: TypeAlias = tuple[tuple[int, int], ...]
"""Issues, in order, each with the option that an outcome has to have there."""


@dataclass(frozen=True, slots=True)
class Room:
    """A place to talk: all its seats hear what is said in it, and nobody else does."""

    id: str
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks next: one seat, or several at once.

    time : from 0 to 1, the deadline, as those who speak may know it. In a separate session it must count what was done
    there and nowhere else: a clock that runs on in another room would tell how long that session was.
    """

    room: Room
    speakers: tuple[str, ...]
    time: float


class Entry(NamedTuple):
    """One act in the record: acts of one turn were said at once; `at` is in seconds since the talks began, if timed."""

    turn: int
    room: Room
    speaker: str
    act: Act
    at: float | None = None


@dataclass(frozen=True, slots=True)
class End:
    """How talks ended: the outcome agreed on, or None; `why` says it in words."""

    agreement: Choices | None
    why: str


class Heard(NamedTuple):
    """One act as a seat has heard it. It has no number: numbers would tell how much was said elsewhere."""

    room: Room
    speaker: str
    act: Act


Liked: TypeAlias = Sequence[Sequence[float]]
"""What others are believed to like: for every issue a score for each of its options."""


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

    def toward(self, liked: Liked, level: float) -> Choices:
        """Of the outcomes at or above a level, or of its best, the one of greatest sum over issues of liked[i][x_i]."""


class View(NamedTuple):
    """All that a party knows when it speaks: what it wants, what it has heard, the seats in the room, and the time.

    options : how many each issue has; parties : all who negotiate, in the order of the case.
    """

    seat: str
    standing: Standing
    heard: Sequence[Heard]
    room: Room
    time: float
    options: tuple[int, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MediatorView:
    """All that a mediator knows when it speaks: whom it mediates between, what it may do, and what it has heard.

    labels : of every issue its name and those of its options; stated : what is publicly known of each party, as draws
    of (n_draws, n_options + n_terms + 1): what every option of every issue, in their order, is worth to it, what every
    term for options taken together adds, and its walk-away. A party without an entry: nothing is known. together : of
    each party that has such terms in `stated`, when each of them counts, in their order; no two are the same.
    """

    seat: str
    parties: tuple[str, ...]
    options: tuple[int, ...]
    may: frozenset[str]
    heard: Sequence[Heard]
    room: Room
    time: float
    labels: Labels = ()
    stated: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    together: Mapping[str, tuple[When, ...]] = field(default_factory=dict)


class Strategy(Protocol):
    """A negotiator. All it knows is in its view; it remembers nothing between turns."""

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """What it says."""


class Mediator(Protocol):
    """A mediator. All it knows is in its view; it remembers nothing between turns."""

    def act(self, view: MediatorView, rng: np.random.Generator) -> Act:
        """What it says."""


@dataclass(frozen=True, slots=True)
class Record:
    """All that was said, in order, and how it ended."""

    entries: tuple[Entry, ...]
    end: End


@dataclass(frozen=True, slots=True)
class Timed:
    """Acts, and the seconds since the talks began: for drivers that have a clock."""

    acts: Mapping[str, Act]
    at: float


Acts: TypeAlias = Mapping[str, Act]
Views: TypeAlias = Mapping[str, View | MediatorView]


def heard_as(entry: Entry, seat: str) -> Heard:
    """The entry as a seat in its room hears it: what a mediator's words rest on is for that mediator alone."""
    _, room, speaker, act, _ = entry
    return Heard(room, speaker, act if seat == speaker else on_paper(act))


def heard_here(heard: Sequence[Heard], room: Room) -> Iterator[Heard]:
    """What was said in a room, or elsewhere to all who are in it now; the last first."""
    for words in reversed(heard):
        if words.room is room or _reaches(words.room, room):
            yield words


def _reaches(there: Room, here: Room) -> bool:
    return there.id == here.id or all(seat in there.seats for seat in here.seats)


def on_the_table(view: View) -> Choices | None:
    """The outcome that somebody else put forward last to this room, or that was carried into it.

    None where the seat itself has spoken since, or where the last word of the others was a rejection.
    """
    seat, here = view.seat, view.room
    for room, speaker, act in reversed(view.heard):
        if room is not here and not _reaches(room, here):
            continue
        if speaker == seat:
            return None
        if type(act) is Offer:  # nearly always
            return act.choices
        if isinstance(act, Carry):
            speaker, act = unfolded(speaker, act)
        if isinstance(act, Reject):
            return None
        if speaker != seat and isinstance(act, PUT_FORWARD):
            return act.choices
    return None


def offers_of(view: View, seat: str) -> list[Choices]:
    """What a seat has offered as far as it was heard, also through a mediator; in order, repeats kept."""
    said = (unfolded(words.speaker, words.act) for words in view.heard)
    return [act.choices for speaker, act in said if speaker == seat and isinstance(act, Offer)]


def open_question(heard: Sequence[Heard], room: Room) -> Question | None:
    """The question that waits for an answer in a room: the last words to it asked it."""
    last = next(heard_here(heard, room), None)
    return last.act.question if last is not None and isinstance(last.act, Ask) else None
