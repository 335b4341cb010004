from __future__ import annotations

import json
import os
import resource
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.errors import FileProblem, InvalidFile, InvalidValue
from mediant.evidence import files
from mediant.evidence.claim import ACTS, CERTAINTIES, ArticleRef, Claim, Source, Span, When
from mediant.evidence.files import (
    check_claims,
    read_article,
    read_claims,
    read_corpus,
    read_marked,
    read_topics,
    replace_file,
    write_claims,
)

TEXT = "The truce é𝄞 holds, a source said."


def span(text, inside=TEXT):
    return Span(start=inside.index(text), end=inside.index(text) + len(text), text=text)


CLAIM = Claim(
    id="c1",
    article=ArticleRef(id="a1", title="T", outlet="O", published="2024-05-04"),
    content=(span("truce é𝄞 holds"),),
    sources=(Source(spans=(span("a source"),), actor=None, role="speaker", cue=(span("said"),)),),
    act="assess",
    certainty="asserted",
    issues=("truce",),
    when=When(text="now"),
)


@pytest.fixture
def place(tmp_path):
    (tmp_path / "a1.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "claims.jsonl"


def test_written_claims_come_back(place):
    claims = (CLAIM, replace(CLAIM, id="c2", act=None, sources=(), when=None))
    write_claims(claims, place)
    assert read_claims(place) == claims
    assert check_claims(place) == ()
    assert [file.name for file in place.parent.iterdir() if file.name.startswith(".")] == []


NAMES = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(str.strip)
SPANS = st.builds(lambda at, text: Span(start=at, end=at + len(text), text=text), st.integers(0, 10_000), WORDS)
CLAIMS = st.builds(
    Claim,
    id=NAMES,
    article=st.builds(ArticleRef, id=st.just("elsewhere")),
    content=st.lists(SPANS, min_size=1, max_size=3).map(tuple),
    sources=st.lists(
        st.builds(
            Source,
            spans=st.lists(SPANS, min_size=1, max_size=2).map(tuple),
            actor=st.none() | NAMES,
            role=st.just("speaker"),
            cue=st.lists(SPANS, max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    act=st.none() | st.sampled_from(ACTS),
    certainty=st.none() | st.sampled_from(CERTAINTIES),
    issues=st.lists(NAMES, max_size=3, unique=True).map(tuple),
    when=st.none() | st.builds(When, text=WORDS, date=st.none() | st.dates().map(str)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, max_size=4, unique_by=lambda claim: claim.id))
def test_any_claims_survive_the_round(tmp_path_factory, claims):
    path = tmp_path_factory.mktemp("claims") / "claims.jsonl"
    write_claims(claims, path)
    assert read_claims(path) == tuple(claims)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_rubbish_raises_nothing_but_ours(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("rubbish") / "claims.jsonl"
    path.write_bytes(raw)
    problems = check_claims(path)
    if problems:
        with pytest.raises(InvalidFile) as caught:
            read_claims(path)
        assert caught.value.problems == problems
    else:
        assert read_claims(path) == ()


def test_a_failed_write_leaves_the_old_file_whole(place):
    write_claims([CLAIM], place)
    before = place.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, hard))
    try:
        with pytest.raises(FileProblem, match="File too large"):
            write_claims([CLAIM, replace(CLAIM, id="c2")], place)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert place.read_bytes() == before
    assert sorted(file.name for file in place.parent.iterdir()) == ["a1.txt", "claims.jsonl"]


@pytest.mark.parametrize(
    "claims",
    [
        [replace(CLAIM, act="shout")],
        [replace(CLAIM, content=())],
        [CLAIM, CLAIM],
        [replace(CLAIM, content=(Span(start=4, end=2, text="x"),))],
        [CLAIM, replace(CLAIM, id="c2", article=ArticleRef(id="a1", title="Another"))],
    ],
)
def test_what_could_not_be_read_back_is_not_written(place, claims):
    with pytest.raises(InvalidValue, match="claim"):
        write_claims(claims, place)
    assert not place.exists()


def lines_of(*claims):
    return "".join(json.dumps(claim) + "\n" for claim in claims)


BARE = {"id": "c1", "article": {"id": "a1"}, "content": [{"start": 4, "end": 9, "text": "truce"}]}


def test_a_span_that_the_article_does_not_have_is_named(place):
    off = {**BARE, "content": [{"start": 5, "end": 10, "text": "truce"}]}
    never = {**BARE, "id": "c2", "content": [{"start": 4, "end": 9, "text": "peace"}]}
    beyond = {**BARE, "id": "c3", "content": [{"start": 4000, "end": 4005, "text": "truce"}]}
    place.write_text(lines_of(off, never, beyond))
    first, second, third = check_claims(place)
    assert first.place == "line 1, content.1"
    assert "it stands at 4 to 9" in str(first)
    assert "'truce'" in second.expected
    assert third.place == "line 3, content.1"


def test_an_article_that_has_changed_is_one_problem(place):
    quoted = [
        {**BARE, "id": f"c{k}", "content": [{"start": k, "end": k + 5, "text": TEXT[k : k + 5]}]} for k in range(20)
    ]
    place.write_text(lines_of(*quoted))
    assert check_claims(place) == ()
    (place.parent / "a1.txt").write_text(TEXT[:7] + "new " + TEXT[7:], encoding="utf-8")
    (problem,) = check_claims(place)
    assert problem.place == "article a1"
    assert "4 characters later" in problem.do


def test_without_the_article_spans_are_taken_as_they_are(place):
    (place.parent / "a1.txt").unlink()
    place.write_text(lines_of({**BARE, "content": [{"start": 5, "end": 10, "text": "truce"}]}))
    assert check_claims(place) == ()


def test_offsets_count_characters_and_line_ends_as_stored(place):
    (place.parent / "a1.txt").write_bytes("é\r\ntruce".encode())
    place.write_text(lines_of({**BARE, "content": [{"start": 3, "end": 8, "text": "truce"}]}))
    assert check_claims(place) == ()
    assert read_article(place.parent / "a1.txt") == "é\r\ntruce"


def test_ids_and_articles_are_told_once(place):
    place.write_text(lines_of(BARE, BARE, {**BARE, "id": "c2", "article": {"id": "a1", "title": "New"}}))
    again, other = check_claims(place)
    assert again.place == "line 2, id"
    assert "line 1" in again.seen
    assert other.place == "line 3, article"


def test_everything_wrong_is_listed_in_order(place):
    place.write_bytes(b"\xff\xfe\n\n{\n" + lines_of(BARE).encode() + b"\xef\xbb\xbf{}\n")
    places = [problem.place for problem in check_claims(place)]
    assert places == ["line 1, byte 1", "line 2", "line 3, column 2", "line 5, column 1"]


def test_a_last_line_needs_no_end_and_windows_ends_are_fine(place):
    place.write_text(json.dumps(BARE) + "\r\n" + json.dumps({**BARE, "id": "c2"}), newline="")
    assert [claim.id for claim in read_claims(place)] == ["c1", "c2"]


def test_an_empty_file_holds_no_claims(place):
    place.write_bytes(b"")
    assert read_claims(place) == ()


def test_floods_are_cut_and_said_so(place):
    place.write_bytes(b"\n" * 100_000)
    problems = check_claims(place)
    assert len(problems) == files.MOST_PROBLEMS
    assert "too many problems" in str(problems[-1])


def test_one_endless_line_is_refused_unread(place):
    place.write_bytes(b"[" * (files.MOST_LINE + 1))
    assert "on one line" in str(check_claims(place)[0])


def test_a_file_too_large_is_refused(place):
    with place.open("wb") as file:
        file.truncate(files.MOST_BYTES + 1)
    with pytest.raises(FileProblem, match="64,000,000"):
        check_claims(place)


@pytest.mark.parametrize("name", ["absent.jsonl", "nul\0.jsonl", "x" * 5000, "."])
def test_what_cannot_be_opened(tmp_path, name):
    for ask in (read_claims, check_claims, read_article):
        with pytest.raises(FileProblem) as caught:
            ask(tmp_path / name)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["absent/claims.jsonl", "nul\0.jsonl", "x" * 5000, "."])
def test_what_cannot_be_written(tmp_path, name):
    with pytest.raises(FileProblem):
        write_claims([CLAIM], tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "claims.jsonl")
    with pytest.raises(FileProblem, match="plain file"):
        read_claims(tmp_path / "claims.jsonl")


def test_a_linked_article_is_not_followed(place, tmp_path):
    (tmp_path / "a1.txt").rename(tmp_path / "elsewhere")
    (tmp_path / "a1.txt").symlink_to(tmp_path / "elsewhere")
    place.write_text(lines_of(BARE))
    assert "is a link" in str(check_claims(place)[0])


def test_an_article_in_another_encoding_is_said_once(place):
    (place.parent / "a1.txt").write_bytes("Die Waffenruhe hält".encode("latin-1"))
    place.write_text(lines_of(BARE, {**BARE, "id": "c2"}))
    (problem,) = check_claims(place)
    assert "not UTF-8" in str(problem)
    with pytest.raises(FileProblem, match="0xe4"):
        read_article(place.parent / "a1.txt")


MARKED = "title: A\noutlet: O\npublished: 2031-03-14\ntopic: {}\nmanner: live\n---\n{{1c Rain.}}\n---\n1: act=report\n"
TOPICS = '[topics.water]\npart = "train"\n[topics.sport]\npart = "test"\n'


@pytest.fixture
def corpus(tmp_path):
    for topic in ("water", "sport"):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / f"{topic}-1.txt").write_text(MARKED.format(topic), encoding="utf-8")
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    return tmp_path


def test_a_corpus_is_read_by_topic_whole_or_in_part(corpus):
    assert [article.meta.article.id for article in read_corpus(corpus)] == ["sport-1", "water-1"]
    assert [article.meta.topic for article in read_corpus(corpus, "train")] == ["water"]
    assert read_corpus(corpus, "dev") == ()
    (corpus / "topics.toml").write_text('[topics.water]\npart = "train"\n', encoding="utf-8")
    with pytest.raises(FileProblem, match="not in topics"):
        read_corpus(corpus, "train")


def test_all_that_is_wrong_in_a_corpus_is_said(corpus):
    (corpus / "water" / "sport-1.txt").write_text(MARKED.format("sport"), encoding="utf-8")
    (corpus / "sport" / "bad.txt").write_text("no article", encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_corpus(corpus)
    said = " | ".join(map(str, caught.value.problems))
    assert "sport/bad.txt, file: 0 lines of ---" in said
    assert "water/sport-1.txt: topic 'sport'" in said
    assert "water/sport-1.txt: the id of sport/sport-1.txt again" in said


def test_a_corpus_that_is_not_there(tmp_path):
    with pytest.raises(FileProblem):
        read_corpus(tmp_path / "none")
    with pytest.raises(FileProblem):
        read_topics(tmp_path)
    with pytest.raises(FileProblem):
        read_marked(tmp_path / "none.txt")


def test_a_text_that_is_not_the_one_that_was_read_is_told(tmp_path):
    claim = Claim(id="a.1", article=ArticleRef(id="a", sha256="0" * 64), content=(Span(start=0, end=2, text="No"),))
    write_claims([claim], tmp_path / "claims.jsonl")
    (tmp_path / "a.txt").write_text("No.")
    assert "a.txt is not the text that was read" in str(check_claims(tmp_path / "claims.jsonl")[0])


def test_what_is_no_file_is_left_where_it_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileProblem, match="a pipe"):
        replace_file(pipe, b"x")
    assert pipe.is_fifo()
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    with pytest.raises(FileProblem, match="device"):
        replace_file(link, b"x")
    assert link.is_symlink()
