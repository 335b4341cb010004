"""The same talks in NegMAS: its mechanism, its Boulware and its Conceder, over the same random preferences."""

from __future__ import annotations

import time
from typing import Any

from problems import Problem, as_negmas

ROUNDS = 100
PROBLEM = Problem(parties=2, issues=3)


def negotiation(ufuns: list[Any]) -> Any:
    """One negotiation, to its end: a new mechanism and new negotiators over utility functions that are at hand."""
    from negmas.sao import BoulwareTBNegotiator, ConcederTBNegotiator, SAOMechanism

    mechanism = SAOMechanism(outcome_space=ufuns[0].outcome_space, n_steps=ROUNDS)
    for negotiator, ufun in zip((BoulwareTBNegotiator(), ConcederTBNegotiator()), ufuns, strict=True):
        mechanism.add(negotiator, ufun=ufun)
    mechanism.run()
    return mechanism


def theirs(seed: int, games: int) -> tuple[float, float]:
    """CPU seconds a game of one block, and rounds a game; the utility functions are made before the clock starts.

    The games of a seed have the preferences that `bench_talks.ours` gives the games of that seed.
    """
    problems = [as_negmas(PROBLEM, seed * 1_000_003 + game)[1] for game in range(games)]
    start = time.process_time()
    mechanisms = [negotiation(ufuns) for ufuns in problems]
    took = time.process_time() - start
    assert all(mechanism.agreement is not None for mechanism in mechanisms)
    return took / games, sum(mechanism.state.step for mechanism in mechanisms) / games
