from itertools import product

import pytest
from case_strategies import cases
from genius_samples import bare, table
from hypothesis import given

from mediant.model.case import Case
from mediant.model.checks import problems_of
from mediant.model.formats import negmas
from mediant.model.formats.negmas_writing import render
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import AsGoodAs, Preferences

ISSUES = (
    Issue(id="truce", name="Truce", options=("no", "40 days", "2024-05-04")),
    Issue(id="fee", name="Fee", options=Range(low=-3, high=4, step=1)),
    Issue(id="share", name="Share", options=Range(low=0.1, high=0.5, step=0.2)),
)
NORTH = Preferences(
    weights={"truce": 2, "fee": 0.5, "share": 3},
    values={"truce": {"no": 0.1, "40 days": 7, "2024-05-04": -1}, "fee": "less", "share": {0.1: 5, 0.3: 1, 0.5: 2}},
    walk_away=1.5,
)
SOUTH = Preferences(
    values={"truce": {"no": 3, "40 days": 0, "2024-05-04": 1}, "fee": "more", "share": "more"},
    walk_away=AsGoodAs({"truce": "no", "fee": -3, "share": 0.3}),
)
CASE = Case(
    title="Harbour",
    parties=(Party(id="south", name="The South"), Party(id="north", name="North")),
    issues=ISSUES,
    preferences={"north": NORTH, "south": SOUTH},
)


def test_a_case_goes_out_and_comes_back():
    written, lost = render(CASE)
    assert lost == ()
    again, notes = negmas.parse(written, "x")
    assert notes == ()
    assert (again.title, again.issues) == (CASE.title, CASE.issues)
    for old, new in zip(CASE.parties, again.parties, strict=True):
        assert new == old
        assert table(again, new.id) == pytest.approx(table(CASE, old.id))
    assert again.preferences["north"].walk_away == 1.5
    assert again.preferences["south"].walk_away == SOUTH.walk_away


@pytest.mark.filterwarnings("ignore")
def test_negmas_itself_reads_what_we_write(tmp_path):
    scenarios = pytest.importorskip("negmas", reason="negmas is not installed")
    written, _ = render(CASE)
    for name, data in written.items():
        (tmp_path / name).write_bytes(data)
    scenario = scenarios.Scenario.load(tmp_path)
    outcomes = list(product(*(issue.options for issue in CASE.issues)))
    functions = {function.name: function for function in scenario.ufuns}
    for party in CASE.parties:
        found = [functions[party.name](outcome) for outcome in outcomes]
        assert found == pytest.approx(table(CASE, party.id))
    assert functions["North"].reserved_value == 1.5


@given(cases())
def test_any_case_is_written_so_that_it_reads_again(case):
    written, _ = render(case)
    again, _ = negmas.parse(written, "x")
    assert problems_of(again) == ()
    assert [list(i.options) for i in again.issues] == [list(i.options) for i in case.issues]


@given(cases(exact=True, statements=False).map(bare))
def test_exact_utilities_are_kept(case):
    written, lost = render(case)
    again, _ = negmas.parse(written, "x")
    for old, new in zip(case.parties, again.parties, strict=True):
        if not any(loss.startswith(f"{old.id}:") for loss in lost):
            assert table(again, new.id) == pytest.approx(table(case, old.id), abs=1e-9)
