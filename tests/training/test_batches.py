"""Batches hold every window once; padding teaches nothing."""

from __future__ import annotations

import numpy as np
import pytest
from small_training import EXAMPLE, VOCABULARY

from mediant.evidence.attribution.labels import PLACES, begin
from mediant.evidence.attribution.windows import windows_of
from mediant.training.examples import SKIP

pytest.importorskip("torch", reason="torch comes with mediant[train]")
batches = pytest.importorskip("mediant.training.batches", reason="torch comes with mediant[train]")


def test_shapes_are_few_and_padding_teaches_nothing():
    (window,) = windows_of(EXAMPLE.text, EXAMPLE.words, VOCABULARY)
    batch = batches.batch_of([(EXAMPLE, window)])
    assert batch.pieces.shape == batch.kinds.shape == (1, batches.ROOM)
    assert batch.places.shape == (batches.CLAIMS, batches.ROOM)
    count = len(EXAMPLE.words)
    assert (batch.kinds[0, count:] == SKIP).all()
    assert batch.kinds[0, :count].tolist() == EXAMPLE.kinds.tolist()
    assert int(batch.seen.sum()) == len(window.pieces)
    taught = [row for row in range(batches.CLAIMS) if (batch.places[row] != SKIP).any()]
    assert len(taught) == 2  # the third is a statement of the article's own
    assert (batch.places[taught, count:] == SKIP).all()
    assert batch.places[taught[0], 0] == begin(PLACES.index("speaker"))
    assert int((batch.acts != SKIP).sum()) == 3
    assert int((batch.certainties != SKIP).sum()) == sum(one.certainty >= 0 for one in EXAMPLE.taught)


def test_the_same_chance_draws_the_same_windows():
    drawn = [batches.batches_of([EXAMPLE] * 9, VOCABULARY, 4, np.random.default_rng(2)) for _ in range(2)]
    ranges = [[(w.first, w.last) for batch in one for _, w in batch] for one in drawn]
    assert ranges[0] == ranges[1]
    assert {at for first, last in ranges[0] for at in range(first, last)} == set(range(len(EXAMPLE.words)))
