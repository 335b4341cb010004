"""Who speaks for whom in which room."""

from __future__ import annotations

import pytest
from sitting import opened

from mediant.errors import Refused
from mediant.workbench.decisions.rooms import side_in, speaker


@pytest.mark.parametrize(
    ("seat", "room", "side"),
    [
        ("n", "joint", "north"),
        ("na", "north", "north"),
        ("m", "joint", "host"),
        ("m", "south", "host"),
        ("m", "mediators", "host"),
    ],
)
def test_in_a_room(seat, room, side):
    sitting = opened()
    assert side_in(sitting.table(seat), room, sitting.people[seat]) == side


@pytest.mark.parametrize(
    ("seat", "room"),
    [("n", "south"), ("n", "mediators"), ("o", "joint"), ("m", "host"), ("m", "nowhere"), ("n", "nowhere")],
)
def test_not_in_a_room(seat, room):
    sitting = opened()
    with pytest.raises(Refused, match="no such room"):
        side_in(sitting.table(seat), room, sitting.people[seat])


def test_nothing_is_said_in_the_mediators_own_room():
    sitting = opened()
    with pytest.raises(Refused, match="no such room"):
        speaker(sitting.table("m"), "mediators", sitting.people["m"])
