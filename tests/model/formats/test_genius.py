import json
import re
from itertools import product

import pytest
from genius_samples import BOX_DOMAIN, DOMAIN, genius_files, profile

from mediant.errors import InvalidFile
from mediant.model.checks import problems_of
from mediant.model.formats import genius
from mediant.model.formats.settled import settle, utility, utility_range
from mediant.model.issue import Range
from mediant.model.preferences import Curve


def utility_of(case, party, **outcome):
    return utility(settle(case, party), case, outcome)


def test_evaluations_are_divided_by_their_maximum_and_weights_by_their_sum():
    case, notes = genius.parse(genius_files(), "folder")
    assert (case.title, notes) == ("harbour", ())
    assert [(p.id, p.name) for p in case.parties] == [("north", "North"), ("south", "South")]
    assert [(i.id, i.name) for i in case.issues] == [("truce", "Truce"), ("fee", "Fee")]
    assert case.issue("fee").options == Range(low=0, high=10, step=1)
    assert utility_of(case, "north", truce="40 days", fee=5) == pytest.approx(0.75 * 2 / 4 + 0.25 * 0.5)
    assert utility_of(case, "south", truce="none", fee=10) == pytest.approx(0.5 * 1 + 0.5 * 0)
    assert problems_of(case) == ()
    assert case.exact


def test_an_integer_evaluator_is_cut_to_0_and_1():
    case, _ = genius.parse(genius_files(**{"North.xml": profile(slope="0.25", offset="-0.5")}), "x")
    fees = [utility_of(case, "north", truce="none", fee=k) - 0.75 / 4 for k in range(11)]
    assert fees == pytest.approx([0.25 * min(1, max(0, 0.25 * k - 0.5)) for k in range(11)])
    flat, _ = genius.parse(genius_files(**{"North.xml": profile(slope="0", offset="3")}), "x")
    assert flat.preferences["north"].values["fee"] == Curve(((0, 1.0), (10, 1.0)))


def test_reservations_stay_beside_a_discount_and_notes_tell():
    tail = '<reservation value="0.6"/><discount_factor value="0.87"/>'
    case, notes = genius.parse(genius_files(**{"North.xml": profile(tail=tail, cost="2")}), "x")
    assert case.preferences["north"].walk_away == 0.6
    assert case.preferences["south"].walk_away == 0.0
    assert len(notes) == 2
    assert "0.87" in notes[0]
    assert "cost" in notes[1]
    _, notes = genius.parse(genius_files(**{"North.xml": profile(tail="<novelty/>")}), "x")
    assert "<novelty>" in notes[0]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"North.xml": profile(evaluations=("nan", 1, 2))}, "finite"),
        ({"North.xml": profile(evaluations=(-3, -1, -2))}, "above"),
        ({"North.xml": profile(weights=(0, 0))}, "sum"),
        ({"North.xml": profile(weights=(2, -1))}, "below 0"),
        ({"North.xml": profile().replace('value="40 days"', 'value="41 days"')}, "evaluation"),
        ({"North.xml": profile().replace('<weight index="2"', '<weight index="9"')}, "weight"),
        ({"North.xml": profile().replace('index="2" name="Fee"', 'index="5" name="Fee"')}, "issues"),
        ({"North.xml": profile().replace("linear", "triangular")}, "linear"),
        ({"North.xml": profile()[:200]}, "not well-formed"),
        ({"North.xml": "<!DOCTYPE x>" + profile()}, "DOCTYPE"),
        ({"harbour_domain.xml": DOMAIN.replace('vtype="integer"', 'vtype="real"')}, "real"),
        ({"harbour_domain.xml": DOMAIN.replace('upperbound="10"', 'upperbound="1e300"')}, "steps"),
        ({"harbour_domain.xml": DOMAIN.replace('upperbound="10"', 'upperbound="1.5"')}, "whole"),
        ({"harbour_domain.xml": DOMAIN.replace('upperbound="10"', "")}, "upperbound"),
        (
            {
                "harbour_domain.xml": DOMAIN.replace(
                    "<issue index", "<objective><objective/></objective><issue index", 1
                )
            },
            "objective",
        ),
        ({"harbour_domain.xml": re.sub("<item[^>]*>", "", DOMAIN)}, "no options"),
        ({"harbour_domain.xml": DOMAIN.replace("<issue ", "<notion ").replace("/issue>", "/notion>")}, "issue"),
        ({"other.xml": BOX_DOMAIN}, "2 domain files"),
        ({"South.xml": "<other/>"}, "1 profiles"),
    ],
)
def test_what_is_wrong_is_named(changes, word):
    with pytest.raises(InvalidFile, match=word) as caught:
        genius.parse(genius_files(**changes), "folder")
    assert "\n" not in str(caught.value)


def test_files_are_told_apart_by_content():
    assert genius.kind(DOMAIN.encode()) == "domain"
    assert genius.kind(profile().encode("utf-16")) == "profile"
    assert genius.kind(b"0.67, 1.0\n") is None


def read(folder):
    files = {path.name: path.read_bytes() for path in folder.glob("*.xml")}
    return genius.parse({name: data for name, data in files.items() if genius.kind(data)}, folder.name)


def test_the_scenarios_have_the_sizes_maxima_and_reservations_of_the_reference(shared_data):
    reference = json.loads((shared_data / "genius" / "reference.json").read_text())["scenarios"]
    for name, expected in reference.items():
        case, notes = read(shared_data / "genius" / name)
        assert [len(issue.options) for issue in case.issues] == expected["issue_sizes"]
        assert case.size == expected["outcomes"]
        assert [p.name for p in case.parties] == [file[:-4] for file in expected["profile_files"]]
        assert [case.preferences[p.id].walk_away for p in case.parties] == expected["reservation"]
        assert len(notes) == sum(factor != 1 for factor in expected["discount"])
        found = [utility_range(settle(case, party.id)) for party in case.parties]
        assert [high for _, high in found] == pytest.approx(expected["genius"]["ideal_all"], abs=1e-9)
        assert [low for low, _ in found] == pytest.approx(expected["genius"]["minimum_all"], abs=1e-9)


def test_the_best_joint_outcome_of_the_reference_is_found(shared_data):
    reference = json.loads((shared_data / "genius" / "reference.json").read_text())["scenarios"]
    for name in ("y2010-EnglandZimbabwe", "y2011-Laptop", "y2016-AgentLightSmartGrid"):
        case, _ = read(shared_data / "genius" / name)
        settled = [settle(case, party.id) for party in case.parties]
        outcomes = (
            dict(zip((i.id for i in case.issues), options, strict=True))
            for options in product(*(i.options for i in case.issues))
        )
        best = max(sum(utility(one, case, outcome) for one in settled) for outcome in outcomes)
        assert best == pytest.approx(reference[name]["genius"]["max_welfare_all"]["value"], abs=1e-9)
