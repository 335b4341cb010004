"""Answers are held to the rules of a case file, stay with their party, and are stated only when they can all hold."""

from __future__ import annotations

from hashlib import blake2b

import pytest
from sitting import opened, package

from mediant.errors import Refused
from mediant.stores.chains import holds
from mediant.workbench.decisions import sheets
from mediant.workbench.lines import command_of
from mediant.workbench.sheets import Choose, Declare, Fill, LiveWith, Reply, committed, written

SALT = "5a" * 32
BEST, MIDDLE, WORST = package("permanent", 0), package("40 days", 5), package("none", 10)


def test_answers_are_the_partys_alone_until_they_are_handed_in():
    sitting = opened()
    before = {seat: sitting.lines(seat) for seat in ("m", "s", "o")}
    sitting.ask("n", Reply(Fill("weights"), ["fee", "truce"]))
    sitting.ask("na", Reply(LiveWith(WORST), answer=False))
    assert {seat: sitting.lines(seat) for seat in before} == before
    assert sitting.table("n").sheets.of("north") == sitting.table("na").sheets.of("north")
    sitting.ask("n", Declare(SALT))
    assert sitting.table("m").wants.of("north") == sitting.table("n").sheets.of("north").preferences
    assert sitting.table("m").sheets.receipts == {}
    assert {seat: sitting.lines(seat) for seat in ("s", "o")} == {seat: before[seat] for seat in ("s", "o")}


def test_a_receipt_proves_what_was_stated_to_whoever_has_salt_and_sheet():
    sitting = opened()
    sitting.ask("n", Reply(Fill("walk_away"), [0.3, 0.5]))
    sitting.ask("n", Declare(SALT))
    (receipt,) = sitting.table("n").sheets.receipts["north"]
    stated = sitting.table("n").wants.of("north")
    digest = sitting.events[-2].fact.digest
    assert receipt.digest == digest == committed(stated, receipt.salt)
    assert digest != committed({**stated, "walk_away": [0.3, 0.6]}, receipt.salt)
    assert holds(written(stated), bytes.fromhex(receipt.salt), bytes.fromhex(digest))
    assert digest != blake2b(written(stated), digest_size=32).hexdigest()  # no dictionary of sheets finds it


def test_versions():
    sitting = opened()
    for walk_away in ([0.3, 0.5], [0.2, 0.5]):
        sitting.ask("n", Reply(Fill("walk_away"), walk_away))
        sitting.ask("n", Declare(SALT))
    assert [one["walk_away"] for one in sitting.table("m").wants.stated["north"]] == [[0.3, 0.5], [0.2, 0.5]]
    assert len(sitting.table("n").sheets.receipts["north"]) == 2
    with pytest.raises(Refused, match="already"):
        sitting.ask("n", Declare(SALT))


@pytest.mark.parametrize(
    ("asked", "answer", "said"),
    [
        (Fill("weights"), ["fee", "no such issue"], "unknown issue"),
        (Fill("values.fee"), "most", "'more' or 'less'"),
        (Fill("values.nothing"), "more", "unknown issue"),
        (Fill("walk_away"), [0.9, 0.1], "at most"),
        (Fill("never"), [{}], "at least one issue"),
        (Fill("never"), [{"truce": "none"}] * 13, "at most 12"),
        (Choose(BEST, BEST), "this", "the same"),
        (Choose(BEST, WORST), "both", "no answer"),
        (Choose(BEST, {"truce": "none"}), "this", "an option for every issue"),
        (LiveWith(BEST), 1, "no answer"),
        (LiveWith({"truce": "forever", "fee": 0}), True, "an option of truce"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(asked, answer, said):
    with pytest.raises(Refused, match=said):
        opened().ask("n", Reply(asked, answer))


def test_a_question_is_the_same_however_it_is_written():
    sitting = opened()
    sitting.ask("n", Reply(LiveWith({"fee": 5.0, "truce": "none"}), answer=True))
    sitting.ask("n", Reply(LiveWith({"truce": "none", "fee": 5}), answer=False))
    assert sitting.table("n").sheets.of("north").answers == ((LiveWith(package("none")), False),)


def test_what_cannot_hold_is_not_stated_until_an_answer_is_taken_back():
    sitting = opened()
    for this, to in ((BEST, MIDDLE), (MIDDLE, WORST), (WORST, BEST)):
        sitting.ask("n", Reply(Choose(this, to), "this"))
    with pytest.raises(Refused, match="cannot all hold"):
        sitting.ask("n", Declare(SALT))
    sitting.ask("n", Reply(Choose(WORST, BEST), None))
    sitting.ask("n", Declare(SALT))


def test_an_empty_sheet_states_nothing():
    with pytest.raises(Refused, match="empty"):
        opened().ask("n", Declare(SALT))


def test_a_sheet_has_an_end(monkeypatch):
    monkeypatch.setattr(sheets, "MOST", 1)
    sitting = opened()
    sitting.ask("n", Reply(Fill("walk_away"), None))
    with pytest.raises(Refused, match="1 answers"):
        sitting.ask("n", Reply(Fill("weights"), None))


@pytest.mark.parametrize("seat", ["m", "o"])
def test_only_a_party_has_a_sheet(seat):
    with pytest.raises(Refused, match="may not"):
        opened().ask(seat, Reply(Fill("walk_away"), None))


HOSTILE = [
    '{"type":"reply","asked":{"type":"fill","entry":"walk_away"},"answer":NaN}',
    '{"type":"reply","asked":{"type":"fill","entry":"walk_away"},"answer":[1e999,2e999]}',
    '{"type":"reply","asked":{"type":"fill","entry":"walk_away"},"answer":[-Infinity,0]}',
    '{"type":"reply","asked":{"type":"fill","entry":"walk_away"},"answer":' + "[" * 100_000 + "]" * 100_000 + "}",
    '{"type":"reply","asked":{"type":"fill","entry":"walk_away"},"answer":' + "9" * 5000 + "}",
    '{"type":"reply","asked":{"type":"fill","entry":"weights"},"answer":["\\ud800"]}',
    '{"type":"reply","asked":{"type":"fill","entry":"walk_away/../x"},"answer":null}',
    '{"type":"reply","asked":{"type":"fill","entry":"never"},"answer":{"truce":{"truce":{}}}}',
    '{"type":"reply","asked":{"type":"live-with","outcome":{"truce":"none","fee":1e300}},"answer":true}',
    '{"type":"reply","asked":{"type":"live-with","outcome":[]},"answer":true}',
    '{"type":"declare","salt":"short"}',
]


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_58_hostile_json_is_refused_in_words(raw):
    sitting = opened()
    with pytest.raises(Refused):
        sitting.ask("n", command_of(raw.encode()))
    assert sitting.table("n").sheets.all == {}


@pytest.mark.parametrize(("few", "many"), [(1, 3), (3, 60)])
def test_17_27_how_much_a_party_says_shows_nowhere(few, many):
    """Bytes of the others, whether a sheet has few answers or many; and the deal space is not worked out for them."""
    shown = []
    for count in (few, many):
        sitting = opened()
        for number in range(count):
            asked = LiveWith(package(["none", "40 days", "permanent"][number % 3], number // 3 % 3 * 5))
            sitting.ask("n", Reply(asked if number % 2 else Fill("never"), number % 4 > 0 if number % 2 else []))
        sitting.ask("n", Declare(SALT))
        sitting.ask("s", Reply(Fill("walk_away"), None))
        shown.append([sitting.lines(seat) for seat in ("s", "o")])
    assert shown[0] == shown[1]
