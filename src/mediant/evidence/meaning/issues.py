"""Which issues a claim touches: those of a case where there is one, else general ones. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from mediant.evidence.article import Article
from mediant.evidence.claim import Claim
from mediant.evidence.meaning.files import issue_table
from mediant.evidence.meaning.lexicon import Lexicon, lexicon_of, meant_in, words_of
from mediant.evidence.meaning.recurrent import LARGEST_TEXT, STANCES, recurrent, words_in

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


MOST_ELLIPTIC = 8  # words of a content that hardly names anything
LONGEST_ELLIPSIS = 200

_SENTENCE = re.compile(r"[.?!]\s|\n")
_BREAK = re.compile(r"\n[ \t\r]{0,9}\n")
_STANDS_FOR = re.compile(
    r"\W{0,3}(?:that |to |for |of |on |with )?(?:it|this|that|them|these|those|any of (?:it|them)|"
    r"(?:the|an?|its|their|his|her) (?:\w{1,20} )?(?:offer|proposal|plan|deal|idea|demand|terms|conditions?|text|draft|"
    r"request|changes?|move|suggestion|compromise|agreement))\b",
    re.IGNORECASE,
)


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
    for the same (a table of general issues gives them). A claim whose words name none touches none.

    None: the ids of that table, where the article comes back to an issue or the claim takes a stand on it; else a noun
    that the article's demands and answers come back to ("cameras"). An answer in a few words that name nothing ("the
    offer", "it") has the issue of the claim before it in its paragraph.
    """
    if issues is not None:
        lexicon = _of_a_case(tuple(issues))
        return tuple(replace(claim, issues=_named(article, claim, lexicon)) for claim in claims)
    own = _own(article, claims)
    return tuple(
        replace(claim, issues=found) for claim, found in zip(claims, _answered(article, claims, own), strict=True)
    )


def _own(article: Article, claims: Sequence[Claim]) -> list[tuple[str, ...]]:
    """The issues that the words of each claim name."""
    general = [_named(article, claim, _general()) for claim in claims]
    told = Counter(issue for found in general for issue in found)
    sentences = _SENTENCE.split(article.text[:LARGEST_TEXT])
    around = Counter(issue for sentence in sentences for issue in meant_in(sentence, _general()))
    title = set(meant_in(article.ref.title or "", _general()))
    often = {issue for issue in told if told[issue] > 1 or around[issue] > 1 or issue in title}
    nouns = {word: issue for word, issue in recurrent(article, claims).items() if not meant_in(word, _general())}
    held = Counter(word for claim in claims for word in nouns.keys() & _words(claim))
    found = []
    for claim, issues in zip(claims, general, strict=True):
        kept = tuple(issue for issue in issues if issue in often or claim.act in STANCES)
        first = sorted(nouns.keys() & _words(claim), key=lambda word: (-held[word], word))[:1]
        found.append(kept or tuple(nouns[word] for word in first))
    return found


def _words(claim: Claim) -> set[str]:
    return {word for piece in claim.content for word in words_in(piece.text)}


def _answered(article: Article, claims: Sequence[Claim], own: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The issues of each claim, an answer without words of its own having the first of the last claim before it."""
    breaks = [found.start() for found in _BREAK.finditer(article.text)]
    begins = [claim.content[0].start if claim.content else 0 for claim in claims]
    answered = list(own)
    last, paragraph = "", -1
    for k in sorted(range(len(claims)), key=lambda k: (begins[k], k)):
        here = bisect_right(breaks, begins[k])
        if own[k]:
            last, paragraph = own[k][0], here
        elif last and here == paragraph and claims[k].act in STANCES and _is_elliptic(claims[k]):
            answered[k] = (last,)
    return answered


def _is_elliptic(claim: Claim) -> bool:
    said = " ".join(piece.text for piece in claim.content)[:LONGEST_ELLIPSIS]
    return _STANDS_FOR.match(said) is not None or len(said.split()) <= MOST_ELLIPTIC


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
