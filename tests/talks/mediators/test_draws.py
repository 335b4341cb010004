from __future__ import annotations

import numpy as np

from mediant.talks.mediators.beliefs import unknown
from mediant.talks.mediators.draws import Step, between, bounds_of, reach


def test_bounds_know_orders_and_ranges():
    values = np.column_stack([np.full(50, 1.0), np.linspace(0.2, 0.6, 50), np.zeros(50)])
    bounds = bounds_of((3,), np.ones((50, 1)), values, np.full(50, 0.4))
    assert bounds.better.tolist() == [[False, True, True], [False, False, True], [False, False, False]]
    assert bounds.values[:, 0].tolist() == [1.0, 1.0]
    assert 0.1 < bounds.values[0, 1] <= 0.2
    assert 0.6 <= bounds.values[1, 1] < 0.7
    assert bounds.walk_away[:, 0].tolist() == [0.4, 0.4]


def test_a_number_stays_between_those_it_is_ordered_with():
    numbers = np.array([[0.9, 0.5, 0.2], [0.8, 0.3, 0.1]])
    above = np.array([[False, True, True], [False, False, True], [False, False, False]])
    low, high = between(numbers, above, np.array([[0.0, 0.15, 0.0], [1.0, 1.0, 1.0]]), 1)
    assert low.tolist() == [0.2, 0.15]
    assert high.tolist() == [0.9, 0.8]


def test_a_step_reaches_just_to_the_first_bound():
    sample = unknown((3, 3)).inside
    chains = sample.chains
    rng = np.random.default_rng(0)
    one, other = rng.permutation(len(chains.weights)), rng.permutation(len(chains.weights))
    still = np.zeros_like(chains.values)
    step = Step(
        weights=np.zeros_like(chains.weights),
        worth=still,
        walk_away=chains.walk_away[one] - chains.walk_away[other],
    )
    low, high = reach(chains, sample.bounds, step, chains.worth)
    ends = np.stack([chains.walk_away + low * step.walk_away, chains.walk_away + high * step.walk_away])
    assert np.allclose(ends.min(axis=0)[one != other], sample.bounds.walk_away[0])
    assert np.allclose(ends.max(axis=0)[one != other], sample.bounds.walk_away[1])
