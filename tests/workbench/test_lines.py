"""Lines come back as what they were; hostile ones are refused in words."""

from __future__ import annotations

from typing import get_args

import pytest
from findings import with_claims
from sitting import opened, package

from mediant.errors import Refused
from mediant.workbench.articles import Confirm, Dispute, Drop, Proposed, Share
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import OpenBallot, Sign, Vote
from mediant.workbench.book import Book
from mediant.workbench.clauses import Adopt, Content, Draft, Edit, Remove, Stand, Suggest, Withdraw
from mediant.workbench.events import Fact
from mediant.workbench.lines import LARGEST, command_of, event_of, line_of, owner_of
from mediant.workbench.talk import Allow, Say, Write
from mediant.workbench.timeline import timeline
from mediant.workbench.wants import State


def test_every_event_comes_back():
    sitting = opened()
    sitting.ask("n", Write("north", "In confidence: 1\u2028½ \U0001f54a"))
    sitting.ask("n", Allow("north-1", (JOINT,)))
    sitting.ask("n", Say("north", {"act": "offer", "outcome": package()}))
    sitting.ask("n", State({"weights": ["fee", "truce"]}))
    sitting.ask("m", OpenBallot("Both stop.", sitting.now + 60, package()))
    sitting.ask("n", Vote("ballot-1", sitting.kept.ballots.all["ballot-1"].opened.digest, yes=True))
    sitting.wait(60)
    lines = [line_of(event) for event in sitting.events]
    assert [event_of(line) for line in lines] == sitting.events
    assert all(b"\n" not in line for line in lines)
    owners = [owner_of(event) for event in sitting.events[-7:]]
    assert owners == ["party:north", "party:north", "party:north", "party:north", None, "ballot-1", None]
    assert owner_of(sitting.events[1]) == "mediators"


def test_what_is_said_of_text_and_evidence_comes_back():
    sitting = with_claims("north", "n", leave=True)
    claim = "north.north.a1.c1"
    sitting.ask("m", Confirm(claim))
    sitting.ask("m", Share(claim, JOINT))
    sitting.ask("s", Dispute("joint.claim-1", "south", disputed=True))
    sitting.ask("m", Drop(claim))
    sitting.ask("m", Draft(package()))
    sitting.ask("m", Adopt(("host.mediators.1", "host.mediators.2")))
    sitting.ask("m", Remove("clause-2"))
    sitting.ask("n", Suggest("north", Content(words="for ever"), "clause-1"))
    sitting.ask("n", Withdraw("north.north.1"))
    sitting.ask("n", Stand("clause-1", 1, "cannot"))
    sitting.ask("m", OpenBallot("Both stop.", sitting.now + 60))
    digest = sitting.kept.ballots.all["ballot-1"].opened.digest
    for seat in ("n", "s"):
        sitting.ask(seat, Vote("ballot-1", digest, yes=True))
    sitting.wait(60)
    sitting.ask("n", Sign("ballot-1", digest))
    lines = [line_of(event) for event in sitting.events]
    assert [event_of(line) for line in lines] == sitting.events
    assert Book([event_of(line) for line in lines]).kept == sitting.kept
    kinds = {type(event.fact) for event in sitting.events}
    of_ours = [kind for kind in get_args(Fact) if kind.__module__.endswith(("clauses", "articles"))]
    assert [kind.__name__ for kind in of_ours if kind not in kinds] == []
    owners = {type(event.fact).__name__: owner_of(event) for event in sitting.events}
    assert owners["Suggested"] == owners["Stood"] == owners["Brought"] == "party:north"
    assert owners["Proposed"] == owners["Judged"] == "party:north"
    assert owners["Grounded"] == owners["Linked"] == "mediators"
    assert owners["Worded"] is owners["Shared"] is owners["Signed"] is None
    assert owners["Disputed"] == "party:south"


def test_the_claims_of_an_article_that_all_or_the_mediators_have_are_the_mediators():
    for room in ("joint", "mediators"):
        owners = {type(event.fact): owner_of(event) for event in with_claims(room).events}
        assert owners[Proposed] == "mediators"


@pytest.mark.parametrize("owner", ["party:north", "party:south", "mediators"])
def test_what_is_left_when_somebody_is_erased_can_be_read(owner):
    """Nothing of what only they and the mediators saw is left, and everything else still fits together."""
    sitting = with_claims("north", "n", leave=True)
    claims = [f"north.north.a1.c{number}" for number in (1, 2, 3)]
    for claim, room in zip(claims, ("north", "south", JOINT), strict=True):
        sitting.ask("m", Confirm(claim))
        sitting.ask("m", Share(claim, room))
    sitting.ask("n", Dispute("joint.claim-1", "north", disputed=True))
    sitting.ask("m", Drop(claims[0]))
    sitting.ask("m", Edit(Content(words="Both stop.")))
    sitting.ask("n", Suggest("north", Content(words="for ever"), "clause-1", "named"))
    sitting.ask("m", Adopt(("north.north.1",)))
    sitting.ask("n", Stand("clause-1", 2, "cannot"))
    book = Book([event for event in sitting.events if owner_of(event) != owner])
    for person in sitting.people.values():
        assert timeline(book.table(person).evidence).entries
    mo = book.table(sitting.people["m"])
    if owner == "party:north":
        assert (mo.evidence.found, mo.evidence.articles, mo.text.suggestions) == ({}, {}, {})
        assert set(mo.evidence.told) == {"south.claim-1", "joint.claim-1"}
    assert mo.text.now("clause-1").content.words == "for ever"


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"null", b"[]", b'{"type":"destroy"}', b'{"type":"write"}', b'{"type":"write","room":"joint","words":""}',
        b'{"type":"write","room":"Joint!","words":"x"}', b'{"type":"vote","ballot":"b","digest":"0","yes":true}',
        b'{"type":"write","room":"joint","words":"' + b"x" * 10_001 + b'"}', b"[" * 100_000, b'{"type":"open","case":NaN}',
        b'{"type":"write","room":"joint","words":"\xff"}', b'{"type":"open-ballot","text":"x","closes_at":1e999}',
        b"x" * (LARGEST + 1), b'{"type":"class-found","group":1,"place":"other"}', b'{"type":"class-release","document":{}}',
        b'{"type":"class-rule","group":1,"talks":"joint","teacher_sees":true}', b'{"type":"class-conclude","end":"time"}',
    ],
    ids=lambda raw: raw[:50].decode(errors="replace"),
)  # fmt: skip
def test_what_is_no_command_is_refused(raw):
    with pytest.raises(Refused):
        command_of(raw)


def test_a_command_in_a_request():
    assert command_of(b'{"type":"write","room":"joint","words":"hello"}') == Write("joint", "hello")


def test_a_stored_line_that_cannot_be_read_says_what_to_do():
    with pytest.raises(Refused, match="backup"):
        event_of(b"{}")
