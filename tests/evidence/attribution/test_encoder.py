"""The graphs at work: shapes that fit, and one clear error for bytes that are no graph or another one."""

from __future__ import annotations

import pytest

from mediant.errors import InvalidValue
from mediant.evidence.attribution.encoder import GRAPHS, Encoder
from mediant.evidence.attribution.labels import OF_ANCHOR, OF_KIND, OF_PLACE
from mediant.evidence.attribution.windows import windows_of
from mediant.evidence.attribution.words import Vocabulary, words_of

TEXT = "Ferro said the talks would go on."


@pytest.mark.parametrize("raw", [b"", b"garbage", bytes(1000), b"\x08\x07\x12\x00" * 50])
def test_bytes_that_are_no_graph_are_one_clear_error(raw):
    pytest.importorskip("onnxruntime", reason="onnxruntime comes with mediant[read]")
    with pytest.raises(InvalidValue) as caught:
        Encoder(dict.fromkeys(GRAPHS, raw), Vocabulary(["[UNK]", "[CLS]", "[SEP]"]))
    assert caught.value.what in GRAPHS
    assert "\n" not in str(caught.value)


def test_every_word_gets_scores(reader):
    words = words_of(TEXT)
    (window,) = windows_of(TEXT, words, reader.vocabulary)
    seen = reader.encoder.see(window)
    assert seen.kinds.shape == (len(words), OF_KIND)
    assert seen.anchors.shape == (len(words), OF_ANCHOR)
    assert reader.encoder.places(seen, [(1, 1), (2, 4)]).shape == (2, len(words), OF_PLACE)
    assert reader.encoder.places(seen, []).shape == (0, len(words), OF_PLACE)
