from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pytest
from answering import Party, every_package

from mediant.talks.acts import Compare, CouldAccept, Rank
from mediant.talks.mediators.answered import ranked_issue
from mediant.talks.mediators.beliefs import Manner, known, learned, unknown
from mediant.talks.mediators.bridging import best_package, pool_of, ranked
from mediant.talks.mediators.questions import CERTAIN, ENOUGH, confirmation, next_question, room_left

OPTIONS = (4, 4, 3)


@cache
def talk(seed, count):
    """Two parties asked in turn; the beliefs after."""
    parties = [Party.drawn(OPTIONS, [seed, party]) for party in range(2)]
    beliefs = [unknown(OPTIONS, Manner(seed=party)) for party in range(2)]
    rng = np.random.default_rng(seed)
    asked = [[], []]
    for _ in range(count):
        pool = pool_of(beliefs, rng)
        for party in range(2):
            question = next_question(beliefs, party, pool, rng).question
            if question is not None:
                asked[party].append(question)
                beliefs[party] = learned(beliefs[party], (question, parties[party].answer(question)))
    return parties, beliefs, asked


@pytest.mark.parametrize("seed", range(2))
def test_few_questions_find_a_package_near_the_fairest(seed):
    parties, beliefs, asked = talk(seed, 25)
    gains = np.array([[party.utility(x) - party.walk_away for party in parties] for x in every_package(OPTIONS)])
    package = best_package(beliefs, pool_of(beliefs, np.random.default_rng(0))).package
    reached = min(party.utility(package) - party.walk_away for party in parties)
    assert reached >= 0.85 * gains.min(axis=1).max()
    assert all(len(set(questions)) == len(questions) for questions in asked)


def test_questions_are_easy():
    """Yes or no, or A or B, most of which differ in no more than two issues."""
    _, _, asked = talk(0, 25)
    every = [question for questions in asked for question in questions]
    assert all(isinstance(question, Compare | CouldAccept) for question in every)
    compares = [question for question in every if isinstance(question, Compare)]
    differ = [sum(a != b for a, b in zip(each.first, each.second, strict=True)) for each in compares]
    assert np.mean(np.array(differ) <= 2) > 0.5
    assert min(differ) > 0


def test_knowing_more_leaves_less_room():
    few, many = (talk(1, count)[1] for count in (5, 25))
    pool = tuple(product(*map(range, OPTIONS)))
    assert 0.0 <= room_left(many, pool) < room_left(few, pool)
    assert room_left(few, pool) > ENOUGH


def test_nothing_is_asked_where_one_package_is_best_for_all_whatever_they_want():
    _, beliefs, _ = talk(1, 5)
    assert room_left(beliefs, ((0, 0, 0),)) == 0.0
    assert next_question(beliefs, 0, ((0, 0, 0),), np.random.default_rng(0)).question is None


def test_a_candidate_is_confirmed_once_and_only_where_there_is_doubt():
    beliefs = [unknown(OPTIONS, Manner(seed=party)) for party in range(2)]
    pool = tuple(product(*map(range, OPTIONS)))
    doubtful = ranked(beliefs, pool)[0]
    assert doubtful.prospects[0].acceptable < CERTAIN
    question = confirmation(doubtful, 0)
    assert question == CouldAccept(doubtful.package)
    told = [learned(beliefs[0], (question, True)), beliefs[1]]
    again = next(each for each in ranked(told, pool) if each.package == doubtful.package)
    assert again.prospects[0].said is True
    assert confirmation(again, 0) is None


def test_in_a_large_space_every_issue_is_put_in_order_first_the_weightiest_first():
    options = (6, 6, 6, 6, 6, 6)
    rng = np.random.default_rng(0)
    belief, other = unknown(options), unknown(options, Manner(seed=1))
    issues = []
    for _ in options:
        question = next_question([belief, other], 0, [(0,) * len(options), (1,) * len(options)], rng).question
        issue = ranked_issue(options, question)
        weights = belief.weights.mean(axis=0)
        assert all(weights[issue] >= weights[left] for left in range(6) if left not in issues)
        issues.append(issue)
        belief = learned(belief, (question, (0, 1, 2, 3, 4, 5)))
    assert sorted(issues) == list(range(6))
    assert not isinstance(
        next_question([belief, other], 0, [(0,) * len(options), (1,) * len(options)], rng).question, Rank
    )


def test_what_is_stated_to_be_in_order_is_not_asked_for_again():
    options = (6,) * 6
    stated = np.random.default_rng(0).random((100, 37))
    stated[:, :6] = -np.sort(-stated[:, :6], axis=1)
    belief = known(options, stated)
    rng = np.random.default_rng(0)
    for _ in range(5):
        question = next_question([belief, belief], 0, [(0,) * len(options), (1,) * len(options)], rng).question
        assert ranked_issue(options, question) not in (None, 0)
        belief = learned(belief, (question, None))
