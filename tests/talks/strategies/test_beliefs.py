"""Beliefs: the regression as defined, and what it is good for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.talks.strategies.beliefs import CONCEDED, NOISE, belief, regression

OPTIONS = (3, 2, 4)
outcomes = st.tuples(*(st.integers(0, many - 1) for many in OPTIONS))


def one_hot(outcome):
    return np.concatenate([np.eye(many)[option] for many, option in zip(OPTIONS, outcome, strict=True)])


@given(st.lists(outcomes, max_size=10))
def test_the_mean_is_that_of_the_regression(offers):
    """The scores that minimise the squared errors of the sightings and the squared scores."""
    new = list(dict.fromkeys(offers))
    found = belief(offers, OPTIONS)
    sighted = np.linspace(1.0, 1.0 - CONCEDED, len(new)) if len(new) > 1 else np.ones(len(new))

    def loss(scores):
        return sum((one_hot(x) @ scores - y) ** 2 for x, y in zip(new, sighted, strict=True)) + scores @ scores

    least = loss(found.mean)
    rng = np.random.default_rng(0)
    assert all(loss(found.mean + 0.01 * rng.standard_normal(len(found.mean))) >= least for _ in range(20))
    assert sum(score.max() for score in found.expected()) == pytest.approx(float(bool(new)))


def test_draws_scatter_as_the_posterior_does():
    found = belief([(0, 0, 0), (0, 0, 1), (0, 1, 0)], OPTIONS)
    rng = np.random.default_rng(0)
    draws = np.array([np.concatenate(found.drawn(rng)) for _ in range(4000)])
    precision = found.root @ found.root.T
    assert draws.mean(axis=0) == pytest.approx(found.mean, abs=0.01)
    assert np.cov(draws.T) == pytest.approx(NOISE**2 * np.linalg.inv(precision), abs=0.001)
    spread = draws.std(axis=0)
    assert spread[0] < spread[1]  # an option that was offered is better known than one that was not


@given(st.permutations(range(4)), st.lists(st.floats(0.1, 1), min_size=3, max_size=3))
def test_who_goes_down_its_list_is_understood(order, weights):
    values = [np.array([0.0, 1.0, 0.4]), np.array([1.0, 0.0]), np.array(order) / 3]
    worths = {x: sum(w * v[o] for w, v, o in zip(weights, values, x, strict=True)) for x in np.ndindex(OPTIONS)}
    offers = sorted(worths, key=worths.__getitem__, reverse=True)[:16]
    scores = regression(offers, OPTIONS)
    estimated = [sum(score[o] for score, o in zip(scores, x, strict=True)) for x in worths]
    assert np.corrcoef(estimated, list(worths.values()))[0, 1] > 0.7
