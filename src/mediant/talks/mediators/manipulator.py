"""The manipulator: a formulator with means of its own, pledged where no draft can bring the parties together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Act, Choices, Close, Leave, Pledge, Propose, Visit
from mediant.talks.mediators.bridging import ranked
from mediant.talks.mediators.formulator import Formulator
from mediant.talks.mediators.told import belief_about, pool, told_by, unshared
from mediant.talks.record import Heard, MediatorView


@dataclass(frozen=True, slots=True)
class Manipulator:
    """Does as its formulator does; where that would close without a deal, it makes one by what it pledges.

    It takes the nearest miss, the package that leaves the least satisfied party best off, and puts it to each party in
    turn. Whoever refuses gets a pledge and the draft again: payments, a step at a time, up to the means for each
    party; then costs of having no agreement, up to the pressure (Touval & Zartman 1985: manipulation, or leverage).

    means, pressure, step : in units of a party's utility.
    """

    needs: ClassVar[tuple[str, ...]] = ("draft", "pledge")
    means: float = 0.2
    pressure: float = 0.1
    step: float = 0.1
    formulator: Formulator = field(default_factory=Formulator)

    def __post_init__(self) -> None:
        if not (self.step > 0 and self.means >= 0 and self.pressure >= 0):
            seen = f"means {self.means}, pressure {self.pressure}, step {self.step}"
            raise InvalidValue("manipulator", seen, "means and pressure of 0 or more, and a step above 0")

    def act(self, view: MediatorView, rng: np.random.Generator) -> Act:
        """Do as a formulator does; then put the nearest miss to each party, and pledge where it is refused."""
        present = [party for party in view.parties if party in view.room.seats]
        begun = _put_with_pledges(view.heard)
        if begun is not None:
            return self._press(view, present[0], begun) if present else self._go(view, begun)
        act = self.formulator.act(view, rng)
        if not present:
            return Visit(_nearest_miss(view)[1]) if isinstance(act, Close) else act
        if isinstance(act, Leave) and view.heard and isinstance(view.heard[-1].act, Visit):
            return Propose(*_worded(view, _nearest_miss(view)[0]))
        refused = isinstance(act, Leave) and _refused_now(view.heard) and _came_with(view.heard, Propose)
        return (self._pledge(view, present[0]) or act) if refused else act

    def _go(self, view: MediatorView, draft: Choices) -> Act:
        """To a party that has not accepted the draft and can still be moved."""
        waiting = [party for party in view.parties if draft not in told_by(party, view.seat, view.heard).accepted]
        if not waiting or any(draft in told_by(party, view.seat, view.heard).refused for party in waiting):
            return Close("there is nothing more to pledge")
        return Visit(waiting[0])

    def _press(self, view: MediatorView, party: str, draft: Choices) -> Act:
        last = view.heard[-1]
        if isinstance(last.act, Visit) or (len(view.heard) > 1 and isinstance(view.heard[-2].act, Pledge)):
            return Propose(*_worded(view, draft))
        return (self._pledge(view, party) or Leave()) if _refused_now(view.heard) else Leave()

    def _pledge(self, view: MediatorView, party: str) -> Pledge | None:
        """One step more, or None where its means and its pressure are spent."""
        pledged = [words.act for words in view.heard if isinstance(words.act, Pledge) and words.act.to == party]
        paid = sum(pledge.worth for pledge in pledged if pledge.kind == "payment")
        if paid + self.step <= self.means + 1e-9:
            return Pledge("payment", party, self.step, "if there is an agreement")
        pressed = sum(pledge.worth for pledge in pledged if pledge.kind == "cost")
        if pressed + self.step <= self.pressure + 1e-9:
            return Pledge("cost", party, self.step, "if there is none")
        return None


def _put_with_pledges(heard: Sequence[Heard]) -> Choices | None:
    """The draft that it pledges for: the last one before its first pledge; None before that."""
    draft = None
    for words in heard:
        if isinstance(words.act, Pledge):
            return draft
        if isinstance(words.act, Propose):
            draft = words.act.choices
    return None


def _nearest_miss(view: MediatorView) -> tuple[Choices, str]:
    """The package whose least expected gain is greatest, and whose gain that is."""
    answers = [told_by(party, view.seat, view.heard).answers for party in view.parties]
    beliefs = tuple(belief_about(party, view, told) for party, told in zip(view.parties, answers, strict=True))
    best = max(ranked(beliefs, pool(beliefs)), key=lambda each: min(one.gain for one in each.prospects))
    return best.package, view.parties[best.least_satisfied]


def _worded(view: MediatorView, draft: Choices) -> tuple[Choices, str, tuple[str, ...]]:
    return draft, "It is the nearest that I see to what all could live with.", unshared(view, view.parties)


def _refused_now(heard: Sequence[Heard]) -> bool:
    """Whether the last words answer a draft, and not with yes."""
    put = heard[-2].act if len(heard) > 1 else None
    return isinstance(put, Propose) and heard[-1].act != Accept(put.choices)


def _came_with(heard: Sequence[Heard], kind: type[Act]) -> bool:
    """Whether that was the first thing that it said on this visit."""
    came = next((place for place in range(len(heard) - 1, -1, -1) if isinstance(heard[place].act, Visit)), 0)
    return came + 1 < len(heard) and isinstance(heard[came + 1].act, kind)
