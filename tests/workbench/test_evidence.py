"""The evidence as it is folded."""

from __future__ import annotations

import pytest
from findings import CLAIMS, TEXT, entry

from mediant.errors import Refused
from mediant.workbench.articles import Brought, Disputed, Judged, Linked, Proposed, Retracted, Shared
from mediant.workbench.evidence import Evidence, claim_in, entry_of, reference

ARTICLE = Brought(id="host.mediators.a1", room="mediators", side="host", seat="m", text=TEXT, title="Harbour talks")


def evidence(*facts: object) -> Evidence:
    now = Evidence()
    for at, fact in enumerate(facts, 1):
        now = now.evolve(fact, "m", float(at))
    return now


FOUND = (ARTICLE, Proposed(ARTICLE.id, "mediators", tuple(entry(one) for one in CLAIMS)))


def test_claims_are_found_judged_and_told():
    now = evidence(*FOUND)
    assert [one.claim for one in now.found.values()] == list(CLAIMS)
    assert {one.standing for one in now.found.values()} == {"proposed"}
    now = evidence(*FOUND, Judged("c1", "mediators", "confirm", entry(CLAIMS[0])), Judged("c2", "mediators", "drop"))
    assert [one.standing for one in now.found.values()] == ["confirm", "drop", "proposed"]
    now = now.evolve(Linked("c1", "joint", "joint.claim-1"), "m", 5.0).evolve(
        Shared("joint.claim-1", "joint", entry(CLAIMS[0])), "m", 5.0
    )
    assert now.found["c1"].told == {"joint": "joint.claim-1"}
    assert now.told["joint.claim-1"].claim == CLAIMS[0]
    assert now.evolve("something else", "m", 6.0) is now


def test_disputes_come_go_and_outlast_a_correction():
    shared = Shared("joint.claim-1", "joint", entry(CLAIMS[0]))
    now = evidence(shared, Disputed("joint.claim-1", "joint", "south", disputed=True, words="no"))
    now = now.evolve(Disputed("joint.claim-1", "south", "south", disputed=True, words="it was 30"), "m", 3.0)
    now = now.evolve(shared, "m", 4.0)
    assert now.told["joint.claim-1"].disputes == {("south", "joint"): "no", ("south", "south"): "it was 30"}
    now = now.evolve(Disputed("joint.claim-1", "joint", "south", disputed=False), "m", 5.0)
    assert now.told["joint.claim-1"].disputes == {("south", "south"): "it was 30"}
    assert now.evolve(Retracted("joint.claim-1", "joint"), "m", 6.0).told["joint.claim-1"].retracted


def test_ids_tell_of_no_other_room():
    now = evidence(*FOUND, Shared("north.claim-1", "north", entry(CLAIMS[0])))
    assert now.called("joint") == "joint.claim-1"
    assert now.called("north") == "north.claim-2"
    assert now.minted("host", "mediators") == "host.mediators.a2"
    assert now.minted("host", "joint") == "host.joint.a1"
    assert [now.room_of(one) for one in ("c1", "north.claim-1", "c9")] == ["mediators", "north", None]


def test_a_claim_goes_there_and_back():
    assert claim_in(entry_of(CLAIMS[2])) == CLAIMS[2]
    with pytest.raises(Refused, match="content"):
        claim_in({"id": "x", "article": {"id": "a"}})


def test_an_article_is_named_after_its_text():
    one = reference(ARTICLE)
    assert one.sha256.startswith(one.id)
    assert one.title == "Harbour talks"
