"""The encoder at work: windows in, scores out. Runs ONNX graphs on one core; needs the extra `mediant[read]`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from mediant.errors import InvalidValue, MissingExtra
from mediant.evidence.attribution.labels import OF_ACT, OF_ANCHOR, OF_KIND, OF_PLACE
from mediant.evidence.attribution.windows import MOST_PIECES, Window
from mediant.evidence.attribution.words import Vocabulary
from mediant.evidence.claim import CERTAINTIES

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
    """Three graphs that were taught together.

    Raises InvalidValue, which names the graph, for bytes that are none, or that do not fit the vocabulary or one
    another; MissingExtra when onnxruntime is not installed.
    """

    def __init__(self, graphs: Mapping[str, bytes], vocabulary: Vocabulary) -> None:
        self._run = {name: _session(name, graphs[name]) for name in GRAPHS}
        self._try(len(vocabulary) - 1)

    def see(self, window: Window) -> Seen:
        """What it makes of a window."""
        feed = {"pieces": window.pieces[None], "heads": window.heads[None]}
        words, scores = self._run[ENCODER].run(None, feed)
        return Seen(words[0], scores[0])

    def places(self, seen: Seen, anchors: Sequence[tuple[int, int]]) -> Floats:
        """Scores K×W×places of what each word of a window is to each of K anchors (first and last word there)."""
        ends = np.array(anchors, dtype=np.int64).reshape(-1, 2)
        feed = {"words": seen.words[None], "scores": seen.scores[None], "first": ends[:, 0], "last": ends[:, 1]}
        found: Floats = self._run[CUES].run(None, feed)[0]
        return found

    def meaning(self, claims: Floats) -> tuple[Floats, Floats]:
        """Scores of acts (K×13, the last: none) and certainties (K×4).

        Of K×4H means of speaker, cue, content and its first words.
        """
        acts, certainties = self._run[MEANING].run(None, {"claims": claims})
        return acts, certainties

    def _try(self, piece: int) -> None:
        """See a longest window once: what does not fit together is found here, and not in the midst of an article."""
        name = ENCODER
        try:
            window = Window(0, 2, np.full(MOST_PIECES, piece, dtype=np.int64), np.array([1, 2], dtype=np.int64))
            seen = self.see(window)
            shapes = [(seen.words.shape[:1], (2,)), (seen.scores.shape, (2, OF_KIND + OF_ANCHOR))]
            name = CUES
            shapes.append((self.places(seen, [(0, 1)] * 3).shape, (3, 2, OF_PLACE)))
            name = MEANING
            acts, certainties = self.meaning(np.zeros((3, 4 * seen.words.shape[1]), dtype=np.float32))
            shapes += [(acts.shape, (3, OF_ACT)), (certainties.shape, (3, len(CERTAINTIES)))]
        except Exception as error:  # noqa: BLE001  (its errors have no base of their own)
            raise InvalidValue(name, str(error)[:200], "a graph that `mediant train-reader` has written") from None
        for got, wanted in shapes:
            if got != wanted:
                raise InvalidValue("the graphs", f"an answer of shape {got}", f"one of shape {wanted}")


def _session(name: str, graph: bytes) -> Any:
    try:
        import onnxruntime
    except ImportError:
        raise MissingExtra("reading articles", "onnxruntime", "read") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # articles are spread over cores, not their windows
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # noqa: BLE001  (its errors have no base of their own)
        raise InvalidValue(name, str(error)[:200], "an ONNX graph that onnxruntime can load") from None
