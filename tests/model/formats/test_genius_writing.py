import pytest
from case_strategies import cases
from genius_samples import bare, box_files, genius_files, levels, table
from hypothesis import given

from mediant.errors import CannotConvert
from mediant.model.case import Case
from mediant.model.checks import problems_of
from mediant.model.formats import genius, geniusweb
from mediant.model.formats.genius_writing import render
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import AsGoodAs, Curve, Preferences, Term


def two(north, south=None, issues=None):
    issues = issues or (
        Issue(id="truce", name="Truce", options=("none", '40 <days> & "more"')),
        Issue(id="fee", name="Fee", options=Range(low=0, high=4, step=1)),
    )
    parties = (Party(id="north", name="North"), Party(id="south", name="South"))
    return Case(title="Harbour", parties=parties, issues=issues, preferences={"north": north, "south": south or north})


EXACT = Preferences(
    weights={"truce": 0.25, "fee": 0.75},
    values={"truce": {"none": 1, '40 <days> & "more"': 0.5}, "fee": "more"},
    walk_away=0.3,
)


@pytest.mark.parametrize(
    "files",
    [genius_files(), box_files('<hyperRectangle utility="4"><INCLUDES index="3" min="2" max="5"/></hyperRectangle>')],
)
def test_what_was_read_is_written_and_read_the_same(files):
    case, _ = genius.parse(files, "x")
    written, lost = render(case)
    again, _ = genius.parse(written, "x")
    assert not [loss for loss in lost if "ids" not in loss]
    assert again.issues == case.issues
    assert [p.id for p in again.parties] == [p.id for p in case.parties]
    for party in case.parties:
        assert table(again, party.id) == pytest.approx(table(case, party.id))


def test_a_case_of_ours_keeps_its_utilities_and_texts():
    case = two(EXACT)
    written, lost = render(case)
    again, notes = genius.parse(written, "x")
    assert (lost, notes) == ((), ())
    assert (again.title, again.issues, again.parties) == (case.title, case.issues, case.parties)
    assert table(again, "north") == pytest.approx(table(case, "north"))
    assert again.preferences["north"].walk_away == 0.3


def test_another_scale_is_told_and_keeps_the_order():
    points = Preferences(values={"truce": {"none": -20, '40 <days> & "more"': 40}, "fee": "less"}, walk_away=10)
    written, lost = render(two(points))
    again, _ = genius.parse(written, "x")
    assert len(lost) == 2
    assert "-20" in lost[0]
    assert "61" in lost[0]
    assert table(again, "north") == pytest.approx([(u + 20) / 61 for u in table(two(points), "north")])
    assert again.preferences["north"].walk_away == pytest.approx(30 / 61)


@pytest.mark.parametrize("form", [(genius, render), (geniusweb, geniusweb.render)], ids=["genius", "geniusweb"])
def test_values_that_weigh_nothing_are_not_given_weight(form):
    reader, write = form
    case = two(Preferences(weights={"truce": 0, "fee": 0}, values=EXACT.values, walk_away=0))
    again, _ = reader.parse(write(case)[0], "x")
    assert set(table(again, "north")) == {0.0}


def test_what_is_lost_is_named():
    quo = AsGoodAs({"truce": "none", "fee": 0})
    term = Term(when={"truce": ("none",)}, add=0.1)
    lost = render(two(Preferences(weights=EXACT.weights, values=EXACT.values, walk_away=quo, together=(term,)), EXACT))[
        1
    ]
    assert len(lost) == 2
    assert "together" in lost[0]
    assert "tied" in lost[1]
    no_walk_away = Preferences(weights=EXACT.weights, values=EXACT.values)
    assert "GENIUS takes 0" in render(two(no_walk_away))[1][0]


def test_terms_over_whole_numbers_become_boxes():
    span = Range(low=0, high=4, step=1)
    issues = (Issue(id="a", name="a", options=span), Issue(id="b", name="b", options=span))
    zero = {"a": dict.fromkeys(span, 0), "b": dict.fromkeys(span, 0)}
    flat = {issue: dict.fromkeys(span, 0) for issue in zero}
    term = Term(when={"a": (0, 1, 4), "b": (2, 0)}, add=0.5)
    case = two(Preferences(values=flat, together=(term,), walk_away=0), issues=issues)
    assert "terms" in str(render(case)[1])
    straight = {issue: Curve(((0, 0.0), (4, 0.0))) for issue in zero}
    case = two(Preferences(values=straight, together=(term,), walk_away=0), issues=issues)
    written, lost = render(case)
    assert lost == ()
    assert table(genius.parse(written, "x")[0], "north") == pytest.approx(table(case, "north"))


def test_a_text_that_xml_cannot_hold_is_refused():
    bad = Issue(id="a", name="a", options=("x\x01", "y"))
    with pytest.raises(CannotConvert, match=r"characters.*out of that text$"):
        render(two(Preferences(), issues=(bad,)))


@given(cases())
def test_any_case_is_written_so_that_it_reads_again(case):
    written, _ = render(case)
    again, _ = genius.parse(written, "x")
    assert problems_of(again) == ()
    assert [len(i.options) for i in again.issues] == [len(i.options) for i in case.issues]
    assert len(again.parties) == len(case.parties)


@given(cases(exact=True, statements=False).map(bare))
def test_exact_preferences_keep_their_shape_and_without_losses_their_numbers(case):
    written, lost = render(case)
    again, _ = genius.parse(written, "x")
    for old, new in zip(case.parties, again.parties, strict=True):
        if not any("terms" in loss for loss in lost if loss.startswith(f"{old.id}:")) and levels(case, old.id):
            assert levels(again, new.id) == pytest.approx(levels(case, old.id), abs=1e-6)
        if not any(loss.startswith(f"{old.id}:") for loss in lost):
            assert table(again, new.id) == pytest.approx(table(case, old.id), abs=1e-9)
