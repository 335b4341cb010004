"""Corpora are found, folders appear whole, and a state is kept for the same training only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediant.errors import FileProblem
from mediant.training.files import PROGRESS, Corpus, Progress, identity_of, keep, make_folder, read_training
from mediant.training.plan import Plan

MARKS = "T1\tSource 0 5\tFerro\nT2\tCue 6 10\tsaid\nT3\tContent 11 13\tno\nE1\tSource:T1 Cue:T2 Content:T3\n"


@pytest.fixture
def polnear(tmp_path):
    for part in ("train", "dev"):
        for kind, name, text in (("text", "a.txt", "Ferro said no."), ("attributions", "a_x.ann", MARKS)):
            path = tmp_path / "data" / part / kind / name
            path.parent.mkdir(parents=True)
            path.write_text(text)
    return tmp_path


def test_a_polnear_checkout_is_known(polnear):
    corpus = read_training(polnear)
    assert (corpus.name, corpus.nested, len(corpus.train), len(corpus.dev)) == ("PolNeAR", False, 1, 1)
    assert corpus.train[0].claims[0].content[0].text == "no"


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_no_corpus_is_one_line(tmp_path, name):
    with pytest.raises(FileProblem, match="holds no corpus"):
        read_training(tmp_path / name)


def test_a_folder_takes_its_place_whole(tmp_path):
    part = make_folder(tmp_path / "new")
    (part / "kept").write_text("a")
    (part / PROGRESS).write_text("b")
    assert not (tmp_path / "new").exists()
    keep(part, tmp_path / "new", ("kept",))
    assert [path.name for path in tmp_path.rglob("*")] == ["new", "kept"]
    with pytest.raises(FileProblem, match="is there already"):
        make_folder(tmp_path / "new")


def test_what_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file" / "new", tmp_path / "n\0"):
        with pytest.raises(FileProblem):
            make_folder(path)


def test_a_training_is_known_by_its_corpus_and_plan(polnear):
    corpus, plan = read_training(polnear), Plan()
    assert identity_of(corpus, plan) == identity_of(read_training(polnear), Plan())
    assert identity_of(corpus, Plan(seed=1)) != identity_of(corpus, plan)
    assert identity_of(Corpus("x", (), corpus.dev, nested=False), plan) != identity_of(corpus, plan)
    assert identity_of(replace(corpus, nested=True), plan) != identity_of(corpus, plan)
    aside = replace(corpus.train[0], aside=corpus.train[0].claims[0].content)
    assert identity_of(replace(corpus, train=(aside,)), plan) != identity_of(corpus, plan)


def test_a_state_comes_back_to_the_same_training_only(tmp_path):
    torch = pytest.importorskip("torch", reason="torch comes with mediant[train]")
    progress = Progress(tmp_path, "one")
    assert progress.read() is None
    progress.write({"weights": {"a": torch.ones(2)}, "at": [1, 2, 3, 4]})
    assert progress.read()["at"] == [1, 2, 3, 4]
    assert [path.name for path in tmp_path.iterdir()] == [PROGRESS]
    with pytest.raises(FileProblem, match="another corpus or plan"):
        Progress(tmp_path, "other").read()
    (tmp_path / PROGRESS).write_bytes(b"garbage")
    with pytest.raises(FileProblem, match="cannot be read"):
        progress.read()
