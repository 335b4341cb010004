"""A record as lines."""

from __future__ import annotations

import json
from pathlib import Path

import mediant
from mediant.talks.acts import Accept, Offer, WalkOut
from mediant.talks.lines import Game, lines_of
from mediant.talks.record import End, Entry, Record, Room

CASE = mediant.load_case(Path(__file__).resolve().parents[2] / "cases" / "books" / "fisher-ury-1981-orange")
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
    outcome = {issue.id: issue.options[choice] for issue, choice in zip(CASE.issues, (0, 2), strict=True)}
    assert (head["protocol"], head["settings"], head["seed"]) == ("alternating-offers", {"rounds": 2}, 3)
    assert [(line["turn"], line["room"], line["speaker"], line["act"]) for line in said] == [
        (0, "plenary", "eater", "offer"), (1, "plenary", "baker", "accept"), (2, "plenary", "eater", "walk-out"),
    ]  # fmt: skip
    assert said[0]["outcome"] == said[1]["outcome"] == outcome
    assert end == {"agreement": outcome, "why": "agreed"}
