"""The engine: a generator that yields the views of those who speak now and is sent their acts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.errors import WrongAct
from mediant.talks.acts import Pledge, on_paper
from mediant.talks.past import Past
from mediant.talks.permitted import checked
from mediant.talks.place import Outcomes, Place
from mediant.talks.pledged import Pledged
from mediant.talks.record import (
    Acts,
    End,
    Entry,
    Heard,
    Labels,
    Mediator,
    MediatorView,
    Record,
    Room,
    Standing,
    Strategy,
    Timed,
    Turn,
    View,
    Views,
    When,
    heard_as,
)

Course: TypeAlias = Generator[Turn, Sequence[Entry], End]
"""A protocol at work: it yields turns, is sent what was said in each, and returns how the talks ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Who talks about what, and how: the parties with what they want, in the order of the case.

    options : how many each issue has; protocol : its course for these parties and mediators; mediators : what each may
    do (carry, draft, pledge); labels, stated, together : as in MediatorView; seconds : the deadline, for drivers
    with a clock.
    """

    standings: Mapping[str, Standing]
    options: tuple[int, ...]
    protocol: Callable[[tuple[str, ...], tuple[str, ...]], Course]
    mediators: Mapping[str, frozenset[str]] = field(default_factory=dict)
    labels: Labels = ()
    stated: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    together: Mapping[str, tuple[When, ...]] = field(default_factory=dict)
    seconds: float | None = None


def turns(talk: Talk) -> Generator[Views, Acts | Timed, Record]:
    """Play a talk: yields views by seat, takes acts by seat, returns the record.

    Raises WrongAct for an act that a seat cannot do; the talk is over then.
    """
    hall = _Hall(talk)
    course = talk.protocol(tuple(talk.standings), tuple(talk.mediators))
    try:
        turn = next(course)
        while True:
            said = hall.take(turn, (yield hall.views(turn)))
            if hall.late:
                return Record(tuple(hall.entries), End(None, "the deadline passed"))
            turn = course.send(said)
    except StopIteration as stop:
        return Record(tuple(hall.entries), stop.value)


class _Hall:
    """What was said so far, and what each seat has heard of it."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.parties = tuple(talk.standings)
        self.standings = dict(talk.standings)
        self.entries: list[Entry] = []
        self.heard: dict[str, list[Heard]] = {seat: [] for seat in (*self.parties, *talk.mediators)}
        self.offered = {seat: Outcomes(heard) for seat, heard in self.heard.items()}
        self.places: dict[str, Place] = {}
        self.turns = 0
        self.at: float | None = None

    @property
    def late(self) -> bool:
        """Whether the time is up."""
        return self.at is not None and self.talk.seconds is not None and self.at >= self.talk.seconds

    def views(self, turn: Turn) -> Views:
        """What those who speak in this turn know."""
        room, time, options = turn.room, turn.time, self.talk.options
        if self.at is not None and self.talk.seconds is not None:
            time = max(time, self.at / self.talk.seconds)
        found: dict[str, View | MediatorView] = {}
        for seat in turn.speakers:
            if seat in self.standings:
                found[seat] = View(
                    seat, self.standings[seat], Past(self.heard[seat]), room, time, options, self.parties
                )
            else:
                found[seat] = self._mediators(seat, room, time)
        return found

    def _mediators(self, seat: str, room: Room, time: float) -> MediatorView:
        return MediatorView(
            seat=seat, parties=self.parties, options=self.talk.options, may=self.talk.mediators[seat],
            heard=Past(self.heard[seat]), room=room, time=time, labels=self.talk.labels, stated=self.talk.stated,
            together=self.talk.together,
        )  # fmt: skip

    def take(self, turn: Turn, acts: Acts | Timed) -> list[Entry]:
        """What was said in this turn, once all of it was looked at."""
        if isinstance(acts, Timed):
            acts = self._clocked(acts)
        said = []
        for seat in turn.speakers:
            place = self.places.get(seat)
            if place is None or place.room is not turn.room:
                place = self._place(seat, turn.room)
            said.append(Entry(self.turns, turn.room, seat, checked(acts[seat], place), self.at))
        self.turns += 1
        self.entries += said
        for entry in said:
            self._tell(entry)
        if len(said) > 1:
            for seat in turn.speakers:
                _own_first(self.heard[seat], seat, len(said))
        return said

    def _clocked(self, acts: Timed) -> Acts:
        if not (self.at or 0.0) <= acts.at < float("inf"):
            raise WrongAct("the clock", f"stands at {acts.at}", "seconds that do not go back")
        self.at = acts.at
        return acts.acts

    def _tell(self, entry: Entry) -> None:
        """All in the room hear it; what a mediator's words rest on is for that mediator alone."""
        _, room, speaker, act, _ = entry
        own = Heard(room, speaker, act)
        others = own if on_paper(act) is act else heard_as(entry, "")
        for seat in room.seats:
            self.heard[seat].append(own if seat == speaker else others)
        if isinstance(act, Pledge) and act.to in room.seats:
            self.standings[act.to] = Pledged.of(self.standings[act.to], act)

    def _place(self, seat: str, room: Room) -> Place:
        """Where a seat speaks from; what it has heard grows there."""
        self.places[seat] = Place(
            seat=seat, room=room, heard=self.heard[seat], offered=self.offered[seat], options=self.talk.options,
            parties=self.parties, may=self.talk.mediators.get(seat),
        )  # fmt: skip
        return self.places[seat]


