"""Talks for the tests of reports: played ones of the bundled cases, and random ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import mediant
from mediant.reports.talks import Talked
from mediant.talks.drawn import drawn_case, stated_draws
from mediant.talks.lines import Game
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.protocols.shuttle import Shuttle
from mediant.talks.session import Talk, play
from mediant.talks.standing import standings_of
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware, Conceder

CASES = Path(__file__).resolve().parents[1] / "cases"


@cache
def case_of(name):
    return mediant.load_case(CASES / name)


@cache
def shuttled(rounds=12):
    """The Cairo case, partial: two parties and a facilitator in separate rooms."""
    case = case_of("news/cairo-2024")
    options = tuple(len(issue.options) for issue in case.issues)
    standings = standings_of(drawn_case(case, 0))
    talk = Talk(
        standings=standings, options=options, protocol=Shuttle(rounds), mediators={"egypt": frozenset({"carry"})}
    )
    record = play(talk, {"hamas": Candid(Boulware()), "israel": Candid(Boulware()), "egypt": Facilitator()})
    seats = {"hamas": "boulware", "israel": "boulware", "egypt": "facilitator"}
    game = Game(protocol="shuttle", seats=seats, seed=0, settings={"rounds": rounds}, drawn=True)
    return case, Talked(game=game, record=record, standings=standings, stated=stated_draws(case, 0, 50))


@cache
def three(rounds=12):
    """An exact case of three parties in one room."""
    case = case_of("constructed/ceasefire-three")
    standings = standings_of(case)
    options = tuple(len(issue.options) for issue in case.issues)
    talk = Talk(standings=standings, options=options, protocol=AlternatingOffers(rounds))
    record = play(talk, {party: Conceder() for party in standings})
    game = Game(protocol="alternating-offers", seats=dict.fromkeys(standings, "conceder"), seed=0)
    return case, Talked(game=game, record=record, standings=standings)


def told(case, game, record):
    """Any record of a case, whose parties want what a draw says."""
    return Talked(game=game, record=record, standings=standings_of(drawn_case(case, 0)))
