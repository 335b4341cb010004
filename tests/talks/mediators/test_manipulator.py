"""The manipulator: pledges after refusals, within its means."""

from __future__ import annotations

import pytest
from small_talks import shuttle, table

from mediant.errors import InvalidValue
from mediant.talks.acts import Pledge, Propose, Reject
from mediant.talks.mediators.formulator import Formulator
from mediant.talks.mediators.manipulator import Manipulator
from mediant.talks.session import play, replay
from mediant.talks.strategies.candid import Candid
from mediant.talks.strategies.time_dependent import Boulware

SEATS = {"first": Candid(Boulware()), "second": Candid(Boulware())}
# Nothing gives both what they reserve; two outcomes miss it by a little.
NARROW = {"first": (0.0, 0.1, 0.2, 0.5, 0.6, 1.0), "second": (1.0, 0.5, 0.6, 0.4, 0.2, 0.0)}


def ended(mediator, may=("draft", "pledge")):
    game = shuttle(rounds=100, may=may, **NARROW)
    game.standings.update({party: table(values, 0.55) for party, values in NARROW.items()})
    return game, play(game, SEATS | {"host": mediator})


def test_it_pledges_where_a_formulator_gets_nowhere():
    quick = Formulator(questions=10, alone=5)
    _, without = ended(quick)
    game, record = ended(Manipulator(formulator=quick, means=0.2, pressure=0.1))
    assert without.end.agreement is None
    assert record.end.agreement is not None
    assert replay(game, record.entries) == record
    pledged = [entry for entry in record.entries if isinstance(entry.act, Pledge)]
    assert pledged
    for before, entry, after in zip(record.entries, record.entries[1:], record.entries[2:], strict=False):
        if isinstance(entry.act, Pledge):
            assert isinstance(before.act, Reject)
            assert entry.room == before.room == after.room


def test_its_means_and_its_pressure_have_an_end():
    game, record = ended(Manipulator(formulator=Formulator(questions=6, alone=3), means=0.02, pressure=0.01, step=0.01))
    assert record.end.agreement is None
    for party in game.standings:
        pledged = [e.act for e in record.entries if isinstance(e.act, Pledge) and e.act.to == party]
        assert sum(pledge.worth for pledge in pledged if pledge.kind == "payment") <= 0.02 + 1e-9
        assert sum(pledge.worth for pledge in pledged if pledge.kind == "cost") <= 0.01 + 1e-9
    drafts = [entry for entry in record.entries if isinstance(entry.act, Propose)]
    assert len(drafts) > 2


@pytest.mark.parametrize("settings", [{"step": 0.0}, {"means": -1.0}, {"pressure": float("nan")}])
def test_settings_that_make_no_sense_are_refused(settings):
    with pytest.raises(InvalidValue, match="manipulator"):
        Manipulator(**settings)
