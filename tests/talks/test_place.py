"""What a seat has heard an offer of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediant.errors import WrongAct
from mediant.talks.acts import Accept, Carry, Offer, OfferPart, Propose
from mediant.talks.place import Outcomes, Place
from mediant.talks.record import Heard, Room

ROOM = Room("plenary", ("north", "host"))
OUTCOMES = st.tuples(st.integers(0, 3))
OFFERS = st.builds(Offer, OUTCOMES)
ACTS = OFFERS | st.builds(Propose, OUTCOMES) | st.builds(Accept, OUTCOMES) | st.builds(Carry, OFFERS, st.just("north"))
HEARD = st.lists(st.builds(Heard, st.just(ROOM), st.sampled_from(ROOM.seats), ACTS), max_size=12)


def plainly(heard):
    acts = [words.act.said if isinstance(words.act, Carry) else words.act for words in heard]
    return {act.choices for act in acts if isinstance(act, Offer | Propose)}


@given(HEARD, st.lists(st.integers(0, 12)))
def test_outcomes_are_those_of_all_offers_whenever_it_is_asked(heard, stops):
    said = []
    outcomes = Outcomes(said)
    for stop in sorted({*stops, len(heard)}):
        said += heard[len(said) : stop]
        assert {(number,) for number in range(4) if (number,) in outcomes} == plainly(heard[:stop])


def test_part_of_an_outcome_is_none():
    assert (0,) not in Outcomes([Heard(ROOM, "north", OfferPart(((0, 0),)))])


def test_a_refusal_names_the_seat():
    place = Place(seat="north", room=ROOM, heard=[], offered=Outcomes([]), options=(2,), parties=("north",))
    with pytest.raises(WrongAct, match="north sang; expected words"):
        place.refuse("sang", "words")
