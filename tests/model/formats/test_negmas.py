import json

import pytest
import yaml
from genius_samples import table

from mediant.errors import InvalidFile
from mediant.model.checks import problems_of
from mediant.model.formats import negmas
from mediant.model.formats.settled import settle, utility
from mediant.model.issue import Range
from mediant.model.preferences import AsGoodAs

DOMAIN = """
issues:
- {name: Main issue, type: CategoricalIssue, values: [a, b, 'no']}
- {name: price, type: ContiguousIssue, values: [0, 5]}
- {name: odd, type: DiscreteCardinalIssue, values: [1, 3, 7]}
name: dom
path: null
type: DiscreteCartesianOutcomeSpace
"""

ALICE = """
name: Alice
reserved_outcome: null
reserved_value: 0.3
stability: 2047
type: LinearAdditiveUtilityFunction
values:
- {mapping: {a: 0.1, b: 0.5, 'no': 1.0}, type: TableFun}
- {slope: 0.2, type: LinearFun}
- {type: IdentityFun}
weights: [0.5, 0.25, 0.25]
"""

BOB = """
discount: 0.9
name: bob
reserved_value: -.inf
type: ExpDiscountedUFun
ufun:
  name: inner
  reserved_value: 0.2
  type: LinearAdditiveUtilityFunction
  values:
  - {mapping: {a: 1, b: 0.5, 'no': 0.0}, type: TableFun}
  - {bias: 1.0, slope: -0.2, type: AffineFun}
  - {a1: 2, a2: 1, bias: 3, type: QuadraticFun}
  weights: [1, 2, 3]
"""


def files(**changes):
    found = {"dom.yml": DOMAIN, "alice.yml": ALICE, "bob.yml": BOB} | changes
    return {name: text.encode() for name, text in found.items()}


def utility_of(case, party, *options):
    return utility(settle(case, party), case, dict(zip((i.id for i in case.issues), options, strict=True)))


def test_a_folder_is_read():
    case, notes = negmas.parse(files(), "x")
    assert problems_of(case) == ()
    assert case.title == "dom"
    assert [(p.id, p.name) for p in case.parties] == [("alice", "Alice"), ("bob", "bob")]
    assert case.issues[0].options == ("a", "b", "no")
    assert case.issues[1].options == Range(low=0, high=5, step=1)
    assert case.issues[2].options == ("1", "3", "7")
    assert utility_of(case, "alice", "no", 5, "3") == pytest.approx(0.5 + 0.25 * 1 + 0.25 * 3)
    assert utility_of(case, "bob", "b", 2, "7") == pytest.approx(0.5 + 2 * 0.6 + 3 * (49 + 14 + 3))
    assert case.preferences["alice"].walk_away == 0.3
    assert case.preferences["bob"].walk_away == 0.2
    assert len(notes) == 2
    assert "words" in notes[0]
    assert "0.9" in notes[1]


def test_json_is_read_alike():
    as_json = {f"{name[:-4]}.json": json.dumps(yaml.safe_load(text)).encode() for name, text in files().items()}
    assert negmas.parse(as_json, "x") == (negmas.parse(files(), "x")[0], negmas.parse(as_json, "x")[1])


def test_even_steps_are_a_range_and_numbers_in_tables_are_found():
    domain = "issues: [{name: p, type: DiscreteCardinalIssue, values: [0.1, 0.2, 0.3]}]\nname: d\n"
    one = "type: LinearAdditiveUtilityFunction\nvalues: {p: {type: TableFun, mapping: {0.1: 1, 0.2: 2, 0.3: 4}}}\n"
    domain, one = domain.encode(), one.encode()
    case, _ = negmas.parse({"d.yml": domain, "a.yml": one, "b.yml": one + b"bias: 1\nreserved_outcome: [0.2]\n"}, "x")
    assert case.issues[0].options == Range(low=0.1, high=0.3, step=0.1)
    assert table(case, "a") == [1, 2, 4]
    assert table(case, "b") == [2, 3, 5]
    assert case.preferences["b"].walk_away == AsGoodAs({"p": 0.2})
    assert settle(case, "b").walk_away == 3


MAPPING = """type: MappingUtilityFunction
name: m
mapping:
  ? [a, 0]
  : 0.1
  ? [a, 1]
  : 0.2
  ? [b, 0]
  : 0.3
  ? [b, 1]
  : 0.4
"""
SMALL = """issues:
- {name: w, type: CategoricalIssue, values: [a, b]}
- {name: n, type: ContiguousIssue, values: [0, 1]}
"""


