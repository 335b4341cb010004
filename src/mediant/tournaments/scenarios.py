"""Scenarios made by rule: additive preferences drawn from a seed. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import numpy as np

from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Preferences
from mediant.tournaments.plan import Entered, Generated

KINDS = ("random", "opposed")


def scenarios(wish: Generated, seed: int) -> Iterator[Entered]:
    """The scenarios asked for. One that is asked for by the same numbers and seed is the same in every plan.

    Weights are Dirichlet(1, …, 1). Values are uniform, then stretched issue by issue so that the worst option is worth
    0 and the best 1; where they are opposed, a party after the first values each option at 1 less what the party
    before it does, with weights of its own.
    """
    options = "x".join(map(str, wish.options))
    for number in range(1, wish.count + 1):
        label = f"{wish.kind} {options}, {wish.parties} parties, walk-away {wish.walk_away:g}, {number}"
        yield Entered(label, _scenario(wish, label, seed))


def _scenario(wish: Generated, label: str, seed: int) -> Case:
    rng = np.random.default_rng(int.from_bytes(sha256(f"{seed} {label}".encode()).digest()[:8], "big"))
    weights = rng.dirichlet(np.ones(len(wish.options)), wish.parties)
    issues = tuple(
        Issue(id=f"issue-{k}", name=f"Issue {k}", options=tuple(f"option {j}" for j in range(1, count + 1)))
        for k, count in enumerate(wish.options, 1)
    )
    values = [_values(wish, count, rng) for count in wish.options]
    parties = tuple(Party(id=f"party-{k}", name=f"Party {k}") for k in range(1, wish.parties + 1))
    return Case(
        title=label,
        parties=parties,
        issues=issues,
        preferences={
            party.id: Preferences(
                weights={issue.id: float(weight) for issue, weight in zip(issues, weights[place], strict=True)},
                values={
                    issue.id: dict(zip(issue.options, table[place].tolist(), strict=True))
                    for issue, table in zip(issues, values, strict=True)
                },
                walk_away=wish.walk_away,
            )
            for place, party in enumerate(parties)
        },
    )


def _values(wish: Generated, count: int, rng: np.random.Generator) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """(n_parties, n_options), each row from 0 to 1."""
    drawn = rng.uniform(size=(wish.parties, count))
    drawn -= drawn.min(axis=1, keepdims=True)
    drawn /= drawn.max(axis=1, keepdims=True)
    if wish.kind == "opposed":
        drawn[1::2], drawn[2::2] = 1.0 - drawn[0], drawn[0]
    return drawn
