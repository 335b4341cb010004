"""Who sits where, as asked for."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

import mediant
from mediant.cli.seating import DRAWS, mediators, negotiators, people, talk_of
from mediant.talks.drawn import drawn_case
from mediant.talks.mediators.facilitator import Facilitator
from mediant.talks.protocols.shuttle import Shuttle
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.micro import MiCRO

CASES = Path(__file__).resolve().parents[2] / "cases"
NEWS = mediant.load_case(CASES / "news" / "cairo-2024")
TWO = mediant.load_case(CASES / "constructed" / "ceasefire-two")


def test_every_party_has_somebody_and_mediators_come_as_asked():
    assert negotiators(NEWS, ["israel=micro"]) == {"hamas": "boulware", "israel": "micro"}
    assert mediators(NEWS, []) == {}
    assert mediators(NEWS, ["united-states=b", "egypt=a"]) == {"egypt": "a", "united-states": "b"}


@pytest.mark.parametrize("seat", ["egypt", "egypt=", "=x", "nobody=x", "hamas=x"])
def test_a_seat_that_is_none_is_refused(seat):
    with pytest.raises(click.UsageError, match="SEAT=NAME, with one of egypt, united-states"):
        mediators(NEWS, [seat])


def test_with_a_mediator_parties_are_candid_with_it():
    alone = people({"hamas": "micro"}, {})
    assert isinstance(alone["hamas"], MiCRO)
    together = people({"hamas": "micro"}, {"egypt": "facilitator"})
    assert isinstance(together["hamas"], Candid)
    assert isinstance(together["hamas"].strategy, MiCRO)
    assert isinstance(together["egypt"], Facilitator)


def test_mediators_know_what_a_partial_case_states_and_nothing_of_an_exact_one():
    talk = talk_of(NEWS, drawn_case(NEWS, 0), Shuttle(3), ("egypt",), 0)
    assert talk.mediators == {"egypt": frozenset({"carry", "draft"})}
    assert {party: len(draws) for party, draws in talk.stated.items()} == {"hamas": DRAWS, "israel": DRAWS}
    assert talk.labels[0] == (NEWS.issues[0].name, tuple(NEWS.issues[0].options))
    assert talk_of(TWO, TWO, Shuttle(3), ("h",), 0).stated == {}