def test_a_complete_mapping_becomes_terms():
    case, _ = negmas.parse({"d.yml": SMALL.encode(), "a.yml": MAPPING.encode(), "b.yml": MAPPING.encode()}, "title")
    assert problems_of(case) == ()
    assert case.title == "title"
    assert table(case, "a") == pytest.approx([0.1, 0.2, 0.3, 0.4])
    partial = MAPPING.replace("  ? [b, 1]\n  : 0.4\n", "")
    with pytest.raises(InvalidFile, match="3 of 4"):
        negmas.parse({"d.yml": SMALL.encode(), "a.yml": partial.encode(), "b.yml": MAPPING.encode()}, "x")


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"alice.yml": "type: HyperRectangleUtilityFunction\n"}, "HyperRectangle"),
        ({"alice.yml": ALICE.replace("IdentityFun", "LambdaFun")}, "LambdaFun"),
        ({"alice.yml": ALICE.replace("a: 0.1, ", "")}, "every option"),
        ({"alice.yml": ALICE.replace("a: 0.1", "a: .nan")}, "finite"),
        ({"alice.yml": ALICE.replace("[0.5, 0.25, 0.25]", "[1]")}, "entries"),
        ({"alice.yml": ALICE.replace("[0.5, 0.25, 0.25]", "{price: 1}")}, "entry"),
        ({"alice.yml": ALICE.replace("0.3", ".inf")}, "finite"),
        ({"alice.yml": ALICE.replace("reserved_outcome: null", "reserved_outcome: [a]")}, "reserved_outcome"),
        (
            {
                "alice.yml": ALICE.replace(
                    "- {mapping: {a: 0.1, b: 0.5, 'no': 1.0}, type: TableFun}", "- {slope: 1, type: LinearFun}"
                )
            },
            "word",
        ),
        ({"alice.yml": ALICE + "x: !!python/object/apply:os.system ['true']\n"}, "tag"),
        ({"alice.yml": ALICE + "x: &a [1]\ny: *a\n"}, "alias"),
        ({"dom.yml": DOMAIN.replace("ContiguousIssue", "ContinuousIssue")}, "ContinuousIssue"),
        ({"dom.yml": DOMAIN.replace("[0, 5]", "[5, 0]")}, "from"),
        ({"dom.yml": DOMAIN.replace("[0, 5]", "[0, 1e12]")}, "steps"),
        ({"dom.yml": DOMAIN.replace("[1, 3, 7]", "[1, [3], 7]")}, "words or numbers"),
        ({"dom.yml": "issues: []\n"}, "no issues"),
        ({"dom.yml": DOMAIN.replace("[1, 3, 7]", f"[1, 3, {10**400}]")}, "number"),
        (
            {"dom.yml": DOMAIN.replace("[0, 5]", "[0, 999998]"), "bob.yml": BOB.replace("AffineFun", "QuadraticFun")},
            "999,999",
        ),
        ({"second.yml": DOMAIN}, "2 domain files"),
        ({"bob.yml": "nothing: here\n"}, "1 utility functions"),
    ],
)
def test_what_is_wrong_is_named(changes, word):
    with pytest.raises(InvalidFile, match=word) as caught:
        negmas.parse(files(**changes), "x")
    assert "\n" not in str(caught.value)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("ending", ["yml", "json"])
def test_what_negmas_itself_writes_has_its_utilities(tmp_path, ending):
    theirs = pytest.importorskip("negmas", reason="negmas is not installed")
    preferences = pytest.importorskip("negmas.preferences")
    functions = pytest.importorskip("negmas.preferences.value_fun")
    space = theirs.make_os([theirs.make_issue(["a", "no"], "word"), theirs.make_issue((0, 4), "price")], name="own")
    one = preferences.LinearAdditiveUtilityFunction(
        values={"word": functions.TableFun({"a": 0.25, "no": 1.0}), "price": functions.AffineFun(-0.25, 1.0)},
        weights=[0.75, 2],
        reserved_value=0.5,
        outcome_space=space,
        name="one",
    )
    two = preferences.LinearAdditiveUtilityFunction(
        values={"word": functions.ConstFun(0.5), "price": functions.TableFun({k: k * k for k in range(5)})},
        weights=[1, 1],
        outcome_space=space,
        name="two",
    )
    theirs.Scenario(outcome_space=space, ufuns=(one, two)).dumpas(tmp_path, type=ending)
    case, notes = negmas.parse({path.name: path.read_bytes() for path in tmp_path.iterdir()}, "x")
    assert notes == ()
    for function in (one, two):
        assert table(case, function.name) == pytest.approx([function(o) for o in space.enumerate_or_sample()])
    assert [case.preferences[party].walk_away for party in ("one", "two")] == [0.5, None]
