"""The corpus itself: every article reads, keeps to the guidelines where a program can tell, and stands in one part."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from mediant.errors import InvalidFile
from mediant.evidence.files import read_corpus, read_marked, read_topics
from mediant.evidence.markup import nested_in
from mediant.evidence.markup_writing import render
from mediant.evidence.topics import PARTS

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
FILES = sorted(CORPUS.glob("*/*.txt"))
SHORTEST, LONGEST = 200, 700  # words; 250 to 600 is asked for
SPARSEST = 50  # words for each claim; 30 to 40 is asked for
ADDRESS = re.compile(
    r"https?:|www\.|@[a-z]+\.|/(?:tmp|home|usr|etc)/|\b\d+\.\d+\.\d+\.\d+\b|language model", re.IGNORECASE
)


@pytest.fixture(params=FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def marked(request):
    try:
        return read_marked(request.param)
    except InvalidFile as invalid:
        pytest.fail("\n".join(map(str, invalid.problems)), pytrace=False)


def test_there_are_articles():
    assert FILES


def test_an_article_keeps_to_the_guidelines(marked):
    words = len(marked.text.split())
    assert SHORTEST <= words <= LONGEST
    assert words / len(marked.claims) <= SPARSEST, "attributions were missed: look again for attitudes, nouns, passives"
    assert not (bad := ADDRESS.search(marked.text)), bad
    assert render(marked)
    for claim in marked.claims:
        assert claim.content
        assert not claim.sources or (claim.sources[0].role == "speaker" and claim.sources[0].cue), claim.id
        spans = [*claim.content, *(s for source in claim.sources for s in (*source.spans, *source.cue))]
        assert all(marked.text[span.start : span.end] == span.text for span in spans)
        assert claim.act or claim.certainty, f"{claim.id}: neither act nor certainty"
        when = claim.when
        if when and when.date and (named := re.search(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", when.text)):
            assert date.fromisoformat(when.date).strftime("%A") == named[0], f"{claim.id}: no {named[0]} on {when.date}"
        assert (
            when is None or when.date is None or abs(int(when.date[:4]) - int(marked.meta.article.published[:4])) <= 50
        )
    own = sum(not claim.sources for claim in marked.claims)
    assert own <= 8, "only the main statements of the article's own"


def test_the_corpus_hangs_together(capsys):
    articles = read_corpus(CORPUS)
    topics = read_topics(CORPUS)
    assert len({article.meta.article.id for article in articles}) == len(FILES)
    assert {article.meta.topic for article in articles} <= set(topics)
    assert {topic.part for topic in topics.values()} == set(PARTS)
    parts = {part: read_corpus(CORPUS, part) for part in PARTS}
    assert sum(map(len, parts.values())) == len(articles)
    known = {article.meta.article.id for article in articles}
    assert {article.meta.corrects for article in articles} - {None} <= known
    topic_of_event: dict[str, set[str]] = {}
    for article in articles:
        if article.meta.event:
            topic_of_event.setdefault(article.meta.event, set()).add(topics[article.meta.topic].part)
    assert all(len(found) == 1 for found in topic_of_event.values()), "one event lies in one part"
    with capsys.disabled():
        sys.stdout.write(f"\n{counts(parts)}\n")


def test_every_topic_has_its_articles_and_dev_and_test_enough_to_measure_on():
    meant, there = Counter(), Counter()
    for topic in read_topics(CORPUS).values():
        meant[topic.part] += topic.articles
    for part in PARTS:
        there[part] = len(read_corpus(CORPUS, part))
    assert all(there[part] >= meant[part] * 0.95 for part in PARTS)
    assert meant.total() >= 450
    assert min(there.values()) >= 35


def counts(parts):
    rows = [
        f"{'part':6} {'articles':>8} {'words':>7} {'claims':>7} {'nested':>7} {'relays':>7} {'no source':>9} {'no speaker':>10}"
    ]
    for part, articles in parts.items():
        claims = [claim for article in articles for claim in article.claims]
        rows.append(
            f"{part:6} {len(articles):8} {sum(len(article.text.split()) for article in articles):7} {len(claims):7} "
            f"{sum(holder is not None for article in articles for holder in nested_in(article.claims)):7} "
            f"{sum(len(claim.sources) > 1 for claim in claims):7} {sum(not claim.sources for claim in claims):9} "
            f"{sum(bool(claim.sources) and not claim.sources[0].spans for claim in claims):10}"
        )
    return "\n".join(rows)
