"""Partial cases in talks: parties played by one draw of all that fits the case, and what mediators may start from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.sampling import Draws, draw
from mediant.analysis.unknowns import knowledge_of
from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.party import Party
from mediant.model.preferences import Preferences, Term, is_exact
from mediant.talks.record import When

MOST_NUMBERS = 25_000_000
"""Most draws times options held for one party."""
MOST_TOGETHER = 2_000
"""Combinations of options in terms of one party that are told to mediators."""
_PLAYED, _STATED = 0, 1
"""Streams of chance: what the parties are played by must tell nothing of what the mediators start from."""


def drawn_case(case: Case, seed: int) -> Case:
    """The same case made exact: every party that is not so gets one utility function of all that fit what is stated.

    They are drawn uniformly and independently; parties whose numbers are all given keep them, and so do all parties
    their red lines. The same seed gives the same case; it is no forecast. Raises Contradiction, CannotSample,
    InvalidValue.
    """
    ids = [issue.id for issue in case.issues]
    known = {
        party.id: _exact(case.known_of(party.id), drawn, case)
        for party, drawn in _drawn(case, seed, 1, _PLAYED)
        if not is_exact(case.known_of(party.id), ids)
    }
    return replace(case, preferences={**case.preferences, **known})


def stated_draws(case: Case, seed: int, draws: int) -> Mapping[str, NDArray[np.float64]]:
    """What the case states of each party, as utility functions drawn uniformly from all that fit: for mediators.

    By party id an array of (draws, n_options + n_terms + 1): what every option of every issue, in their order, is worth
    (weight times value), then what each term of `stated_together` adds, then the walk-away, or the least utility where
    none is stated. Raises Contradiction, CannotSample, InvalidValue.
    """
    together = stated_together(case)
    found = {}
    for party, drawn in _drawn(case, seed, draws, _STATED):
        when = [set(_when(term, case)) for term in case.known_of(party.id).together]
        terms = [drawn.adds[:, [one in each for each in when]].sum(axis=1) for one in together.get(party.id, ())]
        found[party.id] = np.column_stack([*drawn.contributions, *terms, drawn.disagreement])
    return found


def stated_together(case: Case) -> Mapping[str, tuple[When, ...]]:
    """By party the options, one of each of some issues, that the case says add something where they are taken together.

    Parties without any are left out. Raises InvalidValue for too many.
    """
    found = {}
    for party in case.parties:
        terms = case.known_of(party.id).together
        count = sum(prod(map(len, term.when.values())) for term in terms)
        if count > MOST_TOGETHER:
            seen = f"{count:,} combinations of options in `together` of {party.id}"
            raise InvalidValue("preferences", seen, f"at most {MOST_TOGETHER:,} for a mediator to start from")
        if terms:
            found[party.id] = tuple(dict.fromkeys(one for term in terms for one in _when(term, case)))
    return found


def _when(term: Term, case: Case) -> list[When]:
    """Every combination of options that a term matches."""
    matching = [
        [(place, option) for option, name in enumerate(issue.options) if name in term.when[issue.id]]
        for place, issue in enumerate(case.issues)
        if issue.id in term.when
    ]
    return list(product(*matching))


def _drawn(case: Case, seed: int, count: int, stream: int) -> Iterator[tuple[Party, Draws]]:
    options = sum(len(issue.options) for issue in case.issues)
    if seed < 0 or count < 1 or count * options > MOST_NUMBERS:
        seen = f"{count:,} of {options:,} options with seed {seed}"
        expected = f"1 or more, at most {MOST_NUMBERS:,} numbers for each party, and a seed of 0 or more"
        raise InvalidValue("draws", seen, expected)
    every = [tuple(issue.options) for issue in case.issues]
    streams = np.random.SeedSequence((seed, stream)).spawn(len(case.parties))
    for party, chance in zip(case.parties, streams, strict=True):
        knowledge = knowledge_of(party, case.known_of(party.id), case.issues, every)
        yield party, draw(knowledge, count, np.random.default_rng(chance))


def _exact(known: Preferences, drawn: Draws, case: Case) -> Preferences:
    """What is stated of a party, its numbers those of the first draw; every weight is 1."""
    values = {
        issue.id: dict(zip(issue.options, table[0].tolist(), strict=True))
        for issue, table in zip(case.issues, drawn.contributions, strict=True)
    }
    together = tuple(
        Term(when=term.when, add=float(add)) for term, add in zip(known.together, drawn.adds[0], strict=True)
    )
    walk_away = None if drawn.walk_away is None else float(drawn.walk_away[0])
    return Preferences(values=values, walk_away=walk_away, together=together, never=known.never)
