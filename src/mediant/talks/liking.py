"""What one party believes that others like: a score for every option, in whole units, so that equal means equal."""

from __future__ import annotations

import numpy as np

from mediant.analysis.tables import Integers, scale_of
from mediant.errors import InvalidValue
from mediant.talks.record import Liked


def liked_in_units(liked: Liked, options: tuple[int, ...]) -> tuple[tuple[Integers, ...], int]:
    """Per issue the (n_options,) scores in whole units of 1e-12, coarser where scores are large; the units in 1.

    Raises InvalidValue where there is not one finite number for each option of each issue.
    """
    scores = [np.asarray(row, dtype=np.float64) for row in liked]
    if tuple(row.shape for row in scores) != tuple((count,) for count in options):
        raise InvalidValue("liked", f"{len(scores)} rows of scores", f"one for each of {options} options")
    if not all(np.isfinite(row).all() for row in scores):
        raise InvalidValue("liked", "a score that is no number", "finite numbers")
    columns = [row[:, None] for row in scores]
    scale = scale_of(columns, np.zeros((0, 1)), np.zeros(1))
    return tuple(scale.to_units(column)[:, 0] for column in columns), int(scale.per_one[0])


def summed(scores: tuple[Integers, ...]) -> Integers:
    """(n_outcomes,) the sums over the issues of every outcome, the last issue's options changing fastest."""
    total = np.zeros(1, dtype=np.int64)
    for row in scores:
        total = (total[:, None] + row).ravel()
    return total
