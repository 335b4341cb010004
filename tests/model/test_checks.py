"""What the checks find in documents (see also test_check_preferences), and in cases built in Python."""

import tomllib
from dataclasses import replace
from datetime import datetime

import pytest
from case_strategies import all_numbers, cases
from hypothesis import given
from wrong_cases import GROUND, WRONG_HEADS, expect, problems_in_toml

from mediant.model.case import Case
from mediant.model.check_entries import LONGEST_TEXT
from mediant.model.checks import MOST_ISSUES, MOST_PARTIES, MOST_PROBLEMS, problems_in, problems_of
from mediant.model.issue import Issue, Range
from mediant.model.party import Mediator, Party
from mediant.model.preferences import Interval, Preferences, Ranking


def test_nothing_is_wrong_with_the_ground():
    assert problems_in_toml(GROUND) == ()


@given(cases(numbers=all_numbers))
def test_nothing_is_wrong_with_a_valid_case(case):
    assert problems_of(case) == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "gist"),
    WRONG_HEADS,
)
def test_each_fault_is_told_at_its_place(old, new, place, gist):
    expect(old, new, place, gist)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../claims.jsonl",
        "a/../../b",
        "C:/claims",
        "c:claims",
        "a\\\\b",
        "a//b",
        "a/",
        ".",
        "",
        "a\\u0000",
    ],
)
def test_claims_stay_inside_the_folder(path):
    expect('claims = "claims.jsonl"', f'claims = "{path}"', "claims", "")


@pytest.mark.parametrize("path", ["claims.jsonl", "news/claims.jsonl", "./claims.jsonl", "a..b.jsonl"])
def test_claims_may_lie_anywhere_inside_the_folder(path):
    assert problems_in_toml(GROUND.replace('"claims.jsonl"', f'"{path}"')) == ()


@pytest.mark.parametrize(("key", "least"), [("party", "two or more"), ("issue", "one or more")])
def test_a_negotiation_needs_parties_and_issues(key, least):
    document = tomllib.loads(GROUND)
    few = {**document, key: document[key][: {"party": 1, "issue": 0}[key]]}
    assert any(p.place == key and least in p.expected for p in problems_in(few))
    table = {**document, key: document[key][0]}
    assert any(p.place == key and f"[[{key}]]" in p.do for p in problems_in(table))


def test_of_a_file_in_another_format_nothing_else_is_said():
    (problem,) = problems_in_toml(GROUND.replace("mediant-case/1", "mediant-case/2").replace("id =", "idd ="))
    assert problem.place == "format"


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ('id = "truce"', "id = 5", ["issue[1].id"]),
        ('id = "truce"', 'id = "Truce"', ["issue[1].id"]),
        ('options = ["none", "short", "long"]', 'options = [1, "short"]', ["issue[1].options"]),
        ("step = 5", "step = 3", ["issue[2].range"]),
        ('[[party]]\nid = "south"', '[[partyy]]\nid = "south"', ["party", "partyy"]),
    ],
)
def test_a_fault_is_not_told_again_where_it_is_referred_to(old, new, places):
    assert [problem.place for problem in problems_in_toml(GROUND.replace(old, new))] == places


def test_all_faults_are_told_in_the_order_of_the_file():
    text = GROUND.replace('title = "Harbour"', "title = 5").replace("step = 5", "step = 3")
    text = text.replace('id = "south"', 'id = "SOUTH"').replace("walk_away = 0.35", "walk_away = true")
    assert [p.place for p in problems_in_toml(text)] == [
        "title",
        "party[2].id",
        "issue[2].range",
        "preferences.north.walk_away",
    ]


def test_of_very_many_faults_the_first_are_told_and_that_there_are_more():
    found = problems_in({"format": "mediant-case/1", **{f"k{k}": 0 for k in range(10_000)}})
    assert len(found) == MOST_PROBLEMS + 1
    assert "more than 300" in found[-1].seen


