"""The class of a group rules it: see also tests/workbench/test_group.py."""

from __future__ import annotations

import pytest
from sitting import opened

from mediant.workbench.course import SetState
from mediant.workbench.group import Conclude, Debrief, Rule


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_the_rules_the_end_and_the_debrief_come_also_while_it_is_paused_or_closed(state):
    sitting = opened()
    sitting.ask("m", SetState(state))
    sitting.ask("m", Rule(1, "joint", teacher_sees=True, closes_at=5000.0))
    sitting.ask("m", Conclude("time"))
    sitting.ask("m", Debrief({"questions": ""}))
    group = sitting.table("o").group
    assert (group.ruled.closes_at, group.concluded.outcome, group.at, group.debrief) == (
        5000.0,
        None,
        1000.0,
        {"questions": ""},
    )
