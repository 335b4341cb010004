"""Rooms and what was said in them, as the viewer may know it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sitting import Sitting, opened, package
from workbench.test_automated_mediator import mediated

from mediant.talks.acts import OF_ANY_MEDIATOR, OF_MEDIATORS_WHO, OF_PARTIES, Offer
from mediant.web.rendering import told
from mediant.web.screens.conversation import act_shown, is_automated, rooms_of, values
from mediant.web.screens.screen import Seen
from mediant.workbench.talk import Allow, Relay, Say, Write


def seen(sitting, seat, **asked):
    return Seen(sitting.table(seat), sitting.people[seat], sitting.now, "/c/x", asked)


def test_rooms():
    sitting = opened()
    rooms = {seat: rooms_of(seen(sitting, seat)) for seat in ("m", "n", "s", "o")}
    both = ("joint", "north", "south")
    assert rooms == {"m": both, "n": ("joint", "north"), "s": ("joint", "south"), "o": ("joint",)}


def test_a_room_that_one_is_not_in_is_the_joint_one():
    assert values(seen(opened(), "s", room="north"))["room"] == "joint"


def test_words_that_were_brought_from_elsewhere_say_whose_they_are():
    sitting = opened()
    sitting.ask("n", Write("north", "we could live with 5"))
    sitting.ask("n", Allow("north-1", ("south",)))
    sitting.ask("m", Relay("north-1", "south"))
    (line,) = values(seen(sitting, "s", room="south"))["lines"]
    assert (line["who"], line["of"], line["words"], line["mine"]) == (
        "Host state",
        "North",
        "we could live with 5",
        False,
    )


def test_an_offer_in_the_words_of_the_case():
    sitting = opened()
    sitting.ask("n", Say("joint", {"act": "offer", "outcome": package()}))
    (line,) = values(seen(sitting, "o"))["lines"]
    assert (line["act"]["kind"], line["act"]["words"]) == ("offer", "")
    about = [(row["issue"], row["option"], row["unit"]) for row in line["act"]["about"]]
    assert about == [("Length of the truce", "40 days", None), ("Harbour fee", 5, "USD")]
    assert act_shown(Offer((0, 0)), sitting.kept.case)["about"][0]["option"] == "none"


KINDS = {*OF_PARTIES, *OF_ANY_MEDIATOR, *(kind for kinds in OF_MEDIATORS_WHO.values() for kind in kinds)}


@pytest.mark.parametrize("kind", sorted(kind.__name__ for kind in KINDS))
def test_every_act_has_words(kind):
    text = told({
        "id": "x", "who": "North", "at": datetime(2024, 5, 4, tzinfo=UTC),
        "mine": False, "of": None, "words": None, "act": {"kind": re.sub(r"(?<!^)(?=[A-Z])", "-", kind).lower(), "words": "", "about": None},
    }, "en")  # fmt: skip
    assert "<strong>" in text


def test_only_the_side_of_the_automated_mediator_is_said_to_be_automated():
    made, book = mediated(automated=False)
    group = Sitting(made.now, book, dict(book.kept.people.seated))
    (reader, *_) = book.kept.people.of_side("north")
    assert {side: is_automated(side, seen(group, reader.id)) for side in ("host", "north", "south")} == {
        "host": True,
        "north": False,
        "south": False,
    }
    assert not is_automated("host", seen(opened(), "n"))
