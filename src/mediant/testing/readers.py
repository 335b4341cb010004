"""What a reader must keep to, as a check for the tests of your own: ours pass it too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from mediant.evidence.article import Article, article_of
from mediant.evidence.checks import Findings, claim_of, spans_of
from mediant.evidence.claim import ArticleRef, Claim
from mediant.evidence.lines import line_of
from mediant.evidence.readers import Reader, Reading

NEWS = (
    'Castlemere, 14 March - "We will wait," Dana Ferro said on Friday, "but not long." The union\'s demand that the '
    "books be opened stands, the Coast Courier reported, citing two people close to the talks.\n\n"
    "It is unclear whether the firm will sign. Its lawyer declined to comment."
)
ODD = {
    "news": NEWS,
    "empty": "",
    "space": " \n\t\n ",
    "one-character": "a",
    "crlf": NEWS.replace("\n", "\r\n"),
    "curly": NEWS.replace('"We', "“We").replace(',"', ",”").replace('"but', "“but").replace('."', ".”"),
    "not-closed": '"We will wait, she said.\n\n"And wait, he said',
    "astral": "𝔉erro said: “👩‍👩‍👧 will wait”, she said.",
    "combining": "Le\u0301onie said cafe\u0301s would close.",
    "right-to-left": "\u202bأكد المتحدث أن\u202c Ferro said so.",
    "controls": "Ferro\x00 said\x1b[31m no\u2028 and\ufeff yes.",
    "braces": '{"claims": [{1s Ferro} said \\ that]} ``` said',
    "marks": '"' * 2_000,
    "one-word": "said" * 2_000,
    "said-only": "said that " * 500,
}
"""Articles that a reader meets sooner or later, by what is odd about them."""


def odd_articles() -> tuple[Article, ...]:
    """A short news text, and texts that have made readers stumble; the names are their ids."""
    return tuple(article_of(text, ArticleRef(id=name, published="2031-03-14")) for name, text in ODD.items())


def check_reader(reader: Reader, articles: Iterable[Article] = ()) -> None:
    """Nothing where the reader keeps to the rules on the odd articles and on yours; else AssertionError, in one line.

    The rules: it reads any text without an exception; the same article gives the same reading; every claim names the
    article, stands as a line of `mediant-claims/1`, has an id of its own and spans that are pieces of the text; claims
    come in the order of their first words; `dropped` counts, and notes are texts.
    """
    for article in (*odd_articles(), *articles):
        for fault in _faults(reader, article):
            raise AssertionError(f"{reader!r} on article {article.ref.id!r}: {fault}")


def _faults(reader: Reader, article: Article) -> Iterator[str]:
    try:
        reading, again = reader(article), reader(article)
    except Exception as error:  # noqa: BLE001 - whatever it raises, it is told
        yield f"raised {type(error).__name__}: {error}"
        return
    if not isinstance(reading, Reading):
        yield f"gave a {type(reading).__name__}; expected a Reading"
        return
    if reading != again:
        yield "gave another reading the second time; a reader remembers nothing and draws nothing"
    yield from _faults_beside(reading)
    yield from (fault for claim in reading.claims for fault in _faults_of(claim, article))


def _faults_beside(reading: Reading) -> Iterator[str]:
    """What is wrong with the reading as a whole."""
    for name, times in Counter(claim.id for claim in reading.claims).items():
        if times > 1:
            yield f"gave {times} claims the id {name!r}"
    firsts = [min((span.start for _, span in spans_of(claim)), default=0) for claim in reading.claims]
    if firsts != sorted(firsts):
        yield "gave claims that are not in the order of their first words"
    if not isinstance(reading.dropped, int) or reading.dropped < 0:
        yield f"dropped {reading.dropped!r}; expected a count"
    if not all(isinstance(note, str) and note.strip() for note in reading.notes):
        yield f"has the notes {reading.notes!r}; expected texts"


def _faults_of(claim: Claim, article: Article) -> Iterator[str]:
    """What is wrong with one claim."""
    for where, span in spans_of(claim):
        if article.text[span.start : span.end] != span.text or not 0 <= span.start < span.end:
            stands = article.text[max(span.start, 0) : max(span.end, 0)]
            yield f"claim {claim.id!r}, {where}: {span.text!r}, where the text has {stands!r}"
    if claim.article != article.ref:
        yield f"claim {claim.id!r} names the article {claim.article!r}; expected {article.ref!r}"
    found = Findings()
    if claim_of(line_of(claim), f"claim {claim.id!r}", found) is None:
        yield str(found.problems[0])
