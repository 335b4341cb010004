"""The regression finds the chances that the examples were drawn with."""

from __future__ import annotations

import numpy as np
import pytest

from mediant.training.calibration import logistic


def test_it_finds_the_factors_that_the_examples_were_drawn_with():
    rng = np.random.default_rng(0)
    signs = rng.normal(size=(20_000, 2))
    chance = 1 / (1 + np.exp(-(signs @ [1.5, -0.5] + 0.25)))
    factors = logistic(signs.tolist(), (rng.random(20_000) < chance).tolist())
    assert factors == pytest.approx((1.5, -0.5, 0.25), abs=0.06)


def test_examples_that_are_all_right_give_finite_factors():
    factors = logistic([[0.0], [-1.0], [-2.0]], [True, True, True])
    assert np.isfinite(factors).all()
    assert factors[-1] > 2
