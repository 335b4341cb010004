"""What a negotiator must keep to, as a check for the tests of your own: ours pass it too."""

from __future__ import annotations

import pickle
from collections.abc import Generator, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import product
from typing import cast

import numpy as np

from mediant.errors import WrongAct
from mediant.talks.acts import Accept, Act, Offer
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.protocols.shuttle import Shuttle
from mediant.talks.record import Acts, MediatorView, Record, Strategy, Timed, View, Views
from mediant.talks.session import Talk, turns
from mediant.talks.standing import SortedTable, sorted_table
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.chance import Random
from mediant.talks.strategies.micro import MiCRO
from mediant.talks.strategies.time_dependent import Boulware, Conceder

OPTIONS = (4, 3)
RISING = np.arange(12.0)
ODD = np.array([3, 9, 1, 7, 0, 8, 2, 11, 5, 10, 4, 6], dtype=float)
NEVER = np.where(np.arange(12) % 5 == 0, -np.inf, RISING / 11)
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """Rounds of alternating offers between parties of these tables, or of a facilitator who goes between them."""

    rounds: int
    standings: tuple[SortedTable, ...]
    carried: bool = False

    def begin(self) -> Generator[Views, Acts | Timed, Record]:
        """The talk."""
        seats = {f"party-{number}": standing for number, standing in enumerate(self.standings)}
        if not self.carried:
            return turns(Talk(standings=seats, options=OPTIONS, protocol=AlternatingOffers(self.rounds)))
        host = {"host": frozenset({"carry"})}
        return turns(Talk(standings=seats, options=OPTIONS, protocol=Shuttle(self.rounds), mediators=host))


def _talk(rounds: int, *parties: tuple[np.ndarray[tuple[int], np.dtype[np.float64]], float]) -> SmallTalk:
    return SmallTalk(rounds, tuple(sorted_table(OPTIONS, utilities, reserved) for utilities, reserved in parties))


TALKS: Mapping[str, SmallTalk] = {
    "opposed": _talk(8, (RISING, 0.0), (11 - RISING, 0.0)),
    "one outcome acceptable": _talk(8, (RISING, 5.0), (11 - RISING, 6.0)),
    "none acceptable to both": _talk(8, (RISING, 7.0), (11 - RISING, 7.0)),
    "nothing acceptable": _talk(3, (RISING, 12.0), (11 - RISING, 0.0)),
    "red lines": _talk(8, (NEVER, 0.3), (NEVER[::-1].copy(), 0.2)),
    "below zero": _talk(8, (ODD - 20.0, -15.0), (-RISING, -30.0)),
    "all the same": _talk(3, (np.zeros(12), 0.0), (np.zeros(12), 0.0)),
    "three parties": _talk(6, (RISING, 2.0), (ODD, 2.0), (11 - RISING, 2.0)),
    "one round": _talk(1, (RISING, 0.0), (ODD, 3.0)),
    "separate sessions": SmallTalk(8, _talk(8, (RISING, 1.0), (11 - RISING, 1.0)).standings, carried=True),
    "forty rounds": _talk(40, (ODD / 11, 0.1), (1 - RISING / 11, 0.1)),
}
"""Talks that a negotiator meets sooner or later, by what is odd about them."""


RIVALS: tuple[Strategy | None, ...] = (Boulware(), Conceder(), MiCRO(), Random(), None)
"""Whom it meets; None: itself."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn of the negotiator that is checked: in which talk, which of how many of its turns, and what it sees."""

    talk: str
    turn: int
    of: int
    view: View

    def fault(self, strategy: Strategy, said: str) -> AssertionError:
        """What is wrong, in one line."""
        acts = [f"{words.speaker}: {words.act!r}" for words in self.view.heard]
        heard = ", ".join(acts if len(acts) <= 3 else ["…", *acts[-3:]])
        where = f"at turn {self.turn} of {self.of}, having heard ({heard})"
        return AssertionError(f"{_name(strategy)} {where}: {said} (talk: {self.talk})")


