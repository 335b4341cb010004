"""Orders of several packages: what a party is asked for where yes and no tell too little of a vast space.

The packages of an order are candidates, or alike in all but a few issues, or put together from packages that the party
was asked about before. An order is worth as much of how candidates compare as the places in it account for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices, Rank
from mediant.talks.mediators.answered import asked_about
from mediant.talks.mediators.beliefs import Belief
from mediant.talks.mediators.bridging import gains_of, neighbours, scored, tied_neighbours
from mediant.talks.mediators.together import clusters

Floats: TypeAlias = NDArray[np.float64]
Outcomes: TypeAlias = NDArray[np.intp]

PLACES = 10
"""Packages that a party is asked to put in order."""
MANY_TERMS = 12
"""Issues with more terms than this hang together in all their options."""
FIRST_ORDERS = 3
"""Orders asked for of every such set of issues before anything else."""
RANDOM = 6
"""Orders of each kind that are compared."""


def first_order(beliefs: Sequence[Belief], party: int, base: Choices) -> Rank | None:
    """Of a set of issues that hang together: what its options are worth together, all else as in a package.

    The most hopeful options are put in order, the set first that was asked for least; None where all were.
    """
    belief = beliefs[party]
    orders = [asked_about(question) for question, _ in belief.answers if isinstance(question, Rank)]
    open_ = []
    for cluster in clusters(belief.manner.when):
        terms = [term for term in belief.manner.when if term[0][0] in cluster]
        done = sum(_differ(packages) <= set(cluster) for packages in orders)
        if len(terms) > MANY_TERMS and done < FIRST_ORDERS:
            open_.append((done, terms))
    if not open_:
        return None
    near = tied_neighbours(min(open_, key=lambda each: each[0])[1], np.array(base, dtype=np.intp))[1:]
    return order_of(_hopeful(beliefs, [near], PLACES)[0])


def _differ(packages: Sequence[Choices]) -> set[int]:
    """The issues in which packages differ."""
    return {issue for issue, chosen in enumerate(zip(*packages, strict=True)) if len(set(chosen)) > 1}


def order_of(packages: Outcomes) -> Rank:
    """The question for the order of packages."""
    return Rank(tuple(tuple(int(option) for option in package) for package in packages))


def orders(beliefs: Sequence[Belief], party: int, pool: Outcomes, rng: np.random.Generator) -> list[Outcomes]:
    """Sets of packages (2 or more, issues) whose order a party could be asked for."""
    belief, lead = beliefs[party], pool[0]
    near = neighbours(belief.options, lead)
    parts = [pool, *np.split(near, np.cumsum(belief.options)[:-1])]
    for cluster in clusters(belief.manner.when):
        terms = [term for term in belief.manner.when if term[0][0] in cluster]
        parts += [tied_neighbours(terms, lead)]
    sets = _hopeful(beliefs, parts, PLACES)
    sets += np.split(mixed(belief, pool, PLACES * RANDOM, rng), RANDOM)
    for packages in (*[pool] * RANDOM, *parts[len(belief.options) + 1 :]):
        sets.append(packages[rng.permutation(len(packages))[:PLACES]])
    distinct = [sorted(set(map(tuple, packages.tolist()))) for packages in sets]
    return [np.array(packages, dtype=np.intp) for packages in distinct if len(packages) > 1]


def mixed(belief: Belief, packages: Outcomes, count: int, rng: np.random.Generator) -> Outcomes:
    """(count, issues) of candidates and of what the party was asked about: issues that hang together stay together."""
    seen = np.array([one for question, _ in belief.answers for one in asked_about(question)], dtype=np.intp)
    found = packages[rng.integers(len(packages), size=count)]
    if not len(seen):
        return found
    tied = clusters(belief.manner.when)
    single = [(issue,) for issue in range(len(belief.options)) if not any(issue in one for one in tied)]
    share = rng.random(count)
    for issues in (*tied, *single):
        other = seen[rng.integers(len(seen), size=count)]
        takes = np.flatnonzero(rng.random(count) < share)
        columns = np.array(issues, dtype=np.intp)
        found[takes[:, None], columns] = other[takes[:, None], columns]
    return found


def explained(beliefs: Sequence[Belief], party: int, pool: Outcomes, sets: Sequence[Outcomes]) -> Floats:
    """(sets,) how much of how candidates compare with the one that leads an order of each set would account for.

    A linear function of the places in the order is fitted to the draws; what chance alone would account for is taken
    off. The unit is that of `told_apart` of questions.
    """
    values = scored(gains_of(beliefs, pool))
    draws = len(values)
    best = np.bincount(values.argmax(axis=1), minlength=values.shape[1]) / draws
    hopeful = np.flatnonzero(best)
    apart = values[:, hopeful] - values[:, [int(values.mean(axis=0).argmax())]]
    apart = apart - apart.mean(axis=0)
    by_chance = float((apart**2).mean(axis=0) @ best[hopeful]) / draws
    found = []
    utilities = beliefs[party].utilities(np.concatenate(sets))
    for part in np.split(utilities, np.cumsum([len(packages) for packages in sets])[:-1], axis=1):
        places = part.argsort(axis=1).argsort(axis=1).astype(np.float64)
        left, size, _ = np.linalg.svd(places - places.mean(axis=0), full_matrices=False)
        left = left[:, size > 1e-6 * max(float(size[0]), 1e-300)]
        found.append(float(((left.T @ apart) ** 2 @ best[hopeful]).sum()) / draws - left.shape[1] * by_chance)
    return np.array(found)


def _hopeful(beliefs: Sequence[Belief], parts: Sequence[Outcomes], count: int) -> list[Outcomes]:
    """Of each part's packages those that most draws find best, then those of which most is open."""
    every = scored(gains_of(beliefs, np.concatenate(parts)))
    found = []
    for part, values in zip(parts, np.split(every, np.cumsum([len(one) for one in parts])[:-1], axis=1), strict=True):
        best = np.bincount(values.argmax(axis=1), minlength=len(part)) / len(values)
        hope = best + 1e-3 * values.mean(axis=0) + 0.02 * values.std(axis=0)
        found.append(part[np.argsort(-hope, kind="stable")[:count]])
    return found
