"""Published scenarios and worked cases, where the shared data is present."""

from __future__ import annotations

import json
from itertools import product

import numpy as np
import pytest

from mediant.analysis.dealspace import analyze, deal_space
from mediant.model.case import Case
from mediant.model.files import load_case
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import Preferences

SCENARIOS = [
    "y2010-EnglandZimbabwe", "y2010-ItexvsCypress", "y2011-Camera", "y2011-Laptop", "y2012-CameraA",
    "y2013-SmartPhone", "y2015-group2-politics", "y2016-AgentLightSmartGrid",
]  # fmt: skip


@pytest.fixture(scope="module")
def reference(shared_data):
    return json.loads((shared_data / "genius" / "reference.json").read_text(encoding="utf-8"))["scenarios"]


def vectors(points):
    return np.array([list(point.utilities.values()) for point in points])


def same_set(found, expected, tolerance=1e-6):
    """Every expected vector is found and every found one expected."""
    found, expected = np.asarray(found), np.asarray(expected)
    near = (np.abs(found[:, None] - expected[None]) <= tolerance).all(axis=2)
    return near.any(axis=0).all() and near.any(axis=1).all()


@pytest.mark.parametrize("name", SCENARIOS)
def test_genius_scenarios_agree_with_the_reference(name, shared_data, reference):
    expected = reference[name]["genius"]
    case = load_case(shared_data / "genius" / name)
    found = analyze(case)
    space = deal_space(case)
    assert found.outcomes == reference[name]["outcomes"]
    assert found.zone.size == expected["rational_outcomes"]
    assert found.zone.exact
    assert found.frontier.exact
    assert len(found.frontier.points) == expected["pareto_points_all"]
    points = vectors(found.frontier.points)
    assert points.max(axis=0) == pytest.approx(expected["ideal_all"], abs=1e-6)
    inside = (points >= np.array(reference[name]["reservation"]) - 1e-9).all(axis=1)
    assert inside.sum() == expected["pareto_points_rational"]
    assert points.sum(axis=1).max() == pytest.approx(expected["max_welfare_all"]["value"], abs=1e-6)
    if "pareto_frontier_rational" in expected:
        assert same_set(points[inside], expected["pareto_frontier_rational"])
    best = space.scale.from_units(space.efficient.utilities)[inside].max(axis=0)
    assert best == pytest.approx(expected["ideal_rational"], abs=1e-6)
    for solution, key in [
        ("nash", "nash"),
        ("kalai_smorodinsky", "kalai_smorodinsky"),
        ("egalitarian", "egalitarian"),
        ("utilitarian", "utilitarian_rational"),
    ]:
        utilities = np.array(list(found.solutions[solution].utilities.values()))
        # leximin and the larger sum of gains choose among the points that tie in the reference
        assert any(np.abs(utilities - point).max() <= 1e-6 for point in np.array(expected[key]["points"])), solution


def test_ten_issues_of_hyper_rectangles_agree_with_the_published_frontier(shared_data):
    folder = shared_data / "genius" / "10issues"
    case = load_case(folder)
    assert case.size == 10**10
    found = analyze(case)
    assert found.frontier.exact
    published = [
        [float(number) for number in line.split(",")]
        for line in (folder / "pareto.xml").read_text(encoding="utf-8").splitlines()
        if "," in line
    ]
    points = vectors(found.frontier.points)
    assert len(points) == len(published)
    assert same_set(points, published, tolerance=1e-6)
    raw = points * [662, 885]
    assert raw.max(axis=0) == pytest.approx([662, 885], abs=1e-6)
    assert raw == pytest.approx(np.rint(raw), abs=1e-6)  # sums of whole numbers, every one of them


@pytest.fixture(scope="module")
def worked(shared_data):
    cases = json.loads((shared_data / "literature" / "cases.json").read_text(encoding="utf-8"))["cases"]
    return {case["id"]: case for case in cases}


