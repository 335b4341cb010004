from __future__ import annotations

import numpy as np
import pytest
from answering import Party, every_package, random_questions
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.talks.acts import Compare, CouldAccept, Rank, Rate
from mediant.talks.mediators.answered import ranked_issue
from mediant.talks.mediators.beliefs import Manner, beliefs_of, known, learned, unknown
from mediant.talks.mediators.together import all_pairs

OPTIONS = (3, 4, 3)
seeds = st.integers(0, 10_000)


def after(options, seed, count):
    party, rng = Party.drawn(options, seed), np.random.default_rng(seed)
    questions = random_questions(options, count, rng)
    answers = tuple((question, party.answer(question)) for question in questions)
    return party, beliefs_of(unknown(options), answers)


@settings(max_examples=3, deadline=None)
@given(seeds)
def test_true_answers_are_nearly_all_kept(seed):
    """The expected utilities, taken as the party, would give nearly all the same answers; any may be thought a slip."""
    _, belief = after(OPTIONS, seed, 30)
    expected = Party(np.split(belief.worth.mean(axis=0), np.cumsum(OPTIONS)[:-1]), belief.walk_away.mean())
    kept = [expected.answer(question) == answer for question, answer in belief.answers]
    assert np.mean(kept) >= 0.9
    assert (belief.inside.chains.margin >= 0.0).mean() > 0.9


@settings(max_examples=2, deadline=None)
@given(seeds)
def test_every_draw_runs_from_0_to_1_and_margins_are_what_they_say(seed):
    _, belief = after(OPTIONS, seed, 20)
    utilities = belief.utilities(every_package(OPTIONS))
    assert np.allclose(utilities.min(axis=1), 0.0)
    assert np.allclose(utilities.max(axis=1), 1.0)
    chains = belief.inside.chains
    margin = chains.worth @ chains.main.T + chains.walk_away[:, None] * chains.leave
    assert np.allclose(margin, chains.margin, atol=1e-9)


def test_more_answers_tell_more():
    party = Party.drawn((6, 6), 1)
    rng = np.random.default_rng(0)
    questions = random_questions((6, 6), 80, rng)
    packages = every_package((6, 6))
    truth = np.array([party.utility(package) for package in packages])
    wrong = []
    for count in (0, 15, 80):
        belief = beliefs_of(
            unknown((6, 6)), tuple((question, party.answer(question)) for question in questions[:count])
        )
        wrong.append(np.abs(belief.utilities(packages).mean(axis=0) - truth).mean())
    assert wrong[2] < wrong[1] < wrong[0]
    assert wrong[2] < 0.1


def test_draws_are_those_that_fit():
    """Beside plain rejection from the prior: the mean and the spread of each utility and of the walk-away."""
    options, manner = (3, 3), Manner(slips=1e-6)
    answers = ((Compare((0, 0), (1, 1)), 0), (CouldAccept((1, 2)), True), (Compare((2, 1), (0, 2)), 1))
    rng = np.random.default_rng(0)
    weights = rng.dirichlet(np.ones(2), 40_000)
    rows = rng.random((40_000, 2, 3))
    rows -= rows.min(axis=2, keepdims=True)
    worth = weights[:, :, None] * rows / rows.max(axis=2, keepdims=True)
    leave = rng.random(40_000)
    utilities = np.stack([worth[:, 0, a] + worth[:, 1, b] for a, b in every_package(options)], axis=1)
    of = {tuple(package): utilities[:, place] for place, package in enumerate(every_package(options).tolist())}
    fits = (of[0, 0] >= of[1, 1]) & (of[1, 2] >= leave) & (of[2, 1] <= of[0, 2])
    found = [beliefs_of(unknown(options, Manner(slips=1e-6, seed=seed)), answers) for seed in range(10)]
    ours = np.concatenate([belief.utilities(every_package(options)) for belief in found])
    assert manner.slips == found[0].manner.slips
    assert np.abs(ours.mean(axis=0) - utilities[fits].mean(axis=0)).max() < 0.03
    assert np.abs(ours.std(axis=0) - utilities[fits].std(axis=0)).max() < 0.03
    assert abs(np.concatenate([belief.walk_away for belief in found]).mean() - leave[fits].mean()) < 0.03


