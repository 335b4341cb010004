"""Numbers, times and lists in four languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from mediant.web.languages import formats
from mediant.web.languages.locales import LOCALES

HAIFA = timezone(timedelta(hours=3))
codes = st.sampled_from(sorted(LOCALES))


@pytest.mark.parametrize(
    ("code", "written"),
    [("en", "12,345.5"), ("fr", "12\u202f345,5"), ("es", "12.345,5"), ("ar", "١٢٬٣٤٥٫٥")],
)
def test_a_number(code, written):
    assert formats.number(12345.5, code) == written


@pytest.mark.parametrize(
    ("code", "written"), [("en", "42.3%"), ("fr", "42,3\u00a0%"), ("es", "42,3\u00a0%"), ("ar", "٤٢٫٣٪")]
)
def test_a_percentage(code, written):
    assert formats.percent(0.423, code, 1) == written


@pytest.mark.parametrize(
    ("code", "day", "moment"),
    [
        ("en", "24 May 2024", "24 May 2024, 10:05 UTC"),
        ("fr", "24 mai 2024", "24 mai 2024, 10:05 UTC"),
        ("es", "24 de mayo de 2024", "24 may 2024, 10:05 UTC"),
        ("ar", "٢٤ مايو ٢٠٢٤", "٢٤ مايو ٢٠٢٤، ١٠:٠٥ UTC"),
    ],
)
def test_a_time(code, day, moment):
    assert formats.day(date(2024, 5, 24), code) == day
    assert formats.moment(datetime(2024, 5, 24, 13, 5, tzinfo=HAIFA), code) == moment


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="has no time zone"):
        formats.moment(datetime(2024, 5, 24, 13, 5, tzinfo=UTC).replace(tzinfo=None), "en")


def test_a_time_span():
    assert formats.duration(timedelta(minutes=3), "en") == "3 minutes"
    assert formats.duration(timedelta(minutes=3), "ar") == "٣ دقائق"


def test_a_list():
    assert formats.listed(["A", "B", "C"], "en") == "A, B and C"
    assert formats.listed(["A", "B"], "fr", "or") == "A ou B"


@given(st.lists(st.text(max_size=5), max_size=4), codes)
def test_a_list_holds_each_item_whole_and_escaped(items, code):
    written = formats.listed(items, code)
    place = 0
    for item in items:
        place = written.index(str(Markup.escape(item)), place) + len(Markup.escape(item))


@given(st.floats(-1e9, 1e9), codes)
def test_digits_are_those_of_the_language(value, code):
    written = formats.number(value, code, 2) + formats.percent(value, code)
    assert any(character in "٠١٢٣٤٥٦٧٨٩" for character in written) == (code == "ar")
    assert any(character in "0123456789%" for character in written) == (code != "ar")
