"""Who sees a fact follows from its kind alone."""

from __future__ import annotations

from typing import get_args

import pytest

from mediant.workbench.audience import EVERYBODY, ONE_PERSON, THE_MEDIATORS, THE_PARTY, Audience, room
from mediant.workbench.ballots import Cast
from mediant.workbench.course import Modelled
from mediant.workbench.events import Fact


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: kind.__name__)
def test_every_kind_of_fact_declares_its_audience(kind):
    assert isinstance(kind.AUDIENCE, Audience)


def test_the_rooms():
    assert room("joint") == {"joint"}
    assert room("north") == {"party:north", "mediators"}


def test_the_rules():
    cast = Cast("ballot-1", "north", yes=True)
    assert THE_PARTY.of(cast) == {"party:north"}
    assert THE_MEDIATORS.of(Modelled({})) == {"mediators"}
    assert EVERYBODY.of(None) == {"joint"}


def test_one_person():
    class Note:
        seat = "n"

    assert ONE_PERSON.of(Note()) == {"seat:n"}
