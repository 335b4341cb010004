"""What is done with each reading, apart from any reader."""

from __future__ import annotations

import io
import sys

import pytest
from cli.replaying import known, replay

from mediant.cli.keeping import MOST_TOGETHER, Keeper, Wish, print_claims
from mediant.cli.readings import Outcome
from mediant.errors import FileProblem
from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef, Claim, Span
from mediant.evidence.readers import Reading


@pytest.fixture(scope="module")
def outcome():
    marked = next(iter(known().values()))
    article = article_of(marked.text, ArticleRef(id="a1", outlet="Quay Radio"))
    return Outcome(article=article, reading=replay(article), new=True)


def kept(wish, *outcomes, files=1):
    keeper = Keeper(wish=wish, journal=None, files=files)
    for one in outcomes:
        keeper.take(one)
    return keeper.close()


def test_faults_are_counted_and_said_last(outcome, capsys):
    fault = Outcome(fault=FileProblem("x.txt", "no text", "save it as text"))
    assert kept(Wish(paths=(), as_json=True), fault, outcome, files=2) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == len(outcome.reading.claims)
    assert said.err.splitlines()[-2:] == [
        "mediant: 1 of 2 articles could not be read:",
        "  x.txt: no text; save it as text",
    ]


def test_what_a_reader_dropped_and_noted_is_said(outcome, capsys):
    reading = Reading(claims=(), dropped=3, notes=("read in two parts",))
    kept(Wish(paths=(), as_json=True), Outcome(article=outcome.article, reading=reading))
    said = capsys.readouterr().err
    assert "a1: 3 claims offered whose words are not in the text; dropped" in said
    assert "a1: read in two parts" in said


def test_too_many_to_compare_is_said(outcome, capsys):
    kept(Wish(paths=(), as_json=True), outcome, files=MOST_TOGETHER + 1)
    assert "more than 1,000 articles, so they were not compared" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_claims_on_stdout_steer_no_terminal(monkeypatch, encoding):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
    text = "é \u202e \x9b31m"
    print_claims([Claim(id="a.1", article=ArticleRef(id="a"), content=(Span(start=0, end=len(text), text=text),))])
    sys.stdout.flush()
    line = raw.getvalue().decode(encoding)
    assert "\\u202e" in line
    assert "\\u009b" in line
    assert ("é" in line) is (encoding == "utf-8")
