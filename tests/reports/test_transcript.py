"""Transcripts: sessions, folds that count what they leave out, and nothing that was not heard."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from random_records import record

import mediant
from mediant.reports.transcript import Reader, counted, ending, heading, sessions_of, titles, transcript, worth_to
from mediant.talks.acts import Accept, Answer, Ask, Compare, CouldAccept, Leave, Offer, Visit
from mediant.talks.lines import Game
from mediant.talks.record import Heard, Room
from mediant.talks.standing import standings_of

CASES = Path(__file__).resolve().parents[2] / "cases"
NEWS = mediant.load_case(CASES / "news" / "cairo-2024")
ORANGE = mediant.load_case(CASES / "books" / "fisher-ury-1981-orange")
CORRIDOR, APART, JOINT = (
    Room("egypt", ("egypt",)),
    Room("x", ("hamas", "egypt")),
    Room("j", ("hamas", "israel", "egypt")),
)
ALL = (0,) * 8
LIMITED = (1, *ALL[1:])


def lines(case, heard, **kind):
    return [line.text for line in transcript(case, heard, Reader(**kind))]


def test_sessions_are_told_by_who_is_there():
    heard = [
        Heard(CORRIDOR, "egypt", Visit("hamas")), Heard(APART, "egypt", Ask(CouldAccept(ALL))),
        Heard(APART, "hamas", Answer(True)), Heard(APART, "egypt", Leave()), Heard(JOINT, "israel", Offer(LIMITED)),
        Heard(JOINT, "hamas", Accept(LIMITED)),
    ]  # fmt: skip
    told = lines(NEWS, heard)
    assert told[0] == "1. Hamas and Egypt, apart from Israel"
    assert told[1].startswith("Egypt asks: could you live with this? Length of the truce: none;")
    assert told[2] == "Hamas answers: yes"
    assert told[3] == "2. Hamas, Israel and Egypt, all together"
    assert told[4].startswith("Israel offers: Length of the truce: limited; Israel's withdrawal from Gaza: none;")
    assert told[5] == "Hamas accepts the same"
    assert len(told) == 6
    assert heading(NEWS, CORRIDOR) == "Egypt, without the parties"


def test_long_talks_are_folded_and_counted():
    many = [Heard(APART if k % 2 else JOINT, "hamas", Offer(ALL)) for k in range(30)]
    told = lines(NEWS, many)
    assert sum(line[0].isdigit() for line in told) == 8
    assert "… 22 more sessions: 22 offers" in told
    assert [line for line in told if line[0].isdigit()][4].startswith("27. ")
    asked = [
        Heard(APART, *words)
        for _ in range(10)
        for words in (("egypt", Ask(Compare(ALL, LIMITED))), ("hamas", Answer(1)))
    ]
    told = lines(NEWS, asked)
    assert "… 6 questions and 6 answers" in told
    assert told[-1] == "Hamas answers: the second"
    assert len(lines(NEWS, asked, everything=True)) == 21
    after = told[told.index("… 6 questions and 6 answers") + 1]
    assert "First: Length of the truce: none;" in after  # what is folded away is not referred to


def test_counts_are_the_most_frequent_first():
    offers = [Heard(JOINT, "hamas", Offer(ALL))]
    assert counted([*offers, Heard(JOINT, "hamas", Answer(None)), *offers]) == "2 offers and 1 answer"


def test_what_it_is_worth_is_said_for_the_organiser_alone():
    room = Room("j", ("eater", "baker"))
    heard = [Heard(room, "eater", Offer((0, 0)))]
    assert lines(ORANGE, heard, worth=worth_to(standings_of(ORANGE)))[1].endswith("eater (100% of what it could gain)")
    assert "gain" not in lines(ORANGE, heard)[1]
    assert worth_to(standings_of(ORANGE))("host", (0, 0)) == ""


def test_titles_say_what_was_played():
    game = Game(
        protocol="shuttle",
        seats={"hamas": "linear", "egypt": "facilitator"},
        seed=7,
        settings={"rounds": 5},
        drawn=True,
    )
    assert titles(NEWS, game) == (
        "The Cairo talks, May 2024: Hamas (linear) and Egypt (facilitator)",
        "Played by shuttle; 5 rounds; seed 7.",
        "What the parties want is draw 7 of all that fits the case: an example, not a forecast.",
    )


def test_rounds_are_said_once():
    game = Game(protocol="shuttle:8,plenary:2", seats={"hamas": "linear"}, seed=0, settings={"rounds": 100})
    assert titles(NEWS, game)[1] == "Played by shuttle:8,plenary:2; seed 0."
    for spec in ("proximity,plenary:2", "single-text:joint=yes"):
        assert titles(NEWS, replace(game, protocol=spec))[1] == f"Played by {spec}; 100 rounds; seed 0."
    assert (
        titles(NEWS, replace(game, protocol="single-text:9:joint=yes"))[1]
        == "Played by single-text:9:joint=yes; seed 0."
    )


def test_endings():
    assert ending(ORANGE, (0, 2)) == "Agreed: Who gets the fruit: eater; Who gets the peel: baker"
    assert ending(ORANGE, None, "eater\nwalked out") == "No agreement: eater walked out."
    assert ending(ORANGE, None) == "No agreement."


@given(st.integers(0))
def test_any_record_is_told_and_steers_nothing(seed):
    game, told = record(np.random.default_rng(seed), NEWS)
    heard = [Heard(entry.room, entry.speaker, entry.act) for entry in told.entries]
    every = [*titles(NEWS, game), *lines(NEWS, heard, everything=True)]
    assert all(c.isprintable() for line in every for c in line)
    spoken = [words for one in sessions_of(heard) for words in one.said]
    assert len([line for line in transcript(NEWS, heard, Reader(everything=True)) if line.level == 2]) == len(spoken)
    assert len(spoken) == sum(not isinstance(words.act, Visit | Leave) for words in heard)
    folded = "\n".join(lines(NEWS, heard))
    left_out = sum(
        int(n) for line in re.findall(r"…(?: \d+ more sessions:)?(.*)", folded) for n in re.findall(r"(\d+) ", line)
    )
    shown = [line for line in transcript(NEWS, heard, Reader()) if line.level == 2 and not line.text.startswith("…")]
    assert len(shown) + left_out == len(spoken)
