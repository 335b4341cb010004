from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.talks.mediators.beliefs import unknown
from mediant.talks.mediators.moves import moved


def start(options, seed):
    sample = unknown(options).inside
    return sample.chains, sample.bounds, np.random.default_rng(seed)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 1000))
def test_moves_leave_what_is_given_untouched(seed):
    chains, bounds, rng = start((3, 3), seed)
    before = chains.worth.copy()
    row = (rng.integers(-1, 2, 6).astype(float), -1.0, 0.0)
    after = moved(chains, bounds, row, 0.05, rng)
    assert np.array_equal(chains.worth, before)
    assert after.margin.shape == (len(before), 1)
    assert np.allclose(after.weights.sum(axis=1), 1.0)


@pytest.mark.parametrize("options", [(1,), (1, 1), (1, 3)])
def test_an_issue_may_have_one_option(options):
    chains, bounds, rng = start(options, 0)
    after = moved(chains, bounds, (np.ones(sum(options)), -1.0, 0.0), 0.05, rng)
    assert np.isfinite(after.worth).all()


def test_where_nothing_is_said_the_draws_stay_as_they_were_spread():
    """An answer about nothing: the prior goes on, whatever the moves do."""
    chains, bounds, rng = start((4, 3), 0)
    for _ in range(15):
        chains = moved(chains, bounds, (np.zeros(7), 0.0, 1.0), 0.05, rng)
    prior = unknown((4, 3)).inside.chains
    assert np.abs(chains.weights.mean(axis=0) - 0.5).max() < 0.08
    assert np.abs(chains.values.mean(axis=0) - 0.5).max() < 0.12
    assert abs(chains.weights.std() - prior.weights.std()) < 0.06
    assert abs(chains.walk_away.mean() - 0.5) < 0.08
