"""Chances, ranking, gains and the zone of partial cases, held against closed forms and a plain count."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.analysis.results import Chance
from mediant.analysis.uncertainty import chance, together, uncertainty
from mediant.errors import Contradiction, InvalidValue
from mediant.model.case import Case
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import Comparison, Interval, Preferences, Ranking, Term

NORTH, SOUTH = Party(id="north", name="North"), Party(id="south", name="South")
PIE = Issue(id="share", name="Share of North", options=Range(low=0, high=10, step=1))


def ranking(options):
    return Ranking(tuple((option,) for option in options))


def pie(north: Preferences, south: Preferences) -> Case:
    return Case(title="pie", parties=(NORTH, SOUTH), issues=(PIE,), preferences={"north": north, "south": south})


EXACT_NORTH = Preferences(values={"share": "more"}, walk_away=0.4)
PARTIAL_SOUTH = Preferences(values={"share": "less"}, walk_away=Interval(0.0, 1.0))


def by_share(answer):
    return {prospect.outcome["share"]: prospect for prospect in answer.outcomes}


class TestChances:
    def test_an_unknown_walk_away_is_accepted_with_the_chance_of_the_value(self):
        answer, zone = uncertainty(pie(EXACT_NORTH, PARTIAL_SOUTH), points=50)
        found = by_share(answer)
        for share in range(11):
            north, south, every = (found[share].acceptable[who] for who in ("north", "south", "all"))
            assert (north.p, north.se) == (float(share >= 4), 0.0)
            assert south.p == pytest.approx(1 - share / 10, abs=4 * south.se)
            assert every.p == pytest.approx(north.p * south.p)
            assert every.se == (0.0 if share < 4 else south.se)
        assert south.se > 0  # even of what never happened: share 10 leaves South nothing
        assert [prospect.outcome["share"] for prospect in answer.outcomes[:4]] == [4, 5, 6, 7]
        assert answer.note == ""
        assert answer.limits == ()
        # North takes 4 to 10; South accepts a share s where 1 - s / 10 >= w: 10 (1 - w) - 3 of them at most.
        assert zone.low == 0
        assert zone.high in (6, 7)
        assert not zone.exact
        assert zone.nearest_miss is None
        assert zone.size == round(sum(1 - share / 10 for share in range(4, 11)))

    def test_gains_are_over_the_disagreement_point(self):
        answer, _ = uncertainty(pie(EXACT_NORTH, PARTIAL_SOUTH))
        best = answer.outcomes[0]
        assert best.gains["north"].mean == best.gains["north"].p5 == pytest.approx(0.0, abs=1e-12)
        south = best.gains["south"]
        assert south.mean == pytest.approx(0.1, abs=0.03)
        assert (south.p5, south.p95) == pytest.approx((0.6 - 0.95, 0.6 - 0.05), abs=0.03)

    def test_what_never_happens_on_the_pie_is_inefficient(self):
        answer, _ = uncertainty(pie(EXACT_NORTH, PARTIAL_SOUTH))
        assert {prospect.efficient.p for prospect in answer.outcomes} == {1.0}

    def test_red_lines_leave_no_chance(self):
        line = replace(PARTIAL_SOUTH, never=({"share": (4, 5)},))
        found = by_share(uncertainty(pie(EXACT_NORTH, line))[0])
        for share in (4, 5):
            assert found[share].acceptable["south"] == Chance(p=0.0, se=0.0)
            assert found[share].acceptable["all"] == Chance(p=0.0, se=0.0)
            assert found[share].efficient == Chance(p=0.0, se=0.0)
        assert found[6].acceptable["all"].p > 0.3

    def test_a_party_of_whom_nothing_is_known_accepts_all(self):
        case = Case(title="pie", parties=(NORTH, SOUTH), issues=(PIE,), preferences={"north": EXACT_NORTH})
        answer, zone = uncertainty(case, draws=100)
        assert (zone.size, zone.low, zone.high) == (7, 7, 7)
        assert all(prospect.acceptable["south"] == Chance(p=1.0, se=0.0) for prospect in answer.outcomes)

    def test_terms_and_statements_count(self):
        term = Term(when={"share": (10,)}, add=Interval(0.0, 2.0))
        south = Preferences(values={"share": "less"}, walk_away=1.0, together=(term,), accepts=({"share": 10},))
        found = by_share(uncertainty(pie(EXACT_NORTH, south))[0])
        assert found[10].acceptable["all"].p == 1.0
        free = by_share(uncertainty(pie(EXACT_NORTH, replace(south, accepts=())))[0])
        assert free[10].acceptable["south"].p == pytest.approx(0.5, abs=0.05)
        with pytest.raises(Contradiction):
            uncertainty(pie(EXACT_NORTH, replace(south, accepts=({"share": 5},))))

    def test_bad_questions_are_refused(self):
        for wrong in ({"draws": 1}, {"points": -1}, {"seed": -1}):
            with pytest.raises(InvalidValue):
                uncertainty(pie(EXACT_NORTH, PARTIAL_SOUTH), **wrong)


def test_errors_of_chances():
    assert chance(500, 2000).se == pytest.approx(sqrt(0.25 * 0.75 / 2000), rel=0.01)
    assert 0 < chance(0, 2000).se < 0.001
    assert chance(2000, 2000).se == pytest.approx(chance(0, 2000).se)
    assert chance(0, 2000, certain=True).se == 0.0
    half = Chance(p=0.5, se=0.01)
    assert together([half, half]) == Chance(p=0.25, se=pytest.approx(0.01 * 0.5 * sqrt(2)))
    assert together([half, Chance(p=0.0, se=0.0)]) == Chance(p=0.0, se=0.0)
    assert together([chance(0, 100), chance(0, 100)]).se > 0


THREE = (
    Issue(id="x", name="X", options=("a", "b", "c")),
    Issue(id="y", name="Y", options=("a", "b", "c", "d")),
    Issue(id="z", name="Z", options=("a", "b")),
)


def three_issues() -> Case:
    north = Preferences(
        weights="unknown",
        values={"x": ranking("abc"), "y": ranking("dcba")},
        walk_away=Interval(0.3, 0.7),
        together=(Term(when={"x": ("b",), "z": ("a",)}, add=Interval(0, 0.3)),),
        never=({"y": ("a",), "z": ("b",)},),
    )
    south = Preferences(
        weights=ranking("yx"),
        values={"x": ranking("cba"), "y": ranking("abcd"), "z": ranking("ab")},
        walk_away="unknown",
        accepts=({"x": "c", "y": "b", "z": "a"},),
    )
    return Case(title="three", parties=(NORTH, SOUTH), issues=THREE, preferences={"north": north, "south": south})


class TestRanking:
    def test_all_outcomes_are_there_best_first(self):
        answer, _ = uncertainty(three_issues(), draws=500)
        assert len(answer.outcomes) == 24
        chances = [prospect.acceptable["all"].p for prospect in answer.outcomes]
        assert chances == sorted(chances, reverse=True)
        key = [
            (-round(p.acceptable["all"].p, 12), -round(sum(g.mean for g in p.gains.values()), 9))
            for p in answer.outcomes
        ]
        assert key == sorted(key)

    def test_points_only_cut_the_list(self):
        few, zone = uncertainty(three_issues(), draws=300, points=5)
        many, same = uncertainty(three_issues(), draws=300, points=24)
        assert few.outcomes == many.outcomes[:5]
        assert zone == same
        assert few.matters_most == many.matters_most

    def test_ties_keep_the_order_of_the_file(self):
        free = Preferences(values={"share": dict.fromkeys(range(11), 0.0)})
        case = pie(free, replace(free, walk_away=Interval(-2, -1)))
        assert [p.outcome["share"] for p in uncertainty(case, draws=50)[0].outcomes] == list(range(11))

    def test_the_same_seed_gives_the_same_answer(self):
        one, two, other = (uncertainty(three_issues(), draws=200, seed=seed) for seed in (7, 7, 8))
        assert one == two
        assert one[0].outcomes != other[0].outcomes

    def test_progress_is_told(self):
        told = []
        uncertainty(three_issues(), draws=50, progress=lambda *step: told.append(step))
        assert all(0 <= done <= total and what for done, total, what in told)
        assert len({what for *_, what in told}) >= 3


@settings(max_examples=10, deadline=None)
@given(st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.4), st.integers(0, 1000))
def test_a_lower_walk_away_never_lowers_a_chance(low, width, down, seed):
    def answer(bounds):
        return by_share(uncertainty(pie(EXACT_NORTH, replace(PARTIAL_SOUTH, walk_away=bounds)), draws=60, seed=seed)[0])

    high = answer(Interval(low, low + width))
    lower = answer(Interval(low - down, low + width - down))
    assert all(lower[share].acceptable["all"].p >= high[share].acceptable["all"].p for share in range(11))


class TestWhatMattersMost:
    def test_the_obvious_unknown_comes_first_and_an_idle_one_gives_nothing(self):
        issues = (PIE, Issue(id="flag", name="Flag", options=("old", "new")))
        north = Preferences(
            weights={"share": 1.0, "flag": 0.0},
            values={"share": "more", "flag": {"old": 0.0, "new": Interval(0, 1)}},
            walk_away=Interval(0, 1),
        )
        south = Preferences(values={"share": "less", "flag": {"old": 0.0, "new": 0.0}}, walk_away=0.0)
        case = Case(title="t", parties=(NORTH, SOUTH), issues=issues, preferences={"north": north, "south": south})
        answer, _ = uncertainty(
            replace(case, preferences={"north": north, "south": replace(south, walk_away=Interval(0, 0.9))}), draws=4000
        )
        first, last = answer.matters_most[0], answer.matters_most[-1]
        assert {u.entry for u in answer.matters_most[:2]} == {
            "preferences.north.walk_away",
            "preferences.south.walk_away",
        }
        assert first.rise.p > 5 * first.rise.se
        assert 0 < first.rise.se < 0.02
        assert last.entry == "preferences.north.values.flag"
        assert last.label == "what North thinks of 'new' on Flag"
        assert (last.kind, last.about) == ("values", {"flag": ("new",)})
        assert (first.kind, first.about) == ("walk_away", {})
        assert last.rise.p < 4 * last.rise.se + 1e-3

    def test_a_number_of_a_range_is_asked_about_with_its_unit(self):
        pay = Issue(id="pay", name="Pay rise", options=Range(low=0, high=2, step=1, unit="%"))
        case = Case(title="t", parties=(NORTH, SOUTH), issues=(pay,), preferences={"south": Preferences(walk_away=0.5)})
        answer, _ = uncertainty(case, draws=200)
        assert any(u.label.startswith("what South thinks of '") and "%' on" in u.label for u in answer.matters_most)

    def test_the_rise_is_what_the_arithmetic_says(self):
        # Two outcomes; North likes one of them, with equal chance, and says yes only to that one. South likes both.
        # Now the best has the chance 1/2; once North's taste is known, 1.
        issue = Issue(id="side", name="Side", options=("left", "right"))
        north = Preferences(values={"side": {"left": 0.5, "right": Interval(0, 1)}}, walk_away=0.5)
        case = Case(title="t", parties=(NORTH, SOUTH), issues=(issue,), preferences={"north": north})
        answer, _ = uncertainty(case)
        assert answer.outcomes[0].acceptable["all"] == Chance(p=1.0, se=pytest.approx(0.0005, abs=0.001))
        assert all(unknown.rise.p == 0.0 for unknown in answer.matters_most)
        # With a condition that excludes left for sure the chance of right is a half, and nothing can raise it.
        hard, _ = uncertainty(
            replace(
                case,
                preferences={
                    "north": replace(
                        north, walk_away=0.6, values={"side": {"left": Interval(0, 1), "right": Interval(0, 1)}}
                    )
                },
            )
        )
        best = hard.matters_most[0]
        # Best now 0.4. Told in which of 8 bands right lies: 0.4 where it is below 0.6 (left), 1 where above.
        assert best.entry == "preferences.north.values.side"
        assert best.rise.p == pytest.approx(0.6 * 0.4 + 0.4 - 0.4, abs=0.05)

    def test_exact_numbers_are_no_unknowns(self):
        answer, _ = uncertainty(pie(EXACT_NORTH, PARTIAL_SOUTH), draws=200)
        assert [u.label for u in answer.matters_most] == ["how low South would go (walk-away)"]
        assert [u.party for u in answer.matters_most] == ["south"]


class TestLargeSpaces:
    def test_twenty_issues_are_searched_and_the_note_says_so(self):
        issues = tuple(Issue(id=f"i{k}", name=f"Issue {k}", options=tuple("abcde")) for k in range(20))
        north = Preferences(
            weights="unknown",
            values={i.id: ranking("abcde") for i in issues},
            walk_away=Interval(0.4, 0.6),
            never=({"i0": ("e",)},),
        )
        south = Preferences(
            weights=ranking([i.id for i in issues]),
            values={i.id: ranking("edcba") for i in issues},
            walk_away=Interval(0.3, 0.6),
        )
        case = Case(title="large", parties=(NORTH, SOUTH), issues=issues, preferences={"north": north, "south": south})
        answer, zone = uncertainty(case, draws=100, points=20)
        assert "were examined" in answer.note
        assert "95,367,431,640,625" in answer.note
        assert "zone's size is estimated" in answer.note
        assert answer.note == "; ".join(map(str, answer.limits))
        assert (answer.limits[0].kind, answer.limits[0].of) == ("searched", case.size)
        assert len(answer.outcomes) == 20
        assert answer.outcomes[0].acceptable["all"].p > 0.5
        assert answer.outcomes[0].outcome["i0"] != "e"
        assert 0 <= zone.low <= zone.size <= zone.high <= case.size
        assert not zone.exact
        assert answer == uncertainty(case, draws=100, points=20)[0]

    def test_long_ranges_are_thinned_and_the_note_says_so(self, monkeypatch):
        monkeypatch.setattr("mediant.analysis.uncertainty.NUMBERS", 1_000_000)
        fee = Issue(id="fee", name="Fee", options=Range(low=0, high=1000, step=0.01))
        case = Case(
            title="fee",
            parties=(NORTH, SOUTH),
            issues=(fee,),
            preferences={
                "north": Preferences(values={"fee": "more"}, walk_away=0.123),
                "south": Preferences(values={"fee": "less"}, walk_away=Interval(0.5, 1), accepts=({"fee": 33.33},)),
            },
        )
        answer, _ = uncertainty(case, draws=200, points=10)
        assert "of the 100,001 steps of Fee 5,00" in answer.note
        assert (answer.limits[0].kind, answer.limits[0].of) == ("thinned", 100_001)
        assert len(answer.outcomes) == 10
        best = answer.outcomes[0]
        assert best.outcome["fee"] == pytest.approx(123, abs=0.2)
        assert best.acceptable["north"].p == 1.0

    def test_search_finds_what_counting_finds(self, monkeypatch):
        counted, zone = uncertainty(three_issues(), draws=250)
        monkeypatch.setattr("mediant.analysis.uncertainty.EVERY_OUTCOME", 1)
        searched, estimate = uncertainty(three_issues(), draws=250)
        assert searched.outcomes == counted.outcomes
        assert estimate.size == pytest.approx(zone.size, abs=1)


def test_a_plain_twin_agrees():
    """Chances by enumeration of (outcome, draw) pairs with nothing clever."""
    from mediant.analysis.sampling import draw
    from mediant.analysis.unknowns import knowledge_of

    case, count = three_issues(), 120
    answer, zone = uncertainty(case, draws=count, seed=3)
    streams = np.random.SeedSequence(3).spawn(3)
    options = [issue.options for issue in case.issues]
    drawn = [
        draw(knowledge_of(p, case.known_of(p.id), case.issues, options), count, np.random.default_rng(streams[k]))
        for k, p in enumerate(case.parties)
    ]
    spaces = list(product(*(range(len(each)) for each in options)))
    u = np.zeros((2, len(spaces), count))
    ok = np.zeros((2, len(spaces), count), dtype=bool)
    forbidden = np.array([x[1] == 0 and x[2] == 1 for x in spaces])
    for p, each in enumerate(drawn):
        for row, x in enumerate(spaces):
            u[p, row] = sum(each.contributions[i][:, x[i]] for i in range(3))
            if p == 0 and x[0] == 1 and x[2] == 0:
                u[p, row] += each.adds[:, 0]
            ok[p, row] = (u[p, row] >= each.walk_away - 1e-9) & ~(forbidden[row] & (p == 0))
    sizes = ok.all(axis=0).sum(axis=0)
    assert (zone.low, zone.high, zone.size) == (sizes.min(), sizes.max(), round(sizes.mean()))
    told = {tuple(prospect.outcome.values()): prospect for prospect in answer.outcomes}
    for row, x in enumerate(spaces):
        prospect = told[tuple(options[i][k] for i, k in enumerate(x))]
        assert prospect.acceptable["north"].p == ok[0, row].mean()
        assert prospect.acceptable["south"].p == ok[1, row].mean()
        beaten = np.zeros(count, dtype=bool)
        for other in np.flatnonzero(~forbidden):
            no_worse = (u[:, other] >= u[:, row] - 1e-9).all(axis=0)
            beaten |= no_worse & (u[:, other] > u[:, row] + 1e-9).any(axis=0)
        assert prospect.efficient.p == (0.0 if forbidden[row] else (~beaten).mean())
        assert prospect.gains["south"].mean == pytest.approx((u[1, row] - drawn[1].walk_away).mean())


def test_statements_of_one_party_do_not_move_the_draws_of_another():
    case = three_issues()
    said = replace(
        case.preferences["south"],
        prefers=(Comparison(this={"x": "c", "y": "a", "z": "a"}, to={"x": "a", "y": "c", "z": "a"}),),
    )
    one = uncertainty(case, draws=100)[0].outcomes
    two = uncertainty(replace(case, preferences={**case.preferences, "south": said}), draws=100)[0].outcomes
    chances = [{tuple(p.outcome.values()): p.acceptable["north"] for p in each} for each in (one, two)]
    assert chances[0] == chances[1]


class TestAgainstASamplerOfItsOwn:
    """The same chances from a few lines of NumPy that share nothing with the package."""

    A = Issue(id="a", name="A", options=("good", "fair", "poor"))
    B = Issue(id="b", name="B", options=("x", "y"))
    CASE = Case(
        title="sampled twice",
        parties=(NORTH, SOUTH),
        issues=(A, B),
        preferences={
            "north": Preferences(
                weights=Ranking((("a",), ("b",))),
                values={"a": Ranking((("good",), ("fair",), ("poor",))), "b": {"x": 1.0, "y": Interval(0.0, 0.5)}},
                walk_away="unknown",
                accepts=({"a": "fair", "b": "x"},),
            ),
            "south": Preferences(
                weights="unknown", values={"b": Ranking((("y",), ("x",)))}, walk_away=Interval(0.2, 0.6)
            ),
        },
    )

    def plain(self, count):
        rng = np.random.default_rng(99)
        # North: weights on the simplex with a before b, so w_a is uniform on [1/2, 1]
        w = rng.uniform(0.5, 1.0, count)
        a = np.stack([np.ones(count), rng.random(count), np.zeros(count)])
        b = np.stack([np.ones(count), rng.uniform(0.0, 0.5, count)])
        north = w * a[:, None] + (1 - w) * b[None]
        flat = north.reshape(6, count)
        level = flat.min(axis=0) + rng.random(count) * (flat.max(axis=0) - flat.min(axis=0))
        fits = north[1, 0] >= level
        north_accepts = (north >= level)[..., fits].mean(axis=2)
        # South: nothing known of a, order on b
        w = rng.random(count)
        south = w * rng.random((3, count))[:, None] + (1 - w) * np.stack([np.zeros(count), np.ones(count)])[None]
        south_accepts = (south >= rng.uniform(0.2, 0.6, count)).mean(axis=2)
        return north_accepts, south_accepts

    def test_chances_agree(self):
        answer, _ = uncertainty(self.CASE, draws=4000)
        north, south = self.plain(400_000)
        assert len(answer.outcomes) == 6
        for prospect in answer.outcomes:
            i, j = self.A.options.index(prospect.outcome["a"]), self.B.options.index(prospect.outcome["b"])
            for party, expected in (("north", north[i, j]), ("south", south[i, j])):
                chance = prospect.acceptable[party]
                assert abs(chance.p - expected) <= 4 * max(chance.se, 1e-3), (prospect.outcome, party)
            every = prospect.acceptable["all"]
            assert abs(every.p - north[i, j] * south[i, j]) <= 4 * max(every.se, 1e-3)

    def test_standard_errors_cover(self):
        """Over many seeds about 68 in 100 estimates lie within one standard error."""
        south = self.plain(400_000)[1]
        within = []
        for seed in range(60):
            answer, _ = uncertainty(self.CASE, draws=200, seed=seed)
            for prospect in answer.outcomes:
                i, j = self.A.options.index(prospect.outcome["a"]), self.B.options.index(prospect.outcome["b"])
                chance = prospect.acceptable["south"]
                within.append(abs(chance.p - south[i, j]) <= chance.se)
        assert 0.55 <= np.mean(within) <= 0.8
