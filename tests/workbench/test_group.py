"""What a group is told of its class, and that its end counts once."""

from __future__ import annotations

import pytest
from sitting import Sitting, opened, package

from mediant.errors import Refused
from mediant.workbench.group import Conclude, Debrief, Rule
from mediant.workbench.talk import Say


def ruled() -> Sitting:
    sitting = opened()
    sitting.ask("m", Rule(3, "joint", teacher_sees=False))
    return sitting


def test_everybody_knows_the_rules():
    sitting = ruled()
    for seat in sitting.people:
        assert sitting.table(seat).group.ruled.group == 3


def test_a_mediation_that_is_no_group_has_no_end_and_no_debrief():
    for command in (Conclude("time"), Debrief({})):
        with pytest.raises(Refused, match="no group"):
            opened().ask("m", command)


def test_what_all_stand_by_is_the_outcome_whatever_ended_the_talks():
    sitting = ruled()
    with pytest.raises(Refused, match="nothing is agreed"):
        sitting.ask("m", Conclude("agreed"))
    sitting.ask("n", Say("joint", {"act": "offer", "outcome": package()}))
    sitting.ask("s", Say("joint", {"act": "accept", "outcome": package()}))
    sitting.ask("m", Conclude("time"))
    concluded = sitting.table("o").group.concluded
    assert (concluded.end, concluded.outcome) == ("agreed", package())
    with pytest.raises(Refused, match="over already"):
        sitting.ask("m", Conclude("teacher"))


@pytest.mark.parametrize("seat", ["n", "na", "s", "o"])
def test_nobody_but_who_keeps_the_group_rules_it(seat):
    for command in (Rule(3, "joint", teacher_sees=False), Conclude("time"), Debrief({})):
        with pytest.raises(Refused):
            ruled().ask(seat, command)


def test_a_group_keeps_its_number():
    with pytest.raises(Refused, match="group 3"):
        ruled().ask("m", Rule(4, "joint", teacher_sees=False))
