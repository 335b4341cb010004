from __future__ import annotations

import time

import pytest

from mediant.evidence.articles.withdrawals import says_correction, says_withdrawn
from mediant.evidence.files import read_corpus


@pytest.mark.parametrize(
    "text",
    [
        "This article has been withdrawn.\n\nFerro said no.",
        "Ferro said no.\n\nEditor’s note: This story was retracted on Friday.",
        "RETRACTED: Ferro said no.",
        "*This report has been withdrawn*",
    ],
)
def test_a_notice_withdraws(text):
    assert says_withdrawn(None, text)


@pytest.mark.parametrize(
    "text",
    [
        "The union has withdrawn its offer.",
        "Ferro said the story was retracted.",
        "An earlier story was withdrawn.",
        "",
    ],
)
def test_talk_of_withdrawing_is_no_notice(text):
    assert not says_withdrawn(None, text)


def test_a_title_counts_as_well():
    assert says_withdrawn("Withdrawn: no deal", "Ferro said no.")


@pytest.mark.parametrize(
    "text", ["CORRECTION: In Friday's issue", "x\n\nCorrection. An hour ago", "Corrects earlier figure"]
)
def test_a_correction_is_told(text):
    assert says_correction(None, text)
    assert not says_withdrawn(None, text)


def test_no_article_of_the_corpus_is_taken_for_withdrawn():
    articles = read_corpus("corpus", "train")
    assert articles
    assert [a.meta.article.id for a in articles if says_withdrawn(a.meta.article.title, a.text)] == []


def test_hostile_texts_cost_nothing():
    started = time.process_time()
    for rubbish in ("this article ", "editor’s ", "*", "\n", "correction "):
        says_withdrawn(None, rubbish * 100_000)
        says_correction(None, rubbish * 100_000)
    assert time.process_time() - started < 1
