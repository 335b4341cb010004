"""The control room: seats, phases, and how far each side is."""

from __future__ import annotations

import re

import pytest
from seeing import shown
from sitting import opened

from mediant.errors import Refused
from mediant.registry import installed
from mediant.web.screens.control import SCREEN, phase, seat, state, unseat, values
from mediant.web.screens.screen import Seen
from mediant.workbench.course import SetPhase, SetState
from mediant.workbench.people import Person, Ready, Seat, Unseat
from mediant.workbench.talk import Write
from mediant.workbench.wants import State


@pytest.fixture
def sitting():
    return opened()


def seen(sitting):
    return Seen(sitting.table("m"), sitting.people["m"], sitting.now, "/c/x", {})


def test_how_far_each_side_is(sitting):
    sitting.ask("n", Ready(ready=True))
    sitting.ask("n", State({"weights": "unknown"}))
    sitting.ask("na", Write("north", "x"))
    north, south = values(seen(sitting))["sides"]
    assert (north["ready"], north["stated"], north["said"], [one.id for one in north["people"]]) == (
        True,
        1,
        1,
        ["n", "na"],
    )
    assert (south["ready"], south["stated"], south["said"]) == (False, 0, 0)
    assert [one.id for one in values(seen(sitting))["others"]] == ["m", "o"]


def test_who_is_automated_is_not_waited_for(sitting):
    sitting.ask("n", Ready(ready=True))
    assert shown(sitting, "m", SCREEN).count("Not ready yet") == 1
    sitting.ask("m", Unseat("s"))
    sitting.ask("m", Seat(Person(id="south-9", role="agent", name="Auto", side="south", strategy="linear")))
    assert "Not ready yet" not in shown(sitting, "m", SCREEN)


def test_every_strategy_of_ours_is_explained(sitting):
    page = shown(sitting, "m", SCREEN)
    for plugin in (one for one in installed("strategies") if one.distribution == "mediant"):
        label = re.search(rf'<option value="{plugin.name}"[^>]*>([^<]*)<', page)
        assert label is not None
        assert re.fullmatch(rf"{plugin.name} – \w.+", label[1]), label[1]


def test_the_next_phase(sitting):
    assert values(seen(sitting))["next_phase"] == "caucus"
    sitting.ask("m", SetPhase("closed"))
    assert values(seen(sitting))["next_phase"] is None


def test_forms(sitting):
    now = seen(sitting)
    assert phase(now, {"phase": ("joint",)}) == SetPhase("joint")
    assert state(now, {"state": ("paused",), "why": ("lunch",)}) == SetState("paused", "lunch")
    assert unseat(now, {"seat": ("o",)}) == Unseat("o")
    for form, read in (
        ({"phase": ("x",)}, phase),
        ({"state": ("x",)}, state),
        ({"role": ("teacher",), "name": ("T",)}, seat),
    ):
        with pytest.raises(Refused):
            read(now, form)
    with pytest.raises(Refused, match="a name"):
        seat(now, {"role": ("observer",), "name": ("x" * 101,)})


def test_seats_get_ids_of_their_own(sitting):
    form = {"role": ("principal",), "name": (" Ada ",), "side": ("north",)}
    assert seat(seen(sitting), form) == Seat(Person(id="north-1", role="principal", name="Ada", side="north"))
    sitting.ask("m", seat(seen(sitting), form))
    agent = seat(seen(sitting), {**form, "role": ("agent",), "strategy": ("linear",)})
    assert agent == Seat(Person(id="north-2", role="agent", name="Ada", side="north", strategy="linear"))
    helper = seat(seen(sitting), {"role": ("co-mediator",), "name": ("Bo",), "side": ("north",)})
    assert helper.person.side == "host"
    assert seat(seen(sitting), {"role": ("observer",), "name": ("Bo",), "side": ("north",)}).person.side is None


def test_a_phase_that_began_by_mistake_can_be_taken_back(sitting):
    sitting.ask("m", SetPhase("caucus"))
    page = shown(sitting, "m", "control", "done=phase&before=prepare")
    assert '<input type="hidden" name="phase" value="prepare">' in page
    for query in ("", "before=prepare", "done=phase", "done=phase&before=caucus", "done=phase&before=nothing"):
        assert 'type="hidden" name="phase"' not in shown(sitting, "m", "control", query)


def test_a_pause_by_mistake_ends_at_once(sitting):
    back = '<input type="hidden" name="state" value="open"><input type="hidden" name="back" value="">'
    for halt, words in (("paused", "was paused"), ("closed", "was closed")):
        sitting.ask("m", SetState(halt))
        page = shown(sitting, "m", "control", "done=state&was=open")
        assert back in page
        assert words in page
        for query in ("", "was=open", "done=state", "done=state&was=paused", "done=phase&was=open"):
            assert back not in shown(sitting, "m", "control", query)
    sitting.ask("m", SetState("open"))
    assert back not in shown(sitting, "m", "control", "done=state&was=open")
