"""A role says what each option is worth, as its numbers do, and nothing that is not in it."""

from __future__ import annotations

import pytest
from sitting import HARBOUR, package
from small_class import CASE

from mediant.talks.standing import standings_of
from mediant.talks.words import Words, choices_of
from mediant.workbench.course import case_from
from mediant.workbench.drawn import with_preferences
from mediant.workbench.role_sheet import role_sheet

GIVEN = {
    **CASE["preferences"]["north"], "walk_away": 0.3, "weights": {"truce": 2, "fee": 1},
    "together": [{"when": {"truce": "permanent", "fee": 0}, "add": 0.1}], "never": [{"truce": "none", "fee": 10}],
}  # fmt: skip


def matches(part, outcome) -> bool:
    return all(outcome[issue] in options for issue, options in part.items())


def test_the_sum_of_its_options_is_what_an_agreement_is_worth():
    sheet = role_sheet(HARBOUR, "north", GIVEN)
    standing = standings_of(with_preferences(case_from(CASE), {"north": GIVEN}))["north"]
    words = Words(HARBOUR)
    for truce, one in sheet.options["truce"]:
        for fee, other in sheet.options["fee"]:
            outcome = package(truce, fee)
            if any(matches(part, outcome) for part in sheet.never):
                continue
            more = sum(add for when, add in sheet.together if matches(when, outcome))
            assert one + other + more == pytest.approx(standing.utility(choices_of(outcome, words, "outcome")))
    assert (sheet.walk_away, len(sheet.never), len(sheet.together)) == (pytest.approx(0.3), 1, 1)
