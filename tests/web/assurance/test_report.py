"""The report of the tests of confidentiality, as a file and back."""

from __future__ import annotations

from datetime import date

import pytest

from mediant.web.assurance.report import Level, Report, as_file, digest, report_from

ONE = Level(name="sent", pairs=200, planted=("ping", "etag"), found=("ping", "etag"))
REPORT = Report(day=date(2026, 11, 23), version="1.0", code="ab" * 32, commit=None, levels=(ONE,))


def test_it_is_read_as_it_was_written():
    assert report_from(as_file(REPORT)) == REPORT


@pytest.mark.parametrize("raw", [b"", b"{}", b"\xff", as_file(REPORT).replace(b"200", b"-1"), as_file(REPORT)[:-30]])
def test_what_is_none_is_none(raw):
    assert report_from(raw) is None


def test_the_digest_is_of_names_and_contents():
    one = {"a.py": b"1", "b.py": b"2"}
    assert digest(one) == digest(dict(reversed(one.items())))
    assert (
        len(
            {
                digest(files)
                for files in (one, {"a.py": b"1"}, {"a.py": b"2", "b.py": b"1"}, {"a.py": b"1", "c.py": b"2"})
            }
        )
        == 4
    )
