"""Results as lines of a journal."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.tournaments.results import TENTHS, Result, Seat, line_of, result_in

NUMBERS = st.floats(-1e12, 1e12)
SEATS = st.builds(
    Seat,
    utility=NUMBERS,
    reserved=NUMBERS,
    greatest=NUMBERS,
    offered=st.lists(st.none() | NUMBERS, min_size=TENTHS, max_size=TENTHS).map(tuple),
)


@st.composite
def results(draw):
    seats = draw(st.lists(SEATS, min_size=2, max_size=4).map(tuple))
    error = draw(st.text(max_size=20))
    return Result(
        game=draw(st.integers(0, 10**6)),
        agreement=draw(st.none() | st.lists(st.integers(0, 9), max_size=3).map(tuple)),
        why=draw(st.text(max_size=20)),
        acts=draw(st.integers(0, 10**6)),
        seats=seats,
        error=error,
        at_fault=draw(st.none() | st.integers(0, len(seats) - 1)) if error else None,
    )


@given(result=results())
def test_a_line_gives_the_result_back(result):
    line = line_of(result)
    assert result_in(line) == result
    assert line.count(b"\n") == 1


@given(result=results(), cut=st.integers(1, 400))
def test_a_line_that_was_cut_off_is_none(result, cut):
    assert result_in(line_of(result)[:-cut]) is None


GOOD = json.loads(
    line_of(Result(game=1, agreement=(0, 1), why="agreed", acts=2, seats=(Seat(
        utility=1, reserved=0, greatest=1, offered=(None,) * TENTHS),) * 2))
)  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"game": -1}, {"game": True}, {"game": 1.0}, {"game": None}, {"agreement": [-1]}, {"agreement": 3},
        {"agreement": ["0"]}, {"acts": "2"}, {"seats": None}, {"seats": [[1, 0, 1]]}, {"seats": [[1, 0, 1, []]]},
        {"seats": [["1", 0, 1, [None] * TENTHS]]}, {"seats": [[True, 0, 1, [None] * TENTHS]]},
        {"error": "x", "at_fault": 2}, {"error": "x", "at_fault": -1}, {"error": "x", "at_fault": "0"},
    ],
)  # fmt: skip
def test_what_is_none_of_ours_is_none(change):
    assert result_in(json.dumps(GOOD).encode() + b"\n") is not None
    assert result_in(json.dumps(GOOD | change).encode() + b"\n") is None


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"[]\n", b"null\n", b"{}\n", b"\xff\xfe\n", b"[" * 100_000 + b"\n", b'{"game": NaN}\n']
)
def test_rubbish_is_none(line):
    assert result_in(line) is None


def test_numbers_are_finite():
    bad = json.dumps(GOOD).replace("[1, 0, 1", "[NaN, 0, 1").encode() + b"\n"
    assert result_in(bad) is None
    bad = json.dumps(GOOD | {"seats": [[float("inf"), 0, 1, [None] * TENTHS]]}).encode() + b"\n"
    assert result_in(bad) is None
