"""Estimates of what others want: their definitions, and that they come near the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import table

from mediant.talks.acts import Offer
from mediant.talks.record import Heard, Room, View
from mediant.talks.strategies.opponents import MostLiked, bayesian, frequency, normalised, total

OPTIONS = (3, 2, 4)
outcomes = st.tuples(*(st.integers(0, many - 1) for many in OPTIONS))
offers = st.lists(outcomes, max_size=12)


@given(offers)
def test_frequencies_are_counts(said):
    scores = frequency(said, OPTIONS)
    counts = [
        [sum(one[issue] == option for one in said) for option in range(many)] for issue, many in enumerate(OPTIONS)
    ]
    peaks = [max(1, *count) for count in counts]
    for issue, score in enumerate(scores):
        share = peaks[issue] / sum(peaks)
        assert score == pytest.approx(np.array(counts[issue]) / peaks[issue] * share)


@given(offers)
def test_the_best_is_one_and_the_worst_nought(said):
    scores = bayesian(said, OPTIONS)
    assert [len(score) for score in scores] == list(OPTIONS)
    assert sum(score.min() for score in scores) == pytest.approx(0)
    assert sum(score.max() for score in scores) == pytest.approx(1)
    assert all(np.array_equal(one, other) for one, other in zip(scores, bayesian(list(said), OPTIONS), strict=True))


def conceding(values, weights, steps):
    """The offers of a party that goes down its list of outcomes."""
    grid = np.indices([len(value) for value in values]).reshape(len(values), -1).T
    worths = sum(w * np.array(v)[grid[:, issue]] for issue, (v, w) in enumerate(zip(values, weights, strict=True)))
    return [tuple(map(int, grid[row])) for row in np.argsort(-worths)[:steps]], worths, grid


@pytest.mark.parametrize("model", [frequency, bayesian], ids=lambda model: model.__name__)
@pytest.mark.parametrize("weights", [(0.6, 0.3, 0.1), (0.1, 0.3, 0.6), (0.3, 0.5, 0.2)])
def test_it_orders_outcomes_much_like_the_one_who_makes_the_offers(model, weights):
    values = [(0.0, 0.5, 1.0), (1.0, 0.0), (0.0, 0.3, 0.7, 1.0)]
    said, worths, grid = conceding(values, weights, 10)
    scores = model(said, OPTIONS)
    estimated = sum(score[grid[:, issue]] for issue, score in enumerate(scores))
    assert np.corrcoef(estimated, worths)[0, 1] > 0.75


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=4), st.lists(st.floats(-5, 5), min_size=1, max_size=4))
def test_normalised_keeps_the_order(one, other):
    scores = [np.array(one), np.array(other)]
    sums, found = np.add.outer(*scores), np.add.outer(*normalised(scores))
    spread = sums.max() - sums.min()
    if spread > 1e-6:
        assert found * spread + sums.min() == pytest.approx(sums)
    else:
        assert found == pytest.approx(found.flat[0], abs=1.01)


def test_most_liked_of_what_is_asked_for():
    """Of all outcomes worth enough, the one of the greatest sum of scores over all others."""
    room = Room("plenary", ("first", "second", "third"))
    said = (("second", (0, 1)), ("third", (1, 0)), ("second", (0, 0)))
    heard = tuple(Heard(room, speaker, Offer(choices)) for speaker, choices in said)
    view = View("first", table((0, 1, 2, 3, 4, 5)), heard, room, 0.5, (3, 2))
    scores = [frequency([(0, 1), (0, 0)], (3, 2)), frequency([(1, 0)], (3, 2))]
    for asked in range(6):
        enough = [x for number, x in enumerate(np.ndindex(3, 2)) if number >= asked]
        likings = {x: sum(score[0][x[0]] + score[1][x[1]] for score in scores) for x in enough}
        found = MostLiked(frequency)(view, float(asked), np.random.default_rng(0))
        assert likings[found] == pytest.approx(max(likings.values()))


def test_the_total_is_of_all():
    true = (np.array([0.6, 0.3, 0.0]), np.array([0.4, 0.0]))
    assert [list(score) for score in total([true, true], (3, 2))] == [[1.2, 0.6, 0.0], [0.8, 0.0]]
    assert [list(score) for score in total([], (3, 2))] == [[0, 0, 0], [0, 0]]
