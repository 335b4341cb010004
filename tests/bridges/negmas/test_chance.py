"""Global chance is seeded for them and put back: what they draw depends on the seed, what others draw does not on them."""

from __future__ import annotations

import contextlib
import random  # noqa: TID251
import warnings

import numpy as np
import pytest

pytest.importorskip("negmas", reason="negmas is not installed")

from mediant.bridges.negmas.chance import seed_of, seeded


def drawn():
    return random.random(), float(np.random.random()), random.Random(1).random()  # noqa: NPY002, S311


def test_the_same_seed_gives_the_same_draws_and_another_others():
    with seeded(1, 2):
        first = drawn()
    with seeded(1, 2):
        again = drawn()
    with seeded(1, 3):
        other = drawn()
    assert first == again
    assert first[:2] != other[:2]


@pytest.mark.parametrize("fails", [False, True])
def test_afterwards_all_is_as_it_was(fails):
    random.seed(5)
    np.random.seed(5)  # noqa: NPY002, TID251
    kind, expected = random.Random, drawn()
    random.seed(5)
    np.random.seed(5)  # noqa: NPY002, TID251
    with contextlib.suppress(KeyError), seeded(9):
        drawn()
        _ = {}["nowhere"] if fails else None
    assert drawn() == expected
    assert random.Random is kind


def test_negologs_own_chance_is_seeded_and_its_class_is_taken_back():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pytest.importorskip("negmas_negolog", reason="negmas-negolog is not installed")
    kind = random.Random
    draws = []
    for _ in range(2):
        with seeded(4):
            draws.append(random.Random().random())  # noqa: S311
    assert draws[0] == draws[1]
    assert random.Random is kind


def test_a_stream_has_one_name_however_much_was_drawn_from_it():
    one, two = np.random.default_rng(3).spawn(2)
    name = seed_of(one)
    one.random(100)
    assert seed_of(one) == name != seed_of(two)
    assert seed_of(np.random.default_rng(3).spawn(2)[0]) == name
