"""A negotiator of NegMAS as a strategy of ours: it remembers, so what it remembers is a fold over what was heard."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import numpy as np

from mediant.errors import BrokenPlugin, MediantError, UnknownPlugin, WrongAct
from mediant.negmas.chance import seed_of, seeded
from mediant.negmas.library import ResponseType, SAONegotiator
from mediant.negmas.table import Table
from mediant.negmas.translation import ufun_of
from mediant.talks.record import Accept, Act, Heard, Offer, Standing, View, WalkOut

MOST_HELD = 64
"""Negotiators that are kept at work at once; others are played again when they are asked."""
DIGITS = 9
"""Of a time: so a time that is worked out again is the same."""
HOME = "negmas.sao"


class NegmasStrategy:
    """A negotiator of NegMAS, by its name, in a seat of our talks.

    It sees what NegMAS would show it: offers, acceptances, the time from 0 to 1 but no number of rounds, and its own
    preferences, stretched so that its worst outcome is worth 0 and its best 1.

    A fresh one is made for a seat and told turn by turn what the seat has heard. It is kept, so that the next turn costs
    one answer; when what is heard does not go on from what it was told, another is made and told all from the start,
    with the same chance. What it says depends on the view and on which stream `rng` is (not on how much was drawn from
    it), so the same seed gives the same record. It is exact where its turns come at even times, as in alternating
    offers: a view holds the present time only, and the times of earlier turns are worked out from that. Nothing is
    promised of negotiators that look at a clock, hash text, or keep chance of their own that NegMAS' seed does not reach.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._make = _class_of(name)
        self._held: OrderedDict[tuple[object, ...], _Held] = OrderedDict()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name,)

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Its answer in our terms. Raises BrokenPlugin where its code fails, WrongAct where its answer has no meaning."""
        stream = seed_of(rng)
        key = (view.seat, view.room.seats, stream)
        held = self._held.pop(key, None)
        if held is None or not held.leads_to(view):
            held = _Held(self.name, self._make, stream)
        answer = held.answer(view)
        self._held[key] = held  # only now: one that has failed is not asked again
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)
        return answer


@dataclass(slots=True)
class _Held:
    """A negotiator at work: what it has been told so far, and what it answered."""

    name: str
    make: Callable[[], Any]
    stream: tuple[int, ...]
    table: Any = None
    standing: Standing | None = None
    heard: tuple[Heard, ...] = ()
    time: float = -1.0
    turns: int = 0
    said: Act | None = None

    def leads_to(self, view: View) -> bool:
        """Whether the view is the one it answered last, or its next turn."""
        if view.standing is not self.standing or view.heard[: len(self.heard)] != self.heard:
            return False
        since = [words for words in view.heard[len(self.heard) :] if words.speaker == view.seat]
        return len(since) == 1 or (len(view.heard) == len(self.heard) and _time(view.time) == self.time)

    def answer(self, view: View) -> Act:
        if self.said is not None and view.heard == self.heard:
            return self.said
        try:
            if self.table is None:
                self._sit_down(view)
            *earlier, now = _segments(view, self.heard)
            for number, said in enumerate(earlier, self.turns):
                self._next(said, _time(view.time * number / len(earlier)))
            response = self._next(now, _time(view.time))
        except MediantError:
            raise
        except Exception as error:  # whatever strange code raises is told, not ours to sort
            seen = f"failed in its turn ({type(error).__name__}: {error})"
            raise BrokenPlugin("bridges", f"negmas:{self.name}", self.make.__module__.partition(".")[0], seen) from error
        self.standing, self.heard, self.time = view.standing, view.heard, _time(view.time)
        self.said = self._act(response, view.seat)
        return self.said

    def _sit_down(self, view: View) -> None:
        with seeded(*self.stream):
            ufun = ufun_of(view.standing, view.options)
            self.table = Table(self.make(), ufun, view.room.seats, view.seat)

    def _next(self, said: tuple[Heard, ...], time: float) -> Any:
        self.turns += 1
        with seeded(*self.stream, self.turns):
            return self.table.answer(said, time)

    def _act(self, response: Any, seat: str) -> Act:
        """Its response as an act; to offer nothing is to leave, as in NegMAS."""
        kind, outcome = response.response, response.outcome
        if kind == ResponseType.ACCEPT_OFFER and self.table.state.current_offer is not None:
            return Accept(self.table.state.current_offer)
        if kind == ResponseType.REJECT_OFFER and outcome is not None:
            return Offer(_numbers(outcome))
        if kind in (ResponseType.WAIT, ResponseType.NO_RESPONSE):
            raise WrongAct(seat, f"answered {kind.name}", "an offer, an acceptance, or the end: talks wait for nobody")
        return WalkOut()
