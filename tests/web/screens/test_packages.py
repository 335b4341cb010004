"""Packages in forms and addresses, hostile ones too."""

from __future__ import annotations

import pytest
from sitting import HARBOUR, package

from mediant.errors import Refused
from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.web.screens import packages

LONG = Case(
    title="Price",
    parties=HARBOUR.parties,
    issues=(Issue(id="price", name="Price", options=Range(low=0, high=1, step=0.01, unit="USD")), *HARBOUR.issues[:1]),
)


def test_there_and_back():
    for outcome in (package(), package("none", 10)):
        assert packages.decoded(HARBOUR, packages.coded(HARBOUR, outcome)) == outcome
    assert packages.coded(HARBOUR, package("permanent", 5)) == "2-1"


@pytest.mark.parametrize("said", ["", "1", "1-2-0", "3-0", "-1-0", "a-b", "1-٢", "9999999999999999999-0", "1-1e0"])
def test_58_what_names_no_package_is_refused(said):
    with pytest.raises(Refused, match="names no package"):
        packages.decoded(HARBOUR, said)


def test_what_a_form_names():
    form = {"issue-truce": ("1",), "issue-fee": ("2",)}
    assert packages.read(HARBOUR, form) == package("40 days", 10)
    assert packages.read_part(HARBOUR, {"issue-fee": ("0",), "issue-truce": ("",)}) == {"fee": 0}
    assert packages.read(LONG, {"issue-price": ("0.35",), "issue-truce": ("0",)}) == {"price": 0.35, "truce": "none"}
    with pytest.raises(Refused, match="nothing is chosen for Length of the truce"):
        packages.read(HARBOUR, {"issue-fee": ("2",)})


@pytest.mark.parametrize("said", ["3", "-1", "x", "1.5", "9" * 400])
def test_58_what_is_no_option_is_refused(said):
    with pytest.raises(Refused, match="no option"):
        packages.read(HARBOUR, {"issue-truce": (said,), "issue-fee": ("0",)})


@pytest.mark.parametrize("said", ["nan", "inf", "1e999", "0.355", "-0.01", "2"])
def test_58_numbers_that_are_no_option_are_refused(said):
    with pytest.raises(Refused, match="no option of Price"):
        packages.read(LONG, {"issue-price": (said,), "issue-truce": ("0",)})


def test_long_ranges_are_typed_and_short_ones_listed():
    price, truce = packages.fields(LONG, {"price": 0.5, "truce": "none"})
    assert (price["range"], price["options"], price["value"], price["unit"]) == (LONG.issues[0].options, [], 0.5, "USD")
    assert (truce["range"], truce["place"], truce["options"][1]) == (None, 0, (1, "40 days"))


def test_words():
    rows = packages.shown(HARBOUR, {"fee": 5})
    assert rows == [{"id": "fee", "issue": "Harbour fee", "option": 5, "unit": "USD"}]


def test_a_part_of_a_package_in_words_in_the_order_of_the_issues():
    part = packages.shown_part(HARBOUR, {"fee": (0, 10), "truce": ()})
    assert [(one["issue"], [(row["option"], row["unit"]) for row in one["options"]]) for one in part] == [
        ("Length of the truce", []),
        ("Harbour fee", [(0, "USD"), (10, "USD")]),
    ]
