"""A small real reader for tests: it knows a shelf of the annotated corpus by heart, and reads nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from mediant.errors import InvalidValue
from mediant.evidence.article import Article
from mediant.evidence.files import read_marked
from mediant.evidence.readers import Reading, verbatim

ARTICLES = sorted((Path(__file__).resolve().parents[2] / "corpus" / "border").glob("*.txt"))
REFUSED = "An article that this reader refuses."


@cache
def known():
    return {sha256(article.text.encode()).hexdigest(): article for article in map(read_marked, ARTICLES)}


def replay(article: Article) -> Reading:
    """The annotated claims of an article of the corpus; none of any other text."""
    if REFUSED in article.text:
        raise InvalidValue(article.ref.id, "a text that is refused", "another one")
    marked = known().get(article.ref.sha256 or "")
    claims = marked.claims if marked else ()
    return verbatim(
        [
            replace(claim, id=f"{article.ref.id}.{n}", article=article.ref, confidence=round(0.3 + 0.07 * (n % 10), 2))
            for n, claim in enumerate(claims, 1)
        ],
        article,
    )


def replayer():
    """What gives that reader, in any process."""
    return replay


def without_weights():
    """What gives no reader."""
    raise InvalidValue("the reader", "no weights", "weights")
