"""The strategies reach every construct of the format."""

import pytest
from case_strategies import cases
from hypothesis import HealthCheck, Phase, find, settings

from mediant.model.issue import Range
from mediant.model.preferences import AsGoodAs, Curve, Interval, Ranking


def stated(case):
    return case.preferences.values()


def every_value(case):
    return [value for known in stated(case) for value in known.values.values()]


CONSTRUCTS = {
    "exact": lambda case: case.exact,
    "partial": lambda case: not case.exact,
    "a party of whom nothing is stated": lambda case: len(case.preferences) < len(case.parties),
    "mediator": lambda case: case.mediators,
    "range of decimals": lambda case: any(
        isinstance(issue.options, Range) and isinstance(issue.options.step, float) for issue in case.issues
    ),
    "no weights": lambda case: any(known.weights is None for known in stated(case)),
    "unknown weights": lambda case: any(known.weights == "unknown" for known in stated(case)),
    "order of issues": lambda case: any(isinstance(known.weights, Ranking) for known in stated(case)),
    "issue without a weight": lambda case: any(
        isinstance(known.weights, dict) and len(known.weights) < len(case.issues) for known in stated(case)
    ),
    "tie": lambda case: any(
        isinstance(value, Ranking) and any(len(group) > 1 for group in value.groups) for value in every_value(case)
    ),
    "direction": lambda case: {"more", "less"} & {value for value in every_value(case) if isinstance(value, str)},
    "curve with an interval": lambda case: any(
        isinstance(value, Curve) and any(isinstance(worth, Interval) for _, worth in value.points)
        for value in every_value(case)
    ),
    "interval walk-away": lambda case: any(isinstance(known.walk_away, Interval) for known in stated(case)),
    "unknown walk-away": lambda case: any(known.walk_away == "unknown" for known in stated(case)),
    "status quo": lambda case: any(isinstance(known.walk_away, AsGoodAs) for known in stated(case)),
    "any of several options": lambda case: any(
        len(options) > 1 for known in stated(case) for term in known.together for options in term.when.values()
    ),
    "red line": lambda case: any(known.never for known in stated(case)),
    "statements": lambda case: any(known.prefers and known.accepts and known.rejects for known in stated(case)),
    "claims": lambda case: any(known.because for known in stated(case)),
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_every_construct_is_drawn(construct):
    search = settings(
        max_examples=2000,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    assert find(cases(), lambda case: bool(CONSTRUCTS[construct](case)), settings=search)
