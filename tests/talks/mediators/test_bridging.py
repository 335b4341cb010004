from __future__ import annotations

from itertools import product

import numpy as np
from answering import Party, every_package, random_questions
from hypothesis import given, settings
from hypothesis import strategies as st

from mediant.talks.acts import CouldAccept
from mediant.talks.mediators import bridging
from mediant.talks.mediators.beliefs import Manner, beliefs_of, unknown
from mediant.talks.mediators.bridging import best_package, changes, gains_of, pool_of, ranked, scored
from mediant.talks.mediators.together import all_pairs

OPTIONS = (4, 3, 4)


def told(options, parties, seed, count=8):
    """Beliefs about parties that have answered the same questions."""
    everybody = [Party.drawn(options, [seed, party]) for party in range(parties)]
    questions = random_questions(options, count, np.random.default_rng(seed))
    return everybody, [
        beliefs_of(unknown(options), tuple((question, party.answer(question)) for question in questions))
        for party in everybody
    ]


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 1000), st.integers(2, 4))
def test_the_first_of_the_pool_has_the_best_expected_score_of_all_packages(seed, parties):
    _, beliefs = told(OPTIONS, parties, seed)
    every = every_package(OPTIONS)
    scores = scored(gains_of(beliefs, every)).mean(axis=0)
    pool = pool_of(beliefs, np.random.default_rng(seed))
    assert pool[0] == tuple(every[int(scores.argmax())].tolist())


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 1000), st.integers(2, 3))
def test_the_search_finds_what_looking_at_all_packages_finds(seed, parties):
    _, beliefs = told(OPTIONS, parties, seed)
    found = bridging._searched(beliefs, np.random.default_rng(seed), ())
    best = scored(gains_of(beliefs, found)).mean(axis=0).max()
    assert best >= scored(gains_of(beliefs, every_package(OPTIONS))).mean(axis=0).max() - 0.01


def test_the_search_moves_ties_together():
    when = all_pairs((4, 4, 3), 0, 1)
    beliefs = [unknown((4, 4, 3), Manner(when=when, reach=0.3, seed=seed)) for seed in (1, 2)]
    found = bridging._searched(beliefs, np.random.default_rng(0), ())
    best = scored(gains_of(beliefs, found)).mean(axis=0).max()
    assert best >= scored(gains_of(beliefs, every_package((4, 4, 3)))).mean(axis=0).max() - 0.005


def test_a_space_of_10_to_the_20_is_searched_by_its_options():
    _, beliefs = told((10,) * 20, 2, 0, count=10)
    pool = pool_of(beliefs, np.random.default_rng(0))
    best = best_package(beliefs, pool)
    anywhere = np.random.default_rng(1).integers(10, size=(2000, 20))
    assert best.score > scored(gains_of(beliefs, anywhere)).mean(axis=0).max()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(-1, 1), min_size=2, max_size=5))
def test_the_score_is_positive_just_where_everybody_gains(gains):
    score = float(scored(np.array(gains)[:, None])[0])
    assert (score > 0) == (min(gains) > 0)


@given(st.permutations([0.1, 0.4, 0.7]), st.floats(0.01, 0.5))
def test_the_score_takes_no_side_and_raising_the_least_satisfied_helps_most(gains, more):
    base = scored(np.array(gains)[:, None])[0]
    assert np.isclose(base, scored(np.sort(gains)[:, None])[0])
    raised = [float(scored((np.array(gains) + more * np.eye(3)[party])[:, None])[0]) for party in range(3)]
    assert int(np.argmax(raised)) == int(np.argmin(gains))


def test_permuting_parties_permutes_what_is_thought_of_them():
    _, beliefs = told(OPTIONS, 3, 5)
    pool = tuple(product(range(4), range(3), range(4)))
    forth, back = ranked(beliefs, pool), ranked(beliefs[::-1], pool)
    thought = {candidate.package: candidate.prospects for candidate in back}
    assert all(candidate.prospects == thought[candidate.package][::-1] for candidate in forth)


def test_what_somebody_refused_is_not_proposed():
    _, beliefs = told(OPTIONS, 2, 7, count=6)
    pool = pool_of(beliefs, np.random.default_rng(0))
    before = best_package(beliefs, pool)
    said = beliefs_of(unknown(OPTIONS), (*beliefs[0].answers, (CouldAccept(before.package), False)))
    after = best_package([said, beliefs[1]], pool)
    assert after.package != before.package
    assert not after.refused
    told_of = next(each for each in ranked([said, beliefs[1]], pool) if each.package == before.package)
    assert told_of.refused
    assert told_of.prospects[0].said is False
    assert told_of.prospects[0].acceptable < before.prospects[0].acceptable


def test_a_surely_acceptable_package_goes_before_a_better_gamble():
    _, beliefs = told(OPTIONS, 2, 3)
    pool = pool_of(beliefs, np.random.default_rng(0))
    best = best_package(beliefs, pool)
    chances = [each.acceptable for each in ranked(beliefs, pool)]
    assert best.acceptable >= min(bridging.SURE, max(chances))


def test_changes_say_which_issue_moved_for_whom():
    everybody, beliefs = told(OPTIONS, 2, 2, count=40)
    found = changes(beliefs, (0, 0, 0), (1, 0, 3))
    assert [(change.issue, change.before, change.after) for change in found] == [(0, 0, 1), (2, 0, 3)]
    for change in found:
        for party, move in zip(everybody, change.moves, strict=True):
            true = party.worth[change.issue][change.after] - party.worth[change.issue][change.before]
            assert abs(move - true) < 0.2
