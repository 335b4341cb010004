"""Talks for the tests of reports: played ones of the bundled cases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import mediant

CASES = Path(__file__).resolve().parents[1] / "cases"


@cache
def case_of(name):
    return mediant.load_case(CASES / name)


@cache
def analysis_of(name):
    """The answer to a case, quick and rough where it is partial."""
    return mediant.analyze(case_of(name), **({"draws": 20, "points": 5} if name.startswith("news") else {}))


@cache
def shuttled(rounds=12):
    """The Cairo case, partial: two parties and a facilitator in separate rooms."""
    case = case_of("news/cairo-2024")
    return case, mediant.talk(case, "shuttle", mediators={"egypt": "facilitator"}, rounds=rounds)


@cache
def three(rounds=12):
    """An exact case of three parties in one room."""
    case = case_of("constructed/ceasefire-three")
    return case, mediant.talk(case, seats={party.id: "conceder" for party in case.parties}, rounds=rounds)
