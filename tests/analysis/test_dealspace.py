from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mediant.analysis.dealspace import Budget, _exact, analyze, deal_space
from mediant.model.case import Case
from mediant.model.formats.mediant_case import parse
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import Preferences
from tests.analysis.random_cases import plain, random_case
from tests.enumeration import TOLERANCE, Enumerated

ROOT = Path(__file__).parents[2]
CLASSIC = sorted(path.parent for path in (ROOT / "cases").rglob("expected.toml"))


def agrees(case, twin):
    found = _exact(case, None, None)  # past the checks of the format, for issues of one option
    parties = list(found.parties)

    def vector(by_party):
        return [by_party[p] for p in parties]

    assert found.zone.exact
    assert found.zone.size == len(twin.zone)
    assert found.frontier.exact
    rows = twin.frontier()
    assert [point.outcome for point in found.frontier.points] == [twin.outcomes[k] for k in rows]
    assert np.array([vector(point.utilities) for point in found.frontier.points]).reshape(-1, len(parties)) == (
        pytest.approx(np.array([twin.u[k] for k in rows]).reshape(-1, len(parties)), abs=TOLERANCE)
    )
    for name, k in twin.solutions().items():
        solution = found.solutions[name]
        assert (solution is None) == (k is None), name
        if k is not None:
            assert solution.outcome == twin.outcomes[k], name
            assert vector(solution.gains) == pytest.approx(twin.gains(k), abs=TOLERANCE)
            assert solution.error is None
    miss, k = found.zone.nearest_miss, twin.nearest_miss()
    assert (miss is None) == (k is None)
    if k is not None:
        assert miss.outcome == twin.outcomes[k]
        assert vector(miss.shortfall) == pytest.approx([max(0.0, -g) for g in twin.gains(k)], abs=TOLERANCE)


@pytest.mark.parametrize("seed", range(20))
def test_agrees_with_the_plain_twin(seed):
    rng = np.random.default_rng(seed)
    for _ in range(30):
        case = random_case(rng)
        agrees(case, Enumerated(plain(case)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 120))
def test_agrees_with_the_plain_twin_on_thousands(seed):
    rng = np.random.default_rng(seed)
    for _ in range(60):
        case = random_case(rng)
        agrees(case, Enumerated(plain(case)))


@pytest.mark.parametrize("folder", CLASSIC, ids=lambda folder: folder.relative_to(ROOT / "cases").as_posix())
def test_classic_cases_have_their_known_answers(folder):
    case = parse((folder / "case.toml").read_bytes(), folder.name)
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    found = analyze(case)
    assert found.outcomes == expected["outcomes"]
    assert found.zone.size == expected["zone"]
    assert len(found.frontier.points) == expected["frontier"]
    for name, solution in found.solutions.items():
        assert (solution is None) == (name not in expected), name
        if solution is not None:
            assert solution.outcome == expected[name]["outcome"], name
            assert solution.utilities == pytest.approx(expected[name]["utilities"], abs=TOLERANCE)
            assert solution.gains == pytest.approx(expected[name]["gains"], abs=TOLERANCE)
    if "nearest_miss" in expected:
        assert found.zone.nearest_miss.outcome == expected["nearest_miss"]["outcome"]
        assert found.zone.nearest_miss.shortfall == pytest.approx(expected["nearest_miss"]["shortfall"], abs=TOLERANCE)


@pytest.mark.parametrize("party", [0, 1])
def test_unit_and_zero_of_a_party_change_neither_frontier_nor_nash_nor_kalai_smorodinsky(party):
    rng = np.random.default_rng(party)
    for _ in range(40):
        case = random_case(rng)
        moved = _rescaled(case, case.parties[party].id, factor=3.0, shift=5.0)
        before, after = _exact(case, None, None), _exact(moved, None, None)
        assert [p.outcome for p in before.frontier.points] == [p.outcome for p in after.frontier.points]
        assert before.zone.size == after.zone.size
        for name in ("nash", "kalai_smorodinsky"):
            a, b = before.solutions[name], after.solutions[name]
            assert (a is None) == (b is None)
            if a is not None and name == "nash":
                products = [np.prod(list(s.gains.values())) for s in (a, b)]
                assert products[1] == pytest.approx(3.0 * products[0], rel=1e-9, abs=1e-6)


def _rescaled(case, party, *, factor, shift):
    known = case.preferences[party]
    first = case.issues[0].id
    weights = dict(known.weights) if known.weights is not None else {issue.id: 1.0 for issue in case.issues}
    values = {i: {o: v * weights[i] * factor for o, v in table.items()} for i, table in known.values.items()}
    values[first] = {o: v + shift for o, v in values[first].items()}
    level = known.walk_away
    if isinstance(level, int | float):
        level = level * factor + shift
    together = tuple(replace(term, add=term.add * factor) for term in known.together)
    changed = replace(known, weights=None, values=values, walk_away=level, together=together)
    return replace(case, preferences={**case.preferences, party: changed})


