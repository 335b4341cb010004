import pytest

from mediant.errors import InvalidValue
from mediant.model.preferences import AsGoodAs, Curve, Interval, Preferences, Ranking, Term, is_exact

EXACT = {"truce": {"yes": 1, "no": 0}, "fee": Curve(((0, 1.0), (10, 0.0)))}


@pytest.mark.parametrize("ends", [(2, 1), (float("nan"), 1), (0, float("nan"))])
def test_an_interval_is_not_upside_down(ends):
    with pytest.raises(InvalidValue, match="low at most high"):
        Interval(*ends)


def test_a_ranking_lists_its_members_best_first():
    assert Ranking((("a",), ("b", "c"))).members == ("a", "b", "c")


@pytest.mark.parametrize(
    "stated",
    [
        {"values": EXACT},
        {"values": EXACT, "weights": {"truce": 0.5, "fee": 0.5}, "walk_away": 0.2},
        {"values": EXACT | {"fee": "less"}, "walk_away": AsGoodAs({"truce": "no", "fee": 0})},
        {"values": EXACT, "together": (Term(when={"truce": ("yes",)}, add=0.1),)},
    ],
)
def test_exact_when_every_number_is_given(stated):
    assert is_exact(Preferences(**stated), ["truce", "fee"])


@pytest.mark.parametrize(
    "stated",
    [
        {},
        {"values": {"truce": EXACT["truce"]}},
        {"values": EXACT | {"truce": Ranking((("yes",), ("no",)))}},
        {"values": EXACT | {"truce": {"yes": 1, "no": Interval(0, 0.5)}}},
        {"values": EXACT | {"fee": Curve(((0, 1.0), (10, Interval(0, 1))))}},
        {"values": EXACT, "weights": "unknown"},
        {"values": EXACT, "weights": Ranking((("fee",), ("truce",)))},
        {"values": EXACT, "weights": {"fee": 1}},
        {"values": EXACT, "weights": {"fee": 1, "truce": Interval(0, 1)}},
        {"values": EXACT, "walk_away": "unknown"},
        {"values": EXACT, "walk_away": Interval(0, 1)},
        {"values": EXACT, "together": (Term(when={"truce": ("yes",)}, add=Interval(0, 1)),)},
    ],
)
def test_partial_when_any_number_is_missing(stated):
    assert not is_exact(Preferences(**stated), ["truce", "fee"])
