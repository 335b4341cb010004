"""Numbers in running words: "41", "forty-one", "2.2 billion", "a third", "90 per cent", each with its unit. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

Number: TypeAlias = tuple[float, str]

GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
MOST_DIGITS = 15
SMALL = {
    word: value
    for value, word in enumerate(
        str.split(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen"
        )
    )
} | {word: 10 * n for n, word in enumerate(str.split("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
PARTS = {"half": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fifth": 1 / 5}
CURRENCIES = {"$": "$", "€": "€", "£": "£"}
MONTHS = frozenset(str.split("january february march april may june july august september october november december"))
DAY_MARK = "@"
PART = "part"
PERCENT = ("%", "percent")
BETWEEN = frozenset(str.split("of a an the and or more by about all its his her their our"))


def numbers_in(tokens: Sequence[str]) -> tuple[list[Number], list[str]]:
    """The numbers among lower-case tokens, each with its unit, and the tokens that are no part of one.

    A unit is "%", a currency sign, or the next word after the number, and empty at the end. Parts count after "a" or a
    small number ("a third", "two thirds"), and "half" always; their unit is "part", and 34 per cent are 0.34. A bare
    "one" is a pronoun as a rule and no number. A day of a month ("30 April") is no number but the token "@30".
    """
    numbers: list[Number] = []
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        value, after = _number(tokens, at)
        if value is None:
            if tokens[at] not in CURRENCIES and tokens[at] != "%":
                rest.append(tokens[at])
            at += 1
        else:
            unit, past = _unit(tokens, at, after)
            if _is_day(tokens, at, after, value):
                rest.append(f"{DAY_MARK}{value:g}")
            else:
                numbers.append((value / 100 if unit == "%" else value, unit))
            at = past
    return numbers, rest


def _is_day(tokens: Sequence[str], at: int, after: int, value: float) -> bool:
    """Whether a number is the day of a month that stands beside it."""
    beside = (tokens[at - 1] if at > 0 else "", tokens[after] if after < len(tokens) else "")
    return value in range(1, 32) and not MONTHS.isdisjoint(beside)


def _number(tokens: Sequence[str], at: int) -> tuple[float | None, int]:
    """The value of the number that begins at a token and the token after it; None where none begins."""
    part, after = _part(tokens, at)
    if part is not None:
        return part, after
    total = current = 0.0
    start = at
    while at < len(tokens):
        value = _small(tokens[at])
        if value is not None and (at == start or _joins(current, value, tokens, at)):
            current += value
        elif tokens[at] in SCALES and at > start:
            current = max(current, 1.0) * SCALES[tokens[at]]
            if SCALES[tokens[at]] >= 1e3:
                total, current = total + current, 0.0
        elif not (tokens[at] == "and" and at > start and tokens[at - 1] in SCALES and _follows(tokens, at + 1)):
            break
        at += 1
    if at == start or (tokens[start] == "one" and at == start + 1):
        return _scale_alone(tokens, start)
    return total + current, at


def _scale_alone(tokens: Sequence[str], at: int) -> tuple[float | None, int]:
    """The value of a scale after an article ("a hundred"), which is a token of its own and stays one."""
    if at > 0 and tokens[at - 1] in ("a", "an") and tokens[at] in SCALES:
        return SCALES[tokens[at]], at + 1
    return None, at


def _joins(current: float, value: float, tokens: Sequence[str], at: int) -> bool:
    """Whether a small number goes on with the one before it: "forty one", "two hundred (and) five"."""
    words = tokens[at] in SMALL
    return words and (
        tokens[at - 1] in SCALES
        or tokens[at - 1] == "and"
        or (current % 100 >= 20 and current % 10 == 0 and value < 10)
    )


def _follows(tokens: Sequence[str], at: int) -> bool:
    return at < len(tokens) and tokens[at] in SMALL


def _small(token: str) -> float | None:
    """The value of a number in digits or of a number word below a hundred."""
    if token in SMALL:
        return float(SMALL[token])
    plain = token.replace(",", "") if GROUPED.fullmatch(token) else token
    return float(plain) if DIGITS.fullmatch(plain) and len(plain) <= MOST_DIGITS else None


def _part(tokens: Sequence[str], at: int) -> tuple[float | None, int]:
    """The value of "half", "a third", "two thirds"."""
    if tokens[at] == "half":
        return 0.5, at + 1
    if at + 1 < len(tokens) and tokens[at + 1] in PARTS:
        many = 1.0 if tokens[at] in ("a", "one") else _small(tokens[at]) or 0.0
        if 0 < many < 10:
            return many * PARTS[tokens[at + 1]], at + 2
    return None, at


def _unit(tokens: Sequence[str], at: int, after: int) -> tuple[str, int]:
    """The unit of a number, and the token where reading goes on: past a percent sign, before any other word."""
    if at > 0 and tokens[at - 1] in CURRENCIES:
        return tokens[at - 1], after
    if _part(tokens, at)[0] is not None:
        return PART, after
    if after < len(tokens) and tokens[after] in PERCENT:
        return "%", after + 1
    if tokens[after : after + 2] == ["per", "cent"]:
        return "%", after + 2
    near = next((token for token in tokens[after : after + 3] if token not in BETWEEN), "")
    return near[:5], after
