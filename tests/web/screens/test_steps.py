"""What a mediator could do next, from the first seat to the last signature."""

from __future__ import annotations

import pytest
from findings import CLAIMS, article, entry, with_claims
from languages import foreign_text
from seeing import seen, shown
from sitting import Sitting, opened, package
from workbench.test_automated_mediator import mediated

from mediant.web.languages.locales import LOCALES
from mediant.web.screens.control import SCREEN
from mediant.web.screens.steps import Step, steps
from mediant.workbench.articles import Confirm
from mediant.workbench.ballots import OpenBallot, Sign, Vote
from mediant.workbench.clauses import Content, Edit
from mediant.workbench.course import SetPhase, SetState
from mediant.workbench.notes import Note
from mediant.workbench.people import Person, Ready, Seat, Unseat
from mediant.workbench.talk import Say
from mediant.workbench.wants import State

ASKED = {"act": "ask", "question": {"kind": "could-accept", "outcome": package()}}


def now(sitting):
    return list(steps(seen(sitting, "m", SCREEN)))


def test_sides_that_have_said_nothing_come_before_the_deal_space():
    sitting = opened()
    assert now(sitting) == [Step("wants", "north"), Step("wants", "south"), Step("space")]
    sitting.ask("n", State({"weights": "unknown"}))
    assert now(sitting) == [Step("wants", "south"), Step("space")]
    sitting.ask("m", Unseat("s"))
    assert now(sitting) == [Step("seat", "south"), Step("space")]
    sitting.ask("m", Seat(Person(id="south-9", role="agent", name="Auto", side="south", strategy="linear")))
    assert now(sitting) == [Step("space")]


def test_a_question_waits_until_it_is_answered():
    sitting = opened()
    sitting.ask("m", Say("north", ASKED))
    assert now(sitting)[0] == Step("reply", "north")
    sitting.ask("n", Say("north", {"act": "answer", "answer": True}))
    assert now(sitting)[0] == Step("wants", "north")


def test_claims_wait_for_a_judgement():
    sitting = with_claims()
    assert Step("judge", count=len(CLAIMS)) in now(sitting)
    sitting.ask("m", Confirm(f"{article(sitting)}.{entry(CLAIMS[0])['id']}"))
    assert Step("judge", count=len(CLAIMS) - 1) in now(sitting)


def test_when_all_are_ready_the_next_phase_may_begin():
    sitting = opened()
    sitting.ask("n", Ready(ready=True))
    assert Step("phase") not in now(sitting)
    sitting.ask("s", Ready(ready=True))
    assert now(sitting)[-2:] == [Step("phase"), Step("space")]
    sitting.ask("m", SetPhase("closed"))
    assert [step.kind for step in now(sitting)] == ["wants", "wants"]


def signed_by(*seats):
    sitting = opened()
    sitting.ask("m", Edit(Content(words="Both stop firing.")))
    (ballot,) = (event.fact.id for event in sitting.ask("m", OpenBallot("Both stop firing.", sitting.now + 60)))
    assert now(sitting)[0] == Step("ballot")
    digest = sitting.table("m").ballots.all[ballot].opened.digest
    for seat in ("n", "s"):
        sitting.ask(seat, Vote(ballot, digest, yes=True))
    sitting.wait(61)
    for seat in seats:
        sitting.ask(seat, Sign(ballot, digest))
    return sitting


@pytest.mark.parametrize(
    ("seats", "first"), [((), Step("sign", count=2)), (("n",), Step("sign", count=1)), (("n", "s"), Step("signed"))]
)
def test_signatures_are_awaited(seats, first):
    assert now(signed_by(*seats))[0] == first


def test_a_pause_is_ended_and_after_the_close_nothing_is_left():
    sitting = opened()
    sitting.ask("m", SetState("paused", ""))
    assert now(sitting) == [Step("paused")]
    sitting.ask("m", SetState("closed", ""))
    assert now(sitting) == []
    assert "There is nothing to do" in shown(sitting, "m", "control/steps")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_step_is_said_in_every_language(locale):
    paused = opened()
    paused.ask("m", SetState("paused", ""))
    asked = with_claims()
    asked.ask("m", Say("north", ASKED))
    for seat in ("n", "s"):
        asked.ask(seat, Ready(ready=True))
    alone = opened()
    alone.ask("m", Unseat("s"))
    for sitting in (paused, asked, alone, signed_by("n"), signed_by("n", "s")):
        page = shown(sitting, "m", "control/steps", locale=locale)
        assert page.count("<li>") == len(now(sitting)) > 0
        assert foreign_text(page, locale) == []


def test_an_archived_mediation_has_no_steps():
    sitting = opened()
    for state in ("closed", "archived"):
        sitting.ask("m", SetState(state, ""))
    assert now(sitting) == []


def test_a_side_with_a_person_beside_its_automaton_can_state_its_preferences():
    sitting = opened()
    sitting.ask("m", Seat(Person(id="south-9", role="agent", name="Auto", side="south", strategy="linear")))
    assert Step("wants", "south") in now(sitting)


def test_a_side_is_asked_only_what_was_asked_in_its_room():
    sitting = opened()
    sitting.ask("m", Say("north", ASKED))
    assert [step.side for step in now(sitting) if step.kind == "reply"] == ["north"]


def test_automated_sides_are_not_waited_for_and_alone_they_say_nothing():
    sitting = opened()
    for seat, side in (("s", "south"), ("n", "north"), ("na", "north")):
        assert Step("phase") not in now(sitting)
        if seat == "n":
            sitting.ask("n", Ready(ready=True))
            assert Step("phase") in now(sitting)
            sitting.ask("n", Ready(ready=False))
        sitting.ask("m", Unseat(seat))
        if seat != "n":
            sitting.ask("m", Seat(Person(id=f"{side}-9", role="agent", name="Auto", side=side, strategy="linear")))
    assert now(sitting) == [Step("space")]


def test_in_a_class_the_seats_are_the_teachers():
    made, book = mediated(automated=False)
    (gone,) = (one.id for one in book.kept.people.of_side("south"))
    book.ask(book.kept.people.seated["class"], Unseat(gone), made.now)
    book.shut()
    sitting = Sitting(made.now, book, dict(book.kept.people.seated))
    assert not sitting.kept.people.of_side("south")
    assert [step.kind for step in steps(seen(sitting, "automated-mediator", SCREEN)) if step.side == "south"] == []


def test_what_changes_the_steps_draws_their_panel_anew():
    sitting, kinds = opened(), SCREEN.parts["steps"]
    done = [
        lambda: sitting.ask("m", Say("north", ASKED)),
        lambda: sitting.ask("n", Say("north", {"act": "answer", "answer": True})),
        lambda: sitting.ask("n", State({"weights": "unknown"})),
        lambda: sitting.ask("n", Ready(ready=True)),
        lambda: sitting.ask("s", Ready(ready=True)),
        lambda: sitting.ask("m", Unseat("s")),
        lambda: sitting.ask("m", SetPhase("closed")),
        lambda: sitting.ask("m", SetState("paused", "")),
    ]
    changed = 0
    for each in done:
        before = now(sitting)
        facts = [event.fact for event in each()]
        if now(sitting) != before:
            changed += 1
            assert any(isinstance(fact, kinds) for fact in facts), facts
    assert changed == len(done) - 1  # all are ready only once the last one is


def test_a_note_draws_the_notes_of_its_writer_anew():
    sitting = opened()
    (event,) = sitting.ask("m", Note("bring maps"))
    assert isinstance(event.fact, SCREEN.parts["notes"])
