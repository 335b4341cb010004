"""How a network is taught, and what is told of it on the way. Plain values: torch is not needed to make them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a network is taught. Rates are peaks: they rise over the first twentieth and fall to nothing at the end.

    epochs : passes over the articles
    batch : windows a step; few, so that a small corpus gives many steps
    dropout : the share of the encoder's values that a step leaves out, in training alone; the heads keep their own
    encoder_rate, head_rate : of what was taught before, and of what begins anew
    seed : the same seed, corpus, threads and versions give the same weights
    threads : cores
    """

    epochs: int = 6
    batch: int = 4
    dropout: float = 0.1
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    seed: int = 0
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Step:
    """What is told after each step: how many are done, of how many (about), the loss and its parts."""

    done: int
    of: int
    loss: float
    parts: tuple[float, ...]
