"""Least or greatest utility over all outcomes, draw by draw, without listing outcomes.

Issues that no term ties to others count on their own. Tied issues are eliminated one after another (Bertelè & Brioschi
1972); options of an issue that the same terms match are one class, of which only the best counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from mediant.analysis.unknowns import Floats, Mask

MOST_CELLS = 2_000_000
"""Cells of the largest table that elimination may need for one draw."""


class TooTied(ValueError):
    """Terms tie more issues together than elimination can hold."""


@dataclass(frozen=True, slots=True, eq=False)
class _Factor:
    issues: tuple[int, ...]
    table: Floats  # (draws, classes of each issue)


def greatest(contributions: Sequence[Floats], adds: Floats, when: Sequence[Mask]) -> Floats:
    """(draws,) the greatest over all outcomes of Σ contributions plus the adds of the terms that match.

    contributions : per issue (draws, options); adds : (draws, terms); when : the options each term matches.
    Raises TooTied where the terms tie too many issues.
    """
    tied = {issue for mask in when for issue in mask}
    total = np.zeros(len(adds))
    for issue, table in enumerate(contributions):
        if issue not in tied:
            total += table.max(axis=1)
    # A term on no issue matches every outcome.
    for term, mask in enumerate(when):
        if not mask:
            total += adds[:, term]
    if not tied:
        return total
    classes = {issue: _classes(issue, when) for issue in tied}
    cells = prod(len(classes[issue]) for issue in tied)
    rows = max(1, MOST_CELLS * 2 // max(1, min(cells, MOST_CELLS)))
    for start in range(0, len(adds), rows):
        part = slice(start, start + rows)
        factors = _factors([table[part] for table in contributions], adds[part], when, classes)
        total[part] += _eliminate(factors)
    return total


def least(contributions: Sequence[Floats], adds: Floats, when: Sequence[Mask]) -> Floats:
    """(draws,) the least over all outcomes; see `greatest`."""
    return -greatest([-table for table in contributions], -adds, when)


def _classes(issue: int, when: Sequence[Mask]) -> list[np.ndarray[tuple[int], np.dtype[np.intp]]]:
    """Positions of the options of an issue, one array for each set of terms that match them."""
    rows = np.array([mask[issue] for mask in when if issue in mask]).T
    _, kind = np.unique(rows, axis=0, return_inverse=True)
    kind = kind.reshape(-1)
    return [np.flatnonzero(kind == k) for k in range(kind.max() + 1)]


def _factors(
    contributions: Sequence[Floats],
    adds: Floats,
    when: Sequence[Mask],
    classes: dict[int, list[np.ndarray[tuple[int], np.dtype[np.intp]]]],
) -> list[_Factor]:
    factors = []
    for issue, groups in classes.items():
        best = [contributions[issue][:, members].max(axis=1) for members in groups]
        factors.append(_Factor((issue,), np.stack(best, axis=1)))
    for term, mask in enumerate(when):
        if not mask:
            continue
        if prod(len(classes[issue]) for issue in mask) > MOST_CELLS:
            raise TooTied
        hit = np.ones((1,) * (len(mask) + 1))
        issues = tuple(sorted(mask))
        for axis, issue in enumerate(issues, start=1):
            shape = [1] * (len(mask) + 1)
            shape[axis] = -1
            hit = hit * np.array([float(mask[issue][members[0]]) for members in classes[issue]]).reshape(shape)
        factors.append(_Factor(issues, adds[:, term].reshape((-1,) + (1,) * len(mask)) * hit))
    return factors


def _eliminate(factors: list[_Factor]) -> Floats:
    """(draws,) the greatest sum of the factors: the issue with the smallest joint table goes first."""
    total = np.zeros(len(factors[0].table))
    while factors:
        sizes = {issue: size for f in factors for issue, size in zip(f.issues, f.table.shape[1:], strict=True)}
        scopes = {issue: sorted({j for f in factors if issue in f.issues for j in f.issues}) for issue in sizes}
        issue = min(sizes, key=lambda i: (prod(sizes[j] for j in scopes[i]), i))
        scope = scopes[issue]
        if prod(sizes[j] for j in scope) > MOST_CELLS:
            raise TooTied
        joint = np.zeros((len(total),) + (1,) * len(scope))
        for factor in factors:
            if issue in factor.issues:
                shape = (len(total), *(sizes[j] if j in factor.issues else 1 for j in scope))
                joint = joint + factor.table.reshape(shape)
        best = joint.max(axis=1 + scope.index(issue))
        factors = [factor for factor in factors if issue not in factor.issues]
        rest = tuple(j for j in scope if j != issue)
        if rest:
            factors.append(_Factor(rest, best))
        else:
            total += best
    return total
