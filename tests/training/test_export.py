"""The graphs that are written answer as the network does."""

from __future__ import annotations

import numpy as np
import pytest
from small_training import CONFIG, EXAMPLE, VOCABULARY

from mediant.evidence.attribution.encoder import GRAPHS, Encoder
from mediant.evidence.attribution.windows import windows_of

torch = pytest.importorskip("torch", reason="torch comes with mediant[train]")
pytest.importorskip("onnxruntime", reason="onnxruntime comes with mediant[train]")
net = pytest.importorskip("mediant.training.net", reason="torch comes with mediant[train]")
export = pytest.importorskip("mediant.training.export", reason="torch comes with mediant[train]")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_graphs_answer_as_the_network(tmp_path):
    torch.manual_seed(0)
    network = net.Net(CONFIG).eval()
    export.export(network, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(GRAPHS)
    encoder = Encoder({name: (tmp_path / name).read_bytes() for name in GRAPHS}, VOCABULARY)
    (window,) = windows_of(EXAMPLE.text, EXAMPLE.words, VOCABULARY)
    seen = encoder.see(window)
    with torch.no_grad():
        pieces, heads = torch.from_numpy(window.pieces)[None], torch.from_numpy(window.heads)[None]
        words, scores = network.encoder(pieces, heads, torch.ones(pieces.shape))
        assert np.abs(seen.words - words[0].numpy()).max() < 0.2  # eight bits
        first = torch.tensor([1, 4])
        given = torch.from_numpy(seen.words)[None], torch.from_numpy(seen.scores)[None]
        places = network.cues(*given, torch.zeros(2, dtype=torch.int64), first, first)
    assert np.allclose(encoder.places(seen, [(1, 1), (4, 4)]), places.numpy(), atol=1e-4)
    assert scores.shape[1:] == seen.scores.shape
