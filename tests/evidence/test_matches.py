"""Quoted pieces held against their article: the nearest place, and one problem for one cause."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.claim import Span
from mediant.evidence.matches import LEAST_TOGETHER, match_of, together

TEXT = "".join(f"sentence {k:03} stands here. " for k in range(60))


def piece(start, text, moved=0):
    return Span(start=start + moved, end=start + moved + len(text), text=text)


def test_the_nearest_place_is_named():
    text = "truce ........ truce ........ truce"
    assert "it stands at 15 to 20" in str(match_of(piece(17, "truce"), "a", text, "line 1").problem)
    assert "it stands at 30 to 35" in str(match_of(piece(27, "truce"), "a", text, "line 1").problem)
    assert "correct the offsets" in str(match_of(piece(3, "peace"), "a", text, "line 1").problem)
    assert match_of(piece(0, "truce"), "a", text, "line 1").problem is None


@given(st.integers(0, 59), st.integers(-40, 40))
def test_what_stands_once_is_found_wherever_it_was_said_to_be(number, moved):
    start = TEXT.index(f"{number:03}")
    match = match_of(piece(start, f"{number:03}", max(moved, -start)), "a", TEXT, "line 1")
    assert (match.moved or 0) == (start - match.start if match.problem else 0)


def matches(text, starts):
    return [match_of(piece(s, TEXT[s : s + 12]), "a", text, f"line {k}") for k, s in enumerate(starts, 1)]


@pytest.mark.parametrize(("insert", "words"), [("new words ", "10 characters later"), ("", "")])
def test_a_text_changed_from_some_character_on_is_one_problem(insert, words):
    changed = TEXT[:700] + insert + TEXT[700:]
    found = matches(changed, range(0, 1400, 26))
    problems = [match.problem for match in found if match.problem]
    told = [problem for problem in (together(found).get(p, p) for p in problems) if problem]
    if not insert:
        assert told == []
    else:
        (one,) = told
        assert words in one.do
        assert "from character 702 on, 27 of 27 quoted pieces" in one.seen


def test_line_ends_of_windows_are_named_where_they_may_be_why():
    found = matches("\r\n" + TEXT, range(0, 1400, 26))
    for crlf in ((), {"a"}):
        (one,) = {problem for problem in together(found, crlf).values() if problem}
        assert ("CR LF" in one.do) == bool(crlf)


def test_a_few_wrong_pieces_are_told_one_by_one():
    few = LEAST_TOGETHER - 1
    assert together(matches(TEXT[:20] + "x" + TEXT[20:], range(26, 26 * few + 1, 26))) == {}


def test_scattered_wrong_pieces_are_told_one_by_one():
    found = [
        match_of(piece(s, "wrong" if k % 3 == 0 else TEXT[s : s + 5]), "a", TEXT, f"line {k}")
        for k, s in enumerate(range(0, 1000, 26))
    ]
    assert together(found) == {}
