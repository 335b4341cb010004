"""The interview on a screen: every kind of question, every answer, nothing of others."""

from __future__ import annotations

import pytest
from languages import foreign_text
from seeing import seen, shown, submitted
from sitting import opened, package

from mediant.errors import Refused
from mediant.web.languages.locales import LOCALES
from mediant.web.screens.screen import Again
from mediant.web.screens.wants import SCREEN, asked_for, moved
from mediant.workbench.elicitation import entries
from mediant.workbench.sheets import Choose, Fill, LiveWith, Reply, Sheet


def sheet(sitting):
    return sitting.table("n").sheets.of("north")


def after_the_orders():
    sitting = opened()
    submitted(sitting, "n", SCREEN, "answer", kind="weights", order=("truce", "fee"))
    submitted(sitting, "n", SCREEN, "answer", kind="values.truce", order=("2", "1", "0"))
    submitted(sitting, "n", SCREEN, "answer", kind="values.fee", answer="less")
    return sitting


def test_answers_become_those_of_a_case_file():
    sitting = after_the_orders()
    submitted(sitting, "n", SCREEN, "answer", kind="walk_away", manner="percent", low="30", high="50")
    submitted(sitting, "n", SCREEN, "answer", kind="never", **{"issue-truce": "0", "issue-fee": "2"})
    submitted(sitting, "n", SCREEN, "answer", kind="never", keep="0", **{"issue-truce": "", "issue-fee": ""})
    submitted(sitting, "n", SCREEN, "answer", kind="choose", this="2-2", to="1-0", answer="to")
    submitted(sitting, "n", SCREEN, "answer", kind="live-with", package="1-1", answer="yes")
    assert sheet(sitting).preferences == {
        "weights": ["truce", "fee"],
        "walk_away": [0.3, 0.5],
        "values": {"truce": ["permanent", "40 days", "none"], "fee": "less"},
        "never": [package("none", 10)],
        "prefers": [{"this": package("40 days", 0), "to": package("permanent", 10)}],
        "accepts": [package("40 days", 5)],
    }
    submitted(sitting, "n", SCREEN, "answer", kind="never", **{"issue-truce": "", "issue-fee": ""})
    assert sheet(sitting).answer(Fill("never")) == []
    with pytest.raises(Refused, match="the red line is empty"):
        submitted(
            sitting, "n", SCREEN, "answer", kind="never", back="ask=never", **{"issue-truce": "", "issue-fee": ""}
        )


def test_a_walk_away_as_good_as_a_package():
    sitting = opened()
    submitted(
        sitting, "n", SCREEN, "answer", kind="walk_away", manner="package", **{"issue-truce": "0", "issue-fee": "1"}
    )
    assert sheet(sitting).answer(Fill("walk_away")) == {"as_good_as": package("none", 5)}


def test_i_dont_know_is_an_answer_to_everything():
    sitting = opened()
    for asked in entries(sitting.kept.case, Sheet()):
        submitted(sitting, "n", SCREEN, "answer", kind=asked.entry, back="unknown")
    submitted(sitting, "n", SCREEN, "answer", kind="choose", this="2-2", to="1-0", back="unknown")
    assert all(answer is None for _, answer in sheet(sitting).answers)
    assert len(sheet(sitting).answers) == 6


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "nonsense"},
        {"kind": "values.nothing"},
        {"kind": "choose", "this": "9-9", "to": "0-0", "answer": "this"},
        {"kind": "choose", "this": "1-1", "to": "0-0", "answer": "both"},
        {"kind": "walk_away", "manner": "percent", "low": "50", "high": "30"},
        {"kind": "walk_away", "manner": "percent", "low": "nan", "high": "nan"},
        {"kind": "walk_away", "manner": "percent", "low": "", "high": ""},
        {"kind": "walk_away", "low": "20", "high": "30"},
        {"kind": "walk_away", "manner": "package", "issue-truce": "0"},
        {"kind": "values.fee", "answer": "sideways"},
        {"kind": "values.truce", "order": ("0", "1")},
        {"kind": "weights", "order": ("truce", "truce")},
    ],
)
def test_58_forms_that_say_nothing_sensible_are_refused(form):
    sitting = opened()
    with pytest.raises(Refused):
        submitted(sitting, "n", SCREEN, "answer", **form)
    assert sitting.table("n").sheets.all == {}


