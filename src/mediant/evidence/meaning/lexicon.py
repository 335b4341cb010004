"""Words that stand for something, found in a text: words, plurals, beginnings; the longest phrase counts. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
PART = re.compile(r"([^\W_]+)(?:['’]s?(?![^\W_]))?(\*?)")
POSSESSIVE = re.compile(r"['’]s?$")
MOST_KNOWN = 20_000  # words whose phrases are remembered
LEAST_BEGINNING = 3  # letters before a *

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Phrases by their first word, each with what it stands for; the longest first.

    whole : by a first word in one of its forms. beginnings : by the letters that a first word begins with.
    """

    whole: Mapping[str, tuple[tuple[Phrase, str], ...]]
    beginnings: Mapping[str, tuple[tuple[Phrase, str], ...]]
    lengths: tuple[int, ...]


def lexicon_of(table: Mapping[str, Iterable[str]]) -> Lexicon:
    """The lexicon of a table: by what is meant, words and phrases that mean it.

    A word matches itself, its plural and its possessive, whatever the case; one that ends in "*" all words that begin
    so. A hyphen is as good as a space.
    """
    whole: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    beginnings: dict[str, list[tuple[Phrase, str]]] = defaultdict(list)
    for meant, written in table.items():
        for phrase in {_phrase(words) for words in written} - {()}:
            if phrase[0].endswith("*"):
                beginnings[phrase[0][:-1]].append((phrase, meant))
                continue
            for form in _forms(phrase[0]):
                whole[form].append((phrase, meant))
    lengths = tuple(sorted({len(letters) for letters in beginnings}))
    return Lexicon(_longest_first(whole), _longest_first(beginnings), lengths)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without a possessive ending."""
    return [POSSESSIVE.sub("", word.lower()) for word in WORD.findall(text)]


def meant_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the words of the text stand for, each once, in the order of the text.

    From left to right the longest phrase is taken, and what it holds counts no more; phrases of equal words count all.
    """
    words, found = words_of(text), dict[str, None]()
    at = 0
    while at < len(words):
        length, meant = _longest(words, at, lexicon)
        found |= dict.fromkeys(meant)
        at += length or 1
    return tuple(found)


def _longest(words: list[str], at: int, lexicon: Lexicon) -> tuple[int, list[str]]:
    offered = _offered(lexicon, words[at])
    if not offered:
        return 0, []
    fitting = [(phrase, meant) for phrase, meant in offered if _fits(phrase, words, at)]
    most = max((len(phrase) for phrase, _ in fitting), default=0)
    return most, [meant for phrase, meant in fitting if len(phrase) == most]


@lru_cache(maxsize=MOST_KNOWN)
def _offered(lexicon: Lexicon, first: str) -> tuple[tuple[Phrase, str], ...]:
    """The phrases that may begin with a word."""
    offered = [*lexicon.whole.get(first, ())]
    for length in lexicon.lengths:
        offered += lexicon.beginnings.get(first[:length], ()) if len(first) >= length else ()
    return tuple(offered)


def _fits(phrase: Phrase, words: list[str], at: int) -> bool:
    if at + len(phrase) > len(words):
        return False
    return all(_same(word, words[at + k]) for k, word in enumerate(phrase) if k)


def _same(word: str, seen: str) -> bool:
    return seen.startswith(word[:-1]) if word.endswith("*") else seen in _forms(word)


def _forms(word: str) -> tuple[str, ...]:
    """The word and its plurals."""
    plural = (f"{word[:-1]}ies",) if word.endswith("y") else ()
    return (word, f"{word}s", f"{word}es", *plural)


def _phrase(words: str) -> Phrase:
    """The words of a phrase; none where a beginning is so short that it would match nearly anything."""
    parts = tuple(part + "*" if star else part for part, star in PART.findall(words.lower()))
    return () if any(part.endswith("*") and len(part) <= LEAST_BEGINNING for part in parts) else parts


def _longest_first(
    found: Mapping[str, list[tuple[Phrase, str]]],
) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    return {first: tuple(sorted(phrases, key=lambda entry: -len(entry[0]))) for first, phrases in found.items()}
