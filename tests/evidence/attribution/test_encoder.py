"""The graphs at work: shapes that fit, and one clear error for bytes that are no graph or another one."""

from __future__ import annotations

from importlib.resources import files

import pytest

from mediant.errors import InvalidValue
from mediant.evidence.attribution.encoder import GRAPHS, MEANING, Encoder
from mediant.evidence.attribution.labels import OF_ACT, OF_ANCHOR, OF_KIND, OF_PLACE
from mediant.evidence.attribution.windows import windows_of
from mediant.evidence.attribution.words import Vocabulary, words_of
from mediant.evidence.claim import CERTAINTIES

TEXT = "Ferro said the talks would go on."


@pytest.mark.parametrize("raw", [b"", b"garbage", bytes(1000), b"\x08\x07\x12\x00" * 50])
def test_bytes_that_are_no_graph_are_one_clear_error(raw):
    pytest.importorskip("onnxruntime", reason="onnxruntime comes with mediant[read]")
    with pytest.raises(InvalidValue) as caught:
        Encoder(dict.fromkeys(GRAPHS, raw), Vocabulary(["[UNK]", "[CLS]", "[SEP]"]))
    assert caught.value.what in GRAPHS
    assert "\n" not in str(caught.value)


def test_a_graph_with_answers_of_another_shape_is_one_clear_error(reader):
    onnx = pytest.importorskip("onnx", reason="onnx comes with mediant[train]")
    (window,) = windows_of(TEXT, words_of(TEXT), reader.vocabulary)
    means = 4 * reader.encoder.see(window).words.shape[1]
    shipped = files("mediant.evidence.reading") / "shipped"
    raw = {name: (shipped / name).read_bytes() for name in GRAPHS}
    for acts, certainties in ((OF_ACT + 1, len(CERTAINTIES)), (OF_ACT, len(CERTAINTIES) - 1)):
        graph = meaning_graph(onnx, means, acts, certainties)
        with pytest.raises(InvalidValue, match="an answer of shape"):
            Encoder({**raw, MEANING: graph}, reader.vocabulary)
    Encoder({**raw, MEANING: meaning_graph(onnx, means, OF_ACT, len(CERTAINTIES))}, reader.vocabulary)


def meaning_graph(onnx, means, acts, certainties):
    """A graph from K×means to K×acts and K×certainties, all of them 0."""
    kind = onnx.TensorProto.FLOAT
    sizes = {"acts": acts, "certainties": certainties}
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("MatMul", ["claims", f"to_{name}"], [name]) for name in sizes],
        "meaning",
        [onnx.helper.make_tensor_value_info("claims", kind, ["k", means])],
        [onnx.helper.make_tensor_value_info(name, kind, ["k", size]) for name, size in sizes.items()],
        [
            onnx.helper.make_tensor(f"to_{name}", kind, [means, size], [0.0] * (means * size))
            for name, size in sizes.items()
        ],
    )
    opset = onnx.helper.make_opsetid("", 17)
    return onnx.helper.make_model(graph, opset_imports=[opset], ir_version=8).SerializeToString()


def test_every_word_gets_scores(reader):
    words = words_of(TEXT)
    (window,) = windows_of(TEXT, words, reader.vocabulary)
    seen = reader.encoder.see(window)
    assert seen.kinds.shape == (len(words), OF_KIND)
    assert seen.anchors.shape == (len(words), OF_ANCHOR)
    assert reader.encoder.places(seen, [(1, 1), (2, 4)]).shape == (2, len(words), OF_PLACE)
    assert reader.encoder.places(seen, []).shape == (0, len(words), OF_PLACE)
