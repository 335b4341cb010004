"""Our strategies as negotiators of NegMAS: `MediantNegotiator` sits in its SAO mechanism and its tournaments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

import numpy as np

from mediant.bridges.negmas.library import ResponseType, SAONegotiator, SAOResponse
from mediant.bridges.negmas.translation import Options, options_of, standing_of
from mediant.errors import WrongAct
from mediant.talks.acts import Accept, Act, Choices, Offer, WalkOut
from mediant.talks.record import Heard, Room, Standing, Strategy, View
from mediant.talks.seats import strategy_of


class MediantNegotiator(SAONegotiator):
    """A strategy of ours as a NegMAS negotiator.

    strategy : its name, as `mediant plugins` lists it, or a `Strategy`; seed : of its chance, as in
    `mediant.talks.session.play` where all seats are ours and have the same. Other arguments are those of NegMAS' own
    negotiators. It hears who offered what and who let an offer pass, and the time of each round from 0 to 1; nothing
    else. Its utility function may be any over a finite number of outcomes that does not change with time.
    """

    def __init__(self, *args: Any, strategy: str | Strategy = "boulware", seed: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._strategy = strategy_of(strategy) if isinstance(strategy, str) else strategy
        self._seed = seed
        self._seated: _Seated | None = None

    def on_preferences_changed(self, changes: Any) -> None:
        """NegMAS tells it when it enters a negotiation, and when what it wants has changed."""
        super().on_preferences_changed(changes)
        self._seated = None

    def __call__(self, state: Any, dest: str | None = None) -> Any:  # noqa: ARG002  (the interface of NegMAS)
        """Its answer to the offer on the table, and its own."""
        if self._seated is None:
            self._seated = _seated(self, self._seed)
        seated = self._seated
        seated.hear(self.nmi.history, state.new_offers)
        view = seated.view(_time(self.nmi, state))
        return seated.response(self._strategy.act(view, seated.rng))

    def propose(self, state: Any, dest: str | None = None) -> Any:
        """What it would offer now; None where it would accept or leave."""
        response = self(state, dest)
        return response.outcome if response.response == ResponseType.REJECT_OFFER else None

    def respond(self, state: Any, source: str | None = None) -> Any:
        """Whether it accepts the offer on the table now."""
        return self(state, source).response


@dataclass(slots=True, kw_only=True)
class _Seated:
    """What a seat holds in one negotiation: it is the record of what it has heard, told as NegMAS goes along."""

    at: int
    room: Room
    ids: tuple[str, ...]
    options: Options
    standing: Standing
    rng: np.random.Generator
    heard: list[Heard] = field(default_factory=list)
    table: Choices | None = None
    turn: int = 0  # of the seat that speaks next, as far as it was heard
    whole: int = 0  # steps that were heard to their end
    within: int = 0  # offers that were heard of the step after those

    def hear(self, history: Sequence[Any], now: Sequence[tuple[str, Any]]) -> None:
        """Take in what was said since its last turn: whoever had a turn and offered nothing has accepted."""
        offers = chain(chain.from_iterable(step.new_offers for step in history[self.whole :]), now)
        for speaker, outcome in list(islice(offers, self.within, None)):
            seat = self.ids.index(speaker)
            self._accepted_until(seat)
            self.table = None if outcome is None else self._choices(outcome, seat)
            if self.table is not None:
                self.heard.append(Heard(self.room, self.room.seats[seat], Offer(self.table)))
            self.turn = (seat + 1) % len(self.ids)
        self._accepted_until(self.at)
        self.whole, self.within = len(history), len(now)

    def _accepted_until(self, seat: int) -> None:
        while self.turn != seat:
            if self.table is not None:
                self.heard.append(Heard(self.room, self.room.seats[self.turn], Accept(self.table)))
            self.turn = (self.turn + 1) % len(self.ids)

    def _choices(self, outcome: Any, seat: int) -> Choices:
        choices = self.options.choices(outcome)
        if choices is None:
            raise WrongAct(self.room.seats[seat], f"offered {outcome!r}", "an outcome of the space")
        return choices

    def view(self, time: float) -> View:
        """What it knows now."""
        seat = self.room.seats[self.at]
        return View(seat, self.standing, tuple(self.heard), self.room, time, self.options.counts, self.room.seats)

    def response(self, act: Act) -> Any:
        """An act of ours in the terms of NegMAS. Raises WrongAct for one that has none."""
        match act:
            case Offer(choices):
                return SAOResponse(ResponseType.REJECT_OFFER, self.options.outcome(choices))
            case Accept(choices) if choices == self.table:
                return SAOResponse(ResponseType.ACCEPT_OFFER, self.options.outcome(choices))
            case WalkOut():
                return SAOResponse(ResponseType.END_NEGOTIATION, None)
        expected = "an offer, the acceptance of the offer on the table, or to walk out: NegMAS knows no other acts"
        raise WrongAct(self.room.seats[self.at], f"answered {act!r}", expected)


def _seated(negotiator: Any, seed: int) -> _Seated:
    ids = tuple(negotiator.nmi.negotiator_ids)
    at = ids.index(negotiator.id)
    options = options_of(negotiator.nmi.outcome_space)
    return _Seated(
        at=at,
        ids=ids,
        room=Room("plenary", tuple(_seats(len(ids)))),  # their ids differ from run to run
        options=options,
        standing=standing_of(negotiator.ufun, options),
        rng=np.random.default_rng(seed).spawn(len(ids))[at],  # as `mediant.talks.session.play` does
    )


def _seats(count: int) -> Iterator[str]:
    return (f"party-{number + 1}" for number in range(count))


def _time(nmi: Any, state: Any) -> float:
    """From 0 in the first round to 1 in the last, or the share of the time that has passed, whichever is later."""
    by_steps: float = state.step / max(1, nmi.n_steps - 1) if nmi.n_steps else 0.0
    by_clock: float = state.time / nmi.time_limit
    return min(1.0, max(by_steps, by_clock))
