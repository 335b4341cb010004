"""A sheet becomes the preferences of a case file, and its statements can be traced to the questions behind them."""

from __future__ import annotations

from sitting import package

from mediant.workbench.sheets import Answered, Choose, Fill, LiveWith, Receipted, Sheet, Sheets, written

ORDER, WALK, LINES = Fill("weights"), Fill("walk_away"), Fill("never")
PAIR = Choose(package("none", 0), package("permanent", 10))
OTHER = Choose(package("none", 5), package("40 days", 10))


def test_what_is_not_known_stays_unknown():
    assert Sheet().preferences == {"weights": "unknown", "walk_away": "unknown"}
    sheet = Sheet().with_answer(ORDER, None).with_answer(WALK, None).with_answer(LINES, []).with_answer(PAIR, None)
    assert sheet.preferences == Sheet().preferences
    assert all(sheet.has(asked) for asked in (ORDER, WALK, LINES, PAIR))
    assert not sheet.has(OTHER)


def test_answers_as_a_case_file_has_them():
    sheet = Sheet().with_answer(ORDER, ["fee", "truce"]).with_answer(Fill("values.fee"), "less")
    sheet = sheet.with_answer(PAIR, "this").with_answer(OTHER, "to").with_answer(LiveWith(package()), answer=True)
    sheet = sheet.with_answer(LiveWith(package("none")), answer=False).with_answer(LINES, [{"truce": "none"}])
    assert sheet.preferences == {
        "weights": ["fee", "truce"],
        "walk_away": "unknown",
        "values": {"fee": "less"},
        "never": [{"truce": "none"}],
        "prefers": [{"this": PAIR.this, "to": PAIR.to}, {"this": OTHER.to, "to": OTHER.this}],
        "accepts": [package()],
        "rejects": [package("none")],
    }


def test_a_new_answer_replaces_the_old_one_at_its_place():
    sheet = Sheet().with_answer(ORDER, ["fee"]).with_answer(WALK, [0.1, 0.2]).with_answer(ORDER, ["truce"])
    assert sheet.answers == ((ORDER, ["truce"]), (WALK, [0.1, 0.2]))
    assert sheet.answer(ORDER) == ["truce"]
    assert sheet.answer(LINES) is None


def test_statements_lead_back_to_their_questions():
    sheet = (
        Sheet().with_answer(PAIR, None).with_answer(OTHER, "to").with_answer(LiveWith(package("none")), answer=False)
    )
    sheet = sheet.with_answer(LiveWith(package()), answer=True)
    assert sheet.behind("prefers.1 (none, 5 over 40 days, 10)") == OTHER
    assert sheet.behind("accepts.1 (40 days, 5)") == LiveWith(package())
    assert sheet.behind("rejects.1 (none, 5)") == LiveWith(package("none"))
    assert sheet.behind("never.2") == LINES
    assert sheet.behind("prefers.2") is None
    assert sheet.behind("no walk_away, and no red line that it crosses") is None


def test_sheets_and_receipts_by_party():
    sheets = Sheets().evolve(Answered("north", ORDER, ["fee"])).evolve(Receipted("north", "ab" * 32, "cd" * 32))
    assert sheets.of("north").answer(ORDER) == ["fee"]
    assert sheets.of("south") == Sheet()
    assert [receipt.salt for receipt in sheets.receipts["north"]] == ["cd" * 32]
    assert sheets.evolve("something else") is sheets


def test_equal_statements_are_equal_bytes():
    assert written({"weights": ["a"], "never": []}) == written({"never": [], "weights": ["a"]})
