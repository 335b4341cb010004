"""What changed between two versions, and brackets."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import Refused
from mediant.workbench.wording import Run, bracketed, cleaned, diff, is_open, pieces

WORDS = st.lists(
    st.sampled_from(["the", "truce", "lasts", "40", "days,", "sixty", "at", "dawn.", "\n"]), max_size=12
).map(" ".join)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(TEXTS, TEXTS)
def test_a_diff_holds_both_versions(old, new):
    runs = diff(old, new)
    assert "".join(run.words for run in runs if run.kind != "insert") == old
    assert "".join(run.words for run in runs if run.kind != "delete") == new
    assert all(run.words for run in runs)


@given(TEXTS)
def test_nothing_changed(words):
    assert {run.kind for run in diff(words, words)} <= {"equal"}


def test_whole_words_change():
    assert diff("It lasts 40 days.", "It lasts sixty days.") == (
        Run("equal", "It lasts"), Run("delete", " 40"), Run("insert", " sixty"), Run("equal", " days."),
    )  # fmt: skip
    assert [run.kind for run in diff("تستمر الهدنة 40 يوما،", "تستمر الهدنة 60 يوما،")] == [
        "equal",
        "delete",
        "insert",
        "equal",
    ]


def test_texts_that_repeat_one_word_are_compared_quickly():
    old, new = "a " * 5000, "b a " * 2500
    runs = diff(old, new)
    assert "".join(run.words for run in runs if run.kind != "insert") == old
    assert "".join(run.words for run in runs if run.kind != "delete") == new


@given(WORDS, WORDS)
def test_each_version_is_among_the_alternatives(one, other):
    one, other = " ".join(one.split()), " ".join(other.split())
    if one == other or not one or not other:
        with pytest.raises(Refused) if one == other else _nothing():
            bracketed([one, other])
        return
    words = bracketed([one, other])
    choices = [[None, *range(len(part))] for part in pieces(words) if isinstance(part, tuple)]
    reachable = (
        {" ".join(cleaned(words, kept).split()) for kept in product(*choices)} if len(choices) < 7 else {one, other}
    )
    assert {one, other} <= reachable


class _nothing:  # noqa: N801
    def __enter__(self): ...
    def __exit__(self, *_): ...


def test_brackets():
    assert bracketed(["It lasts 40 days.", "It lasts sixty days."]) == "It lasts [40 | sixty] days."
    assert bracketed(["It lasts.", "It lasts at dawn."]) == "It lasts [at dawn]."
    assert (
        bracketed(["It lasts 1 day.", "It lasts 2 days.", "It lasts 3 days."]) == "It lasts [1 day | 2 days | 3 days]."
    )
    assert is_open("It lasts [40] days.")
    assert not is_open("It lasts 40 days.")


@pytest.mark.parametrize("versions", [["a [b]", "c"], ["a | b", "c"], ["a", "a"], ["a", "a", "a"]])
def test_what_cannot_be_put_in_brackets(versions):
    with pytest.raises(Refused):
        bracketed(versions)


def test_cleaning():
    words = "It lasts [40 | sixty] days [at most]."
    assert cleaned(words, [0, 0]) == "It lasts 40 days at most."
    assert cleaned(words, [1, None]) == "It lasts sixty days."
    assert cleaned("on[ly] a [b] c", [None, None]) == "on a c"
    for kept in ([0], [0, 0, 0], [2, 0], [-1, 0]):
        with pytest.raises(Refused):
            cleaned(words, kept)


@pytest.mark.parametrize("words", ["a [b", "a] b", "[a [b] c]", "[a]]"])
def test_a_bracket_is_closed_before_the_next(words):
    with pytest.raises(Refused, match="bracket"):
        pieces(words)
