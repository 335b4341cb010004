"""What a disclosure would show is what it then shows, to everybody; and what it would let them infer."""

from __future__ import annotations

import pytest
from sitting import HARBOUR, opened, package

from mediant.errors import Refused
from mediant.workbench.audience import JOINT
from mediant.workbench.ballots import OpenBallot
from mediant.workbench.preview import preview, prior_of
from mediant.workbench.talk import Allow, Relay, Say, Write

PRIOR = prior_of(HARBOUR, draws=500)
DRAFT = {"act": "propose", "outcome": package(), "words": "How about this?", "rests-on": ["north"]}


@pytest.fixture
def sitting():
    made = opened()
    made.ask("n", Write("north", "We could live with 40 days."))
    made.ask("n", Say("north", {"act": "offer", "outcome": package()}))
    made.ask("n", Allow("north-1", ("south",)))
    return made


COMMANDS = [
    Write("south", "Good morning"),
    Write(JOINT, "Good morning"),
    Say("south", DRAFT),
    Say(JOINT, DRAFT),
    Relay("north-1", "south"),
    OpenBallot("Both stop.", 1100.0),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_would_be_seen_is_what_is_seen(sitting, command):
    shown = preview(sitting.table("m"), command, sitting.people["m"], sitting.now, PRIOR)
    before = {seat: len(sitting.book.public(person)) for seat, person in sitting.people.items()}
    assert sorted(person.id for sight in shown.sights for person in sight.people) == sorted(sitting.people)
    sitting.ask("m", command)
    for sight in shown.sights:
        for person in sight.people:
            assert sitting.book.public(sitting.people[person.id])[before[person.id] :] == sight.events


def test_a_preview_leaves_no_trace(sitting):
    before = list(sitting.events)
    preview(sitting.table("m"), COMMANDS[2], sitting.people["m"], sitting.now, PRIOR)
    assert sitting.events == before
    assert sitting.table("m").talk.entries[-1].speaker == "north"


def test_a_draft_that_rests_on_a_confidence_tells_of_it(sitting):
    shown = preview(sitting.table("m"), Say("south", DRAFT), sitting.people["m"], sitting.now, PRIOR)
    (meter,) = shown.meters
    assert (meter.after.by, meter.after.about) == ("south", "north")
    assert (meter.before.share, meter.before.bits) == (1, 0)
    assert 0 < meter.after.share < 1
    assert meter.bits == meter.after.bits > 0
    assert meter.after.standard_error < 0.03
    sitting.ask("m", Say("south", DRAFT))
    again = preview(sitting.table("m"), Say("south", DRAFT), sitting.people["m"], sitting.now, PRIOR)
    assert again.meters == ()  # it is known already


def test_without_confidences_nothing_can_be_inferred(sitting):
    plain = {key: value for key, value in DRAFT.items() if key != "rests-on"}
    assert preview(sitting.table("m"), Say("south", plain), sitting.people["m"], sitting.now, PRIOR).meters == ()
    assert preview(sitting.table("m"), Write("south", "Well"), sitting.people["m"], sitting.now, PRIOR).meters == ()


def test_what_would_be_refused_is_refused(sitting):
    with pytest.raises(Refused, match="in confidence"):
        preview(sitting.table("m"), Relay("north-1", JOINT), sitting.people["m"], sitting.now, PRIOR)
    with pytest.raises(Refused, match="may not"):
        preview(sitting.table("s"), Relay("north-1", "south"), sitting.people["s"], sitting.now, PRIOR)
