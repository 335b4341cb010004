"""A record as lines, and what of it a seat may be shown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from case_strategies import cases
from hypothesis import given, settings
from hypothesis import strategies as st
from random_records import act, record

import mediant
from mediant.talks.acts import Accept, Offer, Propose, WalkOut
from mediant.talks.lines import Game, fingerprint, heard_lines, lines_of
from mediant.talks.record import End, Entry, Record, Room, heard_as
from mediant.talks.words import Words, act_of

CASES = Path(__file__).resolve().parents[2] / "cases"
CASE = mediant.load_case(CASES / "books" / "fisher-ury-1981-orange")
NEWS = mediant.load_case(CASES / "news" / "cairo-2024")
GAME = Game(
    protocol="alternating-offers", seats={"eater": "boulware", "baker": "linear"}, seed=3, settings={"rounds": 2}
)


def test_the_game_every_act_and_the_end():
    room = Room("plenary", ("eater", "baker"))
    acts = (("eater", Offer((0, 2))), ("baker", Accept((0, 2))), ("eater", WalkOut()))
    entries = tuple(Entry(turn, room, speaker, act) for turn, (speaker, act) in enumerate(acts))
    head, *said, end = map(json.loads, lines_of(CASE, GAME, Record(entries, End((0, 2), "agreed"))))
    assert head["format"] == "mediant-record/1"
    assert head["seats"] == {"eater": "boulware", "baker": "linear"}
    assert [issue["options"] for issue in head["issues"]] == [["eater", "each half", "baker"]] * 2
    assert (head["protocol"], head["settings"], head["seed"]) == ("alternating-offers", {"rounds": 2}, 3)
    outcome = {"fruit": "eater", "peel": "baker"}
    assert said == [
        {"turn": 0, "room": "plenary", "in": ["eater", "baker"], "speaker": "eater", "act": "offer", "outcome": outcome},
        {"turn": 1, "room": "plenary", "in": ["eater", "baker"], "speaker": "baker", "act": "accept", "outcome": outcome},
        {"turn": 2, "room": "plenary", "in": ["eater", "baker"], "speaker": "eater", "act": "walk-out"},
    ]  # fmt: skip
    assert end == {"agreement": outcome, "why": "agreed"}


def test_every_line_is_one_line_and_utf_8():
    room = Room("plenary", ("eater", "baker"))
    told = Record((Entry(0, room, "eater", WalkOut("\ud800\n\x85\u2028 no")),), End(None, "x"))
    lines = list(lines_of(CASE, GAME, told))
    assert all(line.count("\n") == 1 and line.endswith("\n") and line.encode() for line in lines)
    assert json.loads(lines[1])["words"] == "\ud800\n\x85\u2028 no"


@given(st.integers(0), st.sampled_from([CASE, NEWS]))
def test_a_seat_is_shown_all_that_was_said_where_it_was(seed, case):
    game, told = record(np.random.default_rng(seed), case)
    for seat in (party.id for party in case.parties):
        _, *said, end = map(json.loads, heard_lines(case, game, told, seat))
        there = [heard_as(entry, seat) for entry in told.entries if seat in entry.room.seats]
        shown = [
            (line.pop("room"), tuple(line.pop("in")), line.pop("speaker"), act_of(line, Words(case))) for line in said
        ]
        assert shown == [(words.room.id, words.room.seats, words.speaker, words.act) for words in there]
        assert end.keys() == {"agreement"}


@given(st.integers(0), st.sampled_from(NEWS.parties))
def test_nothing_of_other_rooms_changes_what_a_seat_is_shown(seed, party):
    """Whatever else is said elsewhere, how often, when, by whom it is played, from which seed: the same bytes."""
    rng = np.random.default_rng(seed)
    game, told = record(rng, NEWS)
    others = tuple(one.id for one in (*NEWS.parties, *NEWS.mediators) if one != party)
    every = [entry for entry in told.entries if party.id in entry.room.seats]
    for _ in range(rng.integers(5)):
        entry = Entry(0, Room("elsewhere", others), others[0], act(rng, NEWS))
        every.insert(int(rng.integers(len(every) + 1)), entry)
    numbered = tuple(entry._replace(turn=turn, at=float(rng.random())) for turn, entry in enumerate(every))
    again = Record(numbered, End(told.end.agreement, "for another reason"))
    played = replace(game, seed=game.seed + 1, seats={})
    assert list(heard_lines(NEWS, played, again, party.id)) == list(heard_lines(NEWS, game, told, party.id))


@pytest.mark.parametrize("seat", [party.id for party in NEWS.parties])
def test_no_number_tells_how_much_was_said_elsewhere(seat):
    game, told = record(np.random.default_rng(1), NEWS)
    for line in list(map(json.loads, heard_lines(NEWS, game, told, seat)))[1:]:
        assert not line.keys() & {"turn", "at", "why"}
        assert "rests-on" not in line or line["speaker"] == seat


def test_what_a_draft_rests_on_is_shown_to_its_mediator_alone():
    entry = Entry(0, Room("x", ("israel", "egypt")), "egypt", Propose((0,) * 8, "a bridge", rests_on=("hamas",)))
    told = Record((entry,), End(None, "x"))
    shown = {seat: list(heard_lines(NEWS, GAME, told, seat))[1:-1] for seat in ("israel", "egypt", "hamas")}
    assert shown["hamas"] == []
    assert "rests-on" not in shown["israel"][0]
    assert json.loads(shown["egypt"][0])["rests-on"] == ["hamas"]


def test_a_fingerprint_is_of_what_is_stated_and_not_of_its_order():
    first, second = NEWS.preferences.items()
    assert fingerprint(replace(NEWS, preferences=dict([second, first]))) == fingerprint(NEWS)
    bare = replace(NEWS, preferences={party: replace(known, because={}) for party, known in NEWS.preferences.items()})
    assert fingerprint(bare) == fingerprint(NEWS)
    assert fingerprint(replace(NEWS, preferences=dict([first]))) != fingerprint(NEWS)


@settings(max_examples=10)
@given(cases())
def test_any_case_has_a_fingerprint(case):
    assert len(fingerprint(case)) == 32
