"""A party's room: the one thing to do now, and what each form does."""

from __future__ import annotations

import pytest
from languages import foreign_text
from seeing import seen, shown, submitted
from sitting import HARBOUR, opened, package

from mediant.errors import Refused
from mediant.talks.acts import Accept, Answer, Offer, Reject
from mediant.web.languages.locales import LOCALES
from mediant.web.screens.room import SCREEN, todo
from mediant.workbench.ballots import OpenBallot, Vote
from mediant.workbench.clauses import Content, Edit, Stand
from mediant.workbench.course import SetPhase
from mediant.workbench.events import Event
from mediant.workbench.sheets import Fill, LiveWith, Reply
from mediant.workbench.talk import Say, Write
from mediant.workbench.wants import Given, State

DRAFT = {"act": "propose", "outcome": package(), "words": "How about this?"}
QUESTIONS = [
    ({"kind": "could-accept", "outcome": package()}, {"answer": "yes"}, True),
    ({"kind": "could-accept", "outcome": package()}, {"answer": "no"}, False),
    ({"kind": "compare", "first": package(), "second": package("none")}, {"answer": "1"}, 1),
    ({"kind": "rate", "outcome": package()}, {"answer": "70"}, 70),
    ({"kind": "rank", "outcomes": [package(), package("none")]}, {"order": ("1", "0")}, (1, 0)),
    ({"kind": "rate", "outcome": package()}, {"unknown": "1"}, None),
]


def doing(sitting, seat="n"):
    return todo(seen(sitting, seat, SCREEN))["kind"]


def test_one_thing_to_do_now_the_most_urgent_first():
    sitting = opened()
    assert doing(sitting) == "wants"
    sitting.ask("m", Say("joint", DRAFT))
    assert doing(sitting) == "reply"
    sitting.ask("m", Say("north", {"act": "ask", "question": QUESTIONS[0][0]}))
    assert doing(sitting) == "answer"
    sitting.ask("m", OpenBallot("Both stop.", sitting.now + 60))
    assert (doing(sitting), doing(sitting, "na")) == ("vote", "answer")
    ballot = sitting.table("n").ballots.open[0].opened
    sitting.ask("n", Vote(ballot.id, ballot.digest, yes=True))
    submitted(sitting, "n", SCREEN, "answer", answer="yes")
    assert doing(sitting) == "reply"
    submitted(sitting, "n", SCREEN, "reply", package="1-1", room="joint", answer="yes")
    sitting.ask("n", State({"weights": "unknown"}))
    assert doing(sitting) == "nothing"
    sitting.ask("m", SetPhase("joint"))
    assert doing(sitting) == "joint"


def test_18_nothing_to_do_tells_nothing_of_others():
    one, two = opened(), opened()
    two.ask("s", Write("south", "hello"))
    two.ask("s", Reply(Fill("weights"), ["fee", "truce"]))
    two.ask("m", Say("south", DRAFT))
    assert shown(one, "n", SCREEN) == shown(two, "n", SCREEN)


@pytest.mark.parametrize(("asked", "form", "said"), QUESTIONS)
def test_answers_to_a_mediators_questions(asked, form, said):
    sitting = opened()
    sitting.ask("m", Say("north", {"act": "ask", "question": asked}))
    submitted(sitting, "n", SCREEN, "answer", **form)
    assert sitting.table("m").talk.entries[-1].act == Answer(said)
    with pytest.raises(Refused, match="no question waits"):
        submitted(sitting, "n", SCREEN, "answer", **form)


@pytest.mark.parametrize("answer", ["", "maybe", "٣"])
def test_58_what_is_no_answer_is_refused(answer):
    sitting = opened()
    sitting.ask("m", Say("north", {"act": "ask", "question": QUESTIONS[0][0]}))
    with pytest.raises(Refused, match="no answer"):
        submitted(sitting, "n", SCREEN, "answer", answer=answer)


def test_replies_to_a_draft():
    sitting = opened()
    sitting.ask("m", Say("north", DRAFT))
    submitted(sitting, "n", SCREEN, "reply", package="1-1", room="north", answer="no", words="the fee")
    assert sitting.table("m").talk.entries[-1].act == Reject((1, 1), words="the fee")
    sitting.ask("m", Say("north", DRAFT))
    submitted(sitting, "n", SCREEN, "reply", package="1-1", room="north", answer="yes")
    assert sitting.table("m").talk.entries[-1].act == Accept((1, 1))


def test_a_package_is_offered_where_one_says_and_nowhere_else():
    sitting = opened()
    submitted(sitting, "n", SCREEN, "offer", package="1-1", room="north")
    assert sitting.table("m").talk.entries[-1].act == Offer((1, 1))
    assert sitting.table("s").talk.entries == ()
    assert SCREEN.values(seen(sitting, "n", SCREEN))["offers"][0]["room"] == "north"


