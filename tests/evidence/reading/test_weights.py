"""The manifest comes back as it was written, and says what is wrong with it."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from mediant.errors import InvalidFile
from mediant.evidence.reading.weights import FILES, Manifest, manifest_of, manifest_text, unlike

RAW = {name: name.encode() for name in FILES}
MANIFEST = Manifest(
    taught_on="three articles",
    hashes={name: sha256(raw).hexdigest() for name, raw in RAW.items()},
    sure=(1.0, 0.5, 0.0, 0.25, -1.0, 2.0),
    nested=True,
)


def test_it_comes_back():
    assert manifest_of(manifest_text(MANIFEST).encode(), "reader.json") == MANIFEST


def test_a_file_that_was_changed_is_named():
    assert unlike(MANIFEST, RAW) is None
    assert unlike(MANIFEST, {**RAW, "encoder.onnx": b"other"}) == "encoder.onnx"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", "mediant-reader/9"),
        ("taught_on", 3),
        ("sha256", {}),
        ("sure", [1, 2]),
        ("sure", ["a"] * 6),
        ("nested", 1),
    ],
)
def test_what_is_wrong_is_named(key, value):
    table = {**json.loads(manifest_text(MANIFEST)), key: value}
    with pytest.raises(InvalidFile, match=key):
        manifest_of(json.dumps(table).encode(), "reader.json")


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[" * 100_000, b"[]", b"null"])
def test_rubbish_is_refused(raw):
    with pytest.raises(InvalidFile):
        manifest_of(raw, "reader.json")
