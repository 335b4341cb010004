"""What a group sees of all groups, when it is released and not before."""

from __future__ import annotations

import pytest
from sitting import opened, package
from small_class import joined

from mediant.web.screens.debrief import SCREEN, values
from mediant.web.screens.screen import Seen
from mediant.workbench.debrief import PARTS, Ended, debrief_of, released
from mediant.workbench.group import Conclude, Debrief, Rule
from mediant.workbench.talk import Say


@pytest.mark.parametrize("parts", [(), PARTS, ("deals",), ("frontier",), ("solutions", "rate")])
def test_a_group_is_shown_what_is_released_and_its_own_agreement(parts):
    sitting = opened()
    sitting.ask("m", Rule(1, "joint", teacher_sees=False))
    for seat in ("n", "s"):
        sitting.ask(seat, Say("joint", {"act": "offer", "outcome": package()}))
    sitting.ask("m", Conclude("agreed"))
    noor = sitting.people["n"]
    assert not SCREEN.stands(sitting.table("n"), noor)
    document = debrief_of(joined(2).lesson.case, [Ended(package(), 5.0), Ended(None, None)])
    sitting.ask("m", Debrief(released(document, parts, "Why?")))
    assert SCREEN.stands(sitting.table("n"), noor)
    shown = values(Seen(sitting.table("n"), noor, 0.0, "/c/x", {}))
    assert [row["option"] for row in shown["own"]] == ["40 days", 5]
    kinds = {point["kind"] for point in shown["debrief"]["points"]}
    assert kinds == {kind for part, kind in (("deals", "deal"), ("frontier", "frontier")) if part in parts}
