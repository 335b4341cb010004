"""Who sits where in talks: negotiators and mediators by name, as asked for on the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mediant.model.case import Case
    from mediant.talks.record import Mediator, Strategy
    from mediant.talks.session import Talk

NEGOTIATOR = "boulware"
DRAWS = 500
"""Of what fits a partial case, for mediators to start from."""


def negotiators(case: Case, seats: Sequence[str]) -> dict[str, str]:
    """The name of the negotiator of every party. UsageError for a seat that is none."""
    named = _named(seats, "--seat", "PARTY=NAME", [party.id for party in case.parties])
    return {party.id: named.get(party.id, NEGOTIATOR) for party in case.parties}


def mediators(case: Case, seats: Sequence[str]) -> dict[str, str]:
    """The name of every mediator that takes part, in the order of the case. UsageError for one it does not have."""
    named = _named(seats, "--mediator", "SEAT=NAME", [mediator.id for mediator in case.mediators])
    return {mediator.id: named[mediator.id] for mediator in case.mediators if mediator.id in named}


def _named(seats: Sequence[str], option: str, form: str, known: Sequence[str]) -> dict[str, str]:
    names = {}
    for seat in seats:
        who, equals, name = seat.partition("=")
        if not equals or who not in known or not name:
            among = f"one of {', '.join(known)}" if known else "a mediator of the case, which has none"
            raise click.UsageError(f"{option} {seat!r}: say {form}, with {among}")
        names[who] = name
    return names


def people(parties: Mapping[str, str], hosts: Mapping[str, str]) -> dict[str, Strategy | Mediator]:
    """Who is in every seat. With a mediator at the table, parties answer its questions truthfully."""
    from mediant.registry import load
    from mediant.talks.strategies.candid import Candid

    found: dict[str, Any] = {party: load("strategies", name)() for party, name in parties.items()}
    if hosts:
        found = {party: Candid(strategy) for party, strategy in found.items()}
    return found | {host: load("mediators", name)() for host, name in hosts.items()}


def talk_of(case: Case, played: Case, protocol: Any, hosts: Sequence[str], seed: int) -> Talk:
    """The talk of a case: its parties want what `played` says; of a partial one, mediators know what `case` states."""
    from mediant.talks.drawn import MOST_NUMBERS, stated_draws
    from mediant.talks.session import Talk
    from mediant.talks.standing import standings_of

    options = tuple(len(issue.options) for issue in case.issues)
    draws = max(1, min(DRAWS, MOST_NUMBERS // sum(options)))
    return Talk(
        standings=standings_of(played),
        options=options,
        protocol=protocol,
        mediators={one.id: frozenset(one.may) for one in case.mediators if one.id in hosts},
        labels=tuple((issue.name, tuple(map(str, issue.options))) for issue in case.issues) if hosts else (),
        stated=stated_draws(case, seed, draws) if hosts and not case.exact else {},
    )
