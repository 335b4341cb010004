"""From scores of labels to the best sequence of labels, and from labels to pieces. Arrays only, pure."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Piece = tuple[int, int, int]
"""What it is (a place or a kind), its first word and its last."""


def log_chances(scores: Floats) -> Floats:
    """Logarithms of the chances of the labels, over the last axis."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def best_labels(chances: Floats) -> Ints:
    """The likeliest labels K×W for log chances K×W×L in which every piece has a beginning (Viterbi).

    Label 0 is outside, 1 + 2k begins a piece of sort k and 2 + 2k goes on with it. Ties go to the lower label.
    """
    rows, words, labels = chances.shape
    if not words:
        return np.zeros((rows, 0), dtype=np.int64)
    begins, onward = slice(1, labels, 2), slice(2, labels, 2)
    scores = chances.transpose(1, 0, 2).copy()
    scores[0, :, onward] = -np.inf
    best = np.empty((rows, labels), dtype=np.float32)
    for before, here in pairwise(scores):
        best[:] = before.max(axis=1, keepdims=True)
        np.maximum(before[:, onward], before[:, begins], out=best[:, onward])
        here += best
    came = np.repeat(scores.argmax(axis=2)[:, :, None], labels, axis=2)
    came[:, :, onward] = np.arange(1, labels, 2) + (scores[:, :, onward] > scores[:, :, begins])
    found = np.empty((words, rows), dtype=np.int64)
    found[-1] = scores[-1].argmax(axis=1)
    every = np.arange(rows)
    for at in range(words - 1, 0, -1):
        found[at - 1] = came[at - 1][every, found[at]]
    return found.T


def pieces_of(labels: Ints) -> list[Piece]:
    """The pieces that a row of labels (W) tells, in order."""
    pieces: list[Piece] = []
    for at in np.flatnonzero(labels):
        label = int(labels[at])
        if label % 2:
            pieces.append(((label - 1) // 2, int(at), int(at)))
        elif pieces:
            kind, first, _ = pieces[-1]
            pieces[-1] = (kind, first, int(at))
    return pieces
