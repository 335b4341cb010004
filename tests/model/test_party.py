"""Parties and mediators are values: named, equal when they say the same, and fixed."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from mediant.model.party import ROLES, Mediator, Party


def test_a_party_does_not_change():
    north = Party(id="north", name="North")
    with pytest.raises(FrozenInstanceError):
        north.name = "South"
    assert {north, pickle.loads(pickle.dumps(north))} == {north}


def test_a_mediator_may_nothing_unless_it_is_said():
    assert Mediator(id="host", name="Host state").may == ()
    assert Mediator(id="host", name="Host state", may=("carry",)) != Mediator(id="host", name="Host state")


def test_the_roles_run_from_the_lightest_to_the_heaviest():
    assert ROLES == ("carry", "draft", "pledge")


def test_a_mediator_is_no_party():
    assert Mediator(id="north", name="North") != Party(id="north", name="North")