def test_words_notes_and_leave():
    sitting = opened()
    submitted(sitting, "n", SCREEN, "write", words="We could go to 5.")
    submitted(sitting, "n", SCREEN, "note", words="6 at most")
    submitted(sitting, "n", SCREEN, "note", words="7 at most", note="note-1")
    submitted(sitting, "n", SCREEN, "allow", line="north-1", to=("south",))
    assert sitting.table("m").talk.allowed == {"north-1": {"south"}}
    page = shown(sitting, "n", SCREEN)
    assert "7 at most" in page
    assert "6 at most" not in page
    assert "at most" not in shown(sitting, "na", SCREEN)


def test_16_a_package_is_worth_what_ones_own_answers_say():
    query = "issue-truce=1&issue-fee=1"
    sitting = opened()
    assert "Say first what matters to you" in shown(sitting, "n", SCREEN, query)
    sitting.ask("n", Reply(Fill("values.fee"), "less"))
    before = shown(sitting, "n", SCREEN, query)
    sitting.ask("s", Reply(LiveWith(package()), answer=False))
    assert shown(sitting, "n", SCREEN, query) == before
    assert seen(sitting, "n", SCREEN, "issue-truce=1").found == {}
    assert SCREEN.values(seen(sitting, "n", SCREEN, query))["worth"].low > 0


@pytest.mark.parametrize("locale", LOCALES)
def test_the_room_in_every_language(locale):
    sitting = opened()
    query = "issue-truce=1&issue-fee=1"
    assert foreign_text(shown(sitting, "n", SCREEN, query, locale)) == []
    submitted(sitting, "n", SCREEN, "write", words="12345")
    submitted(sitting, "n", SCREEN, "note", words="12345")
    submitted(sitting, "n", SCREEN, "offer", package="1-1", room="joint")
    submitted(sitting, "n", SCREEN, "allow", line="north-1", to=("south",))
    sitting.ask("n", Reply(Fill("values.fee"), "less"))
    for answer in ("yes", "no"):
        sitting.ask("n", Reply(LiveWith(package()), answer=answer == "yes"))
        assert foreign_text(shown(sitting, "n", SCREEN, query, locale)) == []
    sitting.ask("m", Say("joint", {**DRAFT, "words": "123"}))
    assert foreign_text(shown(sitting, "n", SCREEN, locale=locale)) == []
    for asked, _, _ in QUESTIONS:
        sitting.ask("m", Say("north", {"act": "ask", "question": asked}))
        assert foreign_text(shown(sitting, "n", SCREEN, locale=locale)) == []
        submitted(sitting, "n", SCREEN, "answer", unknown="1")
    sitting.ask("m", OpenBallot("123", sitting.now + 60))
    assert foreign_text(shown(sitting, "n", SCREEN, locale=locale)) == []
    assert HARBOUR.title in shown(sitting, "n", SCREEN, locale=locale)


def test_clauses_wait_until_the_party_has_said_where_it_stands():
    sitting = opened()
    sitting.ask("m", Edit(Content(words="The truce lasts 40 days.", title="Truce")))
    sitting.ask("m", SetPhase("drafting"))
    ((clause, title),) = SCREEN.values(seen(sitting, "n", SCREEN))["clauses"]
    assert (title, doing(sitting)) == ("Truce", "clauses")
    sitting.ask("n", Stand(clause, 1, "can live with"))
    assert SCREEN.values(seen(sitting, "n", SCREEN))["clauses"] == []
    assert doing(sitting, "s") == "clauses"


def test_a_role_that_is_played_says_what_packages_are_worth():
    sitting = opened()
    given = Event(1.0, "", ("party:north",), Given("north", {"values": {"fee": "less", "truce": {"none": 0, "40 days": 1, "permanent": 2}}}))  # fmt: skip
    sitting.book.take((given,))
    sitting.book.shut()
    assert doing(sitting) == "nothing"
    worth = SCREEN.values(seen(sitting, "n", SCREEN, "issue-truce=1&issue-fee=1"))["worth"]
    assert worth.mean == pytest.approx(50)


def test_a_side_says_that_it_is_ready_and_no_longer():
    sitting = opened()
    assert "We are ready" in shown(sitting, "n", SCREEN)
    submitted(sitting, "n", SCREEN, "ready", ready="yes")
    assert sitting.kept.people.ready == {"north"}
    assert "You have told the mediator that you are ready." in shown(sitting, "na", SCREEN)
    assert "You have told" not in shown(sitting, "s", SCREEN)
    submitted(sitting, "na", SCREEN, "ready", ready="no")
    assert sitting.kept.people.ready == frozenset()


def test_what_was_done_is_said_only_where_the_form_says_so():
    sitting = opened()
    assert "Your offer was made" in shown(sitting, "n", SCREEN, "done=offer")
    for done in ("note", "nothing", "phase"):
        assert 'class="toast"' not in shown(sitting, "n", SCREEN, f"done={done}")
