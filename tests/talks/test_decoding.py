"""Records read back: the same as was written, and of any other bytes the line that is wrong."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_records import PRICES, record
from small_talks import OPTIONS, shuttle

import mediant
from mediant.errors import InvalidFile
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Mediator, Party
from mediant.model.preferences import Preferences
from mediant.talks.acts import Accept, Offer
from mediant.talks.decoding import record_of
from mediant.talks.lines import Game, heard_lines, lines_of
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.record import End, Entry, Record, Room
from mediant.talks.session import play, replay
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Conceder, Linear

CASES = Path(__file__).resolve().parents[2] / "cases"
NEWS = mediant.load_case(CASES / "news" / "cairo-2024")
ORANGE = mediant.load_case(CASES / "books" / "fisher-ury-1981-orange")
GAME = Game(protocol="alternating-offers", seats={"eater": "linear", "baker": "linear"}, seed=3, settings={"rounds": 2})
ROOM = Room("plenary", ("eater", "baker"))
SAID = (Entry(0, ROOM, "eater", Offer((0, 2))), Entry(1, ROOM, "baker", Accept((0, 2))))
LINES = tuple(lines_of(ORANGE, GAME, Record(SAID, End((0, 2), "agreed"))))


def written(lines):
    return "".join(lines).encode()


@given(st.sampled_from([ORANGE, NEWS, PRICES]), st.integers(0))
def test_what_was_written_is_read(case, seed):
    game, told = record(np.random.default_rng(seed), case)
    assert record_of(written(lines_of(case, game, told)), case, "r") == (game, told)


def test_what_was_read_is_played_again():
    values = {"x": {"a": 0.0, "b": 1.0, "c": 2.0}, "y": {"a": 0.0, "b": 1.0}}
    case = Case(
        title="Small",
        parties=(Party(id="first", name="First"), Party(id="second", name="Second")),
        mediators=(Mediator(id="host", name="Host", may=("carry",)),),
        issues=tuple(Issue(id=k, name=k, options=tuple("abc"[:n])) for k, n in zip("xy", OPTIONS, strict=True)),
        preferences={"first": Preferences(values=values), "second": Preferences(values=values)},
    )
    talk = shuttle(rounds=6)
    played = play(talk, {"first": Candid(Conceder()), "second": Candid(Linear()), "host": Facilitator()})
    assert len(played.entries) > 10
    _, back = record_of(written(lines_of(case, replace(GAME, seats={}), played)), case, "r")
    assert replay(talk, back.entries) == played


def changed(number, **fields):
    lines = list(LINES)
    lines[number] = json.dumps({**json.loads(lines[number]), **fields}) + "\n"
    return written(lines)


def without(number, key):
    lines = list(LINES)
    document = json.loads(lines[number])
    del document[key]
    lines[number] = json.dumps(document) + "\n"
    return written(lines)


def with_line(number, line):
    lines = list(LINES)
    lines[number] = line
    return b"".join(one if isinstance(one, bytes) else one.encode() for one in lines)


WRONG = [
    (b"", "file: 0"), (b"\n", "file: 1"), (written(LINES)[:-20], "line 4: .*cut off here"),
    (written(LINES)[:-1], "line 4: .*cut off here"), (written(LINES[:-1]), "line 3, keys: .*how it ended"),
    (written(LINES[:1]), "file: 1"), (with_line(1, "\n"), "line 2, JSON"), (with_line(1, b"\xff\xfe\n"), "line 2, JSON"),
    (with_line(1, "[" * 100_000 + "\n"), "line 2, JSON"), (with_line(2, "7\n"), "line 3, JSON: 7"),
    (with_line(2, '{"turn": ' + "9" * 5000 + "}\n"), "line 3, JSON"),
    (with_line(2, '{"turn": 1, "turn": 2}\n'), "line 3, JSON"), (with_line(2, '{"turn": NaN}\n'), "line 3, JSON"),
    (with_line(1, '{"turn": 0}\n'), "line 2, room"), (with_line(1, "x" * 16_000_001 + "\n"), "line 2, length"),
    (changed(0, format="mediant-record/2"), "line 1, format"), (changed(0, format=["a"]), "line 1, format"),
    (without(0, "seed"), "line 1, format"), (changed(0, extra=1), "line 1, format"),
    (changed(0, issues=[]), "line 1, issues: .*another case"), (changed(0, parties=None), "line 1, parties"),
    (changed(0, mediators=[{"id": "x"}]), "line 1, mediators"), (changed(0, drawn=True), "another state of the case"),
    (changed(0, drawn=0), "line 1, drawn"), (changed(0, seats=["eater"]), "line 1, seats"),
    (changed(0, seats={"eater": 1}), "line 1, seats"), (changed(0, seats={"x": "linear"}), "line 1, seats"),
    (changed(0, settings={"rounds": "x"}), "line 1, settings"), (changed(0, settings=7), "line 1, settings"),
    (changed(0, seed=-1), "line 1, seed"), (changed(0, seed=True), "line 1, seed"), (changed(0, protocol=1), "line 1, protocol"),
    (changed(0, seed=10**30), "line 1, seed"), (changed(0, protocol="x" * 10_001), "line 1, protocol"),
    (changed(0, settings={str(k): 1 for k in range(101)}), "line 1, settings: .*at most 100"),
    (changed(0, settings={"x" * 10_001: 1}), "line 1, settings"), (changed(0, settings={"rounds": 10**30}), "line 1, settings"),
    (changed(1, act="bid", regions=[{"options": {"fruit": [], "peel": ["eater"]}, "worth": 1}]), "line 2, act"),
    (changed(1, turn=1), "line 2, turn: 1; expected 0"), (changed(2, turn=5), "line 3, turn: 5; expected 0 or 1"),
    (changed(1, turn="0"), "line 2, turn"), (changed(1, turn=10**12), "line 2, turn"),
    (changed(1, room=7), "line 2, room"), (changed(1, **{"in": "eater"}), "line 2, in"),
    (changed(1, **{"in": [["eater"]]}), "line 2, in"), (changed(1, **{"in": ["eater", "eater"]}), "each once"),
    (changed(1, **{"in": ["eater"] * 20_000}), "line 2, in"), (changed(1, speaker=["eater"]), "line 2, speaker"),
    (changed(1, speaker="nobody"), "line 2, speaker"), (changed(1, at=[]), "line 2, at"), (changed(1, at="now"), "line 2, at"),
    (changed(2, at=1.5), "line 3, at: 1.5; expected .*on every line or on none"), (changed(1, act="shout"), "line 2, act"),
    (changed(1, outcome={"fruit": "eater"}), "line 2, act.outcome"), (changed(3, agreement=7), "line 4, agreement"),
    (changed(3, agreement={"fruit": "eater", "peel": "nobody"}), "line 4, agreement.peel"), (changed(3, why=7), "line 4, why"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "gist"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_said_with_its_line(raw, gist):
    with pytest.raises(InvalidFile, match=gist) as told:
        record_of(raw, ORANGE, "r.jsonl")
    assert str(told.value).startswith("r.jsonl: ")
    assert len(str(told.value)) < 1000


def test_a_case_that_has_changed_since_is_another_state_of_it():
    eater = ORANGE.preferences["eater"]
    sourced = replace(ORANGE, preferences={**ORANGE.preferences, "eater": replace(eater, because={"weights": ("c1",)})})
    assert record_of(written(LINES), sourced, "r")[1].entries == SAID  # it says the same of what they want
    prouder = replace(ORANGE, preferences={**ORANGE.preferences, "eater": replace(eater, walk_away=0.6)})
    with pytest.raises(InvalidFile, match=r"line 1, preferences: .*another state of it"):
        record_of(written(LINES), prouder, "r")


def test_times_do_not_go_back():
    timed = Record(tuple(entry._replace(at=5.0 - entry.turn) for entry in SAID), End(None, "x"))
    with pytest.raises(InvalidFile, match=r"line 3, at: 4\.0"):
        record_of(written(lines_of(ORANGE, GAME, timed)), ORANGE, "r")


def test_what_one_seat_heard_is_no_record():
    lines = heard_lines(ORANGE, GAME, Record(SAID, End((0, 2), "agreed")), "eater")
    with pytest.raises(InvalidFile, match="what one seat heard"):
        record_of(written(lines), ORANGE, "r")


@given(st.binary(max_size=40), st.integers(0, len(written(LINES))), st.integers(0, 40))
def test_any_bytes_are_a_record_or_told_to_be_none(some, place, length):
    raw = written(LINES)
    with suppress(InvalidFile):
        record_of(raw[:place] + some + raw[place + length :], ORANGE, "r")
