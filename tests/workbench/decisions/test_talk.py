"""Words and acts reach the room they were said in."""

from __future__ import annotations

import pytest
from sitting import opened, package

from mediant.errors import Refused, WrongAct
from mediant.workbench.talk import Allow, Relay, Say, Write


def heard(sitting, seat):
    return [line.words for line in sitting.table(seat).talk.lines]


def test_words_stay_in_their_room():
    sitting = opened()
    sitting.ask("n", Write("north", "between us"))
    sitting.ask("m", Write("south", "good morning"))
    sitting.ask("s", Write("joint", "hello all"))
    assert heard(sitting, "na") == ["between us", "hello all"]
    assert heard(sitting, "s") == ["good morning", "hello all"]
    assert heard(sitting, "o") == ["hello all"]
    assert heard(sitting, "m") == ["between us", "good morning", "hello all"]


@pytest.mark.parametrize(
    ("seat", "room"), [("n", "south"), ("n", "nowhere"), ("m", "host"), ("m", "nowhere"), ("n", "host")]
)
def test_a_room_of_others_and_no_room_are_one(seat, room):
    with pytest.raises(Refused, match="you are in no such room"):
        opened().ask(seat, Write(room, "let me in"))


def test_acts_are_held_to_the_rules_of_talks():
    sitting = opened()
    with pytest.raises(WrongAct, match="an offer of"):
        sitting.ask("s", Say("joint", {"act": "accept", "outcome": package()}))
    sitting.ask("n", Say("joint", {"act": "offer", "outcome": package()}))
    sitting.ask("s", Say("joint", {"act": "accept", "outcome": package()}))
    with pytest.raises(Refused, match="words of the case"):
        sitting.ask("s", Say("joint", {"act": "offer", "outcome": package(truce="for ever")}))
    with pytest.raises(WrongAct):
        sitting.ask("m", Say("joint", {"act": "pledge", "kind": "payment", "to": "north", "worth": 1}))


def test_what_was_said_apart_cannot_be_accepted_by_others():
    sitting = opened()
    sitting.ask("n", Say("north", {"act": "offer", "outcome": package()}))
    with pytest.raises(WrongAct, match="heard an offer"):
        sitting.ask("s", Say("joint", {"act": "accept", "outcome": package()}))
    said = {"act": "offer", "outcome": package()}
    with pytest.raises(WrongAct, match="in confidence"):
        sitting.ask("m", Say("south", {"act": "carry", "said": said, "of": "north"}))


def test_words_go_where_their_owner_lets_them():
    sitting = opened()
    sitting.ask("n", Write("north", "we could live with 5"))
    with pytest.raises(Refused, match="in confidence"):
        sitting.ask("m", Relay("north-1", "south"))
    with pytest.raises(Refused, match="said no such thing"):
        sitting.ask("s", Allow("north-1", ("joint",)))
    for rooms in ((), ("north",), ("nowhere",)):
        with pytest.raises(Refused, match="no such room"):
            sitting.ask("n", Allow("north-1", rooms))
    sitting.ask("n", Allow("north-1", ("south",)))
    with pytest.raises(Refused, match="in confidence"):
        sitting.ask("m", Relay("north-1", "joint"))
    sitting.ask("m", Relay("north-1", "south"))
    (line,) = sitting.table("s").talk.lines
    assert (line.words, line.of, line.side) == ("we could live with 5", "north", "host")
