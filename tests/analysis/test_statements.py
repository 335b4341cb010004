"""Whether statements can hold together, and the smallest set that cannot."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.analysis.fits import Sample, fit_of
from mediant.analysis.statements import can_hold, check_red_lines, inside, smallest_conflict
from mediant.analysis.unknowns import knowledge_of
from mediant.errors import CannotSample, Contradiction
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import AsGoodAs, Comparison, Interval, Preferences, Ranking, Term

ISSUES = (
    Issue(id="x", name="X", options=("a", "b", "c")),
    Issue(id="y", name="Y", options=("a", "b")),
)
FALLING = Ranking((("a",), ("b",), ("c",)))
BOTH = {"x": FALLING, "y": Ranking((("a",), ("b",)))}


def knowledge(**entries):
    return knowledge_of(
        Party(id="south", name="South"), Preferences(**entries), ISSUES, [issue.options for issue in ISSUES]
    )


def at(word):
    return {"x": word[0], "y": word[1]}


def over(this, to):
    return Comparison(this=at(this), to=at(to))


def test_statements_that_fit_have_no_conflict():
    assert smallest_conflict(knowledge(values=BOTH, weights="unknown", prefers=(over("ab", "ba"),))) == ()


def test_the_conflict_is_smallest_even_where_larger_ones_come_first():
    found = smallest_conflict(
        knowledge(
            weights="unknown",
            prefers=(over("aa", "ba"), over("ba", "ca"), over("ca", "aa"), over("ba", "aa")),
            walk_away="unknown",
            rejects=(at("ab"),),
            accepts=(at("ab"),),
        )
    )
    assert found == ("accepts.1 (a, b)", "rejects.1 (a, b)")


def test_equal_comparisons_can_hold_but_leave_no_volume():
    known = knowledge(weights="unknown", prefers=(over("aa", "ba"), over("ba", "aa")))
    assert smallest_conflict(known) == ()
    with pytest.raises(CannotSample, match="no volume"):
        inside(known)


def test_rejecting_the_surely_best_outcome_is_a_contradiction():
    assert smallest_conflict(knowledge(values=BOTH, walk_away="unknown", rejects=(at("ab"), at("aa")))) == (
        "rejects.2 (a, a)",
    )
    assert smallest_conflict(knowledge(values=BOTH, walk_away="unknown", rejects=(at("ab"),))) == ()


def test_a_term_can_make_another_outcome_best():
    term = Term(when={"x": ("c",), "y": ("b",)}, add=Interval(0, 5))
    assert smallest_conflict(knowledge(values=BOTH, walk_away="unknown", together=(term,), rejects=(at("aa"),))) == ()
    small = Term(when={"x": ("c",), "y": ("b",)}, add=Interval(0, 1.5))
    assert smallest_conflict(knowledge(values=BOTH, walk_away="unknown", together=(small,), rejects=(at("aa"),)))


def test_rejecting_the_status_quo_is_a_contradiction():
    assert smallest_conflict(knowledge(walk_away=AsGoodAs(at("bb")), rejects=(at("bb"),))) == ("rejects.1 (b, b)",)
    assert smallest_conflict(knowledge(walk_away=AsGoodAs(at("bb")), accepts=(at("bb"),))) == ()


def test_numbers_and_intervals_decide_too():
    exact = {"x": {"a": 1.0, "b": 0.5, "c": 0.0}, "y": {"a": 1.0, "b": 0.0}}
    assert smallest_conflict(knowledge(values=exact, walk_away=0.5, accepts=(at("bb"),))) == ()
    assert smallest_conflict(knowledge(values=exact, walk_away=0.5, rejects=(at("bb"),))) == ("rejects.1 (b, b)",)
    assert smallest_conflict(knowledge(values=exact, walk_away=Interval(0.6, 1), accepts=(at("bb"),)))
    assert (
        smallest_conflict(
            knowledge(
                values=exact, weights={"x": Interval(1, 2), "y": 1.0}, walk_away=Interval(0.6, 1), accepts=(at("bb"),)
            )
        )
        == ()
    )


def test_red_lines_meet_acceptances_and_rejections():
    line = {"x": ("c",)}
    with pytest.raises(Contradiction, match=r"accepts.1 \(c, a\); never.1"):
        check_red_lines(knowledge(never=(line,), accepts=(at("ca"),)))
    with pytest.raises(Contradiction, match=r"rejects.1 \(a, a\)"):
        check_red_lines(knowledge(never=(line,), rejects=(at("aa"),)))
    check_red_lines(knowledge(never=(line,), rejects=(at("ca"),), accepts=(at("aa"),)))
    assert (
        smallest_conflict(knowledge(values=BOTH, walk_away="unknown", never=({"x": ("a",)},), rejects=(at("aa"),)))
        == ()
    )


def test_what_is_inside_fits():
    known = knowledge(
        weights=Ranking((("y",), ("x",))),
        values={"x": FALLING},
        walk_away="unknown",
        prefers=(over("cb", "aa"),),
        accepts=(at("ba"),),
        rejects=(at("ab"),),
    )
    with pytest.raises(Contradiction):
        inside(known)  # cb over aa leaves ab above ba or the like
    weights, values, adds = inside(knowledge(weights="unknown", prefers=(over("cb", "aa"),), walk_away=Interval(0, 1)))
    fit = fit_of(
        knowledge(weights="unknown", prefers=(over("cb", "aa"),)),
        Sample(weights[None], tuple(each[None] for each in values), adds[None]),
    )
    assert fit.slack.min() > 0.01
    assert weights.sum() == pytest.approx(1.0)


def test_weights_below_zero_are_refused_not_mistaken():
    with pytest.raises(CannotSample, match="below 0"):
        inside(knowledge(weights={"x": Interval(-1, 1)}, prefers=(over("aa", "ba"),)))


WORDS = ["aa", "ab", "ba", "bb", "ca", "cb"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)), min_size=1, max_size=5), st.data())
def test_no_smaller_set_conflicts(pairs, data):
    accepted = data.draw(st.lists(st.sampled_from(WORDS), max_size=2, unique=True))
    rejected = data.draw(st.lists(st.sampled_from(WORDS), max_size=2, unique=True))
    known = knowledge(
        weights="unknown",
        values={"x": FALLING},
        walk_away="unknown",
        prefers=tuple(over(*pair) for pair in pairs),
        accepts=tuple(map(at, accepted)),
        rejects=tuple(map(at, rejected)),
    )
    found = smallest_conflict(known)
    said = known.statements
    if not found:
        assert can_hold(known, said)
        return
    assert not can_hold(known, [each for each in said if each.name in found])
    for fewer in combinations(said, len(found) - 1):
        assert can_hold(known, list(fewer))


def test_can_hold_finds_every_sampled_utility_function():
    """A statement that some utility function satisfies can hold: a plain twin by sampling."""
    rng = np.random.default_rng(3)
    for left in WORDS:
        for right in WORDS:
            known = knowledge(weights="unknown", values=BOTH, prefers=(over(left, right),))
            w = np.concatenate([rng.dirichlet([1, 1], size=300), np.eye(2)[[0, 0, 1, 1]]])
            middle = np.append(rng.random(300), [0, 1, 0, 1])
            value = {"a": np.ones(304), "b": middle, "c": np.zeros(304)}
            end = {"a": np.ones(304), "b": np.zeros(304)}
            sides = [w[:, 0] * value[word[0]] + w[:, 1] * end[word[1]] for word in (left, right)]
            seen = bool((sides[0] >= sides[1] - 1e-12).any())
            assert can_hold(known, known.statements) == seen
