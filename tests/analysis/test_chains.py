from __future__ import annotations

import numpy as np
import pytest

from mediant.analysis.chains import walk
from mediant.analysis.fits import fit_of, propose
from mediant.analysis.unknowns import knowledge_of
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Comparison, Preferences, Ranking

ISSUES = (Issue(id="x", name="X", options=("a", "b", "c")), Issue(id="y", name="Y", options=("a", "b")))


def knowledge(**entries):
    return knowledge_of(Party(id="p", name="P"), Preferences(**entries), ISSUES, [issue.options for issue in ISSUES])


def test_chains_never_leave_what_fits():
    known = knowledge(
        weights=Ranking((("y",), ("x",))),
        walk_away="unknown",
        prefers=(Comparison(this={"x": "c", "y": "b"}, to={"x": "a", "y": "a"}),),
        accepts=({"x": "c", "y": "b"},),
        rejects=({"x": "a", "y": "a"},),
    )
    rng = np.random.default_rng(0)
    start = propose(known, 400, rng)
    start = start.take(np.flatnonzero(fit_of(known, start).room > 0))
    end = walk(known, start, 10, rng)
    assert np.all(fit_of(known, end).room > 0)
    assert np.allclose(end.weights.sum(axis=1), 1.0)
    assert np.all(end.weights >= -1e-12)
    assert not np.allclose(end.weights, start.weights)
    for latents in end.values:
        assert np.all((latents >= -1e-12) & (latents <= 1 + 1e-12))


def test_a_walk_from_anywhere_ends_uniform():
    """From one corner of a half of the square, as spread as what is drawn there outright."""
    known = knowledge(
        values={"x": {"a": 0.0, "b": 0.0, "c": 0.0}},
        prefers=(Comparison(this={"x": "a", "y": "a"}, to={"x": "a", "y": "b"}),),
    )
    rng = np.random.default_rng(1)
    corner = propose(known, 4000, rng)
    corner.values[1][:] = [0.99, 0.01]
    end = walk(known, corner, 30, rng).values[1]
    assert np.all(end[:, 0] >= end[:, 1] - 1e-12)
    # two uniforms in order: means 2/3 and 1/3, variances 1/18
    assert end.mean(axis=0) == pytest.approx([2 / 3, 1 / 3], abs=0.02)
    assert end.var(axis=0) == pytest.approx([1 / 18, 1 / 18], abs=0.006)


def test_the_same_stream_walks_the_same_way():
    known = knowledge(weights="unknown", values={})
    start = propose(known, 50, np.random.default_rng(2))
    ends = [walk(known, start, 3, np.random.default_rng(3)) for _ in range(2)]
    assert np.array_equal(ends[0].weights, ends[1].weights)
