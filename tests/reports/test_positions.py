"""What is stated of a party in words: orders, tables and curves, and what is unknown or assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from case_strategies import cases
from hypothesis import given

from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.preferences import AsGoodAs, Curve, Interval, Preferences, Ranking, Term
from mediant.reports.positions import entries_of, open_questions, values_words, walk_away_number

TRUCE = Issue(id="truce", name="Truce", options=("none", "40 days", "permanent"))
FEE = Issue(id="fee", name="Fee", options=Range(low=0, high=100, step=5, unit="USD"))


@pytest.mark.parametrize(
    ("issue", "values", "words"),
    [
        (TRUCE, Ranking((("permanent",), ("40 days", "none"))), "permanent > 40 days = none"),
        (TRUCE, {"none": 0, "40 days": Interval(0.2, 0.7), "permanent": 1}, "none (0), 40 days (0.2 to 0.7), permanent (1)"),
        (FEE, "more", "more is better"),
        (FEE, "less", "less is better"),
        (FEE, Curve(((0, 1.0), (100, 0.0))), "1 at 0 USD, 0 at 100 USD; straight lines between"),
    ],
)  # fmt: skip
def test_positions_in_words(issue, values, words):
    assert values_words(issue, values) == words


def test_a_long_order_says_how_much_it_leaves_out():
    issue = Issue(id="fee", name="Fee", options=Range(low=0, high=99, step=1))
    words = values_words(issue, Ranking(tuple((k,) for k in range(100))))
    assert words.endswith("> … (88 more)")


def test_what_is_unknown_is_neither_sourced_nor_assumed(partial_two):
    case, _ = partial_two
    entries = {entry.place: entry for entry in entries_of(case, "north")}
    assert not entries["values.pilots"].known
    assert not entries["values.pilots"].assumed
    assert entries["weights"].assumed
    assert entries["values.truce"].claims == ("c1", "c3")
    assert entries["never.1"].words == "never Length of the truce: none; Harbour fee: 95 USD or 100 USD"
    south = {entry.place: entry for entry in entries_of(case, "south")}
    assert not south["walk_away"].known
    assert "at least as good as" in south["prefers.1"].words
    assert any("only the order is known" in words for words in open_questions(case, "north"))
    assert any("Walk-away: nothing is known" in words for words in open_questions(case, "south"))


def test_of_a_party_without_an_entry_every_issue_is_unknown(partial_two):
    case, _ = partial_two
    bare = entries_of(type(case)(title="t", parties=case.parties, issues=case.issues), "north")
    assert [entry.known for entry in bare] == [False, False, False]


def test_a_long_tie_says_how_much_it_leaves_out():
    issue = Issue(id="fee", name="Fee", options=Range(low=0, high=19, step=1))
    words = values_words(issue, Ranking((tuple(range(1, 20)), (0,))))
    assert words.endswith("= 12 = … (7 more) > 0")


def test_values_of_numbers_stand_in_their_order():
    assert values_words(FEE, {100: 1, 0: 0}) == "0 USD (0), 100 USD (1)"


def test_terms_weights_and_a_tied_walk_away_in_words(partial_two):
    case, _ = partial_two
    status_quo = {"truce": "none", "fee": 0, "pilots": "both"}
    stated = Preferences(
        weights={"truce": 0.5, "fee": Interval(0.1, 0.2)},
        walk_away=AsGoodAs(status_quo),
        together=(Term(when={"truce": ("none", "40 days")}, add=0.25),),
    )
    known = {e.place: e.words for e in entries_of(replace(case, preferences={"north": stated}), "north")}
    assert known["weights"] == "Length of the truce 0.5, Harbour fee 0.1 to 0.2, Who pilots the ships unknown"
    assert known["walk_away"] == (
        "as good as Length of the truce: none; Harbour fee: 0 USD; Who pilots the ships: both"
    )
    assert known["together.1"] == "Length of the truce: none or 40 days, adds 0.25"


def test_a_walk_away_is_a_number_only_where_it_is_stated_as_one(exact_two, partial_two):
    assert walk_away_number(exact_two[0], "north") == 0.45
    assert walk_away_number(exact_two[0], "south") is None
    assert [walk_away_number(partial_two[0], party) for party in ("north", "south", "nobody")] == [None] * 3


@given(cases())
def test_every_entry_of_a_case_is_told_with_its_claims(case: Case):
    for party in case.parties:
        stated = case.known_of(party.id)
        entries = entries_of(case, party.id)
        places = [entry.place for entry in entries]
        assert len(set(places)) == len(places)
        assert {entry.place: entry.claims for entry in entries if entry.claims} == dict(stated.because)
        for kind in ("together", "never", "prefers", "accepts", "rejects"):
            assert sum(place.startswith(f"{kind}.") for place in places) == len(getattr(stated, kind))
