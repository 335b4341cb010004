from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.articles.days import day_of

DAYS = st.dates(min_value=date(1000, 1, 1))


@given(DAYS)
def test_every_day_is_read_in_every_form(day):
    name, month = day.strftime("%A"), day.strftime("%B")
    forms = [
        day.isoformat(),
        f"{day.isoformat()}T23:30:00-04:00",
        f"{day.day} {month} {day.year}",
        f"{name}, {day.day} {month[:3]} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{month[:3]}. {day.day}, {day.year} 14:32 GMT",
    ]
    assert {day_of(form) for form in forms} == {day.isoformat()}


@pytest.mark.parametrize(
    "words", ["04/05/2024", "4 May", "May 2024", "31 June 2024", "2024-02-30", "on 4 May 2024 he", ""]
)
def test_what_is_no_day_for_certain_is_none(words):
    assert day_of(words) is None


@pytest.mark.parametrize("rubbish", ["1 ", "May ", "2024-05-04T", " ", "Mon, "])
def test_hostile_words_cost_nothing(rubbish):
    started = time.process_time()
    assert day_of(rubbish * 100_000) is None
    assert time.process_time() - started < 1
