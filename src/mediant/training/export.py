"""From a taught network to the files that a reader runs: three ONNX graphs, the large one in eight bits."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from mediant.evidence.attribution.encoder import CUES, ENCODER, MEANING
from mediant.evidence.attribution.labels import OF_ANCHOR, OF_KIND
from mediant.training.net import Cues, Encoder, Meaning, Net, attention

OPSET = 17
OPERATORS = {"com.microsoft": 1}  # onnxruntime's own


class _OneWindow(nn.Module):
    """The cues' part for one window, as a reader asks for it."""

    def __init__(self, cues: Cues) -> None:
        super().__init__()
        self.cues = cues

    def forward(self, words: Tensor, scores: Tensor, first: Tensor, last: Tensor) -> Tensor:
        window = torch.zeros_like(first)
        return self.cues(words, scores, window, first, last)


class _Attention(torch.autograd.Function):
    """Attention as one operator of onnxruntime, faster than the same in steps."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return attention(query, key, value, heads, None)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


class _Encoder(nn.Module):
    """The encoder for windows without padding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = copy.deepcopy(encoder)
        for layer in self.encoder.layers:
            layer.attend = lambda query, key, value, heads, _: _Attention.apply(query, key, value, heads)

    def forward(self, pieces: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        words, scores = self.encoder(pieces, heads)
        return words, scores


def export(net: Net, folder: Path) -> None:
    """Write the graphs of a taught network into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    net.eval()
    hidden = net.encoder.kinds.in_features
    pieces = torch.ones(2, 20, dtype=torch.int64)
    heads = torch.arange(10).repeat(2, 1)
    whole = folder / "whole.onnx"
    words = {name: {0: "windows", 1: "words"} for name in ("heads", "words", "scores")}
    axes = {"pieces": {0: "windows", 1: "pieces"}, **words}
    _export(_Encoder(net.encoder), (pieces, heads), whole, ["pieces", "heads"], ["words", "scores"], axes)
    quantize_dynamic(whole, folder / ENCODER, weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    first = torch.tensor([2, 5, 7])
    inputs = (torch.randn(1, 10, hidden), torch.randn(1, 10, OF_KIND + OF_ANCHOR), first, first + 1)
    named = {"words": {1: "words"}, "scores": {1: "words"}, "first": {0: "cues"}, "last": {0: "cues"}}
    outputs = {"places": {0: "cues", 1: "words"}}
    _export(_OneWindow(net.cues).eval(), inputs, folder / CUES, list(named), ["places"], {**named, **outputs})
    _export_meaning(net.meaning, hidden, folder / MEANING)


def _export_meaning(meaning: Meaning, hidden: int, path: Path) -> None:
    named = {name: {0: "claims"} for name in ("claims", "acts", "certainties")}
    _export(meaning, (torch.randn(3, 4 * hidden),), path, ["claims"], ["acts", "certainties"], named)


def _export(
    module: nn.Module,
    inputs: tuple[Any, ...],
    path: Path,
    names: Sequence[str],
    outputs: Sequence[str],
    axes: dict[str, Any],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of tracing: that sizes are taken as they come
        torch.onnx.export(
            module, inputs, str(path), input_names=list(names), output_names=list(outputs), dynamic_axes=axes,
            opset_version=OPSET, dynamo=False, custom_opsets=OPERATORS if isinstance(module, _Encoder) else None,
        )  # fmt: skip
