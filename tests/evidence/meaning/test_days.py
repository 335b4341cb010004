"""From time words to one day: exact days only, by the tense, seen from the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.meaning.days import FUTURE, PAST, day_of
from mediant.evidence.meaning.time_rules import MONTHS, WEEKDAYS

WEDNESDAY = date(2031, 5, 14)
days = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("words", "tense", "day"),
    [
        ("on Saturday", FUTURE, "2031-05-17"),
        ("on Saturday", PAST, "2031-05-10"),
        ("on Wednesday", PAST, "2031-05-14"),
        ("on Wednesday", FUTURE, "2031-05-14"),
        ("on Friday", None, "2031-05-16"),
        ("on Monday", None, "2031-05-12"),
        ("by Friday", None, "2031-05-16"),
        ("since Friday", FUTURE, "2031-05-09"),
        ("as late as Friday", FUTURE, "2031-05-09"),
        ("this Friday", PAST, "2031-05-16"),
        ("next Wednesday", None, "2031-05-21"),
        ("last Wednesday", None, "2031-05-07"),
        ("on Friday week", FUTURE, "2031-05-23"),
        ("each Friday", FUTURE, None),
        ("late on Tuesday", PAST, "2031-05-13"),
        ("tonight", None, "2031-05-14"),
        ("at dawn", None, "2031-05-14"),
        ("overnight", None, "2031-05-14"),
        ("last night", None, "2031-05-13"),
        ("the day before yesterday", None, "2031-05-12"),
        ("the day after tomorrow", None, "2031-05-16"),
        ("an hour ago", PAST, "2031-05-14"),
        ("in half an hour", FUTURE, "2031-05-14"),
        ("within the hour", PAST, "2031-05-14"),
        ("within 24 hours", FUTURE, None),
        ("two days ago", PAST, "2031-05-12"),
        ("in twelve days", FUTURE, "2031-05-26"),
        ("thirty days ago", PAST, None),
        ("two weeks ago", PAST, None),
        ("a few days ago", PAST, None),
        ("within ten days", FUTURE, None),
        ("at midnight", None, None),
        ("until midnight", None, "2031-05-14"),
        ("since midnight", PAST, "2031-05-14"),
        ("from midnight", FUTURE, "2031-05-15"),
        ("at first light", FUTURE, "2031-05-15"),
        ("at first light", PAST, "2031-05-14"),
        ("before the weekend is over", FUTURE, "2031-05-18"),
        ("before the weekend", FUTURE, None),
        ("on 3 March", PAST, "2031-03-03"),
        ("on 3 March", FUTURE, "2032-03-03"),
        ("on Dec. 30", PAST, "2030-12-30"),
        ("on the 20th", FUTURE, "2031-05-20"),
        ("on the 3rd", FUTURE, "2031-06-03"),
        ("on the 20th", PAST, "2031-04-20"),
        ("the fifth of next month", None, None),
        ("the tenth of next month", None, "2031-06-10"),
        ("on 29 February", FUTURE, "2032-02-29"),
        ("30 February 2031", None, None),
        ("on 31 June", None, None),
        ("by the end of March", FUTURE, "2032-03-31"),
        ("by the end of the month", FUTURE, "2031-05-31"),
        ("the end of next month", FUTURE, "2031-06-30"),
        ("by the end of the year", FUTURE, "2031-12-31"),
        ("the end of 2032", None, "2032-12-31"),
        ("the first day of June 2031", None, "2031-06-01"),
        ("by the end of the week", FUTURE, None),
        ("in the middle of June", None, None),
        ("by New Year", FUTURE, "2032-01-01"),
        ("from the new year", FUTURE, "2032-01-01"),
        ("in the new year", FUTURE, None),
        ("until All Souls", FUTURE, "2031-11-02"),
        ("before Christmas", FUTURE, None),
        ("on Christmas Day", FUTURE, "2031-12-25"),
        ("late last month", PAST, None),
        ("next week", FUTURE, None),
        ("in 2035", FUTURE, None),
        ("in June", FUTURE, None),
        ("soon", FUTURE, None),
        ("the offer", FUTURE, None),
    ],
)
def test_a_day_or_none(words, tense, day):
    assert day_of(words, WEDNESDAY, tense) == (day and date.fromisoformat(day))


def test_some_words_count_from_the_day_that_the_text_named():
    sunday = date(2031, 5, 11)
    assert day_of("at noon", WEDNESDAY, PAST, sunday) == sunday
    assert day_of("the evening before", WEDNESDAY, PAST, sunday) == date(2031, 5, 10)
    assert day_of("the next day", WEDNESDAY, PAST, sunday) == date(2031, 5, 12)
    assert day_of("that morning", WEDNESDAY, PAST, sunday) == sunday
    assert day_of("two days later", WEDNESDAY, PAST, sunday) == date(2031, 5, 13)
    assert day_of("the following Monday", WEDNESDAY, PAST, sunday) == date(2031, 5, 12)
    for words in ("the evening before", "the next day", "that morning", "two days later", "the following Monday"):
        assert day_of(words, WEDNESDAY, PAST) is None


def test_without_a_day_of_publication_only_whole_dates_are_known():
    assert day_of("on 7 October 2031", None) == date(2031, 10, 7)
    assert day_of("October 7, 2031", None) == date(2031, 10, 7)
    for words in ("7 October", "on Friday", "yesterday", "at noon", "the end of March", "on the 15th"):
        assert day_of(words, None, FUTURE) is None


def test_the_ends_of_the_calendar_are_no_error():
    assert day_of("tomorrow", date.max) is None
    assert day_of("yesterday", date.min) is None
    assert day_of("on Friday", date.min, PAST) is None
    assert day_of("on 3 May", date.max, FUTURE) == date(9999, 5, 3)
    assert day_of("by the end of the year", date.max) is None
    assert day_of("0000-01-01", date.max) is None


@given(days, st.sampled_from(WEEKDAYS), st.sampled_from(["", "late on ", "on ", "only on "]))
def test_a_weekday_is_the_next_or_the_last_such_day(published, weekday, lead):
    ahead = day_of(f"{lead}{weekday.title()}", published, FUTURE)
    behind = day_of(f"{lead}{weekday.title()}", published, PAST)
    assert ahead is not None
    assert behind is not None
    assert ahead.weekday() == behind.weekday() == WEEKDAYS.index(weekday)
    assert timedelta(0) <= ahead - published < timedelta(7)
    assert timedelta(0) <= published - behind < timedelta(7)


@given(days, days)
def test_a_whole_date_means_itself_however_it_is_written(day, published):
    month = MONTHS[day.month - 1].title()
    for words in (
        f"on {day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"{month[:3]} {day.day}, {day.year}" if month != "May" else day.isoformat(),
    ):
        assert day_of(words, published) == day


@given(days, st.integers(-120, 120))
def test_a_date_without_a_year_is_the_near_one(published, away):
    day = published + timedelta(days=away)
    words = f"on {day.day} {MONTHS[day.month - 1].title()}"
    if (day.month, day.day) != (2, 29):
        assert day_of(words, published, FUTURE if away >= 0 else PAST) == day
        assert day_of(words, published) == day
