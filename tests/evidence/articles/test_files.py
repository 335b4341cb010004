from __future__ import annotations

import os
import tracemalloc
from dataclasses import replace

import pytest

from mediant.errors import FileProblem, InvalidValue
from mediant.evidence.article import Article, article_of
from mediant.evidence.articles.files import articles_at, paths_in, store
from mediant.evidence.claim import ArticleRef
from mediant.evidence.files import read_article

TEXT = "Ferro’s “no”\r\nwas final.\n"


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a/c.html", "a/d.TXT", "a/e.pdf", ".hidden.txt", ".git/f.txt", "z.htm"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Ferro said no.", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    return tmp_path


def test_a_folder_means_its_articles_by_name(folder):
    names = [str(path.relative_to(folder)) for path in paths_in([folder])]
    assert names == ["a/c.html", "a/d.TXT", "b.txt", "z.htm"]


def test_a_file_is_meant_once_and_whatever_its_name(folder):
    named = [folder / "a" / "e.pdf", folder, folder / "b.txt", folder / "none", "-"]
    assert [path.name for path in paths_in(named)] == ["e.pdf", "c.html", "d.TXT", "b.txt", "z.htm", "none", "-"]


def test_a_file_that_fails_does_not_end_the_run(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "b.txt").write_text("Ferro said no.")
    os.mkfifo(tmp_path / "c.txt")
    found = list(articles_at([tmp_path, tmp_path / "none.txt", tmp_path / "c.txt", "\0"]))
    assert [type(item) for item in found] == [FileProblem, Article, FileProblem, FileProblem, FileProblem]
    assert found[1].ref.id == "b"
    assert str(tmp_path / "a.txt") in str(found[0])


def test_ids_are_unique_in_a_run(tmp_path):
    for name in ("x/a.txt", "y/a.txt", "z/A b.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("Ferro said no.")
    assert [item.ref.id for item in articles_at([tmp_path])] == ["a", "a-2", "A-b"]


def test_standard_input_is_an_article(tmp_path):
    (tmp_path / "a.txt").write_text("Ferro said no.")
    assert [item.ref.id for item in articles_at([tmp_path, "-"], stdin=b"She left.")] == ["a", "stdin"]
    assert [item.ref.id for item in articles_at([tmp_path], stdin=b"She left.")] == ["stdin", "a"]
    (nothing,) = articles_at(["-"])
    assert str(nothing).startswith("stdin: is empty")


def test_what_the_caller_says_holds_for_all(tmp_path):
    (tmp_path / "a.txt").write_text("Ferro said no.")
    (article,) = articles_at([tmp_path], outlet="The Coast Courier", published="2031-03-14")
    assert (article.ref.outlet, article.ref.published) == ("The Coast Courier", "2031-03-14")


@pytest.mark.parametrize("wrong", [{"outlet": "a\nb"}, {"published": "soon"}, {"published": "2031-02-30"}])
def test_what_claims_could_not_name_is_refused_before_reading(wrong):
    with pytest.raises(InvalidValue):
        articles_at([], **wrong)


def test_articles_come_lazily_and_memory_stays_flat(tmp_path):
    for number in range(300):
        (tmp_path / f"{number:03}.txt").write_text(f"Ferro said no {number} times.\n" * 3_000)
    articles = articles_at([tmp_path])
    tracemalloc.start()
    for _ in range(20):
        next(articles)
    tracemalloc.reset_peak()
    early = tracemalloc.get_traced_memory()[0]
    assert sum(1 for _ in articles) == 280
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak - early < 3_000_000  # all of them hold 25 MB


def test_a_stored_text_comes_back_and_is_never_replaced(tmp_path):
    article = article_of(TEXT, ArticleRef(id="a"))
    path = store(article, tmp_path)
    assert path == tmp_path / "a.txt"
    assert read_article(path) == TEXT
    assert store(article, tmp_path) == path
    with pytest.raises(FileProblem, match="another text"):
        store(article_of("She left.", ArticleRef(id="a")), tmp_path)
    assert read_article(path) == TEXT
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_a_text_is_stored_in_no_other_place(tmp_path):
    article = article_of(TEXT, ArticleRef(id="a"))
    (tmp_path / "a.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileProblem, match="is a link"):
        store(article, tmp_path)
    with pytest.raises(InvalidValue):
        store(replace(article, ref=ArticleRef(id="../a")), tmp_path)
    with pytest.raises(FileProblem):
        store(article, tmp_path / "none")
