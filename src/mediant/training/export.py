"""From a taught network to the files that a reader runs: three ONNX graphs, the large one in eight bits.

Weights of the layers are kept in blocks of 64 with a scale each, and so is what is multiplied with them: one scale for
a whole window would let a few large values blur all others.
"""

from __future__ import annotations

import copy
import logging
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (the usual name)

from mediant.evidence.attribution.encoder import CUES, ENCODER, MEANING
from mediant.evidence.attribution.labels import OF_ANCHOR, OF_KIND
from mediant.training.net import Cues, Encoder, Meaning, Net, attention

OPSET = 17
OPERATORS = {"com.microsoft": 1}  # onnxruntime's own
BLOCK = 64
MIDDLE = 128  # of eight bits: what stands for 0
IN_EIGHT_BITS = 4  # onnxruntime's accuracy_level: what is multiplied is rounded to eight bits, block by block


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


class _Product(torch.autograd.Function):
    """A product with weights in blocks as one operator of onnxruntime: B×P×N of B×P×K."""

    @staticmethod
    def forward(_: Any, x: Tensor, blocks: Tensor, scales: Tensor, shape: tuple[int, int]) -> Tensor:
        return F.linear(x, unpacked(blocks, scales)[:, : shape[1]])

    @staticmethod
    def symbolic(g: Any, x: Any, blocks: Any, scales: Any, shape: tuple[int, int]) -> Any:
        rows, inner = shape
        options = {"K_i": inner, "N_i": rows, "bits_i": 8, "block_size_i": BLOCK, "accuracy_level_i": IN_EIGHT_BITS}
        product = g.op("com.microsoft::MatMulNBits", x, blocks, scales, **options)
        return product.setType(x.type().with_sizes([None, None, rows]))


class _InBlocks(nn.Module):
    """A linear layer whose weights are kept in eight bits, in blocks."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        blocks, scales = packed(linear.weight.detach())
        self.register_buffer("blocks", blocks)
        self.register_buffer("scales", scales)
        self.bias = linear.bias
        self.shape = (linear.out_features, linear.in_features)

    def forward(self, x: Tensor) -> Tensor:
        return _Product.apply(x, self.blocks, self.scales, self.shape) + self.bias


class _Encoder(nn.Module):
    """The encoder for windows without padding."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = copy.deepcopy(encoder)
        for layer in self.encoder.layers:
            layer.attend = lambda query, key, value, heads, _: _Attention.apply(query, key, value, heads)
            for name in ("qkv", "out", "up", "down"):
                setattr(layer, name, _InBlocks(getattr(layer, name)))

    def forward(self, pieces: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        words, scores = self.encoder(pieces, heads)
        return words, scores


def packed(weights: Tensor) -> tuple[Tensor, Tensor]:
    """Weights N×K in eight bits: N×B×64 bytes and a scale for each block, N×B.

    128 stands for 0, and fills up the last block of a row.
    """
    rows, inner = weights.shape
    blocks = F.pad(weights, (0, -inner % BLOCK)).reshape(rows, -1, BLOCK)
    scales = (blocks.abs().amax(dim=2) / (MIDDLE - 1)).clamp(min=1e-12)
    return (torch.round(blocks / scales[:, :, None]) + MIDDLE).to(torch.uint8), scales


def unpacked(blocks: Tensor, scales: Tensor) -> Tensor:
    """What such bytes stand for, N×64B."""
    return ((blocks.to(torch.float32) - MIDDLE) * scales[:, :, None]).flatten(1)


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
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)  # it advises to prepare the graph, to which embeddings are all the same
    try:
        quantize_dynamic(whole, folder / ENCODER, op_types_to_quantize=["Gather"], weight_type=QuantType.QInt8)
    finally:
        logging.disable(before)
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
