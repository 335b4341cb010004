"""The evidence in time."""

from __future__ import annotations

from findings import with_a_contradiction, with_claims

from mediant.workbench.articles import Confirm, Dispute, Drop, Share
from mediant.workbench.evidence import Evidence
from mediant.workbench.timeline import timeline

IDS = [f"host.mediators.a1.c{number}" for number in (1, 2, 3)]
OTHER = "host.mediators.a2.c1"


def test_the_earliest_first_undated_last():
    entries = timeline(with_claims().table("m").evidence).entries
    assert [(one.id, one.day) for one in entries] == [
        (IDS[2], "2024-05-01"),
        (IDS[0], "2024-05-03"),
        (IDS[1], "2024-05-03"),
    ]
    assert timeline(Evidence()).entries == ()


def test_kinds_as_each_may_know_them():
    sitting = with_claims()
    for claim in IDS:
        sitting.ask("m", Confirm(claim))
    sitting.ask("m", Share(IDS[0], "joint"))
    sitting.ask("m", Share(IDS[1], "south"))
    assert {one.id: one.kind for one in timeline(sitting.table("m").evidence).entries} == dict(
        zip(IDS, ("agreed", "private", "private"), strict=True)
    )
    sitting.ask("n", Dispute("joint.claim-1", "north", disputed=True, words="no"))
    kinds = {seat: [(one.id, one.kind) for one in timeline(sitting.table(seat).evidence).entries] for seat in "nso"}
    assert kinds["n"] == [("joint.claim-1", "disputed")]
    assert kinds["s"] == [("joint.claim-1", "agreed"), ("south.claim-1", "private")]
    assert kinds["o"] == [("joint.claim-1", "agreed")]
    assert [one.id for one in timeline(sitting.table("m").evidence).where("truce", "disputed")] == [IDS[0]]


def test_a_dropped_claim_is_in_no_timeline():
    sitting = with_claims()
    sitting.ask("m", Confirm(IDS[0]))
    sitting.ask("m", Share(IDS[0], "joint"))
    sitting.ask("m", Drop(IDS[0]))
    assert [one.id for one in timeline(sitting.table("m").evidence).entries] == [IDS[2], IDS[1]]
    assert timeline(sitting.table("s").evidence).entries == ()


def test_claims_that_cannot_both_hold_stand_side_by_side():
    told = timeline(with_a_contradiction().table("m").evidence)
    pairs = {frozenset((pair.one.id, pair.other.id)) for pair in told.contradictions}
    assert pairs == {frozenset((claim, OTHER)) for claim in IDS[1:]}
    assert {one.id: one.against for one in told.entries} == {
        IDS[0]: (), IDS[1]: (OTHER,), IDS[2]: (OTHER,), OTHER: tuple(IDS[1:]),
    }  # fmt: skip


def test_nobody_is_told_of_a_contradiction_with_what_they_do_not_know():
    sitting = with_a_contradiction()
    sitting.ask("m", Confirm(IDS[1]))
    sitting.ask("m", Share(IDS[1], "joint"))
    told = timeline(sitting.table("s").evidence)
    assert told.contradictions == ()
    assert [one.against for one in told.entries] == [()]


def test_what_was_judged_is_compared_first(monkeypatch):
    sitting = with_a_contradiction()
    for claim in (IDS[2], OTHER):
        sitting.ask("m", Confirm(claim))
    monkeypatch.setattr("mediant.workbench.timeline.MOST_COMPARED", 2)
    told = timeline(sitting.table("m").evidence)
    assert [(pair.one.id, pair.other.id) for pair in told.contradictions] == [(IDS[2], OTHER)]
    assert (len(told.entries), told.not_compared) == (4, 2)
