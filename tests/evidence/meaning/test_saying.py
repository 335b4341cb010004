"""Which time words of a sentence belong to the word of saying of a claim."""

from __future__ import annotations

import re
import time

import pytest

from mediant.evidence.article import Article
from mediant.evidence.claim import ArticleRef, Claim, Source, Span
from mediant.evidence.markup import parse
from mediant.evidence.meaning.saying import sayable
from mediant.evidence.meaning.time_words import phrase_of
from mediant.evidence.meaning.times import dated

HEAD = "title: T\noutlet: Meridian Press\npublished: 2031-05-14\ntopic: labour\nmanner: agency\n---\n"


def said(marked: str) -> list[str | None]:
    """The time words of each claim."""
    numbers = sorted({int(number) for number in re.findall(r"\{([0-9]+)[sqc]", marked)})
    lines = "\n".join(f"{number}: act=report certainty=asserted" for number in numbers)
    article = parse(f"{HEAD}{marked}\n---\n{lines}", "a1")
    claims = dated(Article(ref=article.meta.article, text=article.text), article.claims)
    return [None if claim.when is None else claim.when.text for claim in claims]


@pytest.mark.parametrize(
    "marked",
    [
        "{1s Ferro} {1q told} parliament on Monday {1c that it was off}.",
        "{1s Ferro} {1q rejected} {1c the plan} on Monday.",
        "{1s Ferro} {1q rejected} {1c the plan} on Monday, and {2s the firm} {2q warned} {2c that it was late}.",
        "On Monday {1s Ferro}, of the union, {1q said} {1c that it was off}.",
        "The lamp went dark on Monday, when {1s Ferro} {1q refused} {1c to pay}.",
        "{1q Fears} {1c that it would fail} grew on Monday.",
        "{1c It is off}, {1s Ferro} {1q told} the yard on Monday.",
        "{1s Ferro} {1q confirmed} {1c it} only on Monday.",
    ],
)
def test_words_that_belong_to_the_saying(marked):
    assert str(said(marked)[0]).lower() == "on monday"


@pytest.mark.parametrize(
    "marked",
    [
        "{1s Ferro} {1q rejected} {1c the plan}, an outlet reported on Monday.",
        "{1s Ferro}'s {1q plea} {1c for help} goes to the board on Monday.",
        "{1s Ferro}'s {1q plea} {1c for help} will be heard on Monday.",
        "An outlet reported on Monday, {1q citing} {1s Ferro}, {1c that it was off}.",
        "An outlet reported on Monday that {1s Ferro} {1q had refused} {1c to pay}.",
        "The yard was shut on Monday, but {1s Ferro} {1q said} {1c it was open}.",
        "An outlet quoted {1s him} {1q as saying} on Monday {1c it was off}.",
    ],
)
def test_words_that_belong_to_something_else(marked):
    assert said(marked)[0] is None


def test_a_turn_ends_the_time_of_the_word_before_it():
    marked = "{1s,2s Ferro} {1q warned} in April {1c that it was late}, but now {2q admits} {2c that it was early}."
    assert said(marked) == ["in April", None]


def test_the_own_statement_takes_the_time_of_the_sentence_before_it():
    assert said("The league met on Monday. {1c Its members voted to go on.}") == ["on Monday"]
    assert said("The league met on Monday.\n\n{1c Its members voted to go on.}") == [None]
    assert said("{2s Ferro} {2q said} on Monday {2c it was off}. {1c Its members voted.}")[0] is None


@pytest.mark.parametrize(
    ("words", "can_be"),
    [("on Monday", True), ("last week", True), ("by noon", True), ("until Friday", False), ("within a week", False),
     ("some hours later", False), ("an hour ago", True), ("14 May", False), ("on 14 May", True)],
)  # fmt: skip
def test_what_can_tell_when_something_was_said(words, can_be):
    phrase = phrase_of(words)
    assert phrase is not None
    assert sayable(phrase) is can_be


@pytest.mark.parametrize("piece", ["on Monday he said ", "on Monday, ", "(on Monday "])
def test_many_words_of_saying_in_one_sentence_take_no_long_time(piece):
    text = piece * (100_000 // len(piece))
    ref = ArticleRef(id="a1", published="2031-05-14")
    cues = [Span(start=found.start(), end=found.end(), text=found[0]) for found in re.finditer("said", text)]
    claims = tuple(
        Claim(
            id=f"c{at}",
            article=ref,
            content=(cue,),
            sources=(Source(spans=(), actor=None, role="speaker", cue=(cue,)),),
        )
        for at, cue in enumerate(cues[:2000])
    )
    start = time.process_time()
    dated(Article(ref=ref, text=text), claims)
    assert time.process_time() - start < 3
