"""Which day the words of a phrase mean, seen from the day of publication. Pure, and only for exact days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mediant.evidence.meaning.time_rules import MONTHS, NUMBERS, ORDINALS, WEEKDAYS
from mediant.evidence.meaning.time_words import Phrase, phrase_of

PAST, FUTURE = "past", "future"
FORWARD = ("by", "until", "till", "from", "not before", "through", "starting")
BACKWARD = ("since", "as late as")
HOLIDAYS = {
    "new year": (1, 1), "new year's day": (1, 1), "may day": (5, 1), "halloween": (10, 31),
    "all saints": (11, 1), "all souls": (11, 2), "christmas eve": (12, 24), "christmas day": (12, 25),
    "boxing day": (12, 26), "new year's eve": (12, 31),
}  # fmt: skip
BACK = ("ago", "earlier", "before", "previous")
SAME_DAY = ("minute", "hour")
FIRST_LIGHT = ("dawn", "first light", "daybreak", "sunrise")
NEAR = {
    "yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2,
}  # fmt: skip
AGAINST = 230  # days that a date on the other side than the tense says counts as farther away
MOST_COUNTED = 14  # "in three weeks" is a round number, "in twelve days" a count


@dataclass(frozen=True, slots=True)
class _Seen:
    """From where words are seen: the day of publication, the tense, and the day that the text spoke of before."""

    published: date
    tense: str | None
    beside: date | None

    def days(self, count: int) -> date:
        """The day so many days after publication."""
        return self.published + timedelta(days=count)


def day_of(words: str, published: date | None, tense: str | None = None, beside: date | None = None) -> date | None:
    """The one exact day that time words mean; None where they mean none, or the day they count from is unknown.

    published : the day that "yesterday" and "on Friday" count from. tense : "past", "future" or None, of what is told
    with the words; weekdays and months without a year go that way. beside : the day that the text spoke of just
    before, from which "the evening before" counts, and on which a clock time without a day falls.
    """
    phrase = phrase_of(words)
    return None if phrase is None else day_of_phrase(phrase, published, tense, beside)


def day_of_phrase(
    phrase: Phrase, published: date | None, tense: str | None = None, beside: date | None = None
) -> date | None:
    """As `day_of`, for a phrase that was found before."""
    if phrase.kind == "date":
        return _date(phrase, published, tense)
    if published is None:
        return None
    try:
        return _RULES[phrase.kind](phrase, _Seen(published, tense, beside))
    except OverflowError:  # a day before the year 1 or after 9999
        return None


def _date(phrase: Phrase, published: date | None, tense: str | None) -> date | None:
    day = _number(phrase.part("day") or "")
    month, year = phrase.part("month"), phrase.part("year")
    if month is None:
        return _in_a_month(phrase, day, published, tense)
    number = int(month) if month.isdigit() else _month(month)
    if year is not None:
        return _valid(int(year), number, day)
    return _nearest(number, day, published, tense)


def _in_a_month(phrase: Phrase, day: int, published: date | None, tense: str | None) -> date | None:
    """The day of "on the 15th": in the month of publication, or the next or last one where the tense says so."""
    if published is None:
        return None
    step = {"next": 1, "last": -1}.get(phrase.part("which") or "", 0)
    if step == 0 and phrase.part("which") is None:
        step = _step(day, published, tense)
    months = published.year * 12 + published.month - 1 + step
    return _valid(months // 12, months % 12 + 1, day)


def _step(day: int, published: date, tense: str | None) -> int:
    if tense == FUTURE and day < published.day:
        return 1
    return -1 if tense == PAST and day > published.day else 0


def _nearest(month: int, day: int, published: date | None, tense: str | None, *, strict: bool = False) -> date | None:
    """The nearest such day; the tense decides where two are about as near, or, where strict, in any case."""
    if published is None:
        return None
    around = [_valid(published.year + step, month, day) for step in (-1, 0, 1)]
    known = [found for found in around if found is not None]
    way = {PAST: -1, FUTURE: 1}.get(tense or "", 0)
    against = 2 * AGAINST if strict else AGAINST
    return min(known, key=lambda found: _distance((found - published).days, way, against), default=None)


def _distance(days: int, way: int, against: int) -> int:
    return abs(days) + (against if days * way < 0 else 0)


def _weekday(phrase: Phrase, seen: _Seen) -> date | None:
    weekday, which = WEEKDAYS.index(phrase.part("weekday") or ""), phrase.part("which")
    ahead = (weekday - seen.published.weekday()) % 7
    back = (7 - ahead) % 7
    if phrase.part("week") is not None:  # "on Friday week"
        return seen.days(ahead + 7)
    if which in ("each", "every"):
        return None
    if which == "next":
        return seen.days(ahead or 7)
    if which in ("last", "the previous"):
        return seen.days(-(back or 7))
    if which == "the following":
        return seen.beside and seen.beside + timedelta(days=(weekday - seen.beside.weekday()) % 7 or 7)
    return seen.days(-back if _looks_back(phrase, seen, ahead) else ahead)


def _looks_back(phrase: Phrase, seen: _Seen, ahead: int) -> bool:
    """Whether a weekday is the last one and not the next; where nothing tells, the nearer one."""
    prep, which = phrase.part("prep"), phrase.part("which")
    if prep in BACKWARD or (seen.tense == PAST and which not in ("this", "the coming")):
        return True
    if prep in FORWARD or seen.tense == FUTURE or which is not None:
        return False
    return ahead > 3


def _near(phrase: Phrase, seen: _Seen) -> date | None:
    return seen.days(NEAR.get(phrase.part("near") or "", 0))


def _edge(phrase: Phrase, seen: _Seen) -> date | None:
    """The last day of "the end of March" or "the end of the month"; of a week or a season there is none."""
    edge, unit, month, year = (phrase.part(name) for name in ("edge", "unit", "month", "year"))
    if edge not in ("end", "close", "last day", "first day") or unit not in (None, "month", "year"):
        return None
    first, here = edge == "first day", seen.published
    step = {"next": 1, "last": -1}.get(phrase.part("which") or "", 0)
    if unit == "month":
        return _border(here.year, here.month + step, first=first)
    if month is None:
        return _border(int(year) if year else here.year + step, 1 if first else 12, first=first)
    near = _nearest(_month(month), 28, here, seen.tense, strict=True) or here
    return _border(int(year) if year else near.year, _month(month), first=first)


def _border(year: int, month: int, *, first: bool) -> date | None:
    """The first or the last day of a month; months before January and after December belong to the years beside."""
    months = year * 12 + month - 1 + (0 if first else 1)
    day = _valid(months // 12, months % 12 + 1, 1)
    return day if first or day is None else day - timedelta(days=1)


def _ago(phrase: Phrase, seen: _Seen) -> date | None:
    """The day of "two days ago", "an hour earlier"; "two weeks ago" is a round number and no exact day."""
    way, unit, count = phrase.part("way"), phrase.part("unit"), _count(phrase.part("count"))
    start = seen.published if way == "ago" else seen.beside
    if unit in SAME_DAY:
        return start or seen.published
    if unit != "day" or count is None or start is None:
        return None
    return start + timedelta(days=-count if way in BACK else count)


def _ahead(phrase: Phrase, seen: _Seen) -> date | None:
    """The day of "in twelve days", "in half an hour", "within the hour"; "within a week" has none."""
    unit, count, inside = phrase.part("unit"), _count(phrase.part("count")), phrase.part("prep") != "in"
    if unit in SAME_DAY:
        return seen.published if not inside or phrase.part("count") in (None, "a", "an") else None
    return None if unit != "day" or count is None or inside else seen.days(count)


def _clock(phrase: Phrase, seen: _Seen) -> date | None:
    """The day that the text spoke of, or that of publication. "At midnight" may be the night before or after."""
    clock, prep = phrase.part("clock"), phrase.part("prep")
    if clock == "midnight" and prep in (None, "at"):
        return None
    if clock == "midnight" and prep == "since":
        return seen.published
    ahead = (
        seen.tense == FUTURE and seen.beside is None and (clock in FIRST_LIGHT or (clock, prep) == ("midnight", "from"))
    )
    return seen.days(1) if ahead else seen.beside or seen.published


def _beside(phrase: Phrase, seen: _Seen) -> date | None:
    """The day of "the evening before", "the next day", "that morning"; None where the text named none before."""
    if seen.beside is None or phrase.part("way") in ("same", None):
        return seen.beside
    return seen.beside + timedelta(days=-1 if phrase.part("way") in BACK else 1)


def _period(phrase: Phrase, seen: _Seen) -> date | None:
    """The day of a holiday that falls on the same one every year, and the last of a weekend that is to be over."""
    if phrase.part("over") is not None and phrase.part("unit") == "weekend":
        return seen.days(6 - seen.published.weekday())
    first = phrase.part("unit") == "new year" and phrase.part("prep") in ("from", "since")
    holiday = "new year" if first else (phrase.part("holiday") or "").replace("’", "'")
    fixed = HOLIDAYS.get(holiday)
    return None if fixed is None else _nearest(*fixed, seen.published, seen.tense)


_RULES = {
    "weekday": _weekday, "near": _near, "edge": _edge, "ago": _ago, "ahead": _ahead, "clock": _clock,
    "beside": _beside, "period": _period,
}  # fmt: skip


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(number for number, full in enumerate(MONTHS, 1) if full.startswith(name.rstrip(".")[:3]))


def _number(words: str) -> int:
    digits = "".join(character for character in words if character.isdigit())
    return int(digits) if digits else ORDINALS.index(words) + 1


def _count(words: str | None) -> int | None:
    """The number that a count means; None for "a few", and where there is none."""
    if words is None or words in ("a few", "few", "several", "some", "a couple of"):
        return None
    if words in ("a", "an") or words.startswith("half"):
        return 1
    count = int(words) if words.isdigit() else NUMBERS.index(words) + 1
    return count if count <= MOST_COUNTED else None