def case_of(issues, known):
    parties = tuple(Party(id=party, name=party) for party in known)
    return Case(title="worked", parties=parties, issues=tuple(issues), preferences=known)


def worded(name, options):
    return Issue(id=name, name=name, options=tuple(options))


def test_nash_1950(worked):
    inputs, expected = worked["nash-1950-bill-jack"]["inputs"], worked["nash-1950-bill-jack"]["expected"]
    issues = [worded(good, ("Bill", "Jack")) for good in inputs["goods"]]
    level = dict(zip(("bill", "jack"), expected["disagreement"], strict=True))
    known = {
        party: Preferences(
            values={
                good: {
                    "Bill": float(worth[column] * (party == "bill")),
                    "Jack": float(worth[column] * (party == "jack")),
                }
                for good, worth in inputs["goods"].items()
            },
            walk_away=float(level[party]),
        )
        for column, party in ((1, "bill"), (2, "jack"))
    }
    nash = analyze(case_of(issues, known)).solutions["nash"]
    assert list(nash.gains.values()) == expected["gains"]
    assert sorted(good for good, owner in nash.outcome.items() if owner == "Bill") == expected["bill_gets"]
    assert np.prod(list(nash.gains.values())) == expected["product"]


def test_camp_david_with_whole_issues(worked):
    inputs, expected = worked["aw-camp-david"]["inputs"], worked["aw-camp-david"]["expected"]
    names = [f"i{k}" for k in range(len(inputs["issues"]))]
    issues = [worded(name, ("israel", "egypt")) for name in names]
    known = {
        party: Preferences(
            values={
                name: {p: float(points[k]) if p == party else 0.0 for p in ("israel", "egypt")}
                for k, name in enumerate(names)
            }
        )
        for party, points in zip(("israel", "egypt"), inputs["points"], strict=True)
    }
    egalitarian = analyze(case_of(issues, known)).solutions["egalitarian"]
    assert list(egalitarian.utilities.values()) == expected["leximin_indivisible"]


def on_the_parabola(scale, disagreement, step=0.0001):
    """x for one party, scale · (1 − x²) for the other, at every step of x."""
    x = Issue(id="x", name="x", options=Range(low=0, high=1, step=step))
    curve = {number: float(scale) * (1 - float(number) ** 2) for number in x.options}
    known = {
        "first": Preferences(values={"x": "more"}, walk_away=float(disagreement[0])),
        "second": Preferences(values={"x": curve}, walk_away=float(disagreement[1])),
    }
    return analyze(case_of([x], known)).solutions


def test_the_parabola_meets_its_closed_forms(worked):
    inputs, expected = worked["bargain-parabola"]["inputs"], worked["bargain-parabola"]["expected"]
    names = {"nash": "nash", "ks": "kalai_smorodinsky", "egalitarian": "egalitarian"}
    for inputs_of, key in zip(inputs["cases"], ("s1", "s2", "s1_d025"), strict=True):
        found = on_the_parabola(inputs_of["s"], inputs_of["d"])
        for short, name in names.items():
            utilities = list(found[name].utilities.values())
            # a step of 1e-4 in x: no closer than that, and the slope of the curve is at most 2s
            assert utilities == pytest.approx(expected[key][short], abs=4e-4), (key, short)
        if "utilitarian_x" in expected[key]:
            assert found["utilitarian"].outcome["x"] == pytest.approx(expected[key]["utilitarian_x"], abs=1e-4)


