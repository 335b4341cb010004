"""The ballot as each may see it: one text, one guarantee, one result."""

from __future__ import annotations

import re

import pytest
from seeing import seen, shown
from sitting import Sitting, opened

from mediant.errors import Refused
from mediant.web.screens.ballot import FORMS, ballot_shown
from mediant.workbench.ballots import Hold, OpenBallot, Sign, VoidBallot, Vote
from mediant.workbench.clauses import Content, Edit

SEATS = ("m", "n", "na", "s", "o")
GUARANTEE = (
    "A party that refuses learns nothing about the others. A party that accepts learns only whether everyone accepted."
)


def balloting() -> Sitting:
    sitting = opened()
    sitting.ask("m", Edit(Content(words="Both stop firing.", title="Ceasefire")))
    sitting.ask("m", OpenBallot(None, sitting.now + 600))
    return sitting


def vote(sitting: Sitting, seat: str, yes: bool) -> None:
    sitting.ask(seat, Vote("ballot-1", sitting.kept.ballots.all["ballot-1"].opened.digest, yes=yes))


def test_all_that_is_needed_to_vote_is_on_the_page():
    sitting = balloting()
    page = shown(sitting, "n", "text/ballot")
    for part in (
        GUARANTEE,
        "Both stop firing.",
        sitting.kept.ballots.all["ballot-1"].opened.digest,
        'data-left="600"',
        "not to vote".capitalize(),
    ):
        assert part in page
    assert 'value="yes"' in page
    for seat in ("na", "m", "o"):
        assert 'value="yes">Yes' not in shown(sitting, seat, "text/ballot").replace("\n", "")


def test_a_ballot_is_never_kept_on_the_device():
    assert "data-keep" not in shown(balloting(), "n", "text/ballot")


def test_the_receipt_is_for_ones_own_party():
    sitting = balloting()
    vote(sitting, "n", yes=False)
    for seat in ("n", "na"):
        assert "your party says no" in shown(sitting, seat, "text/ballot")
    for seat in ("m", "s", "o"):
        assert "Recorded" not in shown(sitting, seat, "text/ballot")


def test_20_21_whether_and_how_others_voted_changes_nothing():
    pages = set()
    for answers in ({}, {"n": True}, {"n": False}):
        sitting = balloting()
        for seat, yes in answers.items():
            vote(sitting, seat, yes)
        pages.add(tuple(shown(sitting, seat, "text") for seat in ("m", "s", "o")))
    assert len(pages) == 1


def test_a_hold_is_for_mediators():
    sitting = balloting()
    before = [shown(sitting, seat, "text") for seat in ("n", "s", "o")]
    sitting.ask("m", Hold("ballot-1", hold=True))
    assert [shown(sitting, seat, "text") for seat in ("n", "s", "o")] == before
    assert "Let the ballot go" in shown(sitting, "m", "text")


@pytest.mark.parametrize("way", ["agreed", "refused by one", "refused by all", "held", "void", "changed"])
def test_the_result_is_one_page_for_all(way):
    sitting = balloting()
    for seat in ("n", "s"):
        vote(sitting, seat, yes=way in ("agreed", "held") or (way == "refused by one" and seat == "n"))
    if way == "held":
        sitting.ask("m", Hold("ballot-1", hold=True))
    if way == "void":
        sitting.ask("m", VoidBallot("ballot-1", "a comma"))
    if way == "changed":
        sitting.ask("m", Edit(Content(words="Third.")))
    sitting.wait(600)
    (page,) = {shown(sitting, seat, "text/result") for seat in SEATS}
    said = {"agreed": "Everyone accepted", "void": "a comma", "changed": "was changed while it was open"}
    assert said.get(way, "There is no agreement") in page


def test_every_refusal_is_the_same_result():
    pages = set()
    for answers in ((True, False), (False, True), (False, False), (None, True), (None, None)):
        sitting = balloting()
        for seat, yes in zip("ns", answers, strict=True):
            if yes is not None:
                vote(sitting, seat, yes)
        sitting.wait(600)
        pages |= {shown(sitting, seat, "text/result") for seat in SEATS}
    assert len(pages) == 1


def test_signatures():
    sitting = balloting()
    assert ballot_shown(seen(sitting, "n"))["signing"] is None
    for seat in ("n", "s"):
        vote(sitting, seat, yes=True)
    sitting.wait(600)
    sitting.ask("n", Sign("ballot-1", sitting.kept.ballots.all["ballot-1"].opened.digest))
    found = ballot_shown(seen(sitting, "s"))["signing"]
    assert (found["signed"], found["awaited"], found["mine"], found["done"]) == (
        [("Noor", "north")],
        [("Sami", "south")],
        True,
        False,
    )


@pytest.mark.parametrize("minutes", ["", "0", "-1", "ten", "1e3", "43201", "999999", "٣"])
def test_minutes_that_are_none(minutes):
    with pytest.raises(Refused):
        FORMS["open-ballot"](seen(balloting(), "m"), {"minutes": (minutes,)})


def test_forms():
    given = seen(balloting(), "n")
    assert FORMS["open-ballot"](given, {"minutes": ("10",)}) == OpenBallot(None, given.now + 600)
    assert FORMS["vote"](given, {"ballot": ("b",), "digest": ("d",), "answer": ("no",)}) == Vote("b", "d", yes=False)
    assert FORMS["hold"](given, {"ballot": ("b",), "hold": ("yes",)}) == Hold("b", hold=True)
    assert FORMS["void"](given, {"ballot": ("b",)}) == VoidBallot("b")
    assert FORMS["sign"](given, {"ballot": ("b",), "digest": ("d",)}) == Sign("b", "d")
    with pytest.raises(Refused, match="neither"):
        FORMS["vote"](given, {"ballot": ("b",), "digest": ("d",), "answer": ("perhaps",)})


def test_the_fingerprint_is_that_of_the_text():
    page = shown(balloting(), "o", "text/ballot")
    assert re.search(r'class="hash">[0-9a-f]{64}<', page)
