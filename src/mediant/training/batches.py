"""Windows of annotated articles in batches of tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from mediant.evidence.attribution.labels import PLACES, begin, inside
from mediant.evidence.attribution.windows import Window, windows_of
from mediant.evidence.attribution.words import Vocabulary
from mediant.training.examples import SKIP, Example, Taught

CHUNK = 32  # batches among which windows are sorted by length, so that little is padding
ROOM = 32  # pieces and words are padded to multiples of it, and
CLAIMS = 16  # attributions to multiples of this: torch keeps memory for every shape that it has met

Drawn = list[tuple[Example, Window]]


@dataclass(frozen=True, slots=True)
class Batch:
    """B windows (pieces B×P, heads B×W, labels B×W) and K attributions in them (`window`, anchors, labels K×W).

    `parts` (K×4×W) are the weights that take the mean of an attribution's speaker, cue, content and first content
    words. Statements of the article's own have no anchor: their places teach nothing. Nor does what is padding.
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


def batches_of(examples: Sequence[Example], vocabulary: Vocabulary, size: int, rng: np.random.Generator) -> list[Drawn]:
    """All windows of all examples once, in random order; where the first window of an article begins is drawn too."""
    windows: Drawn = []
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
    return [[windows[index] for index in batches[k]] for k in rng.permutation(len(batches))]


def batch_of(windows: Sequence[tuple[Example, Window]]) -> Batch:
    """The tensors of some windows, with what is taught of them."""
    b = len(windows)
    p = _padded(max(len(window.pieces) for _, window in windows), ROOM)
    w = _padded(max(window.last - window.first for _, window in windows), ROOM)
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
    arrays = (pieces, seen, heads, kinds, anchors, *_taught(rows, w))
    return Batch(*(torch.from_numpy(array) for array in arrays))


def _taught(rows: Sequence[tuple[int, Taught, Window]], width: int) -> tuple[np.ndarray, ...]:
    """Window, first and last word, places, parts, acts and certainties of attributions."""
    k = _padded(len(rows), CLAIMS)
    at = np.zeros((3, k), np.int64)
    places, parts = np.full((k, width), SKIP, np.int64), np.zeros((k, 4, width), np.float32)
    meaning = np.full((2, k), SKIP, np.int64)
    for number, (row, one, window) in enumerate(rows):
        told = np.zeros(window.last - window.first, np.int64)
        _fill(told, parts[number], one, window)
        at[0, number] = row
        if one.anchor[0] >= 0:
            at[1:, number] = one.anchor[0] - window.first, one.anchor[1] - window.first
            places[number, : len(told)] = told
        meaning[:, number] = [label if label >= 0 else SKIP for label in (one.act, one.certainty)]
    return *at, places, parts, *meaning


def _padded(size: int, to: int) -> int:
    return -(-size // to) * to


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
