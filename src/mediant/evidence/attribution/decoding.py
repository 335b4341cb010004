"""From scores of labels to the best sequence of labels, and from labels to pieces. Arrays only, pure."""

from __future__ import annotations

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
    onward = np.arange(2, labels, 2)
    score = chances[:, 0].copy()
    score[:, onward] = -np.inf
    came = np.zeros((words, rows, labels), dtype=np.int64)
    every = np.arange(rows)[:, None]
    for at in range(1, words):
        best = score.argmax(axis=1)
        came[at] = best[:, None]
        goes_on = score[:, onward] > score[:, onward - 1]
        came[at][:, onward] = np.where(goes_on, onward, onward - 1)
        score = score[every, came[at]] + chances[:, at]
    found = np.empty((rows, words), dtype=np.int64)
    found[:, -1] = score.argmax(axis=1)
    for at in range(words - 1, 0, -1):
        found[:, at - 1] = came[at][np.arange(rows), found[:, at]]
    return found


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
