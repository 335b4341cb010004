"""Nobody sees more than the audiences that they belong to."""

from __future__ import annotations

from sitting import opened, package

from mediant.workbench.course import Modelled
from mediant.workbench.events import as_seen, event, seen
from mediant.workbench.people import audiences_of
from mediant.workbench.talk import Said, Say, Wrote


def test_the_audience_is_declared_by_the_kind():
    one = event(Wrote("north-1", "north", "north", "n", "Hm"), "n", 5.0)
    assert (one.sees, one.by, one.at) == (("mediators", "party:north"), "n", 5.0)


def test_an_observer_sees_nothing_of_the_model_nor_an_administrator_anything():
    sitting = opened()
    kinds = [type(one.fact) for one in seen(sitting.events, audiences_of(sitting.people["o"]))]
    assert Modelled not in kinds
    assert kinds
    assert list(seen(sitting.events, frozenset())) == []


def test_what_a_draft_rests_on_is_for_mediators():
    sitting = opened()
    (done,) = sitting.ask("m", Say("joint", {"act": "propose", "outcome": package(), "rests-on": ["north"]}))
    assert isinstance(done.fact, Said)
    assert done.fact.rests_on == ("north",)
    assert as_seen(done, audiences_of(sitting.people["m"])) is done
    assert as_seen(done, audiences_of(sitting.people["n"])).fact.rests_on == ()
    assert b"rests-on" not in sitting.lines("n")[-1]
