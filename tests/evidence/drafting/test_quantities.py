"""Numbers are found with what they count, and years and days are none of them."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.evidence.drafting.quantities import (
    MOST_STEPS,
    Quantity,
    number_of,
    plain_number,
    quantities_of,
    range_of,
    range_table,
)
from mediant.model.document import range_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("40 days", [(40, "day")]),
        ("forty-one buses and 1,900 people", [(41, "buse"), (1900, "people")]),
        ("9 per cent over two years", [(9, "%"), (2, "year")]),
        ("31 percent", [(31, "%")]),
        ("$4.5 million", [(4_500_000, "$")]),
        ("thirty million cubic metres", [(30_000_000, "cubic metre")]),
        ("on 1 May 2035 and in 2034", []),
        ("14", [(14, None)]),
        ("one more thing", []),
        ("nothing", []),
    ],
)
def test_numbers_and_what_they_count(text, found):
    assert [(plain_number(q.number), q.unit) for q in quantities_of(text)] == found


def test_two_numbers_of_one_unit_make_a_range_and_a_bare_one_joins_in():
    said = [quantities_of("14"), quantities_of("to go to 11 per cent")]
    unit, numbers = range_of(said)
    assert (unit, sorted(numbers)) == ("%", [11, 14])
    assert range_table("%", numbers) == {"from": 11, "to": 14, "step": 1, "unit": "%"}
    assert range_table("days", [Decimal(40), Decimal(90)])["step"] == 10
    assert range_table("$", [Decimal("2.8"), Decimal("3.1")])["step"] == 0.1


def test_one_number_or_different_things_make_none():
    assert range_of([quantities_of("40 days"), quantities_of("forty days")]) is None
    assert range_of([quantities_of("40 days"), quantities_of("60 crowns")]) is None
    assert range_of([quantities_of("40 days"), quantities_of("60 days"), (), (), ()]) is None
    assert range_of([quantities_of("1 gram"), quantities_of("100,001 grams")]) is None
    assert range_of([]) is None


def test_a_statement_with_two_numbers_of_a_unit_names_none():
    assert number_of(quantities_of("10 of the 20 days, or 30 days"), "day") is None
    assert number_of((Quantity(Decimal(3), None),), "day") == 3


@given(st.lists(st.decimals(0, 1_000_000, places=2), min_size=2, max_size=5))
def test_a_range_holds_every_number_it_was_made_of(numbers):
    found = range_of([(Quantity(number, "day"),) for number in numbers])
    if found is not None:
        span = range_in(range_table("days", found[1]))
        assert all(plain_number(number) in span for number in numbers)
        assert len(span) <= MOST_STEPS + 1


@given(st.text())
def test_any_text_is_read(text):
    assert all(quantity.number >= 0 for quantity in quantities_of(text))


def test_hostile_texts_take_no_time():
    before = time.process_time()
    for text in ("1," * 50_000, "9" * 100_000, "a-" * 50_000, "1 million " * 10_000, "1,000" * 20_000):
        quantities_of(text)
    assert time.process_time() - before < 1
