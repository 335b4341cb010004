"""Beliefs about vast spaces and ties: nearer to the truth with every answer, on one scale, deaf to a few slips."""

from __future__ import annotations

import numpy as np
import pytest
from answering import Party, every_package

from mediant.talks.acts import CouldAccept, Rank
from mediant.talks.mediators.beliefs import Manner, beliefs_of, known, unknown
from mediant.talks.mediators.normal import Normal
from mediant.talks.mediators.together import all_pairs, ends

VAST = (8,) * 6
PAIRS = all_pairs((4, 4, 3), 0, 1)


def questions(options, count, rng):
    """Orders of five packages, and yes or no."""
    found = []
    for _ in range(count):
        packages = tuple(tuple(int(rng.integers(n)) for n in options) for _ in range(5))
        found += [Rank(packages), CouldAccept(packages[0])]
    return found


def error(belief, party, packages):
    truth = np.array([party.utility(package) for package in packages])
    return float(np.abs(belief.utilities(packages).mean(axis=0) - truth).mean())


def test_more_answers_tell_more_and_a_few_wrong_ones_lead_nobody_astray():
    party, rng = Party.drawn(VAST, 4), np.random.default_rng(0)
    packages = rng.integers(8, size=(300, 6))
    answers = tuple((question, party.answer(question)) for question in questions(VAST, 25, rng))
    assert isinstance(unknown(VAST).inside, Normal)
    wrong = [error(beliefs_of(unknown(VAST), answers[:count]), party, packages) for count in (0, 16, 50)]
    assert wrong[2] < wrong[1] < wrong[0]
    assert wrong[2] < 0.06
    slips = tuple((q, (not a) if isinstance(a, bool) and n % 10 == 1 else a) for n, (q, a) in enumerate(answers))
    assert error(beliefs_of(unknown(VAST), slips), party, packages) < 0.09


def test_every_draw_runs_from_0_to_1():
    options, rng = (4, 4, 3), np.random.default_rng(1)
    party = Party.drawn(options, 1)
    answers = tuple((question, party.answer(question)) for question in questions(options, 5, rng))
    belief = beliefs_of(unknown(options, Manner(when=PAIRS)), answers)
    low, high = ends(options, PAIRS, belief.worth, belief.adds[:, sum(options) : -1])
    assert np.allclose(low, 0.0)
    assert np.allclose(high, 1.0)
    utilities = belief.utilities(every_package(options))
    assert np.allclose(utilities.min(axis=1), 0.0)
    assert np.allclose(utilities.max(axis=1), 1.0)


def test_what_options_add_together_is_learned():
    """A party to which two options are worth much, but only together."""
    options, when = (3, 3, 3), all_pairs((3, 3, 3), 0, 1)
    party = Party.drawn(options, 3)
    alone, rng = party.utility, np.random.default_rng(2)
    party.utility = lambda package: (alone(package) + 0.6 * (package[:2] == (1, 1))) / 1.6
    answers = tuple((question, party.answer(question)) for question in questions(options, 30, rng))
    packages = [tuple(package) for package in every_package(options).tolist()]
    truth = np.array([party.utility(package) for package in packages])
    apart, joined = (
        np.corrcoef(beliefs_of(belief, answers).utilities(np.array(packages)).mean(axis=0), truth)[0, 1]
        for belief in (unknown(options), unknown(options, Manner(when=when, reach=0.4)))
    )
    assert joined > max(apart, 0.95)


@pytest.mark.parametrize("draws", [1, 50, 400])
def test_what_is_stated_is_where_it_starts(draws):
    rng, when = np.random.default_rng(0), (((0, 1), (1, 0)),)
    stated = np.column_stack([np.tile([0.0, 0.5, 0.2, 0.0], (draws, 1)), rng.uniform(0.2, 0.3, (draws, 2))])
    belief = known((2, 2), stated, Manner(when=when))
    whole = 0.7 + stated[:, 4]  # of the best package: the second option of the first issue, the first of the other
    assert abs(float(belief.adds[:, 4].mean()) - float((stated[:, 4] / whole).mean())) < 0.01
    assert abs(float(belief.walk_away.mean()) - float((stated[:, 5] / whole).mean())) < 0.01
    after = beliefs_of(belief, ((CouldAccept((0, 0)), True),))
    assert np.isfinite(after.worth).all()
