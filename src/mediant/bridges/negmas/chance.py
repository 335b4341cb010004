"""The chance of negotiators that draw from global generators: seeded for them, and put back afterwards."""

from __future__ import annotations

import random  # noqa: TID251  (theirs, not ours)
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from mediant.bridges.negmas.library import apply_seed


def seed_of(rng: np.random.Generator) -> tuple[int, ...]:
    """Four words that name a stream; the same however much was drawn from it."""
    return tuple(rng.bit_generator.seed_seq.generate_state(4).tolist())


@contextmanager
def seeded(*words: int) -> Iterator[None]:
    """Within it, the generators of `random`, `numpy.random` and of packages that hook on to NegMAS' seed begin here.

    Afterwards all are as they were, `random.Random` too, which NegMAS' NegoLog package puts another class for.
    """
    kind, own, numpys = random.Random, random.getstate(), np.random.get_state()  # noqa: NPY002
    apply_seed(int(np.random.SeedSequence(words).generate_state(1)[0]))
    try:
        yield
    finally:
        random.Random = kind  # type: ignore[misc]
        random.setstate(own)
        np.random.set_state(numpys)  # noqa: NPY002
