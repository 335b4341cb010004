"""The disclosure ledger: who knows what, since which turn and from which entry; and what rests on whose confidences.

Computed from the record, for the one who keeps it and for mediators: it is itself confidential.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mediant.talks.acts import Act, Ask, Carry, Propose, unfolded
from mediant.talks.record import Entry


@dataclass(frozen=True, slots=True)
class Knows:
    """A seat knows of something since a turn, from an entry, both by number in the record."""

    seat: str
    turn: int
    entry: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was said, by the number of its entry, and who knows it, in the order in which they came to."""

    entry: int
    speaker: str
    act: Act
    knows: tuple[Knows, ...]

    def known_to(self, seat: str) -> bool:
        """Whether a seat knows it."""
        return any(known.seat == seat for known in self.knows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """A mediator's draft or question that rests on what parties told it, and that somebody in the room had not heard.

    confidences : the entries, by number, that it may rest on.
    """

    entry: int
    mediator: str
    heard_by: tuple[str, ...]
    rests_on: tuple[str, ...]
    confidences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines in the order of the record, one for each thing said first-hand, and reliances."""

    lines: tuple[Line, ...]
    reliances: tuple[Reliance, ...]

    def known_to(self, seat: str) -> tuple[Line, ...]:
        """What a seat knows."""
        return tuple(line for line in self.lines if line.known_to(seat))


def ledger_of(entries: Sequence[Entry]) -> Ledger:
    """The ledger of what was said. A carried word counts for the last time that its owner said it to the carrier."""
    said: dict[int, Entry] = {}
    knows: dict[int, dict[str, Knows]] = {}
    reliances = []
    for number, entry in enumerate(entries):
        about = _carried(entry, said, knows) if isinstance(entry.act, Carry) else number
        if about is None:
            continue
        if about == number:
            said[number], knows[number] = entry, {}
        for seat in entry.room.seats:
            knows[about].setdefault(seat, Knows(seat, entry.turn, number))
        if isinstance(entry.act, Ask | Propose) and entry.act.rests_on:
            reliances.append(_reliance(number, entry, entry.act.rests_on, said, knows))
    lines = tuple(
        Line(entry=number, speaker=entry.speaker, act=entry.act, knows=tuple(knows[number].values()))
        for number, entry in said.items()
    )
    return Ledger(lines, tuple(reliances))


def _carried(entry: Entry, said: dict[int, Entry], knows: dict[int, dict[str, Knows]]) -> int | None:
    words = unfolded(entry.speaker, entry.act)
    heard = (n for n in reversed(said) if (said[n].speaker, said[n].act) == words and entry.speaker in knows[n])
    return next(heard, None)


def _reliance(
    number: int, entry: Entry, rests_on: tuple[str, ...], said: dict[int, Entry], knows: dict[int, dict[str, Knows]]
) -> Reliance:
    """All that the mediator has heard from those parties and that somebody now in the room does not know."""
    others = [seat for seat in entry.room.seats if seat != entry.speaker]
    confidences = tuple(
        n for n, first in said.items()
        if first.speaker in rests_on and entry.speaker in knows[n] and any(seat not in knows[n] for seat in others)
    )  # fmt: skip
    return Reliance(
        entry=number, mediator=entry.speaker, heard_by=tuple(others), rests_on=rests_on, confidences=confidences
    )
