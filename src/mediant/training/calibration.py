"""How sure a reading is: from the signs of an attribution to the chance that it is right. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

STEPS = 50
HELD = 1e-2  # of each factor's square, so that few examples do not make it wild


def logistic(signs: Sequence[Sequence[float]], right: Sequence[bool]) -> tuple[float, ...]:
    """Factors of the logistic regression of being right on the signs, the constant last (Newton, ridge 0.01)."""
    x = np.column_stack([np.array(signs, dtype=float).reshape(len(right), -1), np.ones(len(right))])
    y = np.array(right, dtype=float)
    factors = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ factors, -30, 30)))
        slope = x.T @ (chance - y) + HELD * factors
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + HELD * np.eye(x.shape[1])
        step = np.linalg.solve(bend, slope)
        factors -= step
        if np.abs(step).max() < 1e-9:
            break
    return tuple(round(float(factor), 6) for factor in factors)
