"""Deadlines that are told as an event."""

from __future__ import annotations

import time

import pytest

from mediant.evidence.claim import ArticleRef, Claim, Span
from mediant.evidence.meaning.deadlines import deadline_of


def waits_for(content: str, act: str | None = "demand") -> str | None:
    span = Span(start=0, end=len(content), text=content)
    return deadline_of(content, Claim(id="c1", article=ArticleRef(id="a1"), content=(span,), act=act))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("to see the books before any line is drawn", "before any line is drawn"),
        ("to stay below until the pumps have stopped, he said", "until the pumps have stopped"),
        ('a plan "as soon as the ice is gone"', "as soon as the ice is gone"),
        ("to see the books before lunch", None),
        ("until the pumps stop", None),
    ],
)
def test_an_event_with_its_verb_is_a_deadline(content, words):
    assert waits_for(content) == words


@pytest.mark.parametrize("act", ["report", "assess", "accuse", "deny", None])
def test_what_binds_nobody_has_none(act):
    assert waits_for("nobody asked before the vote is over", act) is None


@pytest.mark.parametrize("piece", ["until ", "before a ", "until a is ", "as soon as it has been "])
def test_long_texts_are_read_in_no_time(piece):
    start = time.process_time()
    waits_for(piece * (100_000 // len(piece)))
    assert time.process_time() - start < 1
