import pytest
from case_strategies import all_numbers, cases
from hypothesis import given

from mediant.model.document import case_of, document_of, number_in


@given(cases(numbers=all_numbers))
def test_a_case_comes_back_from_its_document(case):
    assert case_of(document_of(case)) == case


@given(cases())
def test_a_document_holds_plain_values_only(case):
    plain = (dict, list, str, int, float, type(case.as_of))
    stack = [document_of(case)]
    while stack:
        value = stack.pop()
        assert type(value) in plain
        stack += value.values() if isinstance(value, dict) else value if isinstance(value, list) else []


@pytest.mark.parametrize(
    ("key", "number"),
    [("5", 5), ("-5", -5), ("0.1", 0.1), ("1e-05", 1e-05), ("5.0", 5.0), ("+2", 2)],
)
def test_keys_that_name_numbers(key, number):
    assert number_in(key) == number


@pytest.mark.parametrize("key", ["", "five", "1_000", " 5", "5 ", "nan", "inf", "0x5", "५", "5." + "0" * 5000, 5, None])
def test_keys_that_name_no_number(key):
    assert number_in(key) is None
