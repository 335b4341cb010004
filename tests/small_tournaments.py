"""Small tournaments for the tests: plans, results made by hand, and a package of negotiators that misbehave."""

from __future__ import annotations

from mediant.tournaments.plan import Generated, Plan, Rules, Tournament
from mediant.tournaments.results import TENTHS, Result, Seat
from mediant.tournaments.scenarios import scenarios
from mediant.tournaments.table import Table

NOTHING = (None,) * TENTHS

SMALL = """
format = "mediant-plan/1"
strategies = ["boulware", "conceder", "micro"]
repetitions = 2
seed = 3

[[case]]
random = { count = 3, options = [4, 3], walk_away = 0.2 }

[[protocol]]
name = "alternating-offers"
rounds = 10
"""

ODD = """
import numpy as np
from mediant.talks.acts import Accept, Offer
from mediant.talks.strategies.time_dependent import Boulware

class Raises(Boulware):
    def act(self, view, rng):
        if len(view.heard) > 2:
            raise RuntimeError("no\\nmore")
        return super().act(view, rng)

class Stops(Boulware):
    def act(self, view, rng):
        raise StopIteration

class Exits(Boulware):
    def __init__(self):
        raise SystemExit(3)

class Accepts(Boulware):
    def act(self, view, rng):
        return Accept((0, 0))

class Counts(Boulware):
    def act(self, view, rng):
        return Offer(tuple(np.int64(0) for _ in view.options))

class Takes(Boulware):
    def act(self, view, rng):
        return Accept(view.heard[-1].act.choices) if view.heard else super().act(view, rng)

class Draws(Boulware):
    def act(self, view, rng):
        return Offer(tuple(int(rng.integers(count)) for count in view.options))

class Slow(Boulware):
    def act(self, view, rng):
        import time
        time.sleep(0.002)
        return super().act(view, rng)

class Breaks:
    def __init__(self, where="next"):
        self.where = where
    def __call__(self, parties, mediators):
        raise KeyError(self.where)
        yield

class Dies(Boulware):
    def act(self, view, rng):
        import os
        os._exit(9)
"""
STRATEGIES = ("raises", "stops", "exits", "accepts", "counts", "takes", "draws", "slow", "dies")


def install_odd(folder):
    """Put the package on the disk; the folder has to be put on the path."""
    info = folder / "odd_negotiators-1.0.dist-info"
    info.mkdir(parents=True)
    lines = ["[mediant.strategies]", *(f"{name} = odd_negotiators:{name.title()}" for name in STRATEGIES)]
    lines += ["[mediant.protocols]", "breaks = odd_negotiators:Breaks"]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd-negotiators\nVersion: 1.0\n", encoding="utf-8")
    (folder / "odd_negotiators.py").write_text(ODD, encoding="utf-8")


def plan(**others) -> Plan:
    given = {
        "title": "small", "sources": (), "rules": (Rules("alternating-offers", {"rounds": 10}),),
        "strategies": ("boulware", "conceder"), "seed": 3,
    }  # fmt: skip
    return Plan(**(given | others))


def tournament(count=2, options=(4, 3), parties=2, kind="random", **others) -> Tournament:
    wish = Generated(kind=kind, count=count, parties=parties, options=options, walk_away=0.2)
    return Tournament(plan(**others), tuple(scenarios(wish, 3)))


def result(game, utilities, agreement=(0, 0), **others) -> Result:
    seats = tuple(Seat(utility=u, reserved=0.0, greatest=1.0, offered=NOTHING) for u in utilities)
    given = {"game": game, "agreement": agreement, "why": "agreed", "acts": 3, "seats": seats}
    return Result(**(given | others))


def table(rows) -> Table:
    """Rows of (case, strategy, score): a seat each, in games of one seat."""
    made = Table()
    for game, (case, strategy, score) in enumerate(rows):
        for name, value in {
            "game": game, "scenario": case, "protocol": "p", "repetition": 0, "seed": 0, "place": 0, "party": "a",
            "strategy": strategy, "others": "", "agreed": score is not None, "outcome": None, "why": "", "acts": 1,
            "utility": score, "reserved": 0.0, "greatest": 1.0, "advantage": score, "score": score, "welfare": score,
            "frontier_distance": None, "nash_distance": None, "error": None, "at_fault": False, "offered": NOTHING,
        }.items():  # fmt: skip
            getattr(made, name).append(value)
    return made
