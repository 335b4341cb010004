"""The words of a claim's content made comparable: stems, numbers with their units, days, negation, quotations. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from mediant.evidence.agreement.numbers import DAY_MARK, Number, numbers_in

TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[%$€£]")
QUOTED = re.compile(r'"([^"]*)"|‘([^‘]*)’')
DOUBLE = str.maketrans("“”„«»", '"""""')
BOUNDS = frozenset(str.split("more less fewer longer later higher lower"))
BOUND_WITHIN = 7  # tokens after the negation
MOST_KEPT = 30  # letters of a word whose stem is kept, so that no text fills the memory
LEAST_QUOTED = 3  # content words; shorter quotations are too common to tell anything

NEGATIONS = frozenset(str.split("no not never nobody none nothing neither nor cannot nowhere denial denies denied"))
DAYS = frozenset(
    str.split(
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
        "september october november december today tomorrow yesterday tonight"
    )
)
STOP = frozenset(
    str.split(
        "a about after again all also an and any are as at be because been before being both but by can could did "
        "do does doing down each else even ever every few for from further had has have having he her here hers "
        "herself him himself his how however i if in into is it its itself just like may me might more most much "
        "must my now of off on once one only or other our ours out over own per quite rather s same shall she "
        "should so some still such t than that the their theirs them then there these they this those through to "
        "too under until up upon us very was we were what when where whether which while who whom whose why will "
        "with would yet you your yours report reports reported claim claims claimed story statement remark "
        "suggestion allegation say said says saying tell told make made take taken took get got go went come came "
        "put set let"
    )
)

Quote: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is compared of a content. `stems` leaves out function words, numbers, days and negations.

    `days` are weekdays, months, days of a month ("@30") and such words as "tomorrow"; `quotes` are quotations of
    three content words or more, as their stems in order.
    """

    stems: frozenset[str]
    numbers: frozenset[Number] = frozenset()
    days: frozenset[str] = frozenset()
    negated: bool = False
    quotes: frozenset[Quote] = frozenset()


def wording(pieces: Sequence[str]) -> Wording:
    """The comparable words of a content in one or several pieces."""
    text = _plain(" ".join(pieces))
    numbers, rest = numbers_in(TOKEN.findall(text))
    return Wording(
        stems=frozenset(_stems(rest)),
        numbers=frozenset(numbers),
        days=frozenset(token for token in rest if _is_day(token)),
        negated=sum(_negates(rest, at) for at in range(len(rest))) % 2 == 1,
        quotes=_quotes(text),
    )


def stem(word: str) -> str:
    """The word without the commonest English endings, cut at six letters: coarse, and the same every time."""
    return _known_stem(word) if len(word) <= MOST_KEPT else _stem(word)


def _stem(word: str) -> str:
    root = word.removesuffix("'s").rstrip("'")
    for endings in (("ies", "es", "s"), ("ing", "ed"), ("e",)):
        ending = next((e for e in endings if root.endswith(e) and len(root) - len(e) >= 3), "")
        if ending and not root.endswith("ss"):
            root = root.removesuffix(ending)
    if len(root) > 3 and root[-1] == root[-2]:
        root = root[:-1]
    return root[:6]


_known_stem = lru_cache(maxsize=65_536)(_stem)


def _is_day(token: str) -> bool:
    return token in DAYS or token[0] == DAY_MARK


def _negates(tokens: Sequence[str], at: int) -> bool:
    """Whether a token negates; "no more than five" and "no one ... more than five" set a bound and do not."""
    if tokens[at] not in NEGATIONS and not tokens[at].endswith("n't"):
        return False
    near = tokens[at + 1 : at + BOUND_WITHIN]
    return not any(a in BOUNDS and b == "than" for a, b in pairwise(near))


def _stems(tokens: Sequence[str]) -> list[str]:
    return [
        stem(token)
        for token in tokens
        if token not in STOP and token not in NEGATIONS and not _is_day(token) and not token.endswith("n't")
    ]


def _plain(text: str) -> str:
    """Lower case, one kind of double quotation mark and of apostrophe within words."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(DOUBLE)
    return re.sub(r"(?<=\w)’(?=\w)", "'", plain)


def _quotes(text: str) -> frozenset[Quote]:
    found = set()
    for double, single in QUOTED.findall(text):
        words = tuple(_stems(TOKEN.findall(double or single)))
        if len(words) >= LEAST_QUOTED:
            found.add(words)
    return frozenset(found)
