"""Articles come in, claims are judged, told and disputed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from findings import CLAIMS, TEXT, article, entry, with_claims
from sitting import opened

from mediant.errors import Refused
from mediant.evidence.claim import Span
from mediant.workbench.articles import Bring, Confirm, Correct, Dispute, Drop, HandIn, Reconsider, Share
from mediant.workbench.people import Person, Seat

C1 = "host.mediators.a1.c1"


def test_an_article_is_for_those_in_its_room():
    sitting = opened()
    sitting.ask("n", Bring(room="north", text="x", title="Notes", leave=True))
    sitting.ask("n", Bring(room="joint", text="x", title="Notes", leave=True))
    sitting.ask("m", Bring(room="mediators", text="x", title="Notes"))
    assert [(one.id, one.leave) for one in sitting.table("n").evidence.articles.values()] == [
        ("north.north.a1", True), ("north.joint.a1", False),
    ]  # fmt: skip
    assert list(sitting.table("s").evidence.articles) == ["north.joint.a1"]
    assert list(sitting.table("m").evidence.articles)[2] == "host.mediators.a1"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (Bring(room="south", text="x", title="x"), "no such room"), (Bring(room="mediators", text="x", title="x"), "no such room"),
        (Bring(room="north", text=" \n", title="x"), "without words"), (Bring(room="north", text="x", title="a\u202eb"), "U\\+202E"),
        (Bring(room="north", text="x", title="x", outlet="a\x00"), "U\\+0000"),
        (Bring(room="north", text="x", title="x", published="2024-02-30"), "calendar"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_not_brought_in(command, why):
    with pytest.raises(Refused, match=why):
        opened().ask("n", command)


def test_an_article_comes_once_to_a_room():
    sitting = opened()
    sitting.ask("n", Bring(room="joint", text="x", title="Notes"))
    with pytest.raises(Refused, match="was brought here"):
        sitting.ask("s", Bring(room="joint", text="x", title="Other notes"))
    sitting.ask("s", Bring(room="south", text="x", title="Notes"))


def test_so_many_articles_are_in_a_room(monkeypatch):
    monkeypatch.setattr("mediant.workbench.decisions.evidence.MOST_ARTICLES", 1)
    sitting = opened()
    sitting.ask("n", Bring(room="north", text="x", title="Notes"))
    with pytest.raises(Refused, match="articles of yours"):
        sitting.ask("n", Bring(room="north", text="y", title="Notes"))
    sitting.ask("n", Bring(room="joint", text="y", title="Notes"))


def test_what_the_reader_finds_is_for_the_mediators():
    sitting = with_claims("joint", "n")
    assert list(sitting.table("m").evidence.found) == [f"north.joint.a1.c{number}" for number in (1, 2, 3)]
    assert {one.claim.article.title for one in sitting.table("m").evidence.found.values()} == {"Harbour talks"}
    for seat in ("n", "s", "o"):
        assert sitting.table(seat).evidence.found == {}


def test_claims_are_found_once_and_in_the_words_of_the_article():
    sitting = with_claims()
    sitting.ask("m", HandIn(article(sitting), (entry(CLAIMS[0]),)))
    assert len(sitting.kept.evidence.found) == 3
    moved = replace(CLAIMS[0], content=(Span(start=0, end=3, text="And"),))
    for claims, why in (((entry(moved),), "stands in the article"), (({"id": "x"},), "content")):
        with pytest.raises(Refused, match=why):
            sitting.ask("m", HandIn(article(sitting), claims))
    with pytest.raises(Refused, match="no such article"):
        sitting.ask("m", HandIn("north.north.a1", ()))
    with pytest.raises(Refused, match="may not"):
        sitting.ask("n", HandIn(article(sitting), ()))


def test_a_claim_is_confirmed_or_dropped_and_that_can_change():
    sitting = with_claims()
    sitting.ask("m", Confirm(C1))
    found = sitting.table("m").evidence.found[C1]
    assert (found.standing, found.claim.confidence) == ("confirm", None)
    with pytest.raises(Refused, match="is confirmed"):
        sitting.ask("m", Confirm(C1))
    sitting.ask("m", Drop(C1))
    with pytest.raises(Refused, match="is dropped"):
        sitting.ask("m", Drop(C1))
    sitting.ask("m", Confirm(C1))
    for command in (Confirm("c9"), Drop("c9"), Share("c9", "joint"), Correct(claim="c9", content="x")):
        with pytest.raises(Refused, match="no such claim"):
            sitting.ask("m", command)


def test_a_correction_is_in_words_of_the_article():
    sitting = with_claims()
    sitting.ask(
        "m",
        Correct(
            claim=C1, content="the truce … 40 days", speaker="North", actor="north", act="offer", certainty="hedged",
            issues=("truce", "truce"), day="2024-05-02",
        ),
    )  # fmt: skip
    now = sitting.table("m").evidence.found[C1].claim
    assert [(one.start, one.text) for one in now.content] == [(TEXT.index("the truce"), "the truce"), (53, "40 days")]
    assert [one.text for one in now.sources[0].spans] == ["North"]
    assert (now.act, now.certainty, now.issues, now.when.date, now.confidence) == (
        "offer",
        "hedged",
        ("truce",),
        "2024-05-02",
        None,
    )
    assert all(TEXT[one.start : one.end] == one.text for one in (*now.content, *now.sources[0].spans))


def test_a_corrected_claim_is_the_nearest_such_words():
    sitting = with_claims()
    third = C1.replace("c1", "c3")
    sitting.ask("m", Correct(claim=third, content="the harbour fee", speaker="The minister of North"))
    now = sitting.table("m").evidence.found[third].claim
    assert now.content[0].start == TEXT.rindex("the harbour fee")
    assert now.when is None


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (Correct(claim=C1, content="the fee will be 7"), "does not stand"), (Correct(claim=C1, content=" "), "without words"),
        (Correct(claim=C1, content="40 days", speaker="nobody"), "does not stand"),
        (Correct(claim=C1, content="40 days", act="sing"), "choose of announce"),
        (Correct(claim=C1, content="40 days", certainty="sure"), "choose of asserted"),
        (Correct(claim=C1, content="40 days", day="2024-02-30"), "calendar"),
        (Correct(claim=C1, content="40 days", issues=("a_b",)), "issue"),
        (Share(C1, "joint"), "nobody has confirmed"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_refused(command, why):
    with pytest.raises(Refused, match=why):
        with_claims().ask("m", command)


def test_a_claim_is_told_where_a_mediator_tells_it():
    sitting = with_claims()
    sitting.ask("m", Confirm(C1))
    sitting.ask("m", Share(C1, "north"))
    assert list(sitting.table("n").evidence.told) == ["north.claim-1"]
    assert sitting.table("s").evidence.told == {}
    sitting.ask("m", Share(C1, "joint"))
    assert list(sitting.table("s").evidence.told) == list(sitting.table("o").evidence.told) == ["joint.claim-1"]
    assert sitting.table("s").evidence.found == {}
    assert b"host.mediators" not in b"".join(sitting.lines("s"))
    with pytest.raises(Refused, match="was told there"):
        sitting.ask("m", Share(C1, "joint"))
    with pytest.raises(Refused, match="no such room"):
        sitting.ask("m", Share(C1, "mediators"))


def test_a_correction_is_told_anew_and_a_dropped_claim_is_taken_back():
    sitting = with_claims()
    sitting.ask("m", Confirm(C1))
    sitting.ask("m", Share(C1, "joint"))
    sitting.ask("s", Dispute("joint.claim-1", "joint", disputed=True, words="it was 30"))
    sitting.ask("m", Correct(claim=C1, content="40 days", speaker="The minister of North"))
    assert sitting.table("s").evidence.told["joint.claim-1"].claim.content[0].text == "the truce would last 40 days"
    sitting.ask("m", Share(C1, "joint"))
    told = sitting.table("o").evidence.told["joint.claim-1"]
    assert (told.claim.content[0].text, told.disputes) == ("40 days", {("south", "joint"): "it was 30"})
    sitting.ask("m", Drop(C1))
    assert sitting.table("o").evidence.told["joint.claim-1"].retracted
    with pytest.raises(Refused, match="no such claim"):
        sitting.ask("n", Dispute("joint.claim-1", "joint", disputed=True))
    sitting.ask("m", Confirm(C1))
    sitting.ask("m", Share(C1, "joint"))
    assert not sitting.table("o").evidence.told["joint.claim-1"].retracted


def test_what_an_article_brought_in_confidence_says_needs_leave():
    first = "north.north.a1.c1"
    sitting = with_claims("north", "n")
    sitting.ask("m", Confirm(first))
    sitting.ask("m", Share(first, "north"))
    for room in ("south", "joint"):
        with pytest.raises(Refused, match="in confidence"):
            sitting.ask("m", Share(first, room))
    sitting = with_claims("north", "n", leave=True)
    sitting.ask("m", Confirm(first))
    sitting.ask("m", Share(first, "south"))


def test_a_dispute_is_before_all_or_in_confidence():
    sitting = with_claims()
    sitting.ask("m", Confirm(C1))
    sitting.ask("m", Share(C1, "joint"))
    sitting.ask("s", Dispute("joint.claim-1", "south", disputed=True, words="we have a paper"))
    assert sitting.table("n").evidence.told["joint.claim-1"].disputes == {}
    assert sitting.table("m").evidence.told["joint.claim-1"].disputes == {("south", "south"): "we have a paper"}
    with pytest.raises(Refused, match="have said so"):
        sitting.ask("s", Dispute("joint.claim-1", "south", disputed=True, words="we have a paper"))
    sitting.ask("s", Dispute("joint.claim-1", "joint", disputed=True))
    assert sitting.table("o").evidence.told["joint.claim-1"].disputes == {("south", "joint"): ""}
    sitting.ask("s", Dispute("joint.claim-1", "joint", disputed=False))
    with pytest.raises(Refused, match="have said so"):
        sitting.ask("s", Dispute("joint.claim-1", "joint", disputed=False))
    for seat, room, why in (("n", "south", "no such room"), ("m", "joint", "may not"), ("o", "joint", "may not")):
        with pytest.raises(Refused, match=why):
            sitting.ask(seat, Dispute("joint.claim-1", room, disputed=True))


def test_what_is_told_to_another_party_is_no_claim_here():
    sitting = with_claims()
    sitting.ask("m", Confirm(C1))
    sitting.ask("m", Share(C1, "north"))
    for claim in ("north.claim-1", "south.claim-1", C1):
        with pytest.raises(Refused, match="no such claim"):
            sitting.ask("s", Dispute(claim, "south", disputed=True))
    with pytest.raises(Refused, match="no such room"):
        sitting.ask("n", Dispute("north.claim-1", "joint", disputed=True))


def test_what_was_made_of_a_claim_is_undone_for_ten_seconds():
    sitting = with_claims()
    first = sitting.table("m").evidence.found[C1]
    sitting.ask("m", Confirm(C1))
    sitting.ask("m", Reconsider(C1))
    undone = sitting.table("m").evidence.found[C1]
    assert (undone.standing, undone.claim) == ("proposed", first.claim)
    sitting.wait(1)
    sitting.ask("m", Confirm(C1))
    sitting.wait(1)
    sitting.ask("m", Correct(claim=C1, content="40 days"))
    sitting.wait(10)
    sitting.ask("m", Reconsider(C1))
    found = sitting.table("m").evidence.found[C1]
    assert (found.standing, [span.text for span in found.claim.content]) == (
        "confirm",
        ["the truce would last 40 days"],
    )
    sitting.wait(10.5)
    for claim, why in ((C1, "nothing to undo"), ("host.mediators.a1.c2", "nothing to undo"), ("c9", "no such claim")):
        with pytest.raises(Refused, match=why):
            sitting.ask("m", Reconsider(claim))
    with pytest.raises(Refused, match="may not do this"):
        sitting.ask("n", Reconsider(C1))


def test_a_claim_that_was_dropped_by_mistake_is_told_again_where_it_was_told():
    sitting = with_claims()
    sitting.ask("m", Confirm(C1))
    for room in ("joint", "south"):
        sitting.ask("m", Share(C1, room))
    sitting.ask("s", Dispute("joint.claim-1", "joint", disputed=True, words="30"))
    before = sitting.table("s").evidence.told
    sitting.wait(1)
    sitting.ask("m", Drop(C1))
    assert all(one.retracted for one in sitting.table("s").evidence.told.values())
    sitting.ask("m", Reconsider(C1))
    told = lambda table: [(one.id, one.claim, one.disputes, one.retracted) for one in table.values()]  # noqa: E731
    assert told(sitting.table("s").evidence.told) == told(before)
    assert sitting.table("n").evidence.told.keys() == {"joint.claim-1"}
    assert sitting.table("m").evidence.found[C1].standing == "confirm"


def test_another_mediator_cannot_undo_it():
    sitting = with_claims()
    sitting.ask("m", Seat(Person(id="m2", role="co-mediator", name="Mia", side="host")))
    sitting.people["m2"] = sitting.kept.people.seated["m2"]
    sitting.ask("m", Confirm(C1))
    with pytest.raises(Refused, match="nothing to undo"):
        sitting.ask("m2", Reconsider(C1))
