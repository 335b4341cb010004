"""Every bundled case: it loads, cites its source, and its expected answers hold when simply everything is enumerated.

`tests/enumeration.py` is written from the definitions of the format alone and shares no code with `mediant.analysis`.
"""

from __future__ import annotations

import json
import re
import tomllib
from math import prod
from pathlib import Path

import pytest

from mediant.evidence.files import read_claims
from mediant.model.formats.mediant_case import parse, render
from tests.enumeration import TOLERANCE, Enumerated

ROOT = Path(__file__).parents[1]
CASES = sorted(path.parent for path in (ROOT / "cases").rglob("case.toml"))
CLASSIC = [path for path in CASES if (path / "expected.toml").exists()]
CAIRO = ROOT / "cases" / "news" / "cairo-2024"


def name(folder: Path) -> str:
    return folder.relative_to(ROOT / "cases").as_posix()


def toml(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", CASES, ids=name)
def test_every_case_loads_and_is_written_back_without_loss(folder):
    case = parse((folder / "case.toml").read_bytes(), name(folder))
    assert case.exact == (folder in CLASSIC)
    assert parse(render(case), name(folder)) == case


# ---- the classic cases -------------------------------------------------------------------------------------------


def test_there_are_enough_classic_cases():
    assert len(CLASSIC) >= 8


@pytest.mark.parametrize("folder", CLASSIC, ids=name)
def test_counts_hold(folder):
    expected, all_of_it = toml(folder / "expected.toml"), Enumerated(toml(folder / "case.toml"))
    assert len(all_of_it.outcomes) == expected["outcomes"]
    assert len(all_of_it.zone) == expected["zone"]
    assert len(all_of_it.frontier()) == expected["frontier"]


@pytest.mark.parametrize("folder", CLASSIC, ids=name)
def test_solutions_hold(folder):
    expected, all_of_it = toml(folder / "expected.toml"), Enumerated(toml(folder / "case.toml"))
    for solution, k in all_of_it.solutions().items():
        stated = expected.get(solution)
        assert (k is None) == (stated is None), solution
        if k is not None:
            assert all_of_it.outcomes[k] == stated["outcome"], solution
            utilities = dict(zip(all_of_it.parties, all_of_it.u[k], strict=True))
            assert utilities == pytest.approx(stated["utilities"], abs=TOLERANCE), solution


@pytest.mark.parametrize("folder", CLASSIC, ids=name)
def test_nearest_miss_holds(folder):
    expected, all_of_it = toml(folder / "expected.toml"), Enumerated(toml(folder / "case.toml"))
    k, stated = all_of_it.nearest_miss(), expected.get("nearest_miss")
    assert (k is None) == (stated is None)
    if k is not None:
        assert all_of_it.outcomes[k] == stated["outcome"]
        shortfall = {p: max(0.0, -g) for p, g in zip(all_of_it.parties, all_of_it.gains(k), strict=True)}
        assert shortfall == pytest.approx(stated["shortfall"], abs=TOLERANCE)


@pytest.mark.parametrize("folder", CLASSIC, ids=name)
def test_cites_the_bibliography(folder):
    entries = re.findall(
        r"^@\w+\{([^,]+),$", (ROOT / "docs" / "bibliography.bib").read_text(encoding="utf-8"), re.MULTILINE
    )
    header = (folder / "case.toml").read_text(encoding="utf-8").split("\nformat =")[0]
    cited = re.findall(r"\[@([a-z0-9-]+)\]", header)
    assert cited
    assert set(cited) <= set(entries)


# ---- what the literature says of them ----------------------------------------------------------------------------


def expected_of(case):
    return toml(ROOT / "cases" / case / "expected.toml")


def test_nash_found_gains_of_12_and_5_for_bill_and_jack():
    nash = expected_of("journals/nash-1950")["nash"]
    assert nash["utilities"] == {"bill": 24, "jack": 11}
    assert {good for good, owner in nash["outcome"].items() if owner == "Bill"} == {"box", "knife", "pen", "toy"}


def test_whole_issues_give_camp_david_60_and_75():
    assert expected_of("journals/brams-togman-1996")["egalitarian"]["utilities"] == {"israel": 60, "egypt": 75}


def test_nash_is_not_monotone_and_kalai_smorodinsky_is():
    small, large = expected_of("journals/kalai-smorodinsky-1975-s"), expected_of("journals/kalai-smorodinsky-1975-t")
    assert large["nash"]["utilities"]["second"] < small["nash"]["utilities"]["second"]
    assert large["kalai_smorodinsky"]["utilities"]["second"] >= small["kalai_smorodinsky"]["utilities"]["second"]


def test_the_parabola_is_near_its_closed_form():
    expected = expected_of("constructed/parabola")
    assert expected["nash"]["outcome"]["x"] == pytest.approx(3**-0.5, abs=0.01)
    assert expected["kalai_smorodinsky"]["outcome"]["x"] == pytest.approx((5**0.5 - 1) / 2, abs=0.01)
    assert expected["utilitarian"]["outcome"]["x"] == pytest.approx(0.5, abs=0.01)


def test_the_bargaining_range_runs_from_p_minus_a_cost_to_p_plus_a_cost():
    case = Enumerated(toml(ROOT / "cases/journals/fearon-1995-range/case.toml"))
    shares = [case.outcomes[k]["share"] for k in case.zone]
    assert (min(shares), max(shares)) == pytest.approx((0.6 - 0.1, 0.6 + 0.15))


def test_an_equal_compromise_leaves_1200_on_the_table():
    expected = expected_of("journals/pruitt-lewis-1975")
    assert sum(expected["utilitarian"]["utilities"].values()) == 4000 + 1200


def test_fallback_bargaining_picks_among_the_greatest_least_rank():
    case = Enumerated(toml(ROOT / "cases/journals/brams-kilgour-2001/case.toml"))
    least = [min(u) for u in case.u]
    assert {x["choice"] for x, low in zip(case.outcomes, least, strict=True) if low == max(least)} == {"b", "c"}


# ---- the Cairo case ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def claims():
    return [json.loads(line) for line in (CAIRO / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def spans(claim):
    for source in claim["sources"]:
        yield from source["spans"]
        yield from source["cue"]
    yield from claim["content"]


def test_every_span_is_what_the_article_says_there(claims):
    text = (CAIRO / "cairo-talks.txt").read_bytes().decode("utf-8")
    assert 500 <= len(text.split()) <= 800
    for claim in claims:
        for span in spans(claim):
            assert text[span["start"] : span["end"]] == span["text"], claim["id"]


def test_the_claims_pass_our_own_reader(claims):
    assert [claim.id for claim in read_claims(CAIRO / "claims.jsonl")] == [claim["id"] for claim in claims]


def test_every_fact_is_a_claim(claims):
    assert {int(re.sub(r"\D", "", claim["id"])) for claim in claims} == set(range(1, 15))
    assert len({claim["id"] for claim in claims}) == len(claims)


def test_claims_and_case_speak_of_each_other(claims):
    case = toml(CAIRO / "case.toml")
    issues = {issue["id"] for issue in case["issue"]}
    assert {issue for claim in claims for issue in claim["issues"]} <= issues
    rests = [ids for known in case["preferences"].values() for ids in known["because"].values()]
    assert rests
    assert {i for ids in rests for i in ids} <= {claim["id"] for claim in claims}


def test_the_case_is_large_enough_and_holds_no_number_but_none_and_all():
    case = toml(CAIRO / "case.toml")
    assert len(case["issue"]) >= 8
    assert 5_000 <= prod(len(issue["options"]) for issue in case["issue"]) <= 100_000
    for known in case["preferences"].values():
        assert known["weights"] == known["walk_away"] == "unknown"
        tables = [table for table in known["values"].values() if isinstance(table, dict)]
        assert all(entry in (0, 1, [0, 1]) for table in tables for entry in table.values())
