"""A short record of each protocol, kept word for word: a change of any rule shows.

After a change that is meant, write them anew with MEDIANT_WRITE_GOLDEN=1 and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mediant.model.files import load_case
from mediant.registry import load
from mediant.talks.agenda import protocol_of
from mediant.talks.decoding import record_of
from mediant.talks.lines import Game, lines_of
from mediant.talks.session import Talk, play, replay
from mediant.talks.standing import standings_of
from mediant.talks.strategies.candid import Candid

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden"
CEASEFIRE, SHARE = "constructed/ceasefire-two", "journals/fearon-1995-range"
GAMES = {
    "alternating-offers": (CEASEFIRE, "alternating-offers:8", ("boulware", "conceder"), {}),
    "shuttle": (CEASEFIRE, "shuttle:8", ("boulware", "conceder"), {"h": "facilitator"}),
    "plenary": (CEASEFIRE, "plenary:8", ("boulware", "conceder"), {}),
    "proximity": (CEASEFIRE, "proximity:8", ("boulware", "conceder"), {"h": "facilitator"}),
    "single-text": (CEASEFIRE, "single-text:6", ("boulware", "boulware"), {"h": "redrafter"}),
    "single-text-joint": (CEASEFIRE, "single-text:6:joint=yes", ("boulware", "boulware"), {"h": "redrafter"}),
    "blind-acceptance": (CEASEFIRE, "blind-acceptance:1", ("boulware", "boulware"), {"h": "redrafter"}),
    "blind-bidding": (SHARE, "blind-bidding:4:more=a", ("linear", "conceder"), {}),
    "post-settlement": (CEASEFIRE, "single-text:1,post-settlement:6", ("boulware", "boulware"), {"h": "redrafter"}),
    "annealed-text": (CEASEFIRE, "annealed-text:30", ("annealer", "annealer"), {"h": "mutator"}),
    "bidding": (CEASEFIRE, "bidding:1", ("bidder", "bidder"), {"h": "matcher"}),
    "stages": (CEASEFIRE, "proximity:2,plenary:6", ("conceder", "linear"), {"h": "facilitator"}),
}


def played(where, spec, negotiators, mediators):
    """The case, the talk, and what was played and said."""
    case = load_case(ROOT / "cases" / where)
    standings = standings_of(case)
    may = {mediator.id: frozenset(mediator.may) for mediator in case.mediators if mediator.id in mediators}
    options = tuple(len(issue.options) for issue in case.issues)
    talk = Talk(standings=standings, options=options, protocol=protocol_of(spec), mediators=may)
    names = dict(zip(standings, negotiators, strict=True))
    seats = {party: Candid(load("strategies", name)()) for party, name in names.items()}
    record = play(talk, seats | {seat: load("mediators", name)() for seat, name in mediators.items()})
    return case, talk, Game(protocol=spec, seats=names | mediators, seed=0), record


@pytest.mark.parametrize("name", GAMES)
def test_the_record_is_the_one_that_was_kept(name):
    case, talk, game, record = played(*GAMES[name])
    lines = "".join(lines_of(case, game, record))
    path = GOLDEN / f"{name}.jsonl"
    if os.environ.get("MEDIANT_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(lines, encoding="utf-8")
    assert lines == path.read_text(encoding="utf-8")
    assert record_of(path.read_bytes(), case, str(path)) == (game, record)
    assert replay(talk, record.entries) == record