def test_a_wrong_answer_breaks_nothing():
    party, packages = Party.drawn((5, 5), 3), every_package((5, 5))
    questions = random_questions((5, 5), 40, np.random.default_rng(1))
    answers = [(question, party.answer(question)) for question in questions]
    wrong = [
        (question, (not answer) if isinstance(answer, bool) else 1 - answer) if place % 10 == 0 else (question, answer)
        for place, (question, answer) in enumerate(answers)
    ]
    truth = np.array([party.utility(package) for package in packages])
    clean, dirty = (
        np.abs(beliefs_of(unknown((5, 5)), tuple(said)).utilities(packages).mean(axis=0) - truth).mean()
        for said in (answers, wrong)
    )
    assert clean < 0.12
    assert dirty < 0.2


def test_contradictory_answers_are_no_error():
    question = CouldAccept((0, 0, 0))
    belief = beliefs_of(unknown(OPTIONS), ((question, True), (question, False)) * 4)
    chance = float((belief.gains(np.array([[0, 0, 0]])) >= 0.0).mean())
    assert 0.05 < chance < 0.95


def test_the_same_prior_and_answers_give_the_same_belief_and_no_answer_changes_none():
    question = Compare((0, 0, 0), (1, 1, 1))
    one = beliefs_of(unknown(OPTIONS), ((question, 0),))
    other = learned(unknown(OPTIONS, Manner()), (question, 0))
    assert np.array_equal(one.worth, other.worth)
    silent = learned(one, (CouldAccept((0, 0, 0)), None))
    assert np.array_equal(silent.worth, one.worth)
    assert unknown(OPTIONS) is unknown(OPTIONS)


def test_long_folds_do_not_recurse_too_deep():
    question = CouldAccept((0, 0))
    assert len(beliefs_of(unknown((2, 2)), ((question, None),) * 1200).answers) == 1200


@pytest.mark.parametrize(
    ("answered", "holds"),
    [
        ((Compare((0, 0), (1, 1)), 0), lambda of: of[0, 0] >= of[1, 1]),
        ((Compare((0, 0), (1, 1)), 1), lambda of: of[0, 0] <= of[1, 1]),
        ((Compare((0, 0), (1, 1)), 2), lambda of: abs(of[0, 0] - of[1, 1]) <= 0.03),
        ((Rank(((0, 0), (1, 1), (2, 2))), (2, 0, 1)), lambda of: (of[2, 2] >= of[0, 0]) & (of[0, 0] >= of[1, 1])),
        ((Rate((1, 2)), 70), lambda of: abs(of[1, 2] - 0.7) <= 0.1),
    ],
)
def test_what_an_answer_means(answered, holds):
    belief = beliefs_of(unknown((3, 3), Manner(slips=1e-4)), (answered,) * 3)
    utilities = belief.utilities(every_package((3, 3)))
    of = {tuple(package): utilities[:, place] for place, package in enumerate(every_package((3, 3)).tolist())}
    assert holds(of).mean() > 0.97


def test_what_all_draws_of_a_case_have_in_common_is_kept_to():
    """First option best and last worst in issue 0, known values in issue 1, issue 0 weighs more."""
    rng = np.random.default_rng(0)
    heavy = rng.uniform(0.5, 0.9, 500)
    middle = rng.uniform(0.2, 0.8, 500)
    stated = np.column_stack(
        [10 * heavy, 10 * heavy * middle, np.zeros(500), np.zeros(500), 10 * (1 - heavy), np.full(500, 3.0)]
    )
    start = known((3, 2), stated)
    party = Party([np.array([0.6, 0.3, 0.0]), np.array([0.0, 0.4])], 0.3)
    questions = random_questions((3, 2), 40, np.random.default_rng(2))
    chains = beliefs_of(start, tuple((question, party.answer(question)) for question in questions)).inside.chains
    assert (chains.values[:, 0] == 1.0).all()
    assert (chains.values[:, 2] == 0.0).all()
    assert ((chains.values[:, 1] > 0.1) & (chains.values[:, 1] < 0.9)).all()
    assert (chains.weights[:, 0] >= chains.weights[:, 1] - 1e-9).all()
    assert np.allclose(chains.walk_away, 0.3)


