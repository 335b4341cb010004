"""CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.web.spreadsheets import csv_text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\ufeff=1", "\x85@", "\n\t+1"]
)
def test_63_what_begins_as_a_formula_is_text(text):
    (row,) = csv.reader(io.StringIO(csv_text([(text,)])))
    assert row[0].startswith("'")


def test_numbers_stay_numbers():
    assert csv_text([(-1, -0.5, None, "x")]) == "-1,-0.5,,x\r\n"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1)))
def test_no_cell_begins_as_a_formula_and_none_is_lost(rows):
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert len(read) == len(rows)
    for row, was in zip(read, rows, strict=True):
        for cell, text in zip(row, was, strict=False):
            assert cell.lstrip("'") == text.lstrip("'")
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))
