"""A person's corrections survive any redraft; what they did not touch follows the claims."""

from copy import deepcopy
from dataclasses import replace

import pytest
from draft_samples import STRIKE, claim_lists, said
from hypothesis import assume, given
from hypothesis import strategies as st

from mediant.errors import CannotDraft
from mediant.evidence.drafting.draft import draft
from mediant.evidence.drafting.merge import merge
from mediant.model.checks import problems_in
from mediant.model.document import document_of

BASE = document_of(draft(STRIKE).case)
MORE = (*STRIKE, said("c8", "alder-terminals", "offer", "to publish an outside audit", "books", start=800),
        said("c9", "west", "demand", "a share for dockers union", "profit", start=900))  # fmt: skip
NEW = document_of(draft(MORE).case)


def edited(change, document=BASE):
    mine = deepcopy(document)
    change(mine)
    assert problems_in(mine) == ()
    return mine


def by_id(document):
    """The document with rows by id: a person's order of them stays, so it may differ."""
    rows = {kind: {row["id"]: row for row in document.get(kind, ())} for kind in ("party", "mediator", "issue")}
    return {**document, **rows}


def row(document, kind, id):
    return next((row for row in document.get(kind, ()) if row["id"] == id), None)


def test_what_nobody_changed_follows_the_new_draft():
    merged = merge(BASE, BASE, NEW)
    assert by_id(merged.document) == by_id(NEW)
    assert merged.conflicts == ()
    assert merge(BASE, NEW, NEW).document == NEW


def test_a_draft_merged_with_itself_changes_nothing():
    assert merge(BASE, BASE, BASE).document == BASE
    mine = edited(lambda d: d.update(title="Mine"))
    assert merge(BASE, mine, BASE) == merge(mine, mine, mine)


def _rename(d):
    d["title"] = "Mine"


def _name(d):
    d["party"][0]["name"] = "The terminals"


def _host(d):
    d["mediator"][0]["may"] = ["carry", "draft"]


def _order(d):
    d["preferences"]["dockers-union"]["values"]["night-rate"].reverse()


def _line(d):
    d["preferences"]["dockers-union"]["never"].append({"books": "not agreed"})


def _no_line(d):
    del d["preferences"]["dockers-union"]["never"], d["preferences"]["dockers-union"]["because"]["never.1"]


def _issue_name(d):
    row(d, "issue", "books")["name"] = "The books"


def _weights(d):
    d["preferences"]["alder-terminals"]["weights"] = ["books", "strike"]


def _package(d):
    d["preferences"]["alder-terminals"]["accepts"] = [{issue["id"]: issue["options"][0] for issue in d["issue"]}]


def _party(d):
    d["party"].append({"id": "owners", "name": "Owners"})


def _options(d):
    row(d, "issue", "strike")["options"].append("put off")
    d["preferences"]["alder-terminals"]["values"]["strike"].append("put off")


KEPT = {
    _rename: lambda d: d["title"] == "Mine",
    _name: lambda d: row(d, "party", "alder-terminals")["name"] == "The terminals",
    _host: lambda d: row(d, "mediator", "labour-ministry")["may"] == ["carry", "draft"],
    _order: lambda d: d["preferences"]["dockers-union"]["values"]["night-rate"][0] == "pay time and a half",
    _line: lambda d: {"books": "not agreed"} in d["preferences"]["dockers-union"]["never"],
    _no_line: lambda d: "never" not in d["preferences"]["dockers-union"],
    _issue_name: lambda d: row(d, "issue", "books")["name"] == "The books",
    _weights: lambda d: d["preferences"]["alder-terminals"]["weights"] == ["books", "strike"],
    _package: lambda d: "accepts" in d["preferences"]["alder-terminals"],
    _party: lambda d: row(d, "party", "owners") is not None,
    _options: lambda d: row(d, "issue", "strike")["options"][-1] == "put off",
}


@pytest.mark.parametrize("edit", KEPT, ids=lambda edit: edit.__name__)
@pytest.mark.parametrize("new", [NEW, BASE, document_of(draft(MORE[:-1]).case)], ids=["more", "none", "some"])
def test_an_edit_survives_a_new_draft(edit, new):
    mine = edited(edit)
    assert KEPT[edit](mine)
    assert not KEPT[edit](BASE)
    merged = merge(BASE, mine, new).document
    assert problems_in(merged) == ()
    assert KEPT[edit](merged)
    assert KEPT[edit](merge(new, merged, BASE).document)


def test_new_claims_reach_what_was_not_edited():
    merged = merge(BASE, edited(_rename), NEW)
    assert merged.document["title"] == "Mine"
    assert by_id(merged.document)["issue"] == by_id(NEW)["issue"]
    assert merged.conflicts == ()


def test_both_changed_is_a_conflict_and_yours_is_kept():
    def change(d):
        options = row(d, "issue", "books")["options"]
        options.append("an audit of mine")
        for party in ("dockers-union", "alder-terminals"):
            d["preferences"][party]["values"]["books"] = {option: [0, 1] for option in options}

    mine = edited(change)
    merged = merge(BASE, mine, NEW)
    assert problems_in(merged.document) == ()
    assert row(merged.document, "issue", "books")["options"] == row(mine, "issue", "books")["options"]
    (conflict,) = [conflict for conflict in merged.conflicts if "books" in conflict.place]
    assert "publish an outside audit" in conflict.offered
    assert "kept" in str(conflict)


def test_a_party_that_a_person_removed_stays_away():
    new = deepcopy(NEW)
    mine = deepcopy(NEW)
    mine["party"] = [party for party in mine["party"] if party["id"] != "west"]
    mine["preferences"].pop("west", None)
    merged = merge(NEW, mine, new)
    assert row(merged.document, "party", "west") is None
    assert "west" not in merged.document["preferences"]


