"""The engine: a generator that yields the views of those who speak now and is sent their acts."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from numbers import Integral
from typing import TypeAlias

import numpy as np

from mediant.errors import WrongAct
from mediant.talks.record import (
    Accept,
    Act,
    Acts,
    End,
    Entry,
    Heard,
    Offer,
    Record,
    Standing,
    Strategy,
    Turn,
    View,
    Views,
    WalkOut,
)

Course: TypeAlias = Generator[Turn, Sequence[Entry], End]
"""A protocol at work: it yields turns, is sent what was said in each, and returns how the talks ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Who talks about what, and how: the parties with what they want, in the order of the case.

    options : how many each issue has; protocol : its course for these seats.
    """

    standings: Mapping[str, Standing]
    options: tuple[int, ...]
    protocol: Callable[[tuple[str, ...]], Course]


def turns(talk: Talk) -> Generator[Views, Acts, Record]:
    """Play a talk: yields views by seat, takes acts by seat, returns the record.

    Raises WrongAct for an act that a seat cannot do; the talk is over then.
    """
    entries: list[Entry] = []
    heard: dict[str, list[Heard]] = {seat: [] for seat in talk.standings}
    course = talk.protocol(tuple(talk.standings))
    number = 0
    try:
        turn = next(course)
        while True:
            acts = yield {
                seat: View(seat, talk.standings[seat], tuple(heard[seat]), turn.room, turn.time)
                for seat in turn.speakers
            }
            said = [
                Entry(number, turn.room, seat, _checked(acts[seat], seat, heard[seat], talk.options))
                for seat in turn.speakers
            ]
            entries += said
            for entry in said:
                words = Heard(entry.room, entry.speaker, entry.act)
                for seat in turn.room.seats:
                    heard[seat].append(words)
            number += 1
            turn = course.send(said)
    except StopIteration as stop:
        return Record(tuple(entries), stop.value)


def play(talk: Talk, strategies: Mapping[str, Strategy], seed: int = 0) -> Record:
    """Play a talk with a negotiator in every seat. The same seed gives the same record."""
    streams = np.random.default_rng(seed).spawn(len(talk.standings))
    chance = dict(zip(talk.standings, streams, strict=True))
    return _driven(talk, lambda views: {seat: strategies[seat].act(view, chance[seat]) for seat, view in views.items()})


def replay(talk: Talk, entries: Iterable[Entry]) -> Record:
    """Play a talk again from what was said in it. Raises WrongAct where the entries are of another talk."""
    given = tuple(entries)
    said = ({entry.speaker: entry.act for entry in turn} for _, turn in groupby(given, lambda entry: entry.turn))

    def acts(views: Views) -> Acts:
        now = next(said, {})
        if now.keys() != views.keys():
            raise WrongAct(", ".join(views), "is not the speaker in the record", "a record of the same talk")
        return now

    record = _driven(talk, acts)
    if record.entries != given:
        raise WrongAct("the record", "goes on after the end, or tells of other rooms", "a record of the same talk")
    return record


def _driven(talk: Talk, acts: Callable[[Views], Acts]) -> Record:
    game = turns(talk)
    try:
        views = next(game)
        while True:
            views = game.send(acts(views))
    except StopIteration as stop:
        record: Record = stop.value
        return record


def _is_outcome(choices: object, options: tuple[int, ...]) -> bool:
    """Whether it names an option of every issue: a negotiator of somebody else's may put anything there."""
    if not isinstance(choices, tuple) or len(choices) != len(options):
        return False
    return all(
        isinstance(choice, Integral) and 0 <= int(choice) < count
        for choice, count in zip(choices, options, strict=True)
    )


def _checked(act: Act, seat: str, heard: Sequence[Heard], options: tuple[int, ...]) -> Act:
    match act:
        case Offer(choices):
            if not _is_outcome(choices, options):
                raise WrongAct(seat, f"offered {choices}", "for every issue the number of an option")
        case Accept(choices):
            if not any(choices == words.act.choices for words in heard if isinstance(words.act, Offer)):
                raise WrongAct(seat, f"accepted {choices}", "an outcome that it has heard an offer of")
        case WalkOut():
            pass
        case _:
            raise WrongAct(seat, f"answered {act!r}", "Offer, Accept or WalkOut")
    return act