def _own_first(heard: list[Heard], seat: str, count: int) -> None:
    """Of the last things heard, which were said at once, a seat hears its own first: nobody has had the last word."""
    heard[-count:] = sorted(heard[-count:], key=lambda words: words.speaker != seat)


def play(talk: Talk, seats: Mapping[str, Strategy | Mediator], seed: int = 0) -> Record:
    """Play a talk with a negotiator or a mediator in every seat. The same seed gives the same record."""
    streams = chances((*talk.standings, *talk.mediators), seed)
    who: Mapping[str, Any] = seats

    def acts(views: Views) -> Acts:
        said = {}
        for seat, view in views.items():
            said[seat] = who[seat].act(view, streams[seat])
        return said

    return _driven(talk, acts)


def chances(seats: Iterable[str], seed: int) -> dict[str, np.random.Generator]:
    """Chance of its own for every seat."""
    return {seat: chance(seed, place) for place, seat in enumerate(seats)}


def chance(seed: int, place: int) -> np.random.Generator:
    """Chance of the seat at this place: the stream that a seed spawns there."""
    size = max(16, -(-seed.bit_length() // 32) * 4)
    # SeedSequence(seed, spawn_key=(place,)), in a fifth of its time: those are the words that it would make of them.
    words = np.frombuffer(seed.to_bytes(size, "little") + place.to_bytes(4, "little"), dtype="<u4")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(words)))


async def play_async(talk: Talk, acts: Callable[[Views], Awaitable[Acts | Timed]]) -> Record:
    """Play a talk with people: `acts` waits for those who speak now, and may say when they spoke."""
    game = turns(talk)
    try:
        views = next(game)
        while True:
            views = game.send(await acts(views))
    except StopIteration as stop:
        record: Record = stop.value
        return record


def replay(talk: Talk, entries: Iterable[Entry]) -> Record:
    """Play a talk again from what was said in it. Raises WrongAct where the entries are of another talk."""
    given = tuple(entries)
    said = (tuple(turn) for _, turn in groupby(given, lambda entry: entry.turn))

    def acts(views: Views) -> Acts | Timed:
        now = next(said, ())
        spoken = {entry.speaker: entry.act for entry in now}
        if spoken.keys() != views.keys():
            raise WrongAct(", ".join(views), "is not the speaker in the record", "a record of the same talk")
        return spoken if now[0].at is None else Timed(spoken, now[0].at)

    record = _driven(talk, acts)
    if record.entries != given:
        raise WrongAct("the record", "goes on after the end, or tells of other rooms", "a record of the same talk")
    return record


def _driven(talk: Talk, acts: Callable[[Views], Acts | Timed]) -> Record:
    game = turns(talk)
    try:
        views = next(game)
        while True:
            views = game.send(acts(views))
    except StopIteration as stop:
        record: Record = stop.value
        return record
