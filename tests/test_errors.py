"""The family of errors: every leaf comes back from another process, and says what it says on one line."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant import errors
from mediant.errors import (
    BrokenPlugin,
    CannotConvert,
    CannotDraft,
    CannotSample,
    Contradiction,
    FileProblem,
    InvalidFile,
    InvalidValue,
    LostProcess,
    MediantError,
    MissingExtra,
    Problem,
    Refused,
    ServiceProblem,
    StoreFull,
    StoreProblem,
    UnknownCase,
    UnknownPlugin,
    WrongAct,
    one_line,
)

BAD = "a\nb\x1b[31m\u2028c\ud800"
LEAVES = (
    FileProblem(BAD, "seen", "do"),
    InvalidFile("case.toml", (Problem(BAD, "2", "3"), Problem("x", "y", "z", "do this"))),
    InvalidValue("range", BAD, "expected"),
    CannotConvert("genius", ("intervals", BAD)),
    Contradiction("north", ("prefers.1", BAD)),
    CannotDraft("one party (north\n)", "read more"),
    CannotSample("south", BAD, "widen it"),
    MissingExtra("mediant read", BAD, "read"),
    UnknownPlugin("readers", BAD, ("built-in", BAD), "run `mediant plugins`"),
    BrokenPlugin("readers", BAD, BAD, BAD),
    WrongAct(BAD, BAD, "Offer, Accept or WalkOut"),
    Refused(BAD, "ask the mediator"),
    LostProcess(BAD, BAD, "run again"),
    StoreProblem(BAD, BAD, "stop the other server first"),
    StoreFull(BAD),
    UnknownCase("cases", BAD),
    ServiceProblem(BAD, BAD, "start it"),
)


def leaves(root: type[MediantError]) -> list[type[MediantError]]:
    below = root.__subclasses__()
    return [leaf for child in below for leaf in leaves(child)] if below else [root]


def test_every_leaf_is_tried_here():
    assert {type(error) for error in LEAVES} == set(leaves(MediantError))


def test_the_tree_in_the_docstring_is_the_tree():
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__)
    assert sorted(drawn) == sorted(leaf.__name__ for leaf in leaves(MediantError))


@pytest.mark.parametrize("error", LEAVES, ids=lambda error: type(error).__name__)
def test_a_leaf_survives_pickling(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


@pytest.mark.parametrize("error", LEAVES, ids=lambda error: type(error).__name__)
def test_a_leaf_says_it_on_one_printable_line(error):
    assert str(error).isprintable()
    assert str(error).encode("utf-8")


def test_an_invalid_file_counts_what_it_does_not_show():
    one = Problem("issue[1].options", "1 option", "two or more")
    assert str(InvalidFile("a.toml", (one,))) == "a.toml: issue[1].options: 1 option; expected two or more"
    assert "(and 2 more: run `mediant check a.toml`)" in str(InvalidFile("a.toml", (one, one, one)))


def test_a_problem_says_what_to_do_where_it_knows():
    assert str(Problem("title", "3", "text", "put it in quotes")) == "title: 3; expected text; put it in quotes"


@given(st.text(), st.integers(0, 50))
def test_one_line_is_printable_and_says_what_it_cuts(text, limit):
    line = one_line(text, limit=limit)
    assert line.isprintable()
    assert len(line) <= limit or "characters cut]" in line


@given(st.text(st.characters(categories=["L", "N", "P"]), max_size=100))
def test_one_line_leaves_plain_text_alone(text):
    assert one_line(text) == text


def test_what_to_do_is_said_after_a_long_list():
    error = CannotConvert("genius", tuple(f"an order of values of issue {k}" for k in range(500)))
    assert str(error).endswith(f"characters cut]; {error.do}")
