"""Windows of annotated articles in batches of tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from mediant.evidence.attribution.labels import PLACES, begin, inside
from mediant.evidence.attribution.windows import Window, windows_of
from mediant.evidence.attribution.words import Vocabulary
from mediant.training.examples import SKIP, Example, Taught

CHUNK = 32  # batches among which windows are sorted by length, so that little is padding


@dataclass(frozen=True, slots=True)
class Batch:
    """B windows (pieces B×P, heads B×W, labels B×W) and K attributions in them (`window`, anchors, labels K×W).

    `parts` (K×4×W) are the weights that take the mean of an attribution's speaker, cue, content and first content
    words. `anchored` says which have an anchor; the others are statements of the article's own.
    """

    pieces: Tensor
    seen: Tensor
    heads: Tensor
    kinds: Tensor
    anchors: Tensor
    window: Tensor
    first: Tensor
    last: Tensor
    places: Tensor
    parts: Tensor
    acts: Tensor
    certainties: Tensor
    anchored: Tensor


def batches_of(
    examples: Sequence[Example], vocabulary: Vocabulary, size: int, rng: np.random.Generator
) -> Iterator[Batch]:
    """All windows of all examples once, in random order; where the first window of an article begins is drawn too."""
    windows: list[tuple[Example, Window]] = []
    for example in examples:
        start = int(rng.integers(0, max(1, min(120, len(example.words) // 3)))) if rng.random() < 0.5 else 0
        windows += [(example, window) for window in windows_of(example.text, example.words, vocabulary, start, 20)]
        if start:
            windows += [(example, windows_of(example.text, example.words[:start], vocabulary)[0])]
    order = rng.permutation(len(windows))
    batches = []
    for at in range(0, len(order), CHUNK * size):
        chunk = sorted(order[at : at + CHUNK * size], key=lambda k: len(windows[k][1].pieces))
        batches += [chunk[k : k + size] for k in range(0, len(chunk), size)]
    for k in rng.permutation(len(batches)):
        yield batch_of([windows[index] for index in batches[k]])


def batch_of(windows: Sequence[tuple[Example, Window]]) -> Batch:
    """The tensors of some windows."""
    b, p, w = len(windows), max(len(x.pieces) for _, x in windows), max(x.last - x.first for _, x in windows)
    pieces, seen, heads = np.zeros((b, p), np.int64), np.zeros((b, p), np.float32), np.zeros((b, w), np.int64)
    kinds, anchors = np.full((b, w), SKIP, np.int64), np.full((b, w), SKIP, np.int64)
    rows: list[tuple[int, Taught, Window]] = []
    for row, (example, window) in enumerate(windows):
        words = slice(window.first, window.last)
        count = window.last - window.first
        pieces[row, : len(window.pieces)] = window.pieces
        seen[row, : len(window.pieces)] = 1
        heads[row, :count] = window.heads
        kinds[row, :count], anchors[row, :count] = example.kinds[words], example.anchors[words]
        rows += [(row, one, window) for one in example.taught if _lies_in(one, window)]
    k = len(rows)
    places, parts = np.full((k, w), SKIP, np.int64), np.zeros((k, 4, w), np.float32)
    for at, (_, one, window) in enumerate(rows):
        places[at, : window.last - window.first] = 0
        _fill(places[at], parts[at], one, window)
    anchored = np.array([one.anchor[0] >= 0 for _, one, _ in rows], dtype=bool)
    arrays = (
        pieces, seen, heads, kinds, anchors,
        np.array([row for row, _, _ in rows], dtype=np.int64),
        np.array([max(0, one.anchor[0] - x.first) for _, one, x in rows], dtype=np.int64),
        np.array([max(0, one.anchor[1] - x.first) for _, one, x in rows], dtype=np.int64),
        places, parts,
        np.array([one.act if one.act >= 0 else SKIP for _, one, _ in rows], dtype=np.int64),
        np.array([one.certainty if one.certainty >= 0 else SKIP for _, one, _ in rows], dtype=np.int64),
        anchored,
    )  # fmt: skip
    return Batch(*(torch.from_numpy(array) for array in arrays))


def _lies_in(one: Taught, window: Window) -> bool:
    """Whether the attribution can be learned from this window: its anchor is in it, or else its content."""
    if one.anchor[0] >= 0:
        return window.first <= one.anchor[0] and one.anchor[1] < window.last
    return all(window.first <= first and last < window.last for _, (first, last) in one.pieces)


def _fill(places: np.ndarray, parts: np.ndarray, one: Taught, window: Window) -> None:
    content = PLACES.index("content")
    for place, (first, last) in one.pieces:
        first, last = max(first - window.first, 0), min(last, window.last - 1) - window.first
        if first > last:
            continue
        places[first] = begin(place)
        places[first + 1 : last + 1] = inside(place)
        part = {"speaker": 0, "cue": 1, "content": 2}.get(PLACES[place])
        if part is not None:
            parts[part, first : last + 1] = 1
        if place == content and not parts[3].any():
            parts[3, first : min(first + 3, last + 1)] = 1
    parts /= np.maximum(parts.sum(axis=1, keepdims=True), 1)
