"""The graphs that are written answer as the network does."""

from __future__ import annotations

import logging
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from small_training import CONFIG, EXAMPLE, VOCABULARY

from mediant.evidence.attribution.encoder import ENCODER, GRAPHS, Encoder
from mediant.evidence.attribution.windows import windows_of

torch = pytest.importorskip("torch", reason="torch comes with mediant[train]")
pytest.importorskip("onnxruntime", reason="onnxruntime comes with mediant[train]")
net = pytest.importorskip("mediant.training.net", reason="torch comes with mediant[train]")
export = pytest.importorskip("mediant.training.export", reason="torch comes with mediant[train]")


def operators(graph: Path) -> Counter[str]:
    """How many operators of a graph work on eight bits."""
    onnx = pytest.importorskip("onnx", reason="onnx comes with mediant[train]")
    names = Counter(node.op_type for node in onnx.load(graph).graph.node)
    return Counter({name: names[name] for name in ("MatMulNBits", "DequantizeLinear")})


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_graphs_answer_as_the_network(tmp_path, caplog):
    torch.manual_seed(0)
    network = net.Net(CONFIG).eval()
    export.export(network, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(GRAPHS)
    assert operators(tmp_path / ENCODER) == {"MatMulNBits": 4 * CONFIG["num_hidden_layers"], "DequantizeLinear": 1}
    encoder = Encoder({name: (tmp_path / name).read_bytes() for name in GRAPHS}, VOCABULARY)
    (window,) = windows_of(EXAMPLE.text, EXAMPLE.words, VOCABULARY)
    seen = encoder.see(window)
    with torch.no_grad():
        pieces, heads = torch.from_numpy(window.pieces)[None], torch.from_numpy(window.heads)[None]
        words, scores = network.encoder(pieces, heads, torch.ones(pieces.shape))
        assert np.abs(seen.words - words[0].numpy()).max() < 0.025  # eight bits
        first = torch.tensor([1, 4])
        given = torch.from_numpy(seen.words)[None], torch.from_numpy(seen.scores)[None]
        places = network.cues(*given, torch.zeros(2, dtype=torch.int64), first, first)
    assert np.allclose(encoder.places(seen, [(1, 1), (4, 4)]), places.numpy(), atol=1e-4)
    assert np.abs(seen.scores - scores[0].numpy()).max() < 0.02
    assert not caplog.records
    assert logging.root.manager.disable == logging.NOTSET


def test_a_weight_is_kept_to_half_a_step_of_its_block():
    weights = torch.tensor(np.random.default_rng(1).normal(size=(5, 100)), dtype=torch.float32)
    weights[:, :64] *= torch.tensor([1e-3, 1.0, 50.0, 1.0, 1e-9])[:, None]
    blocks, scales = export.packed(weights)
    assert blocks.shape == (5, 2, 64)
    assert blocks.dtype == torch.uint8
    assert (blocks[:, 1, 100 - 64 :] == 128).all()
    off = (export.unpacked(blocks, scales)[:, :100] - weights).abs()
    for column in (slice(64), slice(64, 100)):
        largest = weights[:, column].abs().amax(dim=1)
        assert (off[:, column].amax(dim=1) <= largest / 127 / 2 * 1.001 + 1e-12).all()


def test_zeros_stay_zeros():
    blocks, scales = export.packed(torch.zeros(2, 64))
    assert (blocks == export.MIDDLE).all()
    assert (scales > 0).all()
    assert (export.unpacked(blocks, scales) == 0).all()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_few_large_values_do_not_blur_the_others(tmp_path):
    """A value that is hundreds of times as large as the others, in a block that the next layer ignores."""
    torch.manual_seed(0)
    network = net.Net({**CONFIG, "intermediate_size": 256}).eval()
    layer = network.encoder.layers[0]
    with torch.no_grad():
        layer.up.bias[0], layer.down.weight[:, : export.BLOCK] = 300.0, 0.0
    export.export(network, tmp_path)
    encoder = Encoder({name: (tmp_path / name).read_bytes() for name in GRAPHS}, VOCABULARY)
    (window,) = windows_of(EXAMPLE.text, EXAMPLE.words, VOCABULARY)
    with torch.no_grad():
        pieces, heads = torch.from_numpy(window.pieces)[None], torch.from_numpy(window.heads)[None]
        words, _ = network.encoder(pieces, heads, torch.ones(pieces.shape))
    assert np.abs(encoder.see(window).words - words[0].numpy()).max() < 0.05
