"""The page on security names a test, or a reason, for each of the 84 things that are tried; and each test is there."""

from __future__ import annotations

import re

from security_page import GROUPS, NAMED, PAGE, REASONS, ROOT, WHAT, named_tests, page

ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)


def test_every_number_is_there_once():
    numbers = [int(number) for number, _, _ in ROW.findall(PAGE.read_text(encoding="utf-8"))]
    assert numbers == list(range(1, 85))
    assert len(WHAT) == 84
    assert [number for first, last in GROUPS.values() for number in range(first, last + 1)] == numbers


def test_every_test_that_it_names_exists_and_every_other_row_has_a_reason():
    there = {name for path in (ROOT / "tests").rglob("test_*.py") for name, _ in NAMED.findall(path.read_text("utf-8"))}
    for number, _, shown in ROW.findall(PAGE.read_text(encoding="utf-8")):
        named = set(re.findall(r"`(test_\w+)`", shown))
        assert named <= there, f"{number}: run `python tests/security_page.py`"
        assert named or shown == REASONS[int(number)]


def test_what_has_a_test_needs_no_reason():
    text = PAGE.read_text(encoding="utf-8")
    for number in named_tests().keys() & REASONS.keys():
        assert REASONS[number] not in text, "run `python tests/security_page.py`"


def test_its_tables_can_be_written_again():
    text = PAGE.read_text(encoding="utf-8")
    assert page(page(text)) == page(text)