def test_what_the_new_draft_knows_of_a_party_that_a_person_removed_is_told():
    mine, new = deepcopy(NEW), deepcopy(NEW)
    mine["party"] = [party for party in mine["party"] if party["id"] != "west"]
    mine["preferences"].pop("west", None)
    assert [conflict.place for conflict in merge(NEW, mine, new).conflicts] == []
    row(new, "party", "west")["name"] = "West Quay"
    merged = merge(NEW, mine, new)
    assert row(merged.document, "party", "west") is None
    assert [(conflict.place, conflict.kept) for conflict in merged.conflicts] == [("party west", "nothing")]


def test_a_party_stays_whose_order_a_person_set_though_no_claim_is_left_of_it():
    mine = deepcopy(NEW)
    mine["preferences"]["west"]["weights"] = ["profit", "books"]
    assert problems_in(mine) == ()
    merged = merge(NEW, mine, BASE)
    assert row(merged.document, "party", "west") == row(NEW, "party", "west")
    assert merged.document["preferences"]["west"]["weights"] == ["profit", "books"]
    assert "party west" in [conflict.place for conflict in merged.conflicts]


def test_what_claims_no_longer_support_goes_unless_a_person_worked_on_it():
    assert by_id(merge(NEW, NEW, BASE).document) == by_id(BASE)
    mine = deepcopy(NEW)
    row(mine, "party", "west")["name"] = "The West"
    merged = merge(NEW, mine, BASE)
    assert row(merged.document, "party", "west") == {"id": "west", "name": "The West"}
    assert any("west" in conflict.place for conflict in merged.conflicts)


def test_new_issues_wait_where_whole_packages_are_stated():
    merged = merge(BASE, edited(_package), NEW)
    assert {issue["id"] for issue in merged.document["issue"]} == {issue["id"] for issue in BASE["issue"]}
    assert any(conflict.place == "issue profit" for conflict in merged.conflicts)


def test_a_claim_more_for_the_same_entry_joins_the_others():
    new = deepcopy(BASE)
    new["preferences"]["dockers-union"]["because"]["values.night-rate"] = ["c3", "c77"]
    mine = deepcopy(BASE)
    mine["preferences"]["dockers-union"]["because"]["values.night-rate"] = ["c1", "c3", "own"]
    merged = merge(BASE, mine, new).document
    assert merged["preferences"]["dockers-union"]["because"]["values.night-rate"] == ["c3", "own", "c77"]


def _drafted(claims):
    try:
        return document_of(draft(claims).case)
    except CannotDraft:
        return None


ROLES = {"north": "alder-terminals", "south": "dockers-union"}


def _more(claims):
    """The claims of the strike, and drawn ones on its parties and its issues."""
    issues = dict(zip(("truce", "road", "fee"), ("night-rate", "books", "strike"), strict=True))
    drawn = [
        replace(
            claim,
            id=f"more-{claim.id}",
            sources=tuple(replace(s, actor=ROLES.get(s.actor, s.actor)) for s in claim.sources),
            issues=tuple(issues.get(issue, issue) for issue in claim.issues),
        )
        for claim in claims
    ]
    return (*STRIKE, *drawn)


@given(claim_lists(24), st.integers(0, 24), st.data())
def test_any_edit_survives_any_redraft_and_the_case_stays_valid(claims, cut, data):
    new, base = _drafted(_more(claims)), _drafted(_more(claims[:cut]))
    assume(new is not None and base is not None)
    mine = deepcopy(base)
    mine["title"] = "Mine"
    party = data.draw(st.sampled_from(mine["party"]))
    party["name"] = "Renamed"
    issue = data.draw(st.sampled_from(mine["issue"]))
    order = list(reversed(issue.get("options", ())))
    stated = mine["preferences"][party["id"]]
    edits = bool(order) and order != stated.get("values", {}).get(issue["id"])  # else it is the draft's already
    if edits:
        stated.setdefault("values", {})[issue["id"]] = order
        stated.get("because", {}).pop(f"values.{issue['id']}", None)
    merged = merge(base, mine, new).document
    assert problems_in(merged) == ()
    assert merged["title"] == "Mine"
    assert row(merged, "party", party["id"])["name"] == "Renamed"
    if edits:
        assert merged["preferences"][party["id"]]["values"][issue["id"]] == order
    assert merge(new, merged, new).document == merged


@given(claim_lists(20), st.integers(0, 20))
def test_without_edits_a_redraft_is_the_new_draft(claims, cut):
    new, base = _drafted(_more(claims)), _drafted(_more(claims[:cut]))
    assume(new is not None and base is not None)
    merged = merge(base, base, new)
    assert merged.conflicts == ()
    for key in ("party", "mediator", "issue"):
        assert {r["id"]: r for r in merged.document.get(key, ())} == {r["id"]: r for r in new.get(key, ())}
    for party, stated in new["preferences"].items():
        assert merged.document["preferences"][party].get("values") == stated.get("values")


def test_a_party_that_turns_out_to_mediate_moves_over():
    new = deepcopy(NEW)
    new["party"] = [party for party in new["party"] if party["id"] != "west"]
    new["mediator"] = [*new["mediator"], {"id": "west", "name": "West", "may": ["carry"]}]
    new["preferences"].pop("west")
    assert by_id(merge(NEW, NEW, new).document) == by_id(new)
    assert by_id(merge(new, new, NEW).document) == by_id(NEW)
    assert merge(NEW, NEW, new).conflicts == merge(new, new, NEW).conflicts == ()
