"""Random exact cases full of what goes wrong: ties, equal vectors, negative numbers, flat parties, empty zones,
reservations below the minimum and above the maximum, one-option issues, red lines that leave nothing.
"""

from __future__ import annotations

import numpy as np

from mediant.analysis.tables import Box, Tables
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.model.party import Party
from mediant.model.preferences import AsGoodAs, Preferences, Term


def random_case(rng: np.random.Generator) -> Case:
    n_parties = int(rng.integers(2, 5))
    issues = tuple(
        Issue(id=f"i{i}", name=f"Issue {i}", options=tuple(f"o{k}" for k in range(rng.integers(1, 5))))
        for i in range(rng.integers(1, 5))
    )
    grain = float(rng.choice([1, 0.25, 0.01, 1e-6, 1e10]))
    preferences = {f"p{p}": _preferences(rng, issues, grain) for p in range(n_parties)}
    parties = tuple(Party(id=f"p{p}", name=f"Party {p}") for p in range(n_parties))
    return Case(title="random", parties=parties, issues=issues, preferences=preferences)


def _preferences(rng, issues, grain):
    flat = rng.random() < 0.1

    def number(low=-4, high=8):
        return 0.0 if flat else round(float(rng.integers(low, high)) * grain, 9)

    values = {issue.id: {option: number() for option in issue.options} for issue in issues}
    weights = None if rng.random() < 0.5 else {issue.id: float(rng.integers(0, 4)) / 4 for issue in issues}
    walk_away = rng.choice(["none", "as good as", "number", "low", "high"], p=[0.25, 0.15, 0.4, 0.1, 0.1])
    level = {
        "none": None,
        "as good as": AsGoodAs({issue.id: str(rng.choice(issue.options)) for issue in issues}),
        "number": number(0, 10),
        "low": -1000.0,
        "high": 1000.0,
    }[str(walk_away)]
    return Preferences(
        weights=weights,
        values=values,
        walk_away=level,
        together=tuple(Term(when=_pattern(rng, issues), add=number()) for _ in range(rng.integers(0, 3))),
        never=tuple(_pattern(rng, issues) for _ in range(rng.choice([0, 0, 0, 1, 2]))),
    )


def _pattern(rng, issues):
    chosen = rng.choice(len(issues), rng.integers(1, min(3, len(issues)) + 1), replace=False)
    return {
        issues[i].id: tuple(str(o) for o in issues[i].options if rng.random() < 0.6) or (issues[i].options[0],)
        for i in sorted(chosen)
    }


def random_tables(rng: np.random.Generator) -> Tables:
    n_parties, n_issues = int(rng.integers(1, 5)), int(rng.integers(1, 6))
    sizes = rng.integers(1, 5, n_issues)
    span = int(rng.choice([2, 5, 1000]))

    def box():
        scope = rng.choice(n_issues, rng.integers(1, min(n_issues, 3) + 1), replace=False)
        return Box({int(i): rng.random(sizes[i]) < 0.6 for i in scope})

    boxes = tuple(box() for _ in range(rng.integers(0, 4)))
    return Tables(
        tuple(rng.integers(-span, span, (size, n_parties)) for size in sizes),
        boxes,
        rng.integers(-span, span, (len(boxes), n_parties)),
        tuple(box() for _ in range(rng.integers(0, 3))),
    )


def all_choices(tables: Tables) -> np.ndarray:
    """Every outcome, in the order of the file."""
    return np.stack(np.meshgrid(*[np.arange(len(t)) for t in tables.worth], indexing="ij"), axis=-1).reshape(
        -1, len(tables.worth)
    )


def random_additive(rng: np.random.Generator, *, issues: int, options: int, parties: int, unit: float = 1e12) -> Tables:
    """Additive utilities in [0, 1] with flat random weights, in units."""
    weights = [rng.dirichlet(np.ones(issues)) for _ in range(parties)]
    worth = tuple(
        np.rint(rng.random((options, parties)) * [w[i] for w in weights] * unit).astype(np.int64) for i in range(issues)
    )
    return Tables(worth, (), np.zeros((0, parties), dtype=np.int64))


def plain(case: Case) -> dict:
    """The case as its file would be parsed; also where an issue has a single option, which no file may have."""
    known = {}
    for party, stated in case.preferences.items():
        level = stated.walk_away
        entry = {
            "values": stated.values,
            "together": [{"when": {i: list(o) for i, o in t.when.items()}, "add": t.add} for t in stated.together],
            "never": [{i: list(o) for i, o in pattern.items()} for pattern in stated.never],
        }
        if stated.weights is not None:
            entry["weights"] = stated.weights
        if level is not None:
            entry["walk_away"] = {"as_good_as": level.outcome} if isinstance(level, AsGoodAs) else level
        known[party] = entry
    return {
        "party": [{"id": party.id} for party in case.parties],
        "issue": [{"id": issue.id, "options": list(issue.options)} for issue in case.issues],
        "preferences": known,
    }