def test_a_pie_for_three(worked):
    inputs, expected = worked["bargain-nparty-linear"]["inputs"], worked["bargain-nparty-linear"]["expected"]
    step = 2.5  # whole divisions that meet the closed form to half a step
    shares = [d for d in product(np.arange(0, inputs["pie"] + step, step), repeat=2) if sum(d) <= inputs["pie"]]
    options = {f"{a:g}/{b:g}/{inputs['pie'] - a - b:g}": (a, b, inputs["pie"] - a - b) for a, b in shares}
    known = {
        f"p{k}": Preferences(
            values={"pie": {option: float(share[k]) for option, share in options.items()}}, walk_away=float(d)
        )
        for k, d in enumerate(inputs["d"])
    }
    found = analyze(case_of([worded("pie", options)], known)).solutions
    for name, key in [("nash", "symmetric_nash"), ("kalai_smorodinsky", "kalai_smorodinsky")]:
        assert list(found[name].utilities.values()) == pytest.approx(expected[key], abs=step)


@pytest.mark.parametrize("key", ["PQ", "PQH"])
def test_the_ceasefire_toy(worked, key):
    inputs, expected = worked["snt-ceasefire-toy"]["inputs"], worked["snt-ceasefire-toy"]["expected"]
    issues = [worded(name, options) for name, options in inputs["issues"]]
    known = {
        party.lower(): Preferences(
            values={
                issue.id: dict(zip(issue.options, map(float, points), strict=True))
                for issue, points in zip(issues, inputs["scores"][party], strict=True)
            },
            walk_away=float(inputs["batna"][party]),
        )
        for party in key
    }
    found = analyze(case_of(issues, known))
    assert found.outcomes == expected["outcomes"]
    assert found.zone.size == expected[key]["zopa"]
    assert len(found.frontier.points) == expected[key]["pareto"]
    levels = [inputs["batna"][party] for party in key]
    assert (vectors(found.frontier.points) >= levels).all(axis=1).sum() == expected[key]["pareto_in_zopa"]
    for name, stated in [
        ("nash", expected[key]["nash"]),
        ("kalai_smorodinsky", expected[key]["ks"]),
        ("egalitarian", {"u": expected[key]["leximin"]}),
        ("utilitarian", expected[key]["utilitarian"]),
    ]:
        stated = {"u": stated} if isinstance(stated, list) else stated
        assert list(found.solutions[name].utilities.values()) == stated["u"], name
        if "package" in stated:
            assert list(found.solutions[name].outcome.values()) == stated["package"], name


def test_itex_and_cypress_from_the_published_points(worked):
    inputs, expected = worked["itex-cypress"]["inputs"], worked["itex-cypress"]["expected"]
    issues = [worded(name, options) for name, options in inputs["values"].items()]
    known = {
        party.lower(): Preferences(
            weights=dict(zip(inputs["values"], inputs["weights"][party], strict=True)),
            values={
                issue.id: {option: e / max(points) for option, e in zip(issue.options, points, strict=True)}
                for issue, points in zip(issues, inputs["evals"][party], strict=True)
            },
        )
        for party in ("Cypress", "Itex")
    }
    found = analyze(case_of(issues, known))
    assert found.outcomes == expected["outcomes"]
    assert len(found.frontier.points) == expected["pareto"]
    all_four = expected["nash_ks_egal_util"]
    for name, solution in found.solutions.items():
        assert list(solution.utilities.values()) == pytest.approx(all_four["u"], abs=1e-6), name
        assert list(solution.outcome.values()) == all_four["package"], name
    agreed = expected["pss"]["agreement_u"]
    better = (vectors(found.frontier.points) >= np.array(agreed) - 1e-9).all(axis=1)
    assert better.sum() == expected["pss"]["dominating_efficient"]


def test_the_crisis_bargaining_range(worked):
    inputs, expected = worked["crisis-bargaining"]["inputs"], worked["crisis-bargaining"]["expected"]
    share = Issue(id="x", name="Share of the first", options=Range(low=0, high=1, step=0.01))
    known = {
        "first": Preferences(values={"x": "more"}, walk_away=inputs["p"] - inputs["cA"]),
        "second": Preferences(values={"x": "less"}, walk_away=1 - inputs["p"] - inputs["cB"]),
    }
    found = analyze(case_of([share], known))
    low, high = expected["range"]
    assert found.zone.size == round((high - low) * 100) + 1
