"""The encoder at work: windows in, scores out. Runs ONNX graphs on one core; needs the extra `mediant[read]`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mediant.errors import MissingExtra
from mediant.evidence.attribution.labels import OF_KIND
from mediant.evidence.attribution.windows import Window

Floats = npt.NDArray[np.float32]
CUES, ENCODER, MEANING = "cues.onnx", "encoder.onnx", "meaning.onnx"
GRAPHS = (CUES, ENCODER, MEANING)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the encoder makes of one window: vectors of its words (W×H) and scores of their labels in the text (W×S)."""

    words: Floats
    scores: Floats

    @property
    def kinds(self) -> Floats:
        """Scores of what a word is in the text, W×kinds."""
        return self.scores[:, :OF_KIND]

    @property
    def anchors(self) -> Floats:
        """Scores of whether a word belongs to an anchor, W×3."""
        return self.scores[:, OF_KIND:]


class Encoder:
    """Three graphs that were taught together."""

    def __init__(self, graphs: Mapping[str, bytes]) -> None:
        self._run = {name: _session(graphs[name]) for name in GRAPHS}

    def see(self, window: Window) -> Seen:
        """What it makes of a window."""
        pieces = window.pieces[None]
        feed = {"pieces": pieces, "seen": np.ones(pieces.shape, np.float32), "heads": window.heads[None]}
        words, scores = self._run[ENCODER].run(None, feed)
        return Seen(words[0], scores[0])

    def places(self, seen: Seen, anchors: Sequence[tuple[int, int]]) -> Floats:
        """Scores K×W×places of what each word of a window is to each of K anchors (first and last word there)."""
        ends = np.array(anchors, dtype=np.int64).reshape(-1, 2)
        feed = {"words": seen.words[None], "scores": seen.scores[None], "first": ends[:, 0], "last": ends[:, 1]}
        found: Floats = self._run[CUES].run(None, feed)[0]
        return found

    def meaning(self, claims: Floats) -> tuple[Floats, Floats]:
        """Scores of acts (K×12) and certainties (K×4) for K×4H means of speaker, cue, content and its first words."""
        acts, certainties = self._run[MEANING].run(None, {"claims": claims})
        return acts, certainties


def _session(graph: bytes) -> Any:
    try:
        import onnxruntime
    except ImportError:
        raise MissingExtra("reading articles", "onnxruntime", "read") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # articles are spread over cores, not their windows
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
