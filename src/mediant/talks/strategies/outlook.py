"""What can still be expected of a party that goes on as it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np

WINDOW = 12
"""So many last offers tell how it goes on."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """In one's own utility: what its last offer will be worth, and the best of those that are to come."""

    last: float
    best: float


def outlook(worths: Sequence[float], left: float) -> Outlook:
    """From what its offers so far were worth, in order, at least one, with `left` more to come.

    Its last offers are taken to scatter normally about a straight line, which goes on. The best of n such is expected
    sqrt(2 · log(n)) standard deviations above it. Nothing worse is expected than the worst of its last offers.
    """
    recent = np.array(worths[-WINDOW:])
    if len(recent) < 4:
        return Outlook(float(recent[-1]), float(recent.max()))
    places = np.arange(len(recent))
    slope, start = np.polyfit(places, recent, 1)
    scatter = float(np.sqrt(np.square(recent - (start + slope * places)).sum() / (len(recent) - 2)))
    last = max(float(start + slope * (len(recent) - 1 + left)), float(recent.min()))
    return Outlook(last, last + scatter * sqrt(2.0 * log(max(1.0, left))))
