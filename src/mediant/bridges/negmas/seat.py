"""The bridge `negmas`: a negotiator of NegMAS, by its name, in a seat of our talks."""

from __future__ import annotations

from mediant.talks.record import Strategy


def seat(name: str) -> Strategy:
    """The negotiator that `negmas:NAME` names.

    NAME is a class of `negmas.sao`, or one with dots, such as `negmas_genius_agents.HardHeaded`, of a package that is
    installed. Raises MissingExtra without NegMAS; UnknownPlugin where there is no such negotiator.
    """
    from mediant.bridges.negmas.strategy import NegmasStrategy  # only now: plugins are listed without NegMAS, too

    return NegmasStrategy(name)
