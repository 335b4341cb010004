"""Short labels for options in the words of the sources, and whether two of them speak of the same thing. Pure."""

from __future__ import annotations

import re
import unicodedata

from mediant.evidence.agreement.numbers import SCALES, SMALL
from mediant.evidence.drafting.vocabulary import EMPTY, LEADS, NEGATIONS

QUANTITIES = (frozenset(SMALL) | frozenset(SCALES) | {"all", "half"}) - {"one"}
"""Words that say how many; a bare "one" is a pronoun as a rule."""

LONGEST_READ = 2_000
"""Characters of a content that are looked at; a label is made of its first few words."""

MOST_WORDS = 8
MOST_WORDS_WHOLE = 14
LONGEST_LABEL = 110

CONDITION = re.compile(
    r"\b(?:if|unless|provided|in (?:return|exchange) for|on (?:the )?condition|as long as|so long as)\b", re.IGNORECASE
)
"""Where what is asked in return begins."""

_WORD = re.compile(r"[^\W_]++(?:['’.,-][^\W_]++)*+|%")
_STOP = re.compile(r"[,;:.!?](?=\s|$)|\s[–—-]\s|—|…|\(|\)|\[|\]")
_CLAUSE = re.compile(r"\b(?:which|who|because|although|while|but|so that|before|until|after|whereas)\b", re.IGNORECASE)
_DOUBLE = str.maketrans(dict.fromkeys('"“”„«»‘', " "))
_SINGLE = re.compile(r"(?<![^\W_])['’]|['’](?![^\W_])")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWABLE = frozenset(("Cc", "Cs", "Zl", "Zp"))


def plain(text: str) -> str:
    """The text on one line, without characters that a case file refuses; of a long one the beginning."""
    kept = (" " if c in _BIDI or unicodedata.category(c) in _UNSHOWABLE else c for c in text[:LONGEST_READ])
    return " ".join("".join(kept).split())


def is_speech(text: str) -> bool:
    """Whether a content is nothing but a sentence between quotation marks, which names no option."""
    bare = plain(text)
    quoted = bare[:1] in "\"“‘„«'’" and bare[-1:] in "\"”’»'"
    inner = bare[1:2]
    return quoted and (not inner.isalpha() or inner.isupper())


def parted(text: str) -> tuple[str, str]:
    """What is said and what is asked in return, "" where nothing is: 'free ten' and 'the road is opened'."""
    bare = plain(text)
    found = CONDITION.search(bare)
    return (bare, "") if found is None else (bare[: found.start()].strip(" ,"), bare[found.end() :].strip(" ,"))


def label_of(text: str, *, whole: bool = False) -> str | None:
    """The first clause of a text, in its own words without quotation marks; None where it says nothing by itself.

    At most 8 words, and … where a clause is longer. With `whole` it is cut at punctuation alone, after at most 14
    words: a refusal that holds "before the captives are home" is not a refusal of everything.
    """
    bare = " ".join(_SINGLE.sub("", plain(text).translate(_DOUBLE)).split())
    for edge in (_STOP,) if whole else (_STOP, CONDITION, _CLAUSE):
        found = edge.search(bare)
        if found is not None and keywords(bare[: found.start()]):
            bare = bare[: found.start()]
    words = bare.split()
    while len(words) > 1 and words[0].casefold() in LEADS:
        del words[0]
    most = MOST_WORDS_WHOLE if whole else MOST_WORDS
    label = " ".join(words[:most]).strip(" ,;:.!?-–—")
    longer = len(words) > most or len(label) > LONGEST_LABEL
    label = label[:LONGEST_LABEL].rstrip()
    return f"{label}…" if label and longer else (label if keywords(label) else None)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without possessive endings."""
    return [_bare(word.casefold()) for word in _WORD.findall(text[:LONGEST_READ])]


def keywords(text: str) -> frozenset[str]:
    """The words that carry the meaning: no articles, pronouns, prepositions; plurals as singulars."""
    return frozenset(_singular(word) for word in words_of(text) if word not in EMPTY)


def same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of keywords name one option: alike enough, no number and no negation in one of them alone."""
    if one == other:
        return True
    return bool(one) and bool(other) and 5 * len(one & other) >= 3 * len(one | other) and _agree(one, other)


def refers(answer: frozenset[str], option: frozenset[str]) -> bool:
    """Whether an answer ("the inquiry") may speak of an option ("an inquiry led by the guarantors")."""
    if not answer or not option:
        return False
    held = {word for word in answer if word not in NEGATIONS}
    return bool(held) and 3 * len(held & option) >= 2 * len(held) and not (_numbers(held) - _numbers(option))


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return _numbers(one) == _numbers(other) and one & NEGATIONS == other & NEGATIONS


def _numbers(words: frozenset[str] | set[str]) -> set[str]:
    return {word for word in words if word in QUANTITIES or any(c.isdigit() for c in word)}


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
