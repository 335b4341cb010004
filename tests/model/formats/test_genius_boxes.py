import numpy as np
import pytest
from genius_samples import box_files

from mediant.errors import InvalidFile
from mediant.model.checks import problems_of
from mediant.model.formats import genius
from mediant.model.formats.settled import settle, utility


def utilities(boxes, **options):
    """The utility of every outcome of two issues from 0 to 9, as a table [a][b]."""
    case, _ = genius.parse(box_files(boxes, **options), "x")
    assert problems_of(case) == ()
    settled = settle(case, "p1")
    return np.array([[utility(settled, case, {"a": a, "b": b}) for b in range(10)] for a in range(10)])


def box(utility, *bounds, tag="INCLUDES", weight=""):
    inner = "".join(f'<{tag} index="{index}" min="{low}" max="{high}"/>' for index, low, high in bounds)
    return f'<hyperRectangle utility="{utility}" {weight}>{inner}</hyperRectangle>'


A, B = np.meshgrid(range(10), range(10), indexing="ij")


def test_both_bounds_are_inside_and_index_names_the_issue():
    found = utilities(box(5, (7, 2, 4)) + box(3, (7, 7, 7), (3, 0, 1)))
    expected = 0.5 * ((A >= 2) & (A <= 4)) + 0.3 * ((A == 7) & (B <= 1))
    np.testing.assert_allclose(found, expected)


def test_weights_of_functions_and_boxes_multiply():
    found = utilities(box(5, (3, 1, 1), weight='weight="0.5"'), ufun='weight="2" aggregation="sum"')
    np.testing.assert_allclose(found, 0.5 * (B == 1))
    nested = utilities(f'<ufun weight="3" aggregation="sum">{box(1, (3, 1, 1))}</ufun>')
    np.testing.assert_allclose(nested, 0.3 * (B == 1))


def test_excludes_counts_outside_and_no_bound_everywhere():
    found = utilities(box(4, (7, 2, 4), (3, 5, 9), tag="EXCLUDES") + box(1))
    inside = (A >= 2) & (A <= 4) & (B >= 5)
    np.testing.assert_allclose(found, 0.4 * ~inside + 0.1)


def test_bounds_on_one_issue_are_met_together_and_may_be_empty():
    found = utilities(box(2, (7, 2, 6), (7, 5, 20)) + box(2, (7, 8, 3)) + box(2, (7, 2.5, 2.6)))
    np.testing.assert_allclose(found, 0.2 * ((A >= 5) & (A <= 6)))


@pytest.mark.parametrize(
    ("boxes", "options", "word"),
    [
        (box(1, (99, 0, 1)), {}, "index"),
        (box("inf", (7, 0, 1)), {}, "finite"),
        (box(1, (7, "x", 1)), {}, "number"),
        ("<hyperRectangle/>", {}, "number"),
        ("<somethingElse/>", {}, "somethingElse"),
        (box(1, (7, 0, 1)), {"maxutility": "0"}, "maxutility"),
        (box(1, (7, 0, 1)), {"ufun": 'aggregation="max"'}, "aggregation"),
        (box(1, (7, 0, 1)).replace("</hyper", '<EXCLUDES index="7" min="0" max="1"/></hyper'), {}, "only"),
        (box(1, *[(7, 0, 9)] * 200), {}, "200 bounds"),
    ],
)
def test_what_is_wrong_is_named(boxes, options, word):
    with pytest.raises(InvalidFile, match=word):
        genius.parse(box_files(boxes, **options), "x")


def test_boxes_over_millions_of_options_are_refused():
    files = box_files(box(1, (7, 0, 10**9)) * 20)
    wide = {name: data.replace(b'upperbound="9"', b'upperbound="900000"') for name, data in files.items()}
    with pytest.raises(InvalidFile, match="options"):
        genius.parse(wide, "x")


def test_the_ten_issues_reach_their_declared_maxima(shared_data):
    folder = shared_data / "genius" / "10issues"
    case, _ = genius.parse({f.name: f.read_bytes() for f in folder.glob("*.xml") if genius.kind(f.read_bytes())}, "x")
    assert [party.id for party in case.parties] == ["profile-1", "profile-2"]
    for party, greatest in (("profile-1", 662), ("profile-2", 885)):
        terms = case.preferences[party].together
        used = sorted({issue for term in terms for issue in term.when})
        # Only where a box begins or ends can the sum change, so one option of every stretch stands for all of it.
        stretches = {
            issue: sorted({tuple(option in term.when.get(issue, ()) for term in terms) for option in range(10)})
            for issue in used
        }
        always = np.array([[issue in term.when for term in terms] for issue in used])
        adds = np.array([float(term.add) for term in terms])
        alive = np.ones((1, len(terms)), dtype=bool)
        for k, issue in enumerate(used):
            rows = np.array(stretches[issue]) | ~always[k]
            alive = np.unique((alive[:, None, :] & rows[None, :, :]).reshape(-1, len(terms)), axis=0)
        assert (alive @ adds).max() * greatest == pytest.approx(greatest)
