"""What matters most: the rise of the best chance, against arithmetic."""

from __future__ import annotations

import numpy as np
import pytest

from mediant.analysis.learning import Scalar, bands, matters_most


def test_bands_are_equally_full():
    assert np.bincount(bands(np.random.default_rng(0).random(2000))).tolist() == [250] * 8
    assert np.bincount(bands(np.arange(10.0))).tolist() == [5, 5]


def test_the_rise_of_a_choice_between_two():
    rng = np.random.default_rng(1)
    taste, idle = rng.random(4000), rng.random(4000)
    one = np.stack([taste < 0.5, taste >= 0.5])
    # The other party accepts either in four of five draws, so the chance rises from 0.4 to 0.8.
    other = np.tile(rng.random(4000) < 0.8, (2, 1))
    scalars = [Scalar(0, "preferences.a.weights", "idle", idle), Scalar(0, "preferences.a.walk_away", "taste", taste)]
    first, second = matters_most(scalars, [one, other], ["a", "b"])
    assert first.label == "taste"
    assert first.rise.p == pytest.approx(0.4, abs=4 * first.rise.se)
    assert 0 < first.rise.se < 0.02
    assert second.rise.p < 0.02


def test_values_of_one_issue_are_one_entry():
    rng = np.random.default_rng(2)
    taste, idle = rng.random(2000), rng.random(2000)
    flags = np.stack([taste < 0.5, taste >= 0.5])
    scalars = [Scalar(0, "preferences.a.values.x", name, drawn) for name, drawn in (("idle", idle), ("taste", taste))]
    assert [unknown.label for unknown in matters_most(scalars, [flags], ["a"])] == ["taste"]
    assert matters_most([], [flags], ["a"]) == ()


def test_the_rise_is_not_biased_upwards_by_many_candidates():
    rng = np.random.default_rng(3)
    flags = rng.random((500, 1000)) < 0.5
    scalars = [Scalar(0, f"preferences.a.together.{k}", str(k), rng.random(1000)) for k in range(30)]
    rises = [unknown.rise.p for unknown in matters_most(scalars, [flags], ["a"])]
    assert np.mean(rises) < 0.02
