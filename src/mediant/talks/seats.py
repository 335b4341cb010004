"""Who sits where: a negotiator by its name."""

from __future__ import annotations

from typing import cast

from mediant.registry import load
from mediant.talks.record import Strategy


def strategy_of(name: str) -> Strategy:
    """The negotiator of that name: `boulware` is the plugin `boulware` of the group `strategies`.

    With a colon the plugin in front of it, of the group `bridges`, is asked for a negotiator of another system:
    `negmas:NaiveTitForTatNegotiator`. Raises what `mediant.registry.load` raises, and what the bridge does.
    """
    bridge, colon, theirs = name.partition(":")
    made = load("bridges", bridge)(theirs) if colon else load("strategies", name)()
    return cast("Strategy", made)
