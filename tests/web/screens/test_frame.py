"""What stands around every screen."""

from __future__ import annotations

from sitting import opened

from mediant.web.screens.frame import around
from mediant.web.screens.screen import Seen
from mediant.workbench.course import SetPhase


def test_the_phases_up_to_now_are_done():
    sitting = opened()
    sitting.ask("m", SetPhase("joint"))
    given = around(Seen(sitting.table("o"), sitting.people["o"], 0.0, "/c/x", {}))
    assert [state for _, state in given["phases"]] == ["done", "done", "now", "later", "later", "later"]
    assert "table" in given["screens"]
