"""What a party can infer of another from what it has seen: how far what fits has shrunk.

A party that puts an outcome forward, or accepts one, can live with it; and of one that a mediator proposes on the
strength of a party's confidences, that party is taken to be able to live with it too. Refusals tell nothing: a party
may refuse what it could live with. So this is what can be inferred at least; a guess at tactics may go further.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations
from math import inf, log2, sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Accept, Choices, Offer, Propose
from mediant.talks.ledger import Ledger
from mediant.talks.mediators.answered import columns_of
from mediant.talks.mediators.together import matched
from mediant.talks.record import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """Of the draws of what another party could want, those that fit all that a party has seen.

    outcomes : those that the other is seen to be able to live with.
    """

    by: str
    about: str
    outcomes: tuple[Choices, ...]
    kept: int
    draws: int

    @property
    def share(self) -> float:
        """Of the draws, those that still fit."""
        return self.kept / self.draws

    @property
    def standard_error(self) -> float:
        """Of the share."""
        return sqrt(self.share * (1 - self.share) / self.draws)

    @property
    def bits(self) -> float:
        """How much was learned: -log2 of the share; infinite where no draw fits any more."""
        return -log2(self.share) if self.kept else inf


def inferred(
    ledger: Ledger,
    options: tuple[int, ...],
    stated: Mapping[str, NDArray[np.float64]],
    together: Mapping[str, tuple[When, ...]] = MappingProxyType({}),
) -> tuple[Inferred, ...]:
    """What every party of `stated` can infer of every other, in its order.

    options : per issue; stated : draws of what is publicly known of each party, as in MediatorView, and so is together.
    """
    found = []
    for by, about in permutations(stated, 2):
        outcomes = tuple(dict.fromkeys(_livable(ledger, by, about)))
        kept = _fitting(outcomes, options, stated[about], together.get(about, ()))
        found.append(Inferred(by=by, about=about, outcomes=outcomes, kept=kept, draws=len(stated[about])))
    return tuple(found)


def _fitting(
    outcomes: tuple[Choices, ...], options: tuple[int, ...], draws: NDArray[np.float64], when: tuple[When, ...]
) -> int:
    """How many draws can live with all of these."""
    packages = np.array(outcomes, dtype=np.intp).reshape(-1, len(options))
    terms = sum(options) + matched(options, when, packages)
    adds = np.column_stack([draws[:, :-1], np.zeros(len(draws))])  # the last for packages that match no term
    fits = np.ones(len(draws), dtype=bool)
    for columns in np.concatenate([columns_of(options, packages), terms], axis=1):
        fits &= adds[:, columns].sum(axis=1) >= draws[:, -1]
    return int(fits.sum())


def _livable(ledger: Ledger, by: str, about: str) -> list[Choices]:
    """The outcomes that `by` has seen `about` put forward, accept, or be relied on for, in order."""
    relied = {reliance.entry for reliance in ledger.reliances if about in reliance.rests_on}
    return [
        line.act.choices
        for line in ledger.known_to(by)
        if (isinstance(line.act, Offer | Accept) and line.speaker == about)
        or (isinstance(line.act, Propose) and line.entry in relied)
    ]
