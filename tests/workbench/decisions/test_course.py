"""Opening, phases, pauses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sitting import HARBOUR, Sitting, opened

from mediant.errors import Refused
from mediant.model.party import Party
from mediant.workbench.course import Open, Remodel, SetPhase, SetState, document_from


def test_whoever_opens_a_case_mediates_it():
    sitting = Sitting()
    sitting.ask("m", Open(document_from(HARBOUR)))
    assert sitting.kept.people.seated["m"].side == "host"
    with pytest.raises(Refused, match="already"):
        sitting.ask("m", Open(document_from(HARBOUR)))


def test_a_case_without_a_mediator_gets_one():
    sitting = Sitting()
    sitting.ask("m", Open(document_from(replace(HARBOUR, mediators=()))))
    assert [one.id for one in sitting.kept.case.mediators] == ["mediator"]


def test_what_is_no_case_is_refused_in_words():
    with pytest.raises(Refused, match="title"):
        Sitting().ask("m", Open({**document_from(HARBOUR), "title": ""}))
    parties = (Party(id="joint", name="J"), Party(id="south", name="S"))
    with pytest.raises(Refused, match="another id"):
        Sitting().ask("m", Open(document_from(replace(HARBOUR, parties=parties, preferences={}))))


def test_a_model_changes_preferences_alone():
    sitting = opened()
    changed = replace(HARBOUR, preferences={})
    sitting.ask("m", Remodel(document_from(changed)))
    assert sitting.table("m").case == changed
    with pytest.raises(Refused, match="other parties or issues"):
        sitting.ask("m", Remodel(document_from(replace(changed, issues=HARBOUR.issues[:1]))))


def test_phases_and_states():
    sitting = opened()
    sitting.ask("m", SetPhase("caucus"))
    assert sitting.table("s").course.phase == "caucus"
    with pytest.raises(Refused, match="already"):
        sitting.ask("m", SetPhase("caucus"))
    with pytest.raises(Refused, match="is open"):
        sitting.ask("m", SetState("open"))
    sitting.ask("m", SetState("archived"))
    with pytest.raises(Refused, match="archived"):
        sitting.ask("m", SetState("open"))


def test_ids_that_no_other_id_can_be_made_of_are_refused():
    parties = (Party(id="n" * 41, name="N"), Party(id="south", name="S"))
    with pytest.raises(Refused, match="40 characters"):
        Sitting().ask("m", Open(document_from(replace(HARBOUR, parties=parties, preferences={}))))
