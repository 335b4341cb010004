"""Weights on disk: what is missing, changed or no weights at all is one clear line."""

from __future__ import annotations

from hashlib import sha256

import pytest

from mediant.errors import FileProblem, InvalidFile
from mediant.evidence.reading.files import built_in, load_reader
from mediant.evidence.reading.weights import FILES, MANIFEST, VOCABULARY, Manifest, manifest_text

PIECES = b"[UNK]\n[CLS]\n[SEP]\n"


@pytest.fixture
def folder(tmp_path):
    """A folder whose hashes are right and whose graphs are none."""
    return written(tmp_path, {name: PIECES if name == VOCABULARY else b"no graph" for name in FILES})


def written(path, raw):
    for name, content in raw.items():
        (path / name).write_bytes(content)
    hashes = {name: sha256(content).hexdigest() for name, content in raw.items()}
    manifest = Manifest(taught_on="nothing", hashes=hashes, sure=(0.0,) * 6, nested=True)
    (path / MANIFEST).write_text(manifest_text(manifest))
    return path


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(FileProblem, match=name):
        load_reader(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named(folder, name):
    (folder / name).write_bytes(b"something else")
    with pytest.raises(FileProblem, match=rf"{name}: is not the file that reader.json names.*train"):
        load_reader(folder)


def test_a_graph_that_is_none_is_one_line_though_its_hash_is_right(folder):
    pytest.importorskip("onnxruntime", reason="onnxruntime comes with mediant[read]")
    with pytest.raises(FileProblem, match=r"cues.onnx: .*expected an ONNX graph") as caught:
        built_in({"weights": str(folder)})
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"one\ntwo\n"])
def test_a_vocabulary_that_is_none_is_one_line(tmp_path, raw):
    written(tmp_path, {name: raw if name == VOCABULARY else b"no graph" for name in FILES})
    with pytest.raises(FileProblem, match=r"vocabulary\.txt"):
        load_reader(tmp_path)


@pytest.mark.parametrize("name", ["nowhere", "null\0character", "~"])
def test_no_folder_is_one_line(tmp_path, name):
    with pytest.raises(FileProblem):
        load_reader(tmp_path / name)


def test_a_folder_in_place_of_a_file_and_a_huge_manifest(folder):
    (folder / MANIFEST).write_bytes(b" " * 200_000)
    with pytest.raises(FileProblem, match="more than"):
        load_reader(folder)
    (folder / MANIFEST).unlink()
    (folder / MANIFEST).mkdir()
    with pytest.raises(FileProblem, match="not a plain file"):
        load_reader(folder)


def test_factors_that_are_no_numbers_are_refused(folder):
    text = (folder / MANIFEST).read_text()
    for bad in ("NaN", "Infinity", "true", "1" + "0" * 400):
        (folder / MANIFEST).write_text(text.replace("0.0", bad, 1))
        with pytest.raises(InvalidFile, match="sure"):
            load_reader(folder)


def test_the_shipped_weights_load(reader):
    assert len(reader.vocabulary) > 10_000