CASE = Case(
    title="T",
    parties=(Party(id="north", name="North"), Party(id="south", name="South")),
    issues=(
        Issue(id="truce", name="Truce", options=("no", "yes")),
        Issue(id="fee", name="F", options=Range(low=0, high=9, step=1)),
    ),
    mediators=(Mediator(id="host", name="Host"),),
)


@pytest.mark.parametrize(
    ("changes", "place", "gist"),
    [
        ({"parties": CASE.parties[:1]}, "party", "two or more"),
        ({"parties": CASE.parties * 2}, "party[3].id", "taken by party[1].id"),
        ({"issues": ()}, "issue", "one or more"),
        ({"issues": (Issue(id="i", name="I", options=("a", "a")),)}, "issue[1].options", "twice"),
        ({"title": "\ud800"}, "title", "U+D800"),
        ({"as_of": datetime(2024, 5, 4)}, "as_of", "a date"),  # noqa: DTZ001
        ({"mediators": (Mediator(id="host", name="Host", may=("steer",)),)}, "mediator[1].may", "'carry'"),
        ({"preferences": {"nort": Preferences()}}, "preferences.nort", "did you mean 'north'?"),
        ({"preferences": {"host": Preferences()}}, "preferences.host", "mediators' preferences never count"),
    ],
)
def test_cases_built_in_python_are_held_to_the_same_rules(changes, place, gist):
    assert any(p.place == place and gist in str(p) for p in problems_of(replace(CASE, **changes)))


@pytest.mark.parametrize(
    ("stated", "place", "gist"),
    [
        ({"weights": {"fees": 1}}, "weights.fees", "did you mean 'fee'?"),
        ({"weights": {"fee": Interval(-1, 1)}}, "weights.fee", "at least 0"),
        ({"weights": Ranking(())}, "weights", "an empty list"),
        ({"values": {"truce": {"no": True, "yes": 1}}}, "values.truce.no", "true"),
        ({"values": {"truce": Ranking((("no",), ()))}}, "values.truce", "an empty list in the order"),
        ({"values": {"fee": dict.fromkeys(range(9), 0)}}, "values.fee", "no value for 9"),
        ({"never": ({"truce": ()},)}, "never[1].truce", "an empty list"),
        ({"never": ({},)}, "never[1]", "an empty table"),
        ({"because": {"never.1": ("c1",)}}, 'because."never.1"', "no entry"),
        ({"walk_away": float("nan")}, "walk_away", "nan"),
    ],
)
def test_preferences_built_in_python_are_held_to_the_same_rules(stated, place, gist):
    case = replace(CASE, preferences={"north": Preferences(**stated)})
    assert any(p.place == f"preferences.north.{place}" and gist in str(p) for p in problems_of(case))


def test_what_a_file_would_silently_mend_is_told():
    case = replace(CASE, preferences={"north": Preferences(never=({"truce": "no"},))})
    assert [p.place for p in problems_of(case)] == ["preferences"]


@pytest.mark.parametrize(("kind", "most"), [("party", MOST_PARTIES), ("issue", MOST_ISSUES)])
def test_parties_and_issues_have_a_limit(kind, most):
    rows = {"party": "", "issue": 'options = ["a", "b"]'}[kind]
    more = "".join(f'[[{kind}]]\nid = "x{k}"\nname = "X"\n{rows}\n' for k in range(most))
    (problem,) = problems_in(tomllib.loads(GROUND + more) | {"preferences": {}})
    assert (problem.place, problem.expected) == (kind, f"at most {most:,}")


def test_texts_have_a_limit():
    document = tomllib.loads(GROUND)
    assert problems_in(document | {"title": "x" * LONGEST_TEXT}) == ()
    (problem,) = problems_in(document | {"title": "x" * (LONGEST_TEXT + 1)})
    assert (problem.place, problem.seen) == ("title", "10,001 characters")
