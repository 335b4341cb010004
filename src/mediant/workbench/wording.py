"""Words of a clause: what changed from one version to the next, and brackets around what is still open. Pure.

`[40 days | 60 days]` is open between two alternatives, `[at dawn]` is open between staying and going.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from msgspec import Struct

from mediant.errors import Refused

_WORD = re.compile(r"\s*(?:[^\w\s]+|\w[^\s.,;:!?()\[\]|،؛؟…]*)|\s+")
_BRACKET = re.compile(r"\[([^\[\]]*)\]")

_STOPS = tuple(".,;:!?)،؛؟…")

MOST_PAIRS = 50_000
"""Pairs of equal words in two versions; above it, frequent words no longer lead the comparison."""

Piece: TypeAlias = str | tuple[str, ...]
"""Words that stand, or the alternatives of a bracket."""


class Run(Struct, frozen=True):
    """Words that both versions have, or that the later one lacks or adds."""

    kind: Literal["equal", "delete", "insert"]
    words: str


def diff(old: str, new: str) -> tuple[Run, ...]:
    """What changed, word by word, in reading order; what goes stands before what comes in its place.

    Equal and deleted runs together are the old words, equal and inserted ones the new. In long texts that repeat the
    same words very often those words alone show no change as small as it could be, but it is found quickly.
    """
    one, other = _WORD.findall(old), _WORD.findall(new)
    mine, theirs = Counter(one), Counter(other)
    repetitive = sum(count * theirs[word] for word, count in mine.items()) > MOST_PAIRS
    runs = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=repetitive).get_opcodes():
        if kind == "equal":
            runs.append(Run("equal", "".join(one[a:b])))
            continue
        if a < b:
            runs.append(Run("delete", "".join(one[a:b])))
        if c < d:
            runs.append(Run("insert", "".join(other[c:d])))
    return tuple(runs)


def pieces(words: str) -> tuple[Piece, ...]:
    """The words part by part, brackets as their alternatives. Raises Refused for brackets in or without another."""
    found: list[Piece] = []
    for number, part in enumerate(_BRACKET.split(words)):
        if number % 2:
            found.append(tuple(one.strip() for one in part.split("|")))
        elif "[" in part or "]" in part:
            raise Refused("a bracket stands alone or in another one", "close each bracket before the next one opens")
        elif part:
            found.append(part)
    return tuple(found)


def is_open(words: str) -> bool:
    """Whether something in the words stands in brackets."""
    return _BRACKET.search(words) is not None


def bracketed(versions: Sequence[str]) -> str:
    """All versions in one: what they share, with brackets around what they do not.

    Two versions are compared word by word; more of them share how they begin and how they end. Raises Refused where
    one has brackets or a bar of its own, and where they do not differ.
    """
    if any(mark in words for words in versions for mark in "[]|"):
        raise Refused("there are brackets or bars in it already", "choose among the alternatives first")
    if len(set(versions)) < 2:
        raise Refused("the wordings are the same", "choose wordings that differ")
    return _of_two(*versions) if len(versions) == 2 else _of_many(versions)


def _of_two(old: str, new: str) -> str:
    told: list[str] = []
    waiting: list[str] = []
    for run in (*diff(old, new), Run("equal", "")):
        if run.kind == "equal":
            if waiting:
                told.append(_bracket(waiting))
                waiting = []
            told.append(run.words)
        else:
            waiting.append(run.words)
    return "".join(told)


def _of_many(versions: Sequence[str]) -> str:
    parts = [_WORD.findall(words) for words in versions]
    shortest = min(map(len, parts))
    head = _shared(parts, range(shortest))
    tail = _shared([part[::-1] for part in parts], range(shortest - head))
    middles = dict.fromkeys("".join(part[head : len(part) - tail]) for part in parts)
    end = parts[0][len(parts[0]) - tail :]
    return "".join([*parts[0][:head], _bracket(list(middles)), *end])


def _shared(parts: Sequence[Sequence[str]], places: range) -> int:
    """How many words all parts have alike from their beginning."""
    return next((place for place in places if len({part[place] for part in parts}) > 1), len(places))


def _bracket(alternatives: Sequence[str]) -> str:
    space = max((one[: len(one) - len(one.lstrip())] for one in alternatives), key=len)
    return f"{space}[{' | '.join(one.strip() for one in alternatives)}]"


def cleaned(words: str, kept: Sequence[int | None]) -> str:
    """The words with one alternative of each bracket in its place, or nothing where None is kept.

    Raises Refused where there are more or fewer brackets, or no such alternative.
    """
    parts = pieces(words)
    brackets = sum(isinstance(part, tuple) for part in parts)
    if len(kept) != brackets:
        raise Refused(f"{len(kept)} choices for {brackets} brackets", "choose for each bracket")
    return _joined(_chosen(parts, kept))


def _chosen(parts: Sequence[Piece], kept: Sequence[int | None]) -> Iterator[str]:
    choices = iter(kept)
    for part in parts:
        if isinstance(part, str):
            yield part
            continue
        choice = next(choices)
        if choice is not None and not 0 <= choice < len(part):
            raise Refused("there is no such alternative", "choose one of those in the bracket")
        yield "" if choice is None else part[choice]


def _joined(parts: Iterator[str]) -> str:
    """The parts in a row; where one is empty, no space is doubled and none stands before a full stop."""
    words, gone = "", False
    for part in parts:
        if gone and part.startswith(_STOPS):
            words = words.rstrip()
        doubled = gone and words[-1:].isspace()
        words, gone = words + (part.lstrip(" ") if doubled else part), not part
    return words.strip()
