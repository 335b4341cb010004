"""Numbers, times and lists as each language writes them. All times are given with their zone, and shown in UTC.

The browser writes them again in the zone of its reader: see static/js/times.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from babel.dates import format_date, format_datetime, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from mediant.web.languages.locales import LOCALES

ARABIC = str.maketrans("0123456789%", "٠١٢٣٤٥٦٧٨٩٪")


def number(value: float, code: str, places: int | None = None) -> str:
    """The value with exactly `places` digits after the point; where none are named, with at most three."""
    pattern = "#,##0.###" if places is None else "#,##0" + (f".{'0' * places}" if places else "")
    return in_digits(format_decimal(value, pattern, _region(code), numbering_system=LOCALES[code].digits), code)


def percent(share: float, code: str, places: int = 0) -> str:
    """A share of 1 as a percentage, with so many digits after the point."""
    pattern = "#,##0" + (f".{'0' * places}" if places else "") + ("%" if code in {"en", "ar"} else "\u00a0%")
    return in_digits(format_percent(share, pattern, _region(code), numbering_system=LOCALES[code].digits), code)


def day(value: date, code: str) -> str:
    """The date in full, as in 24 May 2024."""
    return in_digits(format_date(value, "long", locale=_region(code)), code)


def moment(value: datetime, code: str) -> str:
    """Date and time in UTC, to the minute. The value must know its zone."""
    if value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone")
    return _minute(value.astimezone(UTC).replace(second=0, microsecond=0), code)


@lru_cache(1024)  # of what is said, much is said within one minute
def _minute(value: datetime, code: str) -> str:
    pattern = "d MMM y، HH:mm" if code == "ar" else "d MMM y, HH:mm"
    return in_digits(f"{format_datetime(value, pattern, locale=_region(code))} UTC", code)


def duration(value: timedelta, code: str) -> str:
    """The time span in its largest unit, rounded, as in 3 minutes."""
    return in_digits(format_timedelta(value, threshold=1.5, locale=_region(code)), code)


def listed(items: Iterable[str], code: str, style: str = "standard") -> Markup:
    """The items in one phrase, as in *A, B and C*; style `or` gives *A, B or C*. Marked-up items stay marked up."""
    given = [str(escape(item)) for item in items]
    marks = [f"\0{place}\0" for place in range(len(given))]
    phrase = str(escape(format_list(marks, style, locale=_region(code))))  # type: ignore[arg-type]
    return Markup(re.sub("\0([0-9]+)\0", lambda mark: given[int(mark[1])], phrase))  # noqa: S704 - all is escaped


def in_digits(text: str, code: str) -> str:
    """The text with its digits and percent signs as the language writes them."""
    return text.translate(ARABIC) if LOCALES[code].digits == "arab" else text


def _region(code: str) -> str:
    region = LOCALES[code].region
    return f"{code}_{region}" if region else code