def _many_issues(issues, options, parties, *, walk_away=0.4):
    rng = np.random.default_rng(issues)
    named = tuple(
        Issue(id=f"i{k}", name=f"Issue {k}", options=tuple(f"o{o}" for o in range(options))) for k in range(issues)
    )
    known = {}
    for p in range(parties):
        weights = rng.dirichlet(np.ones(issues))
        known[f"p{p}"] = Preferences(
            weights={issue.id: float(w) for issue, w in zip(named, weights, strict=True)},
            values={issue.id: dict(zip(issue.options, rng.random(options).tolist(), strict=True)) for issue in named},
            walk_away=walk_away,
        )
    return Case(
        title="many", parties=tuple(Party(id=f"p{p}", name=f"P{p}") for p in range(parties)), issues=named,
        preferences=known,
    )  # fmt: skip


def test_a_budget_gives_a_bounded_answer_with_its_guarantee():
    case = _many_issues(9, 7, 4)
    exact = deal_space(case)
    bounded = deal_space(case, budget=Budget(memory_mb=1, seconds=1))
    truth, rough = exact.frontier(), bounded.frontier()
    assert truth.exact
    assert not rough.exact
    assert 0 < max(rough.error.values()) < 0.5
    kept = np.array([list(p.utilities.values()) for p in rough.points])
    slack = np.array(list(rough.error.values()))
    for point in truth.points:
        assert (kept + slack >= np.array(list(point.utilities.values())) - 1e-9).all(axis=1).any()
    measures = {
        "nash": lambda g: np.prod(g),
        "egalitarian": min,
        "utilitarian": sum,
    }
    for name, measure in measures.items():
        best, found = exact.solutions()[name], bounded.solutions()[name]
        lost = measure(list(best.gains.values())) - measure(list(found.gains.values()))
        assert -1e-9 <= lost <= (found.error or 0.0) + 1e-9, name


def test_the_zone_of_a_huge_space_is_bounded_and_says_so():
    zone = deal_space(_many_issues(40, 10, 2, walk_away=0.6), budget=Budget(memory_mb=1)).zone()
    assert not zone.exact
    assert 0 < zone.low <= zone.size <= zone.high <= 10**40


def test_what_was_found_in_the_zone_is_counted_however_little_may_be_counted():
    space = deal_space(_many_issues(8, 8, 4, walk_away=0.3), budget=Budget(memory_mb=1, seconds=1))
    zone = space.zone()
    assert not zone.exact
    assert zone.low >= len(space._gains[1]) > 0


def test_every_step_of_a_fine_range_is_kept():
    from mediant.model.issue import Range
    from mediant.model.preferences import Curve

    price = Issue(id="price", name="Price", options=Range(low=0, high=1, step=0.0001))
    case = Case(
        title="price",
        parties=(Party(id="a", name="A"), Party(id="b", name="B")),
        issues=(price,),
        preferences={
            "a": Preferences(values={"price": "more"}),
            "b": Preferences(values={"price": Curve(((0, 1.0), (0.3333, 0.8), (1, 0.0)))}),
        },
    )
    found = analyze(case)
    assert found.outcomes == found.zone.size == len(found.frontier.points) == 10_001
    assert found.solutions["egalitarian"].outcome["price"] == pytest.approx(6 / 11, abs=0.00011)


def test_outcomes_in_the_answer_are_plain_values():
    found = analyze(_many_issues(2, 2, 2))
    assert json.loads(json.dumps(found.solutions["nash"].outcome)) == found.solutions["nash"].outcome


@pytest.mark.parametrize("red", [False, True])
def test_a_nearest_miss_from_a_thinned_frontier_says_so(red):
    case = _many_issues(8, 6, 3, walk_away=0.85)
    if red:
        everything = {"i0": tuple(case.issues[0].options)}
        forbidding = replace(case.preferences["p0"], never=(everything,))
        case = replace(case, preferences={**case.preferences, "p0": forbidding})
    exact = deal_space(case)
    bounded = replace(exact, budget=Budget(memory_mb=1, seconds=0))
    truth, rough = exact.nearest_miss(), bounded.nearest_miss()
    assert truth.error is None
    assert rough.error > 0
    assert max(rough.shortfall.values()) <= max(truth.shortfall.values()) + rough.error


def test_numbers_too_large_for_the_tolerance_are_said():
    case = _many_issues(2, 2, 2)
    assert analyze(case).coarse == {}
    first = case.preferences["p0"]
    huge = replace(first, values={**first.values, "i0": {"o0": -1e12, "o1": 0.0}}, weights=None)
    found = analyze(replace(case, preferences={**case.preferences, "p0": huge}))
    assert list(found.coarse) == ["p0"]
    assert 1e-4 <= found.coarse["p0"] <= 1e-2
