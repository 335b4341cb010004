"""The best sequence of labels is the best of all that are allowed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from mediant.evidence.attribution.decoding import best_labels, log_chances, pieces_of


def allowed(labels):
    return all(
        label == 0 or label % 2 == 1 or (at > 0 and labels[at - 1] in (label, label - 1))
        for at, label in enumerate(labels)
    )


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_best_of_all_allowed_ones(seed):
    rng = np.random.default_rng(seed)
    chances = log_chances(rng.normal(size=(3, 5, 5)).astype(np.float32) * 2)
    for row, found in zip(chances, best_labels(chances), strict=True):
        totals = {
            labels: sum(row[at, label] for at, label in enumerate(labels)) for labels in product(range(5), repeat=5)
        }
        best = max(total for labels, total in totals.items() if allowed(labels))
        assert allowed(tuple(found))
        assert totals[tuple(int(label) for label in found)] == pytest.approx(best, abs=1e-5)


def test_chances_sum_to_one():
    scores = np.array([[1000.0, 0.0, -1000.0]], dtype=np.float32)
    assert np.exp(log_chances(scores)).sum() == pytest.approx(1)


def test_pieces_go_on_until_another_begins():
    assert pieces_of(np.array([0, 1, 2, 1, 0, 3, 4, 4])) == [(0, 1, 2), (0, 3, 3), (1, 5, 7)]
    assert best_labels(np.zeros((2, 0, 5), dtype=np.float32)).shape == (2, 0)
