"""Names that look alike are found, and told apart; others are left as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.reports.lookalikes import LETTERS, look_of, lookalikes, told_apart

ALIKE = [
    ("Hamas", "Hamas"), ("Hamas", "H\u0430mas"), ("Hamas", "Ha\u200cmas"), ("Hamas", " Hamas  "), ("A\u0301", "\xc1"),
    ("HAMAS", "\u041d\u0410\u041cAS"), ("OIKOS", "\u039f\u0399\u039a\u039fS"), ("Ill", "lII"), ("S0S", "SOS"), ("\uff28amas", "Hamas"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), ALIKE, ids=range(len(ALIKE)))
def test_names_that_look_alike_are_found_and_told_apart(one, two):
    assert lookalikes({"a": one, "b": "Israel", "c": two}) == (("a", "c"),)
    assert told_apart({"a": one, "b": "Israel", "c": two}) == {"a": f"{one} [a]", "b": "Israel", "c": f"{two} [c]"}


@pytest.mark.parametrize("two", ["Hamis", "Hama", "Israel", "\u0425\u0430\u043c\u0430\u0441", "Ham\xe1s", ""])
def test_names_that_do_not_are_left_as_they_are(two):
    assert told_apart({"a": "Hamas", "b": two}) == {"a": "Hamas", "b": two}


@given(st.dictionaries(st.sampled_from("abcdef"), st.text(st.sampled_from("a\u0430l1I \u200dx"), max_size=3)))
def test_told_apart_no_two_names_look_alike(names):
    told = told_apart(names)
    assert lookalikes(told) == ()
    assert {key for key in names if told[key] != names[key]} == {key for keys in lookalikes(names) for key in keys}


def test_a_letter_looks_like_a_plain_one_that_looks_like_itself():
    assert all(look_of(chr(letter)) == look_of(look_of(chr(letter))) for letter in LETTERS)
