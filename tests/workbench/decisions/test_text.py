"""The text is changed, and what that does to a ballot on it."""

from __future__ import annotations

import pytest
from sitting import Sitting, opened, package

from mediant.errors import Refused
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.ballots import BallotVoided, OpenBallot, Vote
from mediant.workbench.clauses import (
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
)
from mediant.workbench.decisions.text import CHANGED
from mediant.workbench.talk import Write
from mediant.workbench.text import whole

STOP = Content(words="Both stop firing.", title="Ceasefire")
FEE = Content(words="5 USD", issue="fee", option=5)
AT_DAWN = Content(words="Both stop firing at dawn.", title="Ceasefire")


def with_clauses() -> Sitting:
    sitting = opened()
    sitting.ask("m", Edit(STOP))
    sitting.ask("m", Edit(FEE))
    sitting.now += 60
    return sitting


def words(sitting: Sitting, seat: str = "s") -> list[str]:
    text = sitting.table(seat).text
    return [text.now(clause).content.words for clause in text.order]


def test_clauses_are_added_changed_taken_out_and_moved():
    sitting = with_clauses()
    sitting.ask("m", Edit(AT_DAWN, "clause-1", 1))
    assert words(sitting) == ["Both stop firing at dawn.", "5 USD"]
    sitting.ask("m", Move("clause-2", 1))
    assert words(sitting) == ["5 USD", "Both stop firing at dawn."]
    sitting.ask("m", Remove("clause-1"))
    assert words(sitting) == ["5 USD"]
    sitting.ask("m", Move("clause-1", 9))
    assert words(sitting) == ["5 USD", "Both stop firing at dawn."]
    assert [version.content for version in sitting.table("o").text.clauses["clause-1"]] == [STOP, AT_DAWN]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (Edit(AT_DAWN, "clause-1", 2), "somebody else"), (Edit(STOP, "clause-1", 1), "says so already"),
        (Edit(AT_DAWN, "clause-3", 1), "no such clause"), (Edit(Content(words="x", issue="oil")), "no such issue"),
        (Edit(AT_DAWN, "clause-1", 1, Origin("line", "north-9")), "not known here"),
        (Remove("clause-3"), "no such clause"), (Move("clause-3", 1), "no such clause"), (Move("clause-1", 1), "already"),
        (Adopt(("north.joint.1",)), "no such wording"), (Bracket("clause-1", 1, ("north.joint.1",)), "no such wording"),
        (Clean("clause-1", 1, (0,)), "0 brackets"), (Undo(), "nothing to undo"),
        (Draft({"truce": "40 days"}), "every issue"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_refused(command, why):
    with pytest.raises(Refused, match=why):
        with_clauses().ask("m", command)


@pytest.mark.parametrize("seat", ["n", "na", "o"])
def test_mediators_alone_change_the_text(seat):
    with pytest.raises(Refused, match="may not"):
        with_clauses().ask(seat, Edit(STOP))


def test_a_draft_of_an_outcome_is_for_the_mediators_until_it_is_adopted():
    sitting = with_clauses()
    sitting.ask("m", Draft(package("permanent", 10)))
    assert sitting.table("s").text.standing == ()
    drafts = sitting.table("m").text.standing
    assert [(one.content.words, one.content.title, one.clause) for one in drafts] == [
        ("permanent", "Length of the truce", None),
        ("10 USD", "Harbour fee", "clause-2"),
    ]
    sitting.ask("m", Adopt(tuple(one.id for one in drafts)))
    assert whole(sitting.table("s").text) == (
        "1. Ceasefire\nBoth stop firing.\n\n2. Harbour fee\n10 USD\n\n3. Length of the truce\npermanent"
    )
    assert b"outcome" not in b"".join(sitting.lines("s"))
    with pytest.raises(Refused, match="says so already"):
        sitting.ask("m", Adopt((drafts[0].id,)))


def test_what_was_proposed_in_confidence_needs_leave():
    sitting = with_clauses()
    for leave in ("none", "unnamed", "named"):
        sitting.ask("n", Suggest("north", Content(words=f"Both stop, {leave}."), "clause-1", leave))
    for command in (Adopt(("north.north.1",)), Bracket("clause-1", 1, ("north.north.1",))):
        with pytest.raises(Refused, match="in confidence"):
            sitting.ask("m", command)
    sitting.ask("m", Adopt(("north.north.2",)))
    sitting.ask("m", Adopt(("north.north.3",)))
    for seat in ("s", "o", "m"):
        assert [version.side for version in sitting.table(seat).text.clauses["clause-1"]] == ["host", "host", "north"]
    assert [version.ground for version in sitting.table("s").text.clauses["clause-1"]] == [None, None, None]
    assert sitting.table("m").text.now("clause-1").ground == Origin("wording", "north.north.3")
    assert b"north.north" not in b"".join(sitting.lines("s"))


def test_whose_words_they_are_when_all_heard_them():
    sitting = with_clauses()
    sitting.ask("n", Suggest(JOINT, AT_DAWN, "clause-1"))
    sitting.ask("m", Adopt(("north.joint.1",)))
    now = sitting.table("o").text.now("clause-1")
    assert (now.side, now.by, now.origin) == ("north", "m", Origin("wording", "north.joint.1"))


def test_where_an_edit_comes_from():
    sitting = with_clauses()
    sitting.ask("n", Write("north", "at dawn, then"))
    sitting.ask("m", Edit(AT_DAWN, "clause-1", 1, Origin("line", "north-1")))
    assert sitting.table("m").text.now("clause-1").ground == Origin("line", "north-1")
    assert sitting.table("s").text.now("clause-1").origin is None
    sitting.ask("s", Write(JOINT, "at noon, then"))
    sitting.ask("m", Edit(Content(words="At noon."), "clause-1", 2, Origin("line", "south.joint-1")))
    assert sitting.table("o").text.now("clause-1").origin == Origin("line", "south.joint-1")


def test_brackets_are_put_and_cleaned():
    sitting = with_clauses()
    sitting.ask("n", Suggest(JOINT, Content(words="10 USD", issue="fee", option=10), "clause-2"))
    sitting.ask("m", Bracket("clause-2", 1, ("north.joint.1",)))
    assert words(sitting)[1] == "[5 | 10] USD"
    assert sitting.table("s").text.now("clause-2").content.option is None
    with pytest.raises(Refused, match="brackets"):
        sitting.ask("m", OpenBallot(None, sitting.now + 60))
    sitting.ask("m", Clean("clause-2", 2, (1,)))
    assert words(sitting)[1] == "10 USD"
    with pytest.raises(Refused, match="another clause"):
        sitting.ask("m", Bracket("clause-1", 1, ("north.joint.1",)))


def test_undo_within_ten_seconds_keeps_both_in_the_history():
    sitting = with_clauses()
    sitting.ask("m", Edit(AT_DAWN, "clause-1", 1))
    sitting.now += 10
    sitting.ask("m", Undo())
    assert [version.content for version in sitting.table("s").text.clauses["clause-1"]] == [STOP, AT_DAWN, STOP]
    sitting.ask("m", Undo())
    assert words(sitting)[0] == AT_DAWN.words
    sitting.now += 10.1
    with pytest.raises(Refused, match="nothing to undo"):
        sitting.ask("m", Undo())


@pytest.mark.parametrize("command", [Remove("clause-1"), Move("clause-1", 2), Edit(Content(words="Third."))])
def test_undo_brings_the_order_back(command):
    sitting = with_clauses()
    sitting.ask("m", command)
    assert words(sitting) != [STOP.words, FEE.words]
    sitting.ask("m", Undo())
    assert words(sitting) == [STOP.words, FEE.words]


def test_undo_brings_back_where_it_came_from():
    sitting = with_clauses()
    sitting.ask("n", Suggest("north", AT_DAWN, "clause-1", "named"))
    sitting.ask("m", Adopt(("north.north.1",)))
    sitting.now += 60
    sitting.ask("m", Edit(STOP, "clause-1", 2))
    sitting.ask("m", Undo())
    now = sitting.table("m").text.now("clause-1")
    assert (now.side, now.ground, now.content) == ("north", Origin("wording", "north.north.1"), AT_DAWN)


CHANGES = [
    Edit(AT_DAWN, "clause-1", 1), Edit(AT_DAWN), Remove("clause-1"), Move("clause-1", 2), Adopt(("north.joint.1",)),
    Bracket("clause-1", 1, ("north.joint.1",)), Undo(),
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: type(change).__name__)
def test_40_a_change_of_the_text_voids_the_ballot_on_it_and_all_are_told_the_same(change):
    sitting = with_clauses()
    sitting.ask("n", Suggest(JOINT, AT_DAWN, "clause-1"))
    sitting.ask("m", Edit(Content(words="6 USD"), "clause-2", 1))
    sitting.ask("m", OpenBallot(None, sitting.now + 60))
    opened_on = sitting.kept.ballots.all["ballot-1"].opened
    sitting.ask("n", Vote("ballot-1", opened_on.digest, yes=True))
    sitting.ask("m", change)
    told = {
        seat: [line for line in sitting.lines(seat) if b"ballot-voided" in line] for seat in ("m", "n", "na", "s", "o")
    }
    assert len(told["m"]) == 1
    assert len({tuple(lines) for lines in told.values()}) == 1
    assert sitting.kept.ballots.all["ballot-1"].void == CHANGED
    with pytest.raises(Refused, match="no such ballot"):
        sitting.ask("s", Vote("ballot-1", opened_on.digest, yes=True))
    assert sitting.wait(60) == ()


def test_40_what_is_no_change_of_the_text_voids_nothing():
    sitting = with_clauses()
    sitting.ask("m", OpenBallot(None, sitting.now + 60))
    sitting.ask("n", Suggest(JOINT, AT_DAWN, "clause-1"))
    sitting.ask("n", Stand("clause-1", 1, "cannot"))
    sitting.ask("m", Draft(package()))
    assert len(sitting.kept.ballots.open) == 1


def test_40_a_ballot_on_other_words_stays():
    sitting = with_clauses()
    sitting.ask("m", OpenBallot("An interim truce.", sitting.now + 60))
    done = sitting.ask("m", Edit(AT_DAWN, "clause-1", 1))
    assert not any(isinstance(event.fact, BallotVoided) for event in done)
    assert len(sitting.kept.ballots.open) == 1


def test_40_a_ballot_whose_time_is_up_is_counted_first():
    sitting = with_clauses()
    sitting.ask("m", OpenBallot(None, sitting.now + 60))
    sitting.now += 60
    with pytest.raises(Refused, match="wait for its result"):
        sitting.ask("m", Edit(AT_DAWN, "clause-1", 1))
    sitting.wait(0)
    sitting.ask("m", Edit(AT_DAWN, "clause-1", 1))


def test_a_wording_of_a_clause_that_is_out_of_the_text_waits():
    sitting = with_clauses()
    sitting.ask("n", Suggest(JOINT, AT_DAWN, "clause-1"))
    sitting.ask("m", Remove("clause-1"))
    with pytest.raises(Refused, match="taken out"):
        sitting.ask("m", Adopt(("north.joint.1",)))


def test_mediators_among_themselves():
    sitting = with_clauses()
    sitting.ask("m", Suggest(MEDIATORS, AT_DAWN, "clause-1"))
    sitting.ask("m", Adopt(("host.mediators.1",)))
    assert sitting.table("s").text.now("clause-1").side == "host"
    assert b"host.mediators" not in b"".join(sitting.lines("s"))
