"""Numbers with their units in what is said, and the range that several numbers on one quantity span. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mediant.evidence.drafting.labels import plain
from mediant.evidence.drafting.vocabulary import MONTHS, NO_UNIT, SPELT

MOST_STEPS = 1_000
"""A range of more steps than this is not made of a few numbers that somebody named."""

_TOKEN = re.compile(r"[$€£]|[0-9]{1,9}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,6})?|%|[^\W\d_]++(?:-[^\W\d_]++)*+")
_NUMBER = re.compile(r"[0-9]{1,9}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,6})?")
LARGEST = 10**12
"""As large a number as a case file takes."""

_TIMES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "m": 1_000_000}
_BEFORE_UNITS = frozenset(("cubic", "square", "extra", "more", "further"))
_PER_CENT = frozenset(("per", "percent", "%", "pc"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and the word for what it counts, as a singular; None where the text leaves it out."""

    number: Decimal
    unit: str | None
    shown: str = ""


def quantities_of(text: str) -> tuple[Quantity, ...]:
    """The numbers in a text, in digits or in words up to ninety-nine, without days of a month and years."""
    tokens = [token.casefold() for token in _TOKEN.findall(plain(text))]
    found = []
    for place, token in enumerate(tokens):
        number = _number(token)
        before = tokens[place - 1] if place else ""
        rest = tokens[place + 1 : place + 5]
        if number is None or before in MONTHS or MONTHS & {*rest[:1]} or _is_year(number, rest):
            continue
        while rest and rest[0] in _TIMES:
            number *= _TIMES[rest.pop(0)]
        if number > LARGEST:
            continue
        shown = before if before in ("$", "€", "£") else _shown(rest)
        found.append(Quantity(number, _singular(shown) or None, shown))
    return tuple(found)


def range_of(said: Iterable[tuple[Quantity, ...]]) -> tuple[str, tuple[Decimal, ...]] | None:
    """The unit of which most of several statements give one number, and these numbers; None where there is none.

    At least two numbers must differ. A number without a unit counts as one of the unit that the others name.
    """
    statements = list(said)
    units = {quantity.unit for statement in statements for quantity in statement if quantity.unit is not None}
    for unit in sorted(units):
        numbers = [number_of(statement, unit) for statement in statements]
        chosen = tuple(number for number in numbers if number is not None)
        if 2 * len(chosen) > len(statements) and len(set(chosen)) > 1 and _steps(chosen) is not None:
            return unit, chosen
    return None


def range_table(unit: str, numbers: Iterable[Decimal]) -> dict[str, int | float | str]:
    """The range from the least to the greatest number, in steps of the largest power of ten that divides them all."""
    chosen = sorted(set(numbers))
    step = _steps(tuple(chosen)) or (chosen[-1] - chosen[0])
    ends: dict[str, int | float | str] = {
        "from": plain_number(chosen[0]),
        "to": plain_number(chosen[-1]),
        "step": plain_number(step),
    }
    return ends | {"unit": unit}


def plain_number(number: Decimal) -> int | float:
    """The number as a case file writes it."""
    return int(number) if number == number.to_integral_value() else float(number)


def number_of(statement: tuple[Quantity, ...], unit: str) -> Decimal | None:
    """The one number of that unit in a statement; None where it has none or several."""
    named = {quantity.number for quantity in statement if quantity.unit == unit}
    if not named and len(statement) == 1 and statement[0].unit is None:
        named = {statement[0].number}
    return named.pop() if len(named) == 1 else None


def _steps(numbers: tuple[Decimal, ...]) -> Decimal | None:
    """The largest power of ten that divides all numbers, so 10 for 40 and 90; None where that takes too many steps."""
    step = Decimal(10) ** 12
    while any(number % step for number in numbers) and step > Decimal("1e-6"):
        step /= 10
    return step if (max(numbers) - min(numbers)) / step <= MOST_STEPS else None


def _number(word: str) -> Decimal | None:
    if _NUMBER.fullmatch(word):
        return Decimal(word.replace(",", ""))
    tens, _, ones = word.partition("-")
    if ones and tens in SPELT and ones in SPELT and SPELT[tens] >= 20 and 0 < SPELT[ones] < 10:
        return Decimal(SPELT[tens] + SPELT[ones])
    return Decimal(SPELT[word]) if word in SPELT and word != "one" else None


def _is_year(number: Decimal, rest: list[str]) -> bool:
    return 1900 <= number <= 2100 and not _shown(rest)


def _shown(rest: list[str]) -> str:
    """What is counted, as the text has it; "" where it does not say."""
    words = list(rest)
    before = []
    while words and words[0] in _BEFORE_UNITS:
        before.append(words.pop(0))
    word = words[0] if words else ""
    if word in _PER_CENT:
        return "%"
    if not word or word in NO_UNIT or _number(word) is not None or word in ("$", "€", "£"):
        return ""
    return " ".join([*(w for w in before if w in ("cubic", "square")), word])


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
