"""What an interrupted run leaves is used, and only that."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from cli.replaying import known, replay

from mediant.cli.journal import Journal
from mediant.errors import FileProblem
from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef
from mediant.evidence.files import read_claims


@pytest.fixture(scope="module")
def articles():
    return [article_of(one.text, ArticleRef(id=f"a{n}")) for n, one in enumerate(list(known().values())[:3])]


@pytest.fixture
def target(tmp_path):
    return tmp_path / "claims.jsonl"


def interrupted(target, articles, reader="r"):
    with Journal(target, reader) as journal:
        for article in articles:
            journal.keep(article, replay(article))
            journal.add(replay(article).claims)


def test_finished_it_leaves_one_file(target, articles):
    with Journal(target, "r") as journal:
        for article in articles:
            journal.add(replay(article).claims)
        journal.finish()
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert read_claims(target) == tuple(claim for article in articles for claim in replay(article).claims)


def test_claims_of_articles_taken_back_are_left_out(target, articles):
    with Journal(target, "r") as journal:
        for article in articles:
            journal.add(replay(article).claims)
        assert journal.finish(without={"a1"}) == len(replay(articles[1]).claims)
    assert read_claims(target) == (*replay(articles[0]).claims, *replay(articles[2]).claims)


def test_interrupted_it_keeps_what_was_read(target, articles):
    interrupted(target, articles[:2])
    assert [path.name for path in target.parent.iterdir()] == ["claims.jsonl.part"]
    with Journal(target, "r") as journal:
        assert journal.found == 2
        assert [journal.known(article) for article in articles] == [replay(articles[0]), replay(articles[1]), None]


def test_what_the_reader_had_to_say_is_kept_with_it(target, articles):
    said = replace(replay(articles[0]), dropped=3, notes=("only the beginning was read", "é \u202e"))
    with Journal(target, "r") as journal:
        journal.keep(articles[0], said)
    with Journal(target, "r") as journal:
        assert journal.known(articles[0]) == said


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_line_that_was_cut_off_is_read_again(target, articles, cut):
    interrupted(target, articles[:2])
    part = target.with_name("claims.jsonl.part")
    part.write_bytes(part.read_bytes()[:-cut])
    with Journal(target, "r") as journal:
        assert journal.known(articles[0]) == replay(articles[0])
        assert journal.known(articles[1]) is None
        journal.keep(articles[1], replay(articles[1]))
        assert journal.known(articles[1]) == replay(articles[1])
    assert all(json.loads(line) for line in part.read_bytes().splitlines())


def test_another_title_or_text_is_another_article(target, articles):
    interrupted(target, articles[:1])
    with Journal(target, "r") as journal:
        for changed in (
            replace(articles[0], ref=replace(articles[0].ref, published="2031-01-01")),
            article_of(articles[0].text + " ", articles[0].ref),
        ):
            assert journal.known(changed) is None


def test_what_other_hands_changed_is_read_again(target, articles):
    interrupted(target, articles[:1])
    part = target.with_name("claims.jsonl.part")
    head, line = part.read_text(encoding="utf-8").splitlines()
    entry = json.loads(line)
    entry["claims"][0]["content"][0]["start"] += 1
    part.write_text(f"{head}\n{json.dumps(entry)}\n", encoding="utf-8")
    with Journal(target, "r") as journal:
        assert journal.known(articles[0]) is None


def test_the_work_of_another_reader_is_neither_used_nor_lost(target, articles):
    interrupted(target, articles[:1])
    part = target.with_name("claims.jsonl.part")
    before = part.read_bytes()
    with pytest.raises(FileProblem, match="another reader"):
        Journal(target, "other")
    assert part.read_bytes() == before


def test_two_runs_cannot_write_one_file(target, articles):
    pytest.importorskip("fcntl")
    with Journal(target, "r"), pytest.raises(FileProblem, match="another run"):
        Journal(target, "r")


@pytest.mark.parametrize("rest", [b"null\n", b"[]\n", b'{"key": 1}\n', b"[" * 100_000 + b"\n", b"\xff\n"])
def test_lines_that_are_none_of_ours_are_dropped(target, articles, rest):
    interrupted(target, articles[:1])
    part = target.with_name("claims.jsonl.part")
    part.write_bytes(part.read_bytes() + rest)
    with Journal(target, "r") as journal:
        assert journal.found == 1
        assert journal.known(articles[0]) == replay(articles[0])


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileProblem):
        Journal(tmp_path / "none" / "claims.jsonl", "r")


def test_a_disk_that_is_full_leaves_no_claims_in_the_making(target, articles):
    resource = pytest.importorskip("resource", reason="limits on files are of POSIX systems")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    journal = Journal(target, "r")
    journal.add(replay(articles[0]).claims[:1])
    resource.setrlimit(resource.RLIMIT_FSIZE, (200, before[1]))
    try:
        with journal, pytest.raises(FileProblem):
            journal.finish()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path.name for path in target.parent.iterdir()] == ["claims.jsonl.part"]