def check_strategy(strategy: Strategy) -> None:
    """Nothing where a negotiator keeps to the rules in some small talks; else AssertionError, in one line.

    The rules: it answers every view with an act that the talk allows; the same view and chance give the same answer,
    in whatever order it is asked, and of a copy of it too; it leaves its view as it was; and it offers and accepts
    nothing that crosses its red lines or is worth less to it than its reserve. The talks are between two and three
    parties, also of itself with itself, long and of one round, in separate sessions, with much to agree on, little and
    nothing.
    """
    answers: list[tuple[Moment, Act]] = []
    for name, rival in product(TALKS, RIVALS):
        parties = len(TALKS[name].standings)
        for places in ((0,), (parties - 1,)) if rival is not None else (range(parties),):
            answers += _played(strategy, rival or strategy, name, tuple(f"party-{place}" for place in places))
    for who, again in _again(strategy):
        for moment, act in reversed(answers):
            if (other := _answer(again, moment)) != act:
                raise moment.fault(strategy, f"answered {act!r}, then {other!r}{who}; it remembers something")
    for moment, act in answers:
        _heed_reserve(strategy, moment, act)


def _again(strategy: Strategy) -> Iterator[tuple[str, Strategy]]:
    """Who is asked again."""
    yield "", strategy
    yield " from a copy", deepcopy(strategy)
    try:
        stored = pickle.dumps(strategy)
    except (pickle.PicklingError, AttributeError, TypeError):
        return  # what is written inside a function cannot be stored, and need not be
    yield " when stored and loaded", pickle.loads(stored)  # noqa: S301  (what it has just written)


def _played(strategy: Strategy, rival: Strategy, name: str, mine: tuple[str, ...]) -> list[tuple[Moment, Act]]:
    """What a negotiator saw in these seats, the rival in the other ones, and what it answered."""
    game = TALKS[name].begin()
    answers: list[tuple[Moment, Act]] = []
    try:
        views = next(game)
        while True:
            acts: dict[str, Act] = {}
            for seat, view in views.items():
                if isinstance(view, View) and seat in mine:
                    turn = sum(moment.view.seat == seat for moment, _ in answers)
                    moment = Moment(name, turn, TALKS[name].rounds, view)
                    answers.append((moment, _answer(strategy, moment)))
                    acts[seat] = answers[-1][1]
                else:
                    acts[seat] = _other(rival, view)
            views = game.send(acts)
    except StopIteration:
        return answers
    except WrongAct as error:
        moment, act = answers[-1]
        raise moment.fault(strategy, f"answered {act!r}; expected {error.expected}") from error


def _other(rival: Strategy, view: View | MediatorView) -> Act:
    """What those say who are not checked: the facilitator, and the rival, who lets its offers be carried."""
    rng = np.random.default_rng(len(view.heard))
    if isinstance(view, MediatorView):
        return Facilitator().act(view, rng)
    return Candid(rival).act(view, rng)


def _answer(strategy: Strategy, moment: Moment) -> Act:
    """What it answers, by a chance that depends on the turn alone. Raises AssertionError where it fails."""
    before = _contents(moment.view)
    try:
        act = strategy.act(moment.view, np.random.default_rng(moment.turn))
    except Exception as error:
        raise moment.fault(strategy, f"raised {type(error).__name__}: {error}") from error
    if _contents(moment.view) != before:
        raise moment.fault(strategy, f"answered {act!r}, and changed its view; a view is to be looked at")
    return act


def _contents(view: View) -> tuple[object, ...]:
    """All that a view holds, to be compared."""
    table = cast("SortedTable", view.standing)  # as in TALKS
    arrays = (table.utilities.tobytes(), table.rising.tobytes(), table.numbers.tobytes())
    return (
        view.seat,
        repr(view.heard),  # acts are frozen, and can be forged all the same
        view.room,
        view.time,
        view.options,
        view.parties,
        table.options,
        table.reserved,
        *arrays,
    )


def _heed_reserve(strategy: Strategy, moment: Moment, act: Act) -> None:
    if not isinstance(act, Offer | Accept):
        return
    worth, reserved = moment.view.standing.utility(act.choices), moment.view.standing.reserved
    if np.isneginf(worth):
        raise moment.fault(strategy, f"answered {act!r}, which crosses its red line")
    if worth < reserved - TOLERANCE:
        raise moment.fault(strategy, f"answered {act!r}, worth {worth:g} to it; expected its reserve, {reserved:g}")


def _name(strategy: Strategy) -> str:
    """How it shows itself, without a place in memory."""
    shown = repr(strategy)
    return f"{type(strategy).__name__}()" if " at 0x" in shown else shown
