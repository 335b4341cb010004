"""Random additive preferences for the tests, as our standings and as utility functions of NegMAS with the same numbers."""

from __future__ import annotations

import numpy as np

from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.session import Talk
from mediant.talks.standing import sorted_table


def utilities(rng, options):
    """(n_outcomes,) from 0 to 1: weights from the simplex, values uniform and stretched issue by issue."""
    total = np.zeros(1)
    for weight, count in zip(rng.dirichlet(np.ones(len(options))), options, strict=True):
        values = rng.uniform(size=count)
        values = (values - values.min()) / (values.max() - values.min())
        total = np.add.outer(total, weight * values).ravel()
    return np.round(total, 12)


def random_talk(seed, *, options=(4, 3, 3), parties=2, rounds=30, reserved=0.2):
    """Alternating offers of `p1`, `p2`, ... over random preferences."""
    rng = np.random.default_rng(seed)
    standings = {f"p{n + 1}": sorted_table(options, utilities(rng, options), reserved) for n in range(parties)}
    return Talk(standings=standings, options=options, protocol=AlternatingOffers(rounds))


def as_ufuns(talk):
    """The outcome space of NegMAS, numbers for options, and a table for each party: no number is changed."""
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import MappingUtilityFunction

    space = make_os([make_issue(count, f"i{number}") for number, count in enumerate(talk.options)])
    return space, [
        MappingUtilityFunction(
            {choices: standing.utility(choices) for choices in np.ndindex(talk.options)},
            outcome_space=space,
            reserved_value=standing.reserved,
        )
        for standing in talk.standings.values()
    ]
