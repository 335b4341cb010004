"""The network's shapes, and what a word's distance from a cue is."""

from __future__ import annotations

import pytest
from small_training import CONFIG

from mediant.evidence.attribution.labels import OF_ANCHOR, OF_KIND, OF_PLACE

torch = pytest.importorskip("torch", reason="torch comes with mediant[train]")
net = pytest.importorskip("mediant.training.net", reason="torch comes with mediant[train]")


def test_shapes():
    whole = net.Net(CONFIG).eval()
    words, scores = whole.encoder(
        torch.ones(2, 9, dtype=torch.int64), torch.zeros(2, 5, dtype=torch.int64), torch.ones(2, 9)
    )
    assert words.shape == (2, 5, 24)
    assert scores.shape == (2, 5, OF_KIND + OF_ANCHOR)
    at = torch.tensor([0, 1, 1])
    assert whole.cues(words, scores, at, at, at + 1).shape == (3, 5, OF_PLACE)


def test_pieces_that_are_not_seen_change_nothing():
    torch.manual_seed(0)
    encoder = net.Encoder(CONFIG, 0.0).eval()
    pieces, heads = torch.tensor([[1, 3, 4, 2]]), torch.tensor([[1, 2]])
    short, _ = encoder(pieces, heads)
    padded, _ = encoder(torch.cat([pieces, pieces], dim=1), heads, torch.tensor([[1.0] * 4 + [0.0] * 4]))
    assert torch.allclose(short, padded, atol=1e-5)


def test_dropout_leaves_out_in_training_alone():
    torch.manual_seed(0)
    whole = net.Net(CONFIG, 0.5)
    pieces, heads = torch.tensor([[1, 3, 4, 2]]), torch.tensor([[1, 2]])

    def words():
        return whole.encoder(pieces, heads)[0]

    assert not torch.equal(words(), words())
    whole.eval()
    assert torch.equal(words(), words())
    whole.train()
    for module in (whole.encoder, *whole.encoder.layers):
        module.drop.p = 0.0
    known = torch.get_rng_state()
    assert torch.equal(words(), words())
    assert torch.equal(torch.get_rng_state(), known)  # so that weights made before there was any come out the same


def test_distances_are_exact_when_near_and_differ_by_side():
    where = torch.arange(200)[None]
    far = net.distance(where, torch.tensor([[100]]), torch.tensor([[101]]))[0].tolist()
    assert far[100] == far[101] == 0
    assert far[102:110] == list(range(1, 9))
    assert set(far[:100]).isdisjoint(far[100:])
    assert max(far) < net.DISTANCES
