"""Days as articles print them. Only what names one day of the calendar is read; nothing is guessed."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS) + "|sept"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s{1,9})?"
_CLOCK = r"(?:,?\s{1,9}(?:at\s)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?\s{0,9}[A-Za-z.+0-9:-]{0,9})?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})(?:st|[nr]d|th)?\s{{1,9}}({_MONTH})\.?,?\s{{1,9}}([0-9]{{4}}){_CLOCK}", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}({_MONTH})\.?\s{{1,9}}([0-9]{{1,2}})(?:st|[nr]d|th)?,?\s{{1,9}}([0-9]{{4}}){_CLOCK}", re.IGNORECASE
)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9:.,+Zz -]{0,30})?")


def day_of(words: str) -> str | None:
    """The day that the words name, and nothing else, as YYYY-MM-DD; None where they name none, or not for certain.

    Read are 2024-05-04 (with or without a time), 4 May 2024 and May 4, 2024, with or without a weekday and a time of
    day. 04/05/2024 is not: it is two days.
    """
    words = words.strip()
    if len(words) > 100:
        return None
    if found := _ISO.fullmatch(words):
        return _in_calendar(found[1], found[2], found[3])
    if found := _DAY_FIRST.fullmatch(words):
        return _in_calendar(found[3], _number(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(words):
        return _in_calendar(found[3], _number(found[1]), found[2])
    return None


def _number(month: str) -> str:
    return str(1 + [name[:3] for name in _MONTHS].index(month[:3].lower()))


def _in_calendar(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
