import pytest

from mediant.model.case import Case
from mediant.model.formats.settled import case_losses, domain_file, issue_names, party_files, settle, utility
from mediant.model.formats.settled import utility_range as bounds
from mediant.model.issue import Issue, Range
from mediant.model.party import Mediator, Party
from mediant.model.preferences import AsGoodAs, Curve, Interval, Preferences, Ranking, Term

TRUCE = Issue(id="truce", name="Truce", options=("none", "short", "long"))
FEE = Issue(id="fee", name="Fee", options=Range(low=0, high=10, step=5, unit="USD"))
PORT = Issue(id="port", name="Port", options=("open", "shut"))


def case_of(preferences, issues=(TRUCE, FEE, PORT), parties=("north", "south"), **more):
    people = tuple(Party(id=party, name=party.title()) for party in parties)
    return Case(title="t", parties=people, issues=issues, preferences={"north": preferences}, **more)


def test_an_exact_party_loses_nothing():
    known = Preferences(
        weights={"truce": 0.5, "fee": 0.3, "port": 0.2},
        values={"truce": {"none": 0, "short": 0.5, "long": 1}, "fee": "less", "port": {"open": 1, "shut": 0}},
        together=(Term(when={"truce": ("long",), "fee": (0, 5)}, add=0.1),),
        walk_away=AsGoodAs({"truce": "none", "fee": 0, "port": "open"}),
    )
    case = case_of(known)
    settled = settle(case, "north")
    assert settled.lost == ()
    assert settled.walk_away == pytest.approx(0.5)
    assert settled.straight == {"fee"}
    assert utility(settled, case, {"truce": "long", "fee": 5, "port": "open"}) == pytest.approx(0.5 + 0.15 + 0.2 + 0.1)
    assert bounds(settled) == pytest.approx((0, 1.1))


def test_a_curve_is_read_between_its_points():
    curve = Curve(((0, 0.0), (4, Interval(0.6, 1.0)), (10, 0.2)))
    settled = settle(case_of(Preferences(values={"fee": curve}), issues=(FEE,)), "north")
    assert settled.values["fee"] == pytest.approx((0, 0.7, 0.2))
    assert settled.straight == set()
    assert settled.lost == ("north: intervals of values of fee (middles are written)",)


def test_an_order_of_weights_becomes_its_centroid():
    order = Preferences(weights=Ranking((("fee",), ("truce",), ("port",))))
    assert settle(case_of(order), "north").weights == pytest.approx({"fee": 11 / 18, "truce": 5 / 18, "port": 2 / 18})
    tied = Preferences(weights=Ranking((("fee", "truce"), ("port",))))
    assert settle(case_of(tied), "north").weights == pytest.approx({"fee": 8 / 18, "truce": 8 / 18, "port": 2 / 18})
    part = Preferences(weights=Ranking((("fee",), ("port",))))
    assert settle(case_of(part), "north").weights == pytest.approx({"fee": 1 / 2, "truce": 1 / 3, "port": 1 / 6})


def test_whatever_is_uncertain_is_named():
    known = Preferences(
        weights={"truce": Interval(0.2, 0.4), "fee": 1},
        values={"truce": Ranking((("long",), ("short", "none"))), "fee": {0: Interval(0, 1), 5: 0, 10: 1}},
        walk_away="unknown",
        never=({"truce": ("none",)},),
        accepts=({"truce": "none", "fee": 0, "port": "open"},),
    )
    settled = settle(case_of(known), "north")
    assert settled.weights == pytest.approx({"truce": 0.3, "fee": 1, "port": 0.5})
    assert settled.values == {"truce": (0, 0, 1), "fee": (0.5, 0, 1), "port": (0.5, 0.5)}
    assert settled.walk_away == pytest.approx((0 + 0.25 + 0.3 + 1 + 0.25) / 2)
    assert len(settled.lost) == 7
    nothing = settle(case_of(known), "south")
    assert nothing.walk_away is None
    assert len(nothing.lost) == 3


def test_a_case_with_more_than_parties_and_issues_loses_it():
    case = case_of(Preferences(because={"weights": ("c1",)}), mediators=(Mediator(id="host", name="Host"),))
    assert [loss.split()[0] for loss in case_losses(case)] == ["mediators", "the", "units"]


def test_names_of_files_tell_the_party_and_keep_the_order():
    assert party_files(case_of(Preferences()), ".xml") == {"north": "North.xml", "south": "South.xml"}
    turned = case_of(Preferences(), parties=("south", "north"))
    assert party_files(turned, ".xml") == {"south": "1-South.xml", "north": "2-North.xml"}
    odd = Case(title="../../etc", parties=(Party(id="a", name="../../a"), Party(id="b", name="NUL/b")), issues=(PORT,))
    assert party_files(odd, ".xml") == {"a": "a.xml", "b": "b.xml"}
    assert domain_file(odd, ".xml", ["etc-domain.xml"]) == "etc1-domain.xml"


def test_names_of_issues_that_repeat_give_way_to_ids():
    case = case_of(Preferences(), issues=(TRUCE, Issue(id="x-y", name="Truce", options=("a", "b"))))
    names, lost = issue_names(case)
    assert names == {"truce": "truce", "x-y": "x-y"}
    assert len(lost) == 1
    other = case_of(Preferences(), issues=(Issue(id="t", name="Truce", options=("a", "b")),))
    assert issue_names(other) == ({"t": "Truce"}, ["ids of issues (t)"])
