"""Whatever people ask of text and evidence: done or refused in words, stored and read back as it was, and every page can be shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from findings import CLAIMS, entry, with_a_contradiction
from seeing import shown
from sitting import Sitting, opened, package

from mediant.errors import MediantError
from mediant.workbench.articles import Bring, Confirm, Correct, Dispute, Drop, HandIn, Share
from mediant.workbench.ballots import OpenBallot, Sign, VoidBallot, Vote
from mediant.workbench.book import Book
from mediant.workbench.clauses import (
    LEAVES,
    STANCES,
    Adopt,
    Bracket,
    Clean,
    Content,
    Draft,
    Edit,
    Move,
    Origin,
    Remove,
    Stand,
    Suggest,
    Undo,
    Withdraw,
)
from mediant.workbench.lines import event_of, line_of, owner_of
from mediant.workbench.timeline import timeline

WORDS = (
    "one two three", "one two four", "five [p | q] six", "five [p] six", "x|y", "[", "a [b [c]]", "\u202e", "é\n\nb", " ", "السلام عليكم",
    "word " * 400,
)  # fmt: skip


class Asking:
    """Chooses what is asked next."""

    def __init__(self, seed: int, sitting: Sitting) -> None:
        self._rng, self._sitting = np.random.default_rng(seed), sitting

    def one(self, *some: Any) -> Any:
        return some[self._rng.integers(len(some))]

    def id(self, *kinds: Any) -> str:
        return self.one(*(name for kind in kinds for name in kind), "nothing")

    def command(self) -> Any:
        one, text, evidence = self.one, self._sitting.kept.text, self._sitting.kept.evidence
        clause, version, words = self.id(text.clauses), one(1, 2, 3), one(*WORDS)
        room = one("joint", "joint", "north", "south", "mediators", "host")
        wording, claim, told = self.id(text.suggestions), self.id(evidence.found), self.id(evidence.told)
        content = Content(
            words=words,
            title=one("", "Truce", "a\nb"),
            issue=one(None, "truce", "oil"),
            option=one(None, None, "40 days", True),
        )
        origin = one(
            None,
            Origin("wording", wording),
            Origin("claim", one(claim, told)),
            Origin("line", "north-1"),
            Origin("outcome"),
        )
        digests = [ballot.opened.digest for ballot in self._sitting.kept.ballots.all.values()] or ["0" * 64]
        ballot = one("ballot-1", "ballot-2")
        made: tuple[Callable[[], Any], ...] = (
            lambda: Suggest(room, content, one(None, clause), one(*LEAVES), origin), lambda: Withdraw(wording),
            lambda: Stand(clause, version, one(*STANCES), words), lambda: Draft(one(package(), {"truce": 1})),
            lambda: Adopt((wording,)), lambda: Adopt((wording, wording)), lambda: Edit(content, one(None, clause), version, origin),
            lambda: Bracket(clause, version, (wording,)), lambda: Bracket(clause, version, (wording, wording)),
            lambda: Clean(clause, version, one((0,), (None,), (0, 1), (5,))), lambda: Remove(clause), lambda: Move(clause, version), Undo,
            lambda: Bring(room=room, text=words, title=one("t", "\u202e"), published=one(None, "2024-05-01", "2024-99-01")),
            lambda: HandIn(self.id(evidence.articles), one((), tuple(map(entry, CLAIMS)), ({"id": "x"},))),
            lambda: Confirm(claim), lambda: Drop(claim), lambda: Share(claim, room), lambda: Dispute(one(claim, told), room, one(True, False), words),
            lambda: Correct(claim=claim, content=one("40 days", "the … 40 days", words), speaker=one("", "North"), act=one(None, "offer", "x")),
            lambda: OpenBallot(one(None, "Both stop."), self._sitting.now + 30), lambda: VoidBallot(ballot),
            lambda: Vote(ballot, one(*digests), one(True, True, False)), lambda: Sign(ballot, one(*digests)),
        )  # fmt: skip
        return one(*made)()


def gone_on(seed: int) -> Sitting:
    """A mediation in which much was asked."""
    sitting = with_a_contradiction() if seed % 2 else opened()
    for words in WORDS[:2]:
        sitting.ask("m", Edit(Content(words=words)))
    if seed % 2:
        sitting.ask("m", Confirm("host.mediators.a1.c1"))
        sitting.ask("m", Share("host.mediators.a1.c1", "joint"))
    asking = Asking(seed, sitting)
    for _ in range(200):
        sitting.now += asking.one(0.0, 1.0, 7.0)
        sitting.wait(0)
        try:
            done = sitting.ask(asking.one("m", "m", "n", "s", "o"), asking.command())
        except MediantError:
            continue
        assert [event_of(line_of(event)) for event in done] == list(done)
    return sitting


@pytest.mark.parametrize("seed", range(20))
def test_it_is_done_or_refused_and_every_page_can_be_shown(seed):
    sitting = gone_on(seed)
    assert Book([event_of(line_of(event)) for event in sitting.events]).kept == sitting.kept
    claims = [*sitting.kept.evidence.found, *sitting.kept.evidence.told]
    for seat in ("m", "n", "s", "o"):
        assert shown(sitting, seat, "text")
        assert shown(sitting, seat, "evidence")
        for clause in sitting.kept.text.clauses:
            assert shown(sitting, seat, "text", f"clause={clause}")
        for claim in claims:
            assert shown(sitting, seat, "evidence", f"claim={claim}")


@pytest.mark.parametrize("seed", range(20))
def test_whoever_is_erased_what_is_left_can_be_shown(seed):
    sitting = gone_on(seed)
    for owner in {owner_of(event) for event in sitting.events} - {None}:
        left = Sitting(
            sitting.now, Book([event for event in sitting.events if owner_of(event) != owner]), sitting.people
        )
        for seat in ("m", "n", "s", "o"):
            assert shown(left, seat, "text")
            assert shown(left, seat, "evidence")
            assert timeline(left.table(seat).evidence) is not None


def test_much_of_it_is_done():
    kinds = {type(event.fact).__name__ for seed in range(20) for event in gone_on(seed).events}
    assert {
        "Worded",
        "Arranged",
        "Grounded",
        "Suggested",
        "Withdrawn",
        "Stood",
        "Brought",
        "Judged",
        "Shared",
        "Disputed",
        "BallotVoided",
    } <= kinds
