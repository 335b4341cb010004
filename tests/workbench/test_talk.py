"""What was said, room by room."""

from __future__ import annotations

from sitting import HARBOUR, package

from mediant.talks.acts import Offer, Propose
from mediant.workbench.talk import Allowed, Said, Talked, Wrote, act_from, room_of


def test_rooms_as_talks_know_them():
    assert room_of("joint", HARBOUR).seats == ("north", "south", "host")
    assert room_of("north", HARBOUR).seats == ("north", "host")


def test_words_and_acts_in_order():
    talk = Talked().evolve(Wrote("north-1", "north", "north", "n", "Good morning"), 1.0, HARBOUR)
    offer = Said("north-2", "north", "north", "n", {"act": "offer", "outcome": package()})
    talk = talk.evolve(offer, 2.0, HARBOUR)
    talk = talk.evolve(Wrote("host-1", "joint", "host", "m", "Welcome"), 3.0, HARBOUR)
    assert [line.id for line in talk.in_room("north")] == ["north-1", "north-2"]
    assert [line.words for line in talk.in_room("joint")] == ["Welcome"]
    assert [(entry.turn, entry.speaker, entry.act) for entry in talk.entries] == [(0, "north", Offer((1, 1)))]
    assert talk.of("north-2").at == 2.0
    assert talk.of("north-9") is None
    assert talk.evolve("something else", 4.0, HARBOUR) is talk


def test_ids_are_counted_among_ones_own():
    talk = Talked().evolve(Wrote("south-1", "south", "south", "s", "Hm"), 1.0, HARBOUR)
    assert talk.minted("north", "north") == "north-1"
    assert talk.minted("south", "south") == "south-2"
    assert talk.minted("south", "joint") == "south.joint-1"
    assert talk.minted("host", "south") == "host.south-1"


def test_leave_adds_up():
    talk = Talked().evolve(Allowed("north", "north-1", ("joint",)), 1.0, HARBOUR)
    talk = talk.evolve(Allowed("north", "north-1", ("south",)), 2.0, HARBOUR)
    assert talk.allowed == {"north-1": {"joint", "south"}}


def test_what_a_draft_rests_on_stands_apart_from_it():
    draft = Said("host-1", "joint", "host", "m", {"act": "propose", "outcome": package()}, ("north",))
    assert act_from(draft, HARBOUR) == Propose((1, 1), rests_on=("north",))
