"""Terms for options taken together, as a mediator looks them up: many at once, in spaces of any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mediant.analysis.extremes import greatest
from mediant.talks.record import When

Floats: TypeAlias = NDArray[np.float64]
Outcomes: TypeAlias = NDArray[np.intp]

LISTED = 5_000
"""Packages of issues that hang together, up to which they are listed."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """The terms over the same issues: columns of whole terms, and how to find the one that a package matches.

    levels : for each issue the numbers, sorted, of how terms begin up to there; a number is the place of the beginning
    one issue shorter, times the issue's options, plus the option.
    """

    issues: tuple[int, ...]
    levels: tuple[Outcomes, ...]
    columns: Outcomes


def all_pairs(options: Sequence[int], left: int, right: int) -> tuple[When, ...]:
    """A term for every pair of options of two issues."""
    return tuple(((left, one), (right, other)) for one in range(options[left]) for other in range(options[right]))


@lru_cache(maxsize=64)
def groups_of(options: tuple[int, ...], when: tuple[When, ...]) -> tuple[Group, ...]:
    """The terms by the issues that they are over. No two of them are the same."""
    by: dict[tuple[int, ...], list[tuple[tuple[int, ...], int]]] = {}
    for column, term in enumerate(when):
        by.setdefault(tuple(issue for issue, _ in term), []).append((tuple(option for _, option in term), column))
    return tuple(_group(options, issues, sorted(terms)) for issues, terms in by.items())


def _group(options: tuple[int, ...], issues: tuple[int, ...], terms: list[tuple[tuple[int, ...], int]]) -> Group:
    levels, places = [], [0] * len(terms)
    for depth, issue in enumerate(issues):
        numbers = [place * options[issue] + chosen[depth] for place, (chosen, _) in zip(places, terms, strict=True)]
        level = sorted(set(numbers))
        order = {number: place for place, number in enumerate(level)}
        places = [order[number] for number in numbers]
        levels.append(np.array(level, dtype=np.intp))
    return Group(issues, tuple(levels), np.array([column for _, column in terms], dtype=np.intp))


def matched(options: tuple[int, ...], when: tuple[When, ...], packages: Outcomes) -> Outcomes:
    """(packages, groups) the column of the term of each group that a package matches; the number of terms for none."""
    found = [_matched(group, options, packages, len(when)) for group in groups_of(options, when)]
    return np.stack(found, axis=1) if found else np.zeros((len(packages), 0), dtype=np.intp)


def _matched(group: Group, options: tuple[int, ...], packages: Outcomes, none: int) -> Outcomes:
    place = np.zeros(len(packages), dtype=np.intp)
    there, before = np.ones(len(packages), dtype=bool), 1
    for issue, level in zip(group.issues, group.levels, strict=True):
        number = place = place * options[issue] + packages[:, issue]
        if len(level) < before * options[issue]:  # elsewhere every beginning is there, at its own number
            place = np.minimum(np.searchsorted(level, number), len(level) - 1)
            there &= level[place] == number
        before = len(level)
    return np.where(there, group.columns[place], none)


@lru_cache(maxsize=64)
def clusters(when: tuple[When, ...]) -> tuple[tuple[int, ...], ...]:
    """The sets of issues that terms tie to each other, directly or by others, each in order."""
    found: list[set[int]] = []
    for term in when:
        issues = {issue for issue, _ in term}
        met = [one for one in found if one & issues]
        found = [one for one in found if not one & issues] + [issues.union(*met)]
    return tuple(sorted(tuple(sorted(one)) for one in found))


def ends(options: tuple[int, ...], when: tuple[When, ...], worth: Floats, terms: Floats) -> tuple[Floats, Floats]:
    """(draws,) the least and the greatest utility of any package.

    worth : (draws, options of all issues); terms : (draws, terms). Raises TooTied where terms tie too many issues.
    """
    tables = np.split(worth, np.cumsum(options)[:-1], axis=1)
    tied = clusters(when)
    if any(prod(options[issue] for issue in one) > LISTED for one in tied):
        masks = [{issue: np.arange(options[issue]) == option for issue, option in term} for term in when]
        return -greatest([-table for table in tables], -terms, masks), greatest(tables, terms, masks)
    free = [table for issue, table in enumerate(tables) if not any(issue in one for one in tied)]
    parts = free + [_listed(one, options, when, tables, terms) for one in tied]
    low, high = (np.sum([end(part, axis=1) for part in parts], axis=0) for end in (np.min, np.max))
    return np.asarray(low), np.asarray(high)


def _listed(
    issues: tuple[int, ...], options: tuple[int, ...], when: tuple[When, ...], tables: Sequence[Floats], terms: Floats
) -> Floats:
    """(draws, packages of these issues) what they add up to."""
    chosen = np.array(list(product(*(range(options[issue]) for issue in issues))), dtype=np.intp)
    total = np.sum([tables[issue][:, chosen[:, place]] for place, issue in enumerate(issues)], axis=0)
    packages = np.zeros((len(chosen), len(options)), dtype=np.intp)
    packages[:, list(issues)] = chosen
    inside = tuple(group for group in groups_of(options, when) if group.issues[0] in issues)
    padded = np.column_stack([terms, np.zeros(len(terms))])
    for group in inside:
        total = total + padded[:, _matched(group, options, packages, len(when))]
    return np.asarray(total)
