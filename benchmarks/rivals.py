"""The negotiators of a round robin: of NegMAS and of two packages for it, and ours beside them.

A rival is `kind:name`: `negmas:HybridNegotiator`, `genius:HardHeaded` (negmas-genius-agents, the Python versions of
GENIUS' agents), `negolog:HybridAgent` (negmas-negolog), or `mediant:` with a plugin (`mediant:boulware`) or with the
place of a strategy (`mediant:mediant.talks.strategies.micro:MiCRO`). anl-agents is left out: it installs with
TensorFlow and PyTorch only, and its best agents are told the utility function of their opponent.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

PLACES = {"negmas": "negmas.sao", "genius": "negmas_genius_agents", "negolog": "negmas_negolog"}

STRONGEST = (
    "negmas:BoulwareTBNegotiator",
    "negmas:HybridNegotiator",
    "negmas:MiCRONegotiator",
    "negmas:NaiveTitForTatNegotiator",
    "negmas:CABNegotiator",
    "genius:AgentK",
    "genius:HardHeaded",
    "genius:CUHKAgent",
    "genius:TheFawkes",
    "genius:Atlas3",
    "genius:Caduceus",
    "genius:PonPokoAgent",
    "genius:YXAgent",
    "genius:AgentGG",
    "genius:NiceTitForTat",
    "negolog:Atlas3Agent",
    "negolog:LuckyAgent2022",
    "negolog:HybridAgent",
    "negolog:MICROAgent",
    "negolog:AhBuNeAgent",
)
"""Winners and finalists of ANAC, and what did best in trials: see README.md."""


def found(rival: str) -> Any:
    """Its class, or for ours the name of a plugin."""
    kind, _, name = rival.partition(":")
    if kind != "mediant":
        return getattr(import_module(PLACES[kind]), name)
    place, colon, attribute = name.partition(":")
    return getattr(import_module(place), attribute) if colon else name


def made(rival: str, seed: int) -> Any:
    """A fresh negotiator."""
    kind, what = rival.partition(":")[0], found(rival)
    if kind != "mediant":
        return what()
    from mediant.bridges.negmas.negotiator import MediantNegotiator

    return MediantNegotiator(strategy=what if isinstance(what, str) else what(), seed=seed)


def called(rival: str) -> str:
    """Its kind and name without the place."""
    return f"{rival.partition(':')[0]}:{rival.rpartition(':')[2]}"
