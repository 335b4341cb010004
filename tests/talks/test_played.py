"""Talks of a case from end to end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import mediant
from mediant.errors import InvalidValue, UnknownPlugin
from mediant.talks.drawn import drawn_case, stated_draws
from mediant.talks.lines import Game
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.played import DRAWS, people_of, standings_in, stated_in, talk, told
from mediant.talks.protocols.shuttle import Shuttle
from mediant.talks.session import Talk, replay
from mediant.talks.standing import standings_of
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.micro import MiCRO

CASES = Path(__file__).resolve().parents[2] / "cases"
NEWS = mediant.load_case(CASES / "news" / "cairo-2024")
TWO = mediant.load_case(CASES / "constructed" / "ceasefire-two")
HOSTED = {"mediators": {"egypt": "facilitator"}, "rounds": 8}


def test_the_same_arguments_give_the_same_talks():
    one, two, other = (talk(NEWS, "shuttle", seed=seed, **HOSTED) for seed in (3, 3, 4))
    assert (one.game, one.record) == (two.game, two.record)
    assert one.record != other.record


def test_a_partial_case_is_played_by_its_draw():
    played = talk(NEWS, "shuttle", seed=3, **HOSTED)
    assert played.game == Game(
        protocol="shuttle", seats={"hamas": "boulware", "israel": "boulware", "egypt": "facilitator"}, seed=3,
        settings={"rounds": 8}, drawn=True,
    )  # fmt: skip
    standings = standings_of(drawn_case(NEWS, 3))
    assert {p: s.greatest for p, s in played.standings.items()} == {p: s.greatest for p, s in standings.items()}
    table = Talk(
        standings=standings, options=tuple(len(issue.options) for issue in NEWS.issues), protocol=Shuttle(8),
        mediators={"egypt": frozenset({"carry", "draft"})},
    )  # fmt: skip
    assert replay(table, played.record.entries) == played.record


def test_mediators_know_what_a_partial_case_states_and_nothing_of_an_exact_one():
    stated = stated_in(NEWS, 3)
    assert all(np.array_equal(stated[party], draws) for party, draws in stated_draws(NEWS, 3, DRAWS).items())
    assert stated_in(TWO, 3) == {}
    assert talk(NEWS, rounds=2).stated == {}  # nobody asks


def test_an_exact_case_is_played_as_it_is():
    played = talk(TWO, rounds=5)
    assert not played.game.drawn
    best = {party: standing.greatest for party, standing in standings_in(TWO, played.game).items()}
    assert best == {party: standing.greatest for party, standing in standings_of(TWO).items()}


def test_with_a_mediator_parties_are_candid_with_it():
    assert isinstance(people_of({"hamas": "micro"}, {})["hamas"], MiCRO)
    together = people_of({"hamas": "micro"}, {"egypt": "facilitator"})
    assert isinstance(together["hamas"], Candid)
    assert isinstance(together["hamas"].strategy, MiCRO)
    assert isinstance(together["egypt"], Facilitator)


def test_a_record_is_told_with_what_the_parties_wanted():
    played = talk(NEWS, "shuttle", seed=3, **HOSTED)
    again = told(NEWS, played.game, played.record)
    offer = played.record.entries[2].act.choices
    assert again.standings["hamas"].utility(offer) == played.standings["hamas"].utility(offer)
    assert again.stated.keys() == {"hamas", "israel"}


@pytest.mark.parametrize(
    "protocol", ["alternating-offers", "blind-bidding:2:more=hamas", "alternating-offers,alternating-offers:3"]
)
def test_a_mediator_without_a_turn_is_refused_and_not_left_silent(protocol):
    name = protocol.partition(":")[0]
    with pytest.raises(InvalidValue, match=f"mediators: egypt; expected none: in {name}.* no mediator has a turn"):
        talk(NEWS, protocol, **HOSTED)


def test_a_mediator_that_has_a_turn_in_one_stage_waits_in_the_others():
    played = talk(NEWS, "alternating-offers:2,shuttle:3", seats={"hamas": "random"}, **HOSTED)
    assert "egypt" in {entry.speaker for entry in played.record.entries}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"seats": {"nobody": "linear"}}, InvalidValue), ({"mediators": {"hamas": "facilitator"}}, InvalidValue),
        ({"seats": {"hamas": "no such"}}, UnknownPlugin), ({"protocol": "no such"}, UnknownPlugin),
        ({"protocol": "shuttle"}, InvalidValue), ({"rounds": 0}, InvalidValue), ({"seed": -1}, InvalidValue),
    ],
)  # fmt: skip
def test_what_cannot_be_played_is_said(arguments, error):
    with pytest.raises(error):
        talk(NEWS, **arguments)
