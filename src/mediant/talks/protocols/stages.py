"""An agenda: protocols one after another, such as separate talks on Saturday and joint ones on Sunday.

Each stage begins with everybody at the table, and with nothing that was offered before still binding. The first
agreement ends the talks, but for stages that improve on one, such as post-settlement: they are held only after an
agreement, and are handed it. The clock runs from 0 to 1 over all stages that seek an agreement, by their rounds,
however early one of them ends; a stage that improves on one has a clock of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias, runtime_checkable

from mediant.errors import InvalidValue
from mediant.talks.acts import Choices
from mediant.talks.record import End, Entry, Turn

Course: TypeAlias = Generator[Turn, Sequence[Entry], End]
Talks: TypeAlias = Callable[[tuple[str, ...], tuple[str, ...]], Course]


@runtime_checkable
class Improves(Protocol):
    """A protocol that begins with a deal."""

    def after(self, deal: Choices) -> Talks:
        """The protocol for this deal."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A protocol, and its share of the clock."""

    protocol: Talks
    rounds: int


class Stages:
    """Protocols one after another."""

    def __init__(self, stages: Sequence[Stage]) -> None:
        if not any(not isinstance(stage.protocol, Improves) for stage in stages):
            raise InvalidValue("stages", f"{len(stages)} that seek no agreement", "at least one that seeks one")
        self.stages = tuple(stages)

    @property
    def mediated(self) -> bool:
        """Whether mediators have turns in any of them."""
        return any(getattr(stage.protocol, "mediated", True) for stage in self.stages)

    def __call__(self, parties: tuple[str, ...], mediators: tuple[str, ...]) -> Course:
        """The course of all stages."""
        total = sum(stage.rounds for stage in self.stages if not isinstance(stage.protocol, Improves))
        before, end = 0, End(None, "")
        for stage in self.stages:
            protocol = stage.protocol
            if isinstance(protocol, Improves):
                if end.agreement is not None:
                    end = yield from protocol.after(end.agreement)(parties, mediators)
            elif end.agreement is None:
                end = yield from _shared(protocol(parties, mediators), before / total, stage.rounds / total)
                before += stage.rounds
        return end


def _shared(course: Course, start: float, share: float) -> Course:
    """The course, its clock running through a share of another."""
    said: Sequence[Entry] | None = None
    while True:
        try:
            turn = next(course) if said is None else course.send(said)
        except StopIteration as stop:
            end: End = stop.value
            return end
        said = yield replace(turn, time=min(1.0, start + share * turn.time))
