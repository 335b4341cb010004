"""A negotiator of NegMAS as a strategy of ours: it remembers, so what it remembers is a fold over what was heard."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from numbers import Integral
from typing import Any

import numpy as np

from mediant.bridges.negmas.chance import seed_of, seeded
from mediant.bridges.negmas.library import GBNegotiator, ResponseType
from mediant.bridges.negmas.table import Table
from mediant.bridges.negmas.translation import ufun_of
from mediant.errors import BrokenPlugin, InvalidValue, MediantError, UnknownPlugin, WrongAct
from mediant.talks.acts import Accept, Act, Offer, WalkOut
from mediant.talks.past import since
from mediant.talks.record import Heard, Standing, View

MOST_HELD = 64
"""Negotiators that are kept at work at once; others are played again when they are asked."""
DIGITS = 9
"""Of a time: so a time that is worked out again is the same."""
HOME = "negmas.sao"


class NegmasStrategy:
    """A negotiator of NegMAS, by its name, in a seat of our talks.

    It sees what NegMAS would show it: offers, acceptances, the time from 0 to 1 but no number of rounds, and its own
    preferences, stretched so that its worst outcome is worth 0 and its best 1.

    A fresh one is made for a seat and told turn by turn what the seat has heard. It is kept, so that the next turn
    costs one answer; when what is heard does not go on from what it was told, another is made and told all from the
    start, with the same chance. What it says depends on the view and on which stream `rng` is, not on how much was
    drawn from it, so the same seed gives the same record. It is exact where parties speak one after another at even
    times, as in alternating offers: a view holds the present time only, and the times of earlier turns are worked out
    from that. What somebody else has said in its seat it is not told: it remembers what it would have said. Nothing is
    promised of negotiators that look at a clock, depend on the hash of a text, or keep chance of their own that
    NegMAS' seed does not reach.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._make = _class_of(name)
        with seeded(0):
            _tried(name, self._make)
        self._held: OrderedDict[tuple[object, ...], _Held] = OrderedDict()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.name,)

    def act(self, view: View, rng: np.random.Generator) -> Act:
        """Its answer as an act. Raises BrokenPlugin where its code fails, WrongAct where its answer is no act."""
        if view.standing.greatest < view.standing.reserved:
            return WalkOut()  # as ours do; theirs offer all the same, and some look for an offer without end
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
    """A negotiator at work: what it was told so far, and what it answered."""

    name: str
    make: Callable[[], Any]
    stream: tuple[int, ...]
    table: Table | None = None
    standing: Standing | None = None
    heard: Sequence[Heard] = ()
    time: float = -1.0
    turns: int = 0
    said: Act | None = None

    def leads_to(self, view: View) -> bool:
        """Whether the view is the one it answered last, or that of its next turn."""
        if view.standing is not self.standing or since(view.heard, self.heard) is None:
            return False
        if len(view.heard) == len(self.heard):
            return _rounded(view.time) == self.time
        return len(_turns(view, len(self.heard))) == 2

    def answer(self, view: View) -> Act:
        """What it says now, or said when it was asked the same before."""
        if self.said is None or view.heard != self.heard:
            response = self._asked(view)
            self.standing, self.heard, self.time = view.standing, view.heard, _rounded(view.time)
            self.said = _act(response, view)
        return self.said

    def _asked(self, view: View) -> Any:
        try:
            if self.table is None:
                return self._from_the_start(view)
            return self._next(
                self.table, [words for turn in _turns(view, len(self.heard)) for words in turn], view.time
            )
        except MediantError:
            raise
        except Exception as error:  # whatever strange code raises is told, not ours to sort
            package = getattr(self.make, "__module__", "negmas").partition(".")[0]
            seen = f"failed when it was asked ({type(error).__name__}: {error})"
            raise BrokenPlugin("bridges", f"negmas:{self.name}", package, seen) from error

    def _from_the_start(self, view: View) -> Any:
        with seeded(*self.stream, 0):
            self.table = Table(self.make(), ufun_of(view.standing, view.options), view.room.seats, view.seat)
        *earlier, now = _turns(view, 0)
        for number, said in enumerate(earlier):
            self._next(self.table, said, view.time * number / len(earlier))
        return self._next(self.table, now, view.time)

    def _next(self, table: Table, said: Sequence[Heard], time: float) -> Any:
        self.turns += 1
        with seeded(*self.stream, self.turns):
            return table.answer(said, _rounded(time))


def _turns(view: View, since: int) -> list[list[Heard]]:
    """What the others have said, cut where the seat itself has taken its turn."""
    turns: list[list[Heard]] = [[]]
    for words in view.heard[since:]:
        if words.speaker != view.seat:
            turns[-1].append(words)
        elif isinstance(words.act, Offer | Accept | WalkOut):
            turns.append([])
    return turns


def _act(response: Any, view: View) -> Act:
    """A response as an act; to offer nothing is to leave, as in NegMAS."""
    kind, outcome = response.response, response.outcome
    if kind in (ResponseType.WAIT, ResponseType.NO_RESPONSE):
        raise WrongAct(view.seat, f"answered {kind.name}", "an offer, an acceptance, or the end: talks wait for nobody")
    if outcome is None or kind in (ResponseType.END_NEGOTIATION, ResponseType.LEAVE):
        return WalkOut()
    choices = tuple(int(choice) if isinstance(choice, Integral) else choice for choice in outcome)
    return Accept(choices) if kind == ResponseType.ACCEPT_OFFER else Offer(choices)


def _tried(name: str, make: Callable[[], Any]) -> None:
    """Raises InvalidValue where none can be made, before any talk has begun."""
    try:
        make()
    except Exception as error:  # theirs may raise anything
        seen = f"cannot be made ({type(error).__name__}: {error})"
        raise InvalidValue(f"negmas:{name}", seen, "a negotiator that needs no arguments") from error


def _rounded(time: float) -> float:
    return round(time, DIGITS)


def _class_of(name: str) -> Callable[[], Any]:
    """The class that a name stands for. Raises UnknownPlugin, or BrokenPlugin where its package cannot be imported."""
    place, _, attribute = name.rpartition(".")
    try:
        module = import_module(place or HOME)
    except Exception as error:  # a package that is not there, or fails
        seen = f"{place} cannot be imported ({type(error).__name__}: {error})"
        raise BrokenPlugin("bridges", f"negmas:{name}", place.partition(".")[0], seen) from error
    found = getattr(module, attribute, None)
    if isinstance(found, type) and issubclass(found, GBNegotiator):
        return found
    known = tuple(
        key for key, value in vars(module).items() if isinstance(value, type) and issubclass(value, GBNegotiator)
    )
    near = get_close_matches(attribute[:200], known, 1)
    do = f"did you mean {near[0]!r}?" if near else f"name a class of {HOME}, or one of another package with dots"
    raise UnknownPlugin("negotiators of NegMAS", name, tuple(sorted(known)), do)