def test_terms_of_issues_that_hang_together_are_learned():
    """A party that likes (0, 0) together more than its options alone say."""
    manner = Manner(when=all_pairs((2, 2), 0, 1), reach=0.3)
    answers = tuple((Compare((0, 0), other), 0) for other in ((1, 1), (1, 0), (0, 1))) * 2
    against = tuple((Compare((1, 0), (0, 0, *())), 1) for _ in range(2))
    additive = (Compare((1, 1), (0, 1)), 0), (Compare((1, 1), (1, 0)), 0)
    belief = beliefs_of(unknown((2, 2), manner), (*answers, *against, *additive))
    assert belief.adds[:, 4].mean() > 0.03
    utilities = belief.utilities(every_package((2, 2)))
    assert (utilities[:, 0] >= utilities[:, 3]).mean() > 0.8


def ordering(options, issue, base, places):
    outcomes = tuple((*base[:issue], option, *base[issue + 1 :]) for option in range(options[issue]))
    return Rank(outcomes), places


@given(st.permutations(range(4)), st.integers(0, 50))
@settings(max_examples=10, deadline=None)
def test_an_order_of_an_issues_options_is_kept_by_every_draw_whatever_comes_after(order, seed):
    belief = learned(unknown(OPTIONS), ordering(OPTIONS, 1, (0, 0, 0), tuple(order)))
    values = belief.inside.chains.values[:, belief.inside.chains.part(1)]
    assert (np.diff(values[:, order], axis=1) <= 0).all()
    assert sorted(map(tuple, np.sort(values, axis=1))) == sorted(
        map(tuple, np.sort(unknown(OPTIONS).inside.chains.values[:, belief.inside.chains.part(1)], axis=1))
    )
    party = Party.drawn(OPTIONS, seed)
    for question in random_questions(OPTIONS, 8, np.random.default_rng(seed)):
        belief = learned(belief, (question, party.answer(question)))
    assert (np.diff(belief.inside.chains.values[:, belief.inside.chains.part(1)][:, order], axis=1) <= 1e-9).all()


def test_an_order_counts_for_more_than_what_was_stated_and_margins_stay_true():
    stated = np.column_stack([np.tile([0.0, 0.2, 0.6, 0.0, 0.1, 0.2, 0.4, 0.0, 0.1, 0.2], (50, 1)), np.full(50, 0.3)])
    stated = stated + np.random.default_rng(0).random(stated.shape) * 0.01
    start = learned(known(OPTIONS, stated), (Compare((0, 0, 0), (2, 3, 2)), 1))
    belief = learned(start, ordering(OPTIONS, 0, (0, 0, 0), (0, 1, 2)))
    worth = belief.worth[:, belief.inside.chains.part(0)]
    assert (worth[:, 0] >= worth[:, 1]).all()
    margins = belief.utilities(np.array([(2, 3, 2)])) - belief.utilities(np.array([(0, 0, 0)]))
    assert belief.inside.chains.margin[:, [0]] == pytest.approx(margins)


def test_only_a_ranking_of_all_options_of_one_issue_is_an_order():
    whole, _ = ordering(OPTIONS, 1, (0, 0, 0), ())
    assert ranked_issue(OPTIONS, whole) == 1
    assert ranked_issue(OPTIONS, Rank(whole.outcomes[:3])) is None
    assert ranked_issue(OPTIONS, Rank((*whole.outcomes, (1, 0, 0)))) is None
    assert ranked_issue(OPTIONS, Compare((0, 0, 0), (0, 1, 0))) is None


def test_the_walk_away_is_told_from_the_worst_package():
    stated = np.random.default_rng(0).random((50, 6))
    moved_up = stated + np.array([7.0, 7.0, 7.0, 0.0, 0.0, 7.0])  # the first issue and the walk-away
    one, two = (known((3, 2), table).walk_away for table in (stated, moved_up))
    assert np.allclose(one, two)
