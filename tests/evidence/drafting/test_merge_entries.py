"""Orders, red lines and the claims behind them, merged for one party."""

from mediant.evidence.drafting.merge import Sides
from mediant.evidence.drafting.merge_entries import merged_preferences, shown, spec_of, stands_on

ISSUES = [{"id": "road", "name": "Road", "options": ["a", "b"]}]


def document(**stated):
    return {"issue": ISSUES, "preferences": {"north": stated}}


def merged(base, mine, new, fixed=()):
    return merged_preferences(Sides(base, mine, new), "north", ISSUES, set(fixed))


def test_red_lines_are_numbered_anew_with_their_claims():
    base = document(never=[{"road": "a"}], because={"never.1": ["c1"]})
    mine = document(never=[{"road": "b"}, {"road": "a"}], because={"never.1": ["own"], "never.2": ["c1"]})
    new = document()
    assert merged(base, mine, new) == {"never": [{"road": "b"}], "because": {"never.1": ["own"]}}
    assert merged(base, mine, base) == mine["preferences"]["north"]


def test_a_drafted_red_line_on_an_option_that_is_gone_is_not_added():
    assert merged(document(), document(), document(never=[{"road": "z"}])) == {}


def test_the_claims_of_a_value_that_a_person_set_are_the_persons():
    base = document(values={"road": ["a", "b"]}, because={"values.road": ["c1"]})
    mine = document(values={"road": ["b", "a"]})
    new = document(values={"road": ["a", "b"]}, because={"values.road": ["c1", "c2"]})
    assert merged(base, mine, new) == {"values": {"road": ["b", "a"]}}
    assert merged(base, base, new) == new["preferences"]["north"]


def test_an_issue_whose_options_are_the_persons_keeps_its_values():
    new = document(values={"road": ["x", "y"]})
    assert merged(document(), document(), new, fixed=["road"]) == {}


def test_whether_a_person_worked_on_an_issue():
    base = document()
    assert not stands_on(Sides(base, base, base), "road")
    assert stands_on(Sides(base, document(values={"road": ["a", "b"]}), base), "road")
    assert stands_on(Sides(base, document(weights=["road"]), base), "road")
    assert not stands_on(Sides(base, document(weights=["fee"]), base), "road")


def test_values_in_words():
    assert shown(None) == "nothing"
    assert shown(["a", {"b": 1}]) == '["a", {"b": 1}]'
    assert shown("x" * 200).endswith("…")
    assert spec_of({"id": "x", "name": "X", "range": {"from": 0}}) == {"range": {"from": 0}}
