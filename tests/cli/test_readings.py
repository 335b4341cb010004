"""Many articles on many processes give what one process gives."""

from __future__ import annotations

import pytest
from cli.replaying import REFUSED, known, replay, replayer, without_weights

from mediant.cli.readings import cores, readings
from mediant.errors import FileProblem, InvalidValue
from mediant.evidence.article import article_of
from mediant.evidence.claim import ArticleRef


def unknown(_article):
    return None


@pytest.fixture(scope="module")
def articles():
    texts = [article.text for article in list(known().values())[:7]]
    made = [article_of(text, ArticleRef(id=f"a{n}")) for n, text in enumerate(texts)]
    return [
        *made[:3],
        FileProblem("gone.txt", "no such file", "check it"),
        article_of(REFUSED, ArticleRef(id="r")),
        *made[3:],
    ]


def told(outcomes):
    return [(one.article and one.article.ref.id, one.reading, str(one.fault), one.new) for one in outcomes]


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_jobs_gives_the_same(articles, jobs):
    alone = told(readings(articles, replayer, jobs=1, known=unknown))
    assert told(readings(articles, replayer, jobs=jobs, known=unknown)) == alone
    assert [reading is None for _, reading, _, _ in alone] == [False] * 3 + [True] * 2 + [False] * 4
    assert sum(len(reading.claims) for _, reading, _, _ in alone if reading) > 50


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_known_is_not_read(articles, jobs):
    first = replay(articles[0])
    outcomes = list(readings(articles[:2], replayer, jobs=jobs, known=lambda a: first if a is articles[0] else None))
    assert [one.new for one in outcomes] == [False, True]
    assert outcomes[0].reading is first


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_is_not_there_is_said_once(articles, jobs):
    with pytest.raises(InvalidValue, match="no weights"):
        list(readings(articles, without_weights, jobs=jobs, known=unknown))


@pytest.mark.parametrize("jobs", [1, 2])
def test_articles_are_taken_as_they_are_needed(articles, jobs):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield articles[0]

    outcomes = readings(endless(), replayer, jobs=jobs, known=unknown)
    for _ in range(3):
        next(outcomes)
    outcomes.close()
    assert len(taken) < 40


def test_there_is_a_core():
    assert cores() >= 1