def test_moving_without_scripts_shows_the_page_again_in_the_new_order():
    sitting = opened()
    again = submitted(sitting, "n", SCREEN, "answer", kind="weights", order=("truce", "fee"), move="fee:up")
    assert isinstance(again, Again)
    assert again.sent["order"] == ("fee", "truce")
    page = shown(sitting, "n", SCREEN, order=("fee", "truce"))
    assert page.index('name="order" value="fee"') < page.index('name="order" value="truce"')
    assert moved(("a", "b", "c"), "a:up") == ("a", "b", "c")
    assert moved(("a", "b", "c"), "a:down") == ("b", "a", "c")
    assert moved(("a", "b"), "x:up") == moved(("a", "b"), "a:sideways") == ("a", "b")


def test_a_question_can_be_asked_for_again():
    sitting = after_the_orders()
    case = sitting.kept.case
    assert asked_for(case, sheet(sitting), "0") == Fill("weights")
    assert asked_for(case, sheet(sitting), "values.fee") == Fill("values.fee")
    assert asked_for(case, sheet(sitting), "99") is asked_for(case, sheet(sitting), "x") is None
    page = shown(sitting, "n", SCREEN, "ask=1")
    assert page.index('value="2"') < page.index('value="1"') < page.index('value="0"')
    assert "replaces the old one" in page


def test_what_cannot_hold_is_shown_and_one_answer_is_taken_back():
    sitting = after_the_orders()
    sitting.ask("n", Reply(Choose(package("none"), package("permanent")), "this"))
    given = SCREEN.values(seen(sitting, "n", SCREEN))
    numbers = [one["number"] for one in given["clash"]]
    assert 3 in numbers
    assert not given["changed"]
    assert "cannot all hold" in shown(sitting, "n", SCREEN)
    submitted(sitting, "n", SCREEN, "take-back", number="3")
    assert SCREEN.values(seen(sitting, "n", SCREEN))["clash"] == []
    with pytest.raises(Refused, match="no such answer"):
        submitted(sitting, "n", SCREEN, "take-back", number="77")


def test_handing_in_gives_a_receipt():
    sitting = after_the_orders()
    assert SCREEN.values(seen(sitting, "n", SCREEN))["changed"]
    submitted(sitting, "n", SCREEN, "declare")
    given = SCREEN.values(seen(sitting, "n", SCREEN))
    assert (given["changed"], given["versions"], len(given["receipts"])) == (False, 1, 1)
    assert given["receipts"][0].digest in shown(sitting, "n", SCREEN)


def test_17_the_page_of_the_other_side_is_the_same_whatever_one_answers():
    before = shown(opened(), "s", SCREEN)
    sitting = after_the_orders()
    submitted(sitting, "n", SCREEN, "declare")
    assert shown(sitting, "s", SCREEN) == before


@pytest.mark.parametrize("locale", LOCALES)
def test_every_question_in_every_language(locale):
    sitting = after_the_orders()
    submitted(sitting, "n", SCREEN, "answer", kind="walk_away", manner="percent", low="30", high="50")
    submitted(sitting, "n", SCREEN, "answer", kind="never", **{"issue-truce": "0", "issue-fee": "2"})
    sitting.ask("n", Reply(Choose(package("permanent", 10), package()), "this"))
    sitting.ask("n", Reply(LiveWith(package()), answer=True))
    sitting.ask("n", Reply(LiveWith(package("permanent")), None))
    submitted(sitting, "n", SCREEN, "declare")
    for number in range(8):
        assert foreign_text(shown(sitting, "n", SCREEN, f"ask={number}", locale)) == []
    sitting.ask("n", Reply(Choose(package("none"), package("permanent")), "this"))
    assert foreign_text(shown(sitting, "n", SCREEN, locale=locale)) == []


def test_answers_that_programs_gave_in_numbers_are_said_to_be_so():
    sitting = opened()
    for entry, answer in (
        ("weights", {"truce": 0.5, "fee": 0.5}), ("walk_away", 0.4), ("values.fee", {"at": [[0, 1], [10, 0]]}),
        ("values.truce", {"none": 0, "40 days": 1, "permanent": 1}),
    ):  # fmt: skip
        sitting.ask("n", Reply(Fill(entry), answer))
    page = shown(sitting, "n", SCREEN)
    assert page.count("given in numbers") == 4
    assert "not known" not in page
    for number in range(4):
        assert "replaces the old one" in shown(sitting, "n", SCREEN, f"ask={number}")
    sitting.ask("n", Reply(Fill("weights"), [["truce", "fee"]]))
    assert "Length of the truce</bdi> and <bdi>Harbour fee" in shown(sitting, "n", SCREEN)
