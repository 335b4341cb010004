"""The evidence as each may see it."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from findings import CLAIMS, entry, with_a_contradiction, with_claims
from languages import foreign_text
from seeing import seen, shown
from sitting import Sitting, opened

from mediant.web.languages.locales import LOCALES
from mediant.web.screens.evidence import SCREEN, values
from mediant.workbench.articles import Bring, Confirm, Correct, Dispute, Drop, HandIn, Reconsider, Share

IDS = [f"host.mediators.a1.c{number}" for number in (1, 2, 3)]


def told() -> Sitting:
    """The first claim at the joint table and disputed there, the second with South, the third not judged."""
    sitting = with_a_contradiction()
    for claim in IDS[:2]:
        sitting.ask("m", Confirm(claim))
    sitting.ask("m", Share(IDS[0], "joint"))
    sitting.ask("m", Share(IDS[1], "south"))
    sitting.ask("s", Dispute("joint.claim-1", "joint", disputed=True, words="It was 30."))
    return sitting


def test_each_sees_the_claims_that_they_were_told():
    sitting = told()
    found = {seat: [(one["id"], one["kind"]) for one in values(seen(sitting, seat))["entries"]] for seat in "nso"}
    assert found["n"] == found["o"] == [("joint.claim-1", "disputed")]
    assert found["s"] == [("joint.claim-1", "disputed"), ("south.claim-1", "private")]
    assert len(values(seen(sitting, "m"))["entries"]) == 4
    assert "10 dollars" not in shown(sitting, "n", "evidence")
    assert "Harbour talks" not in shown(sitting, "n", "evidence")


def test_a_claim_with_its_chain_and_its_day():
    first = values(seen(told(), "o"))["entries"][0]
    assert (first["words"], first["chain"]) == (
        "the truce would last 40 days",
        [{"role": "speaker", "words": "The minister of North", "actor": "north"}],
    )
    assert (first["day"].isoformat(), first["act"], first["confidence"]) == ("2024-05-03", "announce", None)
    assert first["disputes"] == [("south", "joint", "It was 30.")]


def test_filters_by_issue_and_standing():
    sitting = told()
    assert [one["id"] for one in values(seen(sitting, "m", query="issue=truce"))["entries"]] == [IDS[0]]
    assert [one["id"] for one in values(seen(sitting, "m", query="kind=proposed"))["entries"]] == [
        IDS[2],
        "host.mediators.a2.c1",
    ]
    assert values(seen(sitting, "m", query="issue=nothing&kind=nonesuch"))["entries"] == []
    page = shown(sitting, "m", "evidence", "issue=truce")
    assert 'value="truce" dir="auto" translate="no" selected>' in page


def test_a_hundred_claims_on_a_page(monkeypatch):
    monkeypatch.setattr("mediant.web.screens.evidence.PAGE", 2)
    sitting = told()
    pages = [values(seen(sitting, "m", query=f"page={page}")) for page in ("", "1", "9", "x", "-1")]
    assert [[one["id"] for one in page["entries"]] for page in pages[:2]] == [
        [IDS[2], IDS[0]],
        [IDS[1], "host.mediators.a2.c1"],
    ]
    assert [page["place"] for page in pages] == [(1, 2, 4), (3, 4, 4), (3, 4, 4), (1, 2, 4), (1, 2, 4)]
    assert len(pages[0]["all"]()) == 4
    assert "Claims 1 to 2 of 4" in shown(sitting, "m", "evidence")
    assert 'page=1">' in shown(sitting, "m", "evidence")
    assert values(seen(opened(), "o"))["place"] == (1, 0, 0)


def test_claims_that_cannot_both_hold_stand_side_by_side():
    sitting = told()
    pairs = values(seen(sitting, "m"))["pairs"]
    assert [pair["kind"] for pair in pairs] == ["number", "number"]
    assert "The numbers differ" in shown(sitting, "m", "evidence")
    assert values(seen(sitting, "s"))["pairs"] == []


def test_where_a_claim_stands_in_its_article_is_for_those_who_have_it():
    sitting = told()
    context = values(seen(sitting, "m", query=f"claim={IDS[1]}"))["claim"]["context"]
    assert [words for mine, words in context if mine] == ["the harbour fee was 10 dollars"]
    assert "40 days" in context[0][1]
    assert values(seen(sitting, "s", query="claim=south.claim-1"))["claim"]["context"] is None
    assert "<mark>" not in shown(sitting, "s", "evidence", "claim=south.claim-1")


def test_what_mediators_can_do_with_a_claim():
    sitting = told()
    page = shown(sitting, "m", "evidence", f"claim={IDS[2]}")
    for form in ("confirm", "drop", "correct"):
        assert f"/evidence/{form}" in page
    assert "/evidence/share" not in page
    assert values(seen(sitting, "m", query=f"claim={IDS[0]}"))["claim"]["tell"] == ["north", "south"]
    sitting.ask("m", Correct(claim=IDS[0], content="40 days", speaker="The minister of North"))
    assert values(seen(sitting, "m", query=f"claim={IDS[0]}"))["claim"]["tell"] == ["joint", "north", "south"]


def test_what_a_party_can_do_with_a_claim():
    sitting = told()
    found = values(seen(sitting, "s", query="claim=joint.claim-1"))["claim"]
    assert found["dispute"] == [("south", False), ("joint", True)]
    page = shown(sitting, "s", "evidence", "claim=joint.claim-1")
    assert "No longer dispute it before everyone" in page
    for seat in ("s", "o", "n"):
        page = shown(sitting, seat, "evidence") + shown(sitting, seat, "evidence", "claim=joint.claim-1")
        for form in ("confirm", "drop", "correct", "share", "read"):
            assert f"/evidence/{form}" not in page


def test_a_dispute_in_confidence_is_seen_by_its_party_and_mediators():
    sitting = told()
    sitting.ask("n", Dispute("joint.claim-1", "north", disputed=True, words="we have a paper"))
    for seat, sees in (("n", True), ("na", True), ("m", True), ("s", False), ("o", False)):
        assert ("we have a paper" in shown(sitting, seat, "evidence")) is sees


def test_07_an_observer_has_no_form_but_the_filter():
    page = shown(told(), "o", "evidence") + shown(told(), "o", "evidence", "claim=joint.claim-1")
    assert set(re.findall(r'<form[^>]*action="([^"]*)"', page)) == {"/language", "/c/x/evidence", "/c/x/leave"}


def test_articles_and_what_waits_in_them():
    sitting = told()
    sitting.ask("n", Bring(room="north", text="x", title="Ours"))
    found = {one["id"]: one for one in values(seen(sitting, "m"))["articles"]}
    assert (found["host.mediators.a1"]["claims"], found["host.mediators.a1"]["waiting"]) == (3, 1)
    assert "stays with its owner" in shown(sitting, "m", "evidence")
    assert list(values(seen(sitting, "s"))["articles"]) == []


def test_a_dropped_claim_can_come_back():
    sitting = with_claims()
    sitting.ask("m", Drop(IDS[0]))
    assert "Confirm after all" in shown(sitting, "m", "evidence")


def test_a_claim_that_was_taken_back_is_no_longer_here():
    sitting = told()
    sitting.ask("m", Drop(IDS[0]))
    assert "no longer here" in shown(sitting, "n", "evidence/claim", "claim=joint.claim-1")
    assert shown(sitting, "n", "evidence", "claim=joint.claim-1") == shown(sitting, "n", "evidence")


@pytest.mark.parametrize("part", SCREEN.parts)
def test_every_part_for_everybody_whatever_is_asked(part):
    for sitting in (opened(), told()):
        for seat in ("m", "n", "na", "s", "o"):
            for asked in (
                {},
                {"claim": "joint.claim-1"},
                {"claim": "x"},
                {"issue": "x", "kind": "y", "page": "9" * 30},
            ):
                assert shown(sitting, seat, f"evidence/{part}", urlencode(asked))


HOSTILE = '<img src=x onerror=x()> " hx-get="/x" javascript:x()'


def test_51_52_53_what_an_article_says_is_text():
    sitting = opened()
    sitting.ask("m", Bring(room="joint", text=HOSTILE, title=HOSTILE, outlet=HOSTILE))
    span = {"start": 0, "end": len(HOSTILE), "text": HOSTILE}
    source = {"spans": [span], "role": "speaker", "actor": HOSTILE}
    claim = {
        "id": "c",
        "article": {"id": "a"},
        "content": [span],
        "sources": [source],
        "when": {"text": "x", "date": "2024-05-01"},
    }
    sitting.ask("m", HandIn("host.joint.a1", (claim,)))
    sitting.ask("m", Confirm("host.joint.a1.c1"))
    sitting.ask("m", Share("host.joint.a1.c1", "joint"))
    sitting.ask("n", Dispute("joint.claim-1", "joint", disputed=True, words=HOSTILE))
    for page in (
        shown(sitting, "m", "evidence"),
        shown(sitting, "m", "evidence", "claim=host.joint.a1.c1"),
        shown(sitting, "s", "evidence"),
    ):
        assert "<img src=x" not in page
        assert '" hx-get="/x"' not in page
        assert 'href="javascript:' not in page


@pytest.mark.parametrize("code", LOCALES)
def test_in_one_language(code):
    sitting = told()
    relayed = {**entry(CLAIMS[0]), "act": None, "certainty": "hedged"}
    relayed["sources"] = [{**relayed["sources"][0], "role": "relay"}]
    relayed["content"] = entry(CLAIMS[1])["content"]
    sitting.ask("m", HandIn("host.mediators.a1", (relayed, {**entry(CLAIMS[2]), "sources": []})))
    sitting.ask("n", Bring(room="north", text="x", title="9"))
    sitting.ask("m", Drop("host.mediators.a1.c3"))
    for seat in ("m", "n", "o"):
        assert foreign_text(shown(sitting, seat, "evidence", "", code)) == []
    assert foreign_text(shown(sitting, "m", "evidence", f"claim={IDS[1]}", code)) == []
    assert foreign_text(shown(sitting, "s", "evidence", "claim=joint.claim-1", code)) == []


def test_what_was_just_made_of_a_claim_can_be_undone():
    sitting = with_claims()
    assert values(seen(sitting, "m"))["undo"] is None
    sitting.ask("m", Confirm(IDS[0]))
    sitting.wait(1)
    sitting.ask("m", Drop(IDS[1]))
    page = shown(sitting, "m", "evidence")
    assert "The claim was dropped" in page
    assert f'/evidence/undo"><input type="hidden" name="claim" value="{IDS[1]}">' in page
    assert "/evidence/undo" not in shown(sitting, "n", "evidence")
    assert SCREEN.forms["undo"](seen(sitting, "m"), {"claim": (IDS[1],)}) == Reconsider(IDS[1])
    sitting.ask("m", Reconsider(IDS[1]))
    assert "as it was before anybody judged it" in shown(sitting, "m", "evidence")
    sitting.wait(10)
    assert "/evidence/undo" not in shown(sitting, "m", "evidence")
