"""Which issues a claim touches: those of a case where there is one, else general ones. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim
from mediant.evidence.meaning.files import issue_table
from mediant.evidence.meaning.lexicon import Lexicon, lexicon_of, meant_in, words_of

LEAST_LETTERS = 5  # of a word of a name; shorter ones mean too many things
GENERIC = (
    "a", "about", "access", "after", "agreement", "all", "amount", "and", "any", "are", "area", "as", "at", "back",
    "be", "before", "by", "case", "change", "complete", "condition", "country", "date", "deal", "demand", "each",
    "end", "first", "for", "form", "from", "full", "future", "general", "group", "how", "in", "into", "is", "issue",
    "its", "joint", "last", "length", "less", "level", "limit", "list", "long", "make", "more", "most", "new", "next",
    "none", "number", "of", "offer", "old", "on", "open", "or", "other", "over", "part", "partial", "party", "people",
    "per", "period", "place", "plan", "point", "public", "question", "rate", "release", "return", "right", "rule",
    "same", "second", "share", "side", "size", "some", "start", "state", "still", "stop", "system", "talks", "term",
    "terms", "than", "that", "the", "their", "there", "these", "third", "this", "time", "to", "total", "under",
    "until", "use", "way", "what", "when", "where", "which", "while", "who", "whole", "whom", "whose", "will", "with",
    "without", "work", "year", "years",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueName:
    """An issue of a case by what it is called: its id, its name, its options in words."""

    id: str
    name: str = ""
    options: tuple[str, ...] = ()


def touched(
    article: Article, claims: tuple[Claim, ...], issues: Sequence[IssueName] | None = None
) -> tuple[Claim, ...]:
    """The claims, each with the ids of the issues that the words of its content name, in the order of the words.

    issues : those of a case; a claim touches one by the words of its id, its name and its options, and by other words
    for the same (a table of general issues gives them). None: the ids of that table. A claim whose words name none
    touches none, even where the text around it does.
    """
    lexicon = _general() if issues is None else _of_a_case(tuple(issues))
    return tuple(replace(claim, issues=_named(article, claim, lexicon)) for claim in claims)


def _named(article: Article, claim: Claim, lexicon: Lexicon) -> tuple[str, ...]:
    found = [issue for piece in claim.content for issue in meant_in(article.text[piece.start : piece.end], lexicon)]
    return tuple(dict.fromkeys(found))


@cache
def _general() -> Lexicon:
    return lexicon_of(issue_table())


def _of_a_case(issues: tuple[IssueName, ...]) -> Lexicon:
    """The words that touch each issue of a case; its whole id where nothing else would.

    A general issue of the same id lends its words to that one alone.
    """
    known = {issue.id for issue in issues} & set(issue_table())
    uses = Counter(word for issue in issues for word in {*_own_words(issue), *_id_words(issue)})
    table: dict[str, tuple[str, ...]] = {}
    for issue in issues:
        like = (issue.id,) if issue.id in known else set(meant_in(f"{issue.name} {issue.id}", _general())) - known
        lent = [word for general in like for word in issue_table()[general]]
        own = [word for word in _own_words(issue) if uses[word] == 1]
        found = [*_id_words(issue), *own, *_phrases(issue), *lent] or [issue.id]
        table[issue.id] = tuple(dict.fromkeys(found))
    return lexicon_of(table)


def _id_words(issue: IssueName) -> list[str]:
    """The words of the id; without general ones such as "length" where others remain."""
    return [_singular(word) for word in words_of(issue.id.replace("-", " ")) if word not in GENERIC]


def _singular(word: str) -> str:
    """The word that a plural seems to be of; the lexicon knows the plural of a word, not the other way round."""
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def _own_words(issue: IssueName) -> list[str]:
    """The words of the name that say what it is about: no general ones, no names, which are often those of parties."""
    words = issue.name.split()
    common = [word for place, word in enumerate(words) if place == 0 or word[:1].islower()]
    small = words_of(" ".join(word for word in common if not word.endswith(("'s", "’s", "s'", "s’"))))
    return [_singular(word) for word in small if len(word) >= LEAST_LETTERS and word not in GENERIC]


def _phrases(issue: IssueName) -> list[str]:
    """The options that are phrases of their own: two words or more, not all of them general."""
    written = [words_of(option) for option in issue.options]
    return [
        " ".join(words)
        for words in written
        if len(words) > 1 and any(len(word) >= LEAST_LETTERS and word not in GENERIC for word in words)
    ]
