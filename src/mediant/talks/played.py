"""Talks of a case from end to end: who sits where, what the parties want, what the mediators start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.registry import load
from mediant.talks.agenda import protocol_of
from mediant.talks.drawn import MOST_NUMBERS, drawn_case, stated_draws, stated_together
from mediant.talks.lines import Game
from mediant.talks.record import Mediator, Record, Standing, Strategy
from mediant.talks.seats import strategy_of
from mediant.talks.session import Talk, play
from mediant.talks.standing import standings_of
from mediant.talks.strategies.candid import Candid

NEGOTIATOR = "boulware"
DRAWS = 500
"""Of what fits a partial case, for mediators to start from."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Played:
    """Talks of a case: what was played and said, what the parties want, and what is publicly stated of them.

    standings : before any pledge; stated : as in MediatorView, empty where the case is exact.
    """

    game: Game
    record: Record
    standings: Mapping[str, Standing]
    stated: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)


def talk(
    case: Case,
    protocol: str = "alternating-offers",
    *,
    seats: Mapping[str, str] | None = None,
    mediators: Mapping[str, str] | None = None,
    rounds: int = 100,
    seed: int = 0,
) -> Played:
    """Talks of a case, played. The same arguments give the same talks.

    protocol : as `protocol_of` reads it; seats : negotiators by party, by name, `boulware` where none is named;
    mediators : by their seat in the case, by name; who is not named takes no part.

    With a mediator at the table, parties answer its questions truthfully. The parties of a partial case are played by
    what `drawn_case` draws with the seed, an example and no forecast; its mediators start from what it states, those of
    an exact case from nothing.

    Raises InvalidValue for seats and settings that are none and for what cannot be played, UnknownPlugin and
    BrokenPlugin, Contradiction and CannotSample, and WrongAct where somebody does what cannot be done.
    """
    hosts = _seated(mediators or {}, [one.id for one in case.mediators], "mediators")
    named = _seated(seats or {}, [party.id for party in case.parties], "seats")
    parties = {party.id: named.get(party.id, NEGOTIATOR) for party in case.parties}
    people = people_of(parties, hosts)
    for one in case.mediators:
        _check_means(one.id, people.get(one.id), one.may)
    course = protocol_of(protocol, rounds)
    if hosts and not getattr(course, "mediated", True):
        raise InvalidValue("mediators", ", ".join(hosts), f"none: in {protocol} no mediator has a turn")
    game = Game(
        protocol=protocol, seats=parties | hosts, seed=seed, settings={"rounds": rounds}, drawn=not case.exact
    )  # fmt: skip
    standings, stated = standings_in(case, game), stated_in(case, seed) if hosts else {}
    table = Talk(
        standings=standings,
        options=tuple(len(issue.options) for issue in case.issues),
        protocol=course,
        mediators={one.id: frozenset(one.may) for one in case.mediators if one.id in hosts},
        labels=tuple((issue.name, tuple(map(str, issue.options))) for issue in case.issues) if hosts else (),
        stated=stated,
        together=stated_together(case) if stated else {},
    )
    return Played(game=game, record=play(table, people, seed), standings=standings, stated=stated)


def told(case: Case, game: Game, record: Record) -> Played:
    """Talks from a record that was read: with what the parties wanted in them. Raises as `talk` does."""
    standings, stated = standings_in(case, game), stated_in(case, game.seed)
    return Played(game=game, record=record, standings=standings, stated=stated)


def people_of(parties: Mapping[str, str], hosts: Mapping[str, str]) -> dict[str, Strategy | Mediator]:
    """Who is in every seat. With a mediator at the table, parties answer its questions truthfully."""
    found: dict[str, Any] = {party: strategy_of(name) for party, name in parties.items()}
    if hosts:
        found = {party: Candid(strategy) for party, strategy in found.items()}
    return found | {host: load("mediators", name)() for host, name in hosts.items()}


def standings_in(case: Case, game: Game) -> Mapping[str, Standing]:
    """What the parties want in a game."""
    return standings_of(drawn_case(case, game.seed) if game.drawn else case)


def stated_in(case: Case, seed: int) -> Mapping[str, NDArray[np.float64]]:
    """What a partial case states of its parties, as draws; nothing of an exact one, whose numbers are theirs alone."""
    options = sum(len(issue.options) for issue in case.issues)
    return {} if case.exact else stated_draws(case, seed, max(1, min(DRAWS, MOST_NUMBERS // options)))


def _check_means(seat: str, mediator: object, may: Sequence[str]) -> None:
    """Refuse a mediator that needs to do what the case does not let its seat do."""
    lacking = [what for what in getattr(mediator, "needs", ()) if what not in may]
    if lacking:
        seen = f"{type(mediator).__name__.lower()}, which needs to {' and '.join(lacking)}"
        raise InvalidValue(
            f"mediator {seat}", seen, f"one for who may {', '.join(may) or 'nothing'}, or a case that says more"
        )


def _seated(names: Mapping[str, str], known: Sequence[str], what: str) -> dict[str, str]:
    strange = [seat for seat in names if seat not in known]
    if strange:
        raise InvalidValue(
            what, repr(strange[0]), f"some of {', '.join(known)}" if known else "none: the case has none"
        )
    return {seat: names[seat] for seat in known if seat in names}
