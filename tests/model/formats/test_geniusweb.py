import json
from decimal import Decimal

import pytest
from case_strategies import cases
from genius_samples import bare, levels, table
from hypothesis import given

from mediant.errors import InvalidFile
from mediant.model.checks import problems_of
from mediant.model.formats import geniusweb
from mediant.model.formats.settled import settle, utility
from mediant.model.issue import Range
from mediant.model.preferences import AsGoodAs

DOMAIN = {
    "name": "harbour",
    "issuesValues": {
        "Truce": {"values": ["none", "40 days"]},
        "Fee": {"range": {"low": "0", "high": 1.1, "step": 0.25}},
    },
}


def space(**changes):
    fields = {
        "name": "north1",
        "domain": DOMAIN,
        "issueUtilities": {
            "Truce": {"DiscreteValueSetUtilities": {"valueUtilities": {"none": 0.2, "40 days": 1}}},
            "Fee": {"NumberValueSetUtilities": {"lowValue": 0, "lowUtility": 1, "highValue": "1.1", "highUtility": 0}},
        },
        "issueWeights": {"Truce": 0.6, "Fee": 0.4},
        "reservationBid": {"issuevalues": {"Truce": "none", "Fee": 0.5}},
    }
    return {"LinearAdditiveUtilitySpace": fields | changes}


def files(**changes):
    found = {"domain.json": DOMAIN, "a.json": space(), "b.json": space(reservationBid=None, name="")} | changes
    return {name: json.dumps(value).encode() for name, value in found.items()}


def test_a_folder_is_read():
    case, notes = geniusweb.parse(files(), "x")
    assert (case.title, notes, problems_of(case)) == ("harbour", (), ())
    assert [(p.id, p.name) for p in case.parties] == [("a", "north1"), ("b", "b")]
    assert case.issue("fee").options == Range(low=0, high=1, step=0.25)
    assert case.preferences["a"].walk_away == AsGoodAs({"truce": "none", "fee": 0.5})
    assert case.preferences["b"].walk_away is None
    settled = settle(case, "a")
    assert utility(settled, case, {"truce": "none", "fee": 0.5}) == pytest.approx(0.6 * 0.2 + 0.4 * (1 - 0.5 / 1.1))
    assert settled.walk_away == pytest.approx(0.6 * 0.2 + 0.4 * (1 - 0.5 / 1.1))


def test_profiles_bring_their_domain_and_old_spellings_are_read():
    old = json.dumps(space()).replace("DiscreteValueSetUtilities", "discreteutils").replace("step", "increment")
    old = old.replace("NumberValueSetUtilities", "numberutils")
    again, _ = geniusweb.parse({"a.json": old.encode(), "b.json": old.encode()}, "x")
    assert again.issues == geniusweb.parse(files(), "x")[0].issues
    assert again.preferences["a"] == geniusweb.parse(files(), "x")[0].preferences["a"]


def test_a_domain_may_list_the_values_in_another_order():
    turned = {**DOMAIN, "issuesValues": DOMAIN["issuesValues"] | {"Truce": {"values": ["40 days", "none"]}}}
    case, _ = geniusweb.parse(files(**{"domain.json": turned}), "x")
    assert case.issue("truce").options == ("40 days", "none")
    assert case.preferences["a"].values["truce"] == {"none": 0.2, "40 days": 1}


def with_issue(name, value):
    return space(issueUtilities=space()["LinearAdditiveUtilitySpace"]["issueUtilities"] | {name: value})


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"a.json": {"DefaultPartialOrdering": {}}}, "DefaultPartialOrdering"),
        ({"a.json": {"SumOfGroupsUtilitySpace": {}}}, "SumOfGroups"),
        ({"a.json": space(issueWeights={"Truce": 1})}, "issueWeights"),
        ({"a.json": space(issueWeights={"Truce": True, "Fee": 0})}, "number"),
        ({"a.json": space(issueWeights=[1])}, "table"),
        ({"a.json": space(reservationBid={"issuevalues": {"Truce": "none"}})}, "reservationBid"),
        ({"a.json": space(reservationBid={"issuevalues": {"Truce": "gone", "Fee": 0}})}, "gone"),
        ({"a.json": space(domain=DOMAIN | {"issuesValues": {"Truce": {"values": ["none"]}}})}, "domain"),
        ({"a.json": with_issue("Truce", {"other": {}})}, "kinds"),
        ({"a.json": with_issue("Fee", {"DiscreteValueSetUtilities": {"valueUtilities": {}}})}, "kinds"),
        ({"a.json": with_issue("Truce", {"discreteutils": {"valueUtilities": {"none": float("nan")}}})}, "finite"),
        ({"domain.json": {"issuesValues": {"Fee": {"range": {"low": 0, "high": 9, "step": 0}}}}}, "step"),
        ({"domain.json": {"issuesValues": {"Fee": {"range": {"low": 0, "high": 9e9, "step": 1}}}}}, "steps"),
        ({"domain.json": {"issuesValues": {"Fee": {"range": {"low": -1e308, "high": 1e308, "step": 1}}}}}, "steps"),
        ({"domain.json": {"issuesValues": {}}}, "no issues"),
        ({"a.json": [1]}, "1 profiles"),
    ],
)
def test_what_is_wrong_is_named(changes, word):
    with pytest.raises(InvalidFile, match=word):
        geniusweb.parse(files(**changes), "x")


def test_a_case_goes_out_and_comes_back():
    case, _ = geniusweb.parse(files(**{"b.json": space(name="b")}), "x")
    written, lost = geniusweb.render(case)
    assert [loss for loss in lost if "name" not in loss] == []
    again, _ = geniusweb.parse(written, "x")
    assert again == case
    weights = json.loads(written["a.json"], parse_float=Decimal)["LinearAdditiveUtilitySpace"]["issueWeights"]
    assert sum(weights.values()) == 1


@given(cases())
def test_any_case_is_written_so_that_it_reads_again(case):
    written, _ = geniusweb.render(case)
    again, _ = geniusweb.parse(written, "x")
    assert problems_of(again) == ()
    assert [p.name for p in again.parties] == [p.name for p in case.parties]
    for name, data in written.items():
        if not name.endswith("domain.json"):
            weights = json.loads(data, parse_float=Decimal)["LinearAdditiveUtilitySpace"]["issueWeights"]
            assert sum(map(Decimal, weights.values())) == 1


@given(cases(exact=True, statements=False).map(bare))
def test_exact_preferences_keep_their_shape_and_without_losses_their_numbers(case):
    written, lost = geniusweb.render(case)
    again, _ = geniusweb.parse(written, "x")
    for old, new in zip(case.parties, again.parties, strict=True):
        if not any("terms" in loss for loss in lost if loss.startswith(f"{old.id}:")) and levels(case, old.id):
            assert levels(again, new.id) == pytest.approx(levels(case, old.id), abs=1e-6)
        if not any(loss.startswith(f"{old.id}:") for loss in lost):
            assert table(again, new.id) == pytest.approx(table(case, old.id), abs=1e-9)
