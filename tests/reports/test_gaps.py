"""What of an outcome nothing reported supports: unknown or assumed, party by party."""

from __future__ import annotations

from dataclasses import replace

from mediant.model.preferences import Interval
from mediant.reports.gaps import MOST_NAMED, gaps_of

ONE = {"truce": "permanent", "fee": 20, "pilots": "both"}
OTHER = {"truce": "none", "fee": 20, "pilots": "both"}


def test_assumed_and_unknown_are_told_by_party(partial_two):
    (gap,) = gaps_of(partial_two[0], [ONE])
    assert gap.places == "1"
    assert gap.parts == (
        ("North", "assumed", "Harbour fee (20 USD)"),
        ("North", "unknown", "Who pilots the ships (both)"),
        ("South", "assumed", "Length of the truce (permanent)"),
        ("South", "unknown", "Who pilots the ships (both)"),
    )
    assert gap.words.startswith("North, assumed: Harbour fee (20 USD); North, unknown: ")


def test_outcomes_with_the_same_gaps_share_a_line_and_name_what_all_settle_alike(partial_two):
    (gap,) = gaps_of(partial_two[0], [ONE, OTHER, ONE])
    assert gap.places == "1 to 3"
    assert "Length of the truce" in gap.words
    assert "Length of the truce (" not in gap.words


def test_an_option_that_may_be_worth_anything_is_unknown(partial_two):
    case, _ = partial_two
    south = case.preferences["south"]
    open_values = {**south.values, "truce": {"none": Interval(0, 1), "40 days": 0.4, "permanent": 0.0}}
    case = replace(case, preferences={**case.preferences, "south": replace(south, values=open_values)})
    first, second = gaps_of(case, [ONE, OTHER])
    assert (first.places, second.places) == ("1", "2")
    assert ("South", "assumed", "Length of the truce") in first.parts
    assert ("South", "unknown", "Length of the truce, Who pilots the ships (both)") in second.parts


def test_a_case_without_claims_tells_only_what_is_unknown(partial_two):
    case, _ = partial_two
    bare = replace(case, preferences={party: replace(known, because={}) for party, known in case.preferences.items()})
    (gap,) = gaps_of(bare, [ONE])
    assert {how for _, how, _ in gap.parts} == {"unknown"}


def test_many_issues_are_counted_not_listed(partial_two):
    case, _ = partial_two
    more = tuple(replace(case.issues[0], id=f"i{k}", name=f"Issue {k}") for k in range(40))
    (gap,) = gaps_of(replace(case, issues=(*case.issues, *more)), [ONE])
    assert all(words.count(",") < MOST_NAMED for _, _, words in gap.parts)
    assert "more" in gap.words


def test_nothing_listed_has_no_gaps(partial_two):
    assert gaps_of(partial_two[0], []) == ()
