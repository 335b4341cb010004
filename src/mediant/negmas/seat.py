"""The bridge `negmas`: a negotiator of NegMAS, by its name, in a seat of our talks."""

from __future__ import annotations

from mediant.talks.record import Strategy


def seat(name: str) -> Strategy:
    """The negotiator that `negmas:NAME` names: a class of `negmas.sao`, or a dotted name such as
    `negmas_genius_agents.HardHeaded`, whose package must be installed.

    Raises MissingExtra without NegMAS; UnknownPlugin where there is no such negotiator.
    """
    from mediant.negmas.strategy import NegmasStrategy  # only now: plugins are listed without NegMAS, too

    return NegmasStrategy(name)
