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
    """A mediator's draft or question that rests on what parties told it; `Ledger.confidences` says on what it may."""

    entry: int
    mediator: str
    heard_by: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines in the order of the record, one for each thing said first-hand, and reliances."""

    lines: tuple[Line, ...]
    reliances: tuple[Reliance, ...]

    def known_to(self, seat: str) -> tuple[Line, ...]:
        """What a seat knows."""
        return tuple(line for line in self.lines if line.known_to(seat))

    def confidences(self, reliance: Reliance) -> tuple[int, ...]:
        """The entries, by number, that it may rest on: what its mediator knew then and somebody in the room did not."""
        found = []
        for line in self.lines:
            then = {known.seat for known in line.knows if known.entry < reliance.entry}
            of_them = line.speaker in reliance.rests_on and reliance.mediator in then
            if of_them and not then.issuperset(reliance.heard_by):
                found.append(line.entry)
        return tuple(found)


def ledger_of(entries: Sequence[Entry]) -> Ledger:
    """The ledger of what was said. A carried word counts for the last time that its owner said it to the carrier."""
    knows: dict[int, dict[str, Knows]] = {}
    last: dict[tuple[str, Act], dict[str, int]] = {}
    reliances = []
    for number, entry in enumerate(entries):
        words = unfolded(entry.speaker, entry.act)
        said = last.setdefault(words, {})  # when each seat that knows these words heard them last, by entry
        about = said.get(entry.speaker) if isinstance(entry.act, Carry) else number
        if about is None:
            continue
        since = knows.setdefault(about, {})
        for seat in entry.room.seats:
            since.setdefault(seat, Knows(seat, entry.turn, number))
            said[seat] = max(said.get(seat, 0), about)
        if isinstance(entry.act, Ask | Propose) and entry.act.rests_on:
            others = tuple(seat for seat in entry.room.seats if seat != entry.speaker)
            reliances.append(
                Reliance(entry=number, mediator=entry.speaker, heard_by=others, rests_on=entry.act.rests_on)
            )
    lines = tuple(
        Line(entry=number, speaker=entries[number].speaker, act=entries[number].act, knows=tuple(found.values()))
        for number, found in knows.items()
    )
    return Ledger(lines, tuple(reliances))
