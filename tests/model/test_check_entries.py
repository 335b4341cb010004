import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.model.check_entries import at, closest, listed, meant, quantity_problems, shown, table_problems


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("40 days", "'40 days'"),
        (True, "true"),
        (None, "nothing"),
        (0.5, "0.5"),
        ([], "an empty list"),
        ([1, 2, 3], "a list of 3"),
        ({}, "an empty table"),
        ({"a": 1, "b": 2}, "a table with 'a', 'b'"),
        (object(), "a value of type object"),
    ],
)
def test_what_was_seen_is_told_in_a_few_words(value, text):
    assert shown(value) == text


def test_long_texts_lists_and_nests_are_cut():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    assert shown(deep) == "a list of 1"
    assert len(shown("x" * 10**6)) < 70
    assert shown(1 << 99_999) == "a whole number of 100,000 bits"
    assert listed([f"option {k}" for k in range(10**5)]).endswith("'option 5' and 99,994 more")


def test_near_names_are_suggested_and_far_ones_are_not():
    known = ("truce", "fee", "withdrawal")
    assert closest("trcue", known) == "truce"
    assert closest("Fee", known) == "fee"
    assert closest("hostages", known) is None
    assert closest("x" * 10**6, known) is None
    assert closest(5, known) is None
    assert meant("hostages", known, "define it") == "define it"


def test_places_quote_what_is_no_bare_key():
    assert at("", "title") == "title"
    assert at("preferences.north.because", "values.truce") == 'preferences.north.because."values.truce"'


@given(st.floats(-1e12, 1e12) | st.integers(-(10**12), 10**12))
def test_every_number_within_the_limits_is_one(number):
    assert not list(quantity_problems(number, "here"))


@pytest.mark.parametrize(
    "value", [True, "0.5", None, float("nan"), float("inf"), -1e13, 10**13, [], [1], [1, 2, 3], {}]
)
def test_what_is_no_quantity_is_told_once(value):
    (problem,) = quantity_problems(value, "here")
    assert problem.place == "here"
    assert "[low, high]" in problem.expected


def test_problems_of_a_table_come_in_its_order():
    def any_number(value, place):
        return quantity_problems(value, place)

    found = list(
        table_problems({"b": "x", "c": 1, "a": "y"}, "t", {"a": any_number, "b": any_number, "d": any_number}, ("d",))
    )
    assert [problem.place for problem in found] == ["t.d", "t.b", "t.c", "t.a"]
