"""One number for every number: a party's preferences as a format without uncertainty needs them, and what that loses.

Where only an order or an interval is known, the mean over all that fits is written (for an order of weights the
rank-order centroid, Barron & Barrett 1996), and `lost` says so: nothing is filled in silently.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from mediant.errors import CannotConvert
from mediant.model.case import Case
from mediant.model.formats.documents import party_stems, slug, slugs
from mediant.model.issue import Issue, Option, Range
from mediant.model.preferences import (
    AsGoodAs,
    Curve,
    Interval,
    Number,
    Outcome,
    Preferences,
    Ranking,
    Term,
    Values,
    Weights,
)

MOST_WORDS = 10_000
"""The most options an issue may have that is written option by option."""

_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,78}[A-Za-z0-9])?")
"""Names that are file names on any system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One party's preferences as plain numbers.

    weights : by issue id;  values : by issue id, in the order of the options;  terms : (pattern, number to add).
    straight : issue ids whose values run in a straight line over a range of numbers.
    walk_away : a number, or None;  status_quo : the outcome it was tied to, or None.
    lost : what of the statements the numbers do not show, as phrases.
    """

    weights: Mapping[str, float]
    values: Mapping[str, tuple[float, ...]]
    terms: tuple[tuple[Term, float], ...]
    straight: frozenset[str]
    walk_away: float | None
    status_quo: Outcome | None
    lost: tuple[str, ...]


def settle(case: Case, party: str) -> Settled:
    """The preferences of a party as plain numbers, with what is lost on the way."""
    known = case.known_of(party)
    weights, lost = _weights(known.weights, [issue.id for issue in case.issues])
    values = {}
    for issue in case.issues:
        values[issue.id], more = _values(known.values.get(issue.id), issue)
        lost += more
    terms = tuple((term, _middle(term.add)) for term in known.together)
    lost += ["intervals of terms (their middles are written)"] * _any_interval(term.add for term in known.together)
    straight = frozenset(issue.id for issue in case.issues if _is_straight(known.values.get(issue.id), issue))
    plain = Settled(
        weights=weights,
        values=values,
        terms=terms,
        straight=straight,
        walk_away=None,
        status_quo=None,
        lost=(),
    )
    walk_away, more = _walk_away(known, plain, case)
    quo = known.walk_away.outcome if isinstance(known.walk_away, AsGoodAs) else None
    return Settled(
        weights=weights,
        values=values,
        terms=terms,
        straight=straight,
        walk_away=walk_away,
        status_quo=quo,
        lost=tuple(f"{party}: {phrase}" for phrase in lost + more + _statements(known)),
    )


def case_losses(case: Case) -> list[str]:
    """What of a case, apart from the parties' preferences, no foreign format holds."""
    lost = [f"mediators ({', '.join(mediator.id for mediator in case.mediators)})"] if case.mediators else []
    lost += ["the date it is as of"] if case.as_of else []
    lost += ["the claims it rests on"] if case.claims or any(p.because for p in case.preferences.values()) else []
    units = [issue.id for issue in case.issues if isinstance(issue.options, Range) and issue.options.unit]
    return lost + [f"units ({', '.join(units)})"] * bool(units)


def party_files(case: Case, ending: str) -> dict[str, str]:
    """A file name for every party id: its name where the id can be told from it, else the id.

    Readers take the parties in the order of the names, so numbers come first where that is another order.
    """
    files = {
        p.id: f"{p.name if _SAFE.fullmatch(p.name) and slug(p.name, '') == p.id else p.id}{ending}"
        for p in case.parties
    }
    if sorted(files.values()) == list(files.values()):
        return files
    width = len(str(len(files)))
    return {party: f"{k:0{width}}-{file}" for k, (party, file) in enumerate(files.items(), 1)}


def id_losses(case: Case, files: Mapping[str, str]) -> list[str]:
    """The ids of parties that readers would not tell from the file names."""
    back = slugs(party_stems(list(files.values())), "party")
    others = [party.id for party, other in zip(case.parties, back, strict=True) if party.id != other]
    return [f"ids of parties ({', '.join(others)})"] * bool(others)


def domain_file(case: Case, ending: str, taken: Iterable[str]) -> str:
    """A file name for the domain, unlike those that are taken."""
    stem = slug(case.title, "case")[:80]
    return next(f for k in range(10**6) if (f := f"{stem}{k or ''}-domain{ending}") not in set(taken))


def issue_names(case: Case) -> tuple[dict[str, str], list[str]]:
    """What to call the issues where only names are kept, by id (the id where names repeat), and the loss."""
    names = [issue.name for issue in case.issues]
    unique = len(set(names)) == len(names) and all(names)
    found = {issue.id: issue.name if unique else issue.id for issue in case.issues}
    lost = [] if unique else ["names of issues (some are equal)"]
    others = [i.id for i, back in zip(case.issues, slugs(found.values(), "issue"), strict=True) if back != i.id]
    return found, lost + [f"ids of issues ({', '.join(others)})"] * bool(others)


def refuse_too_many(issue: Issue, target: str) -> None:
    """Raise CannotConvert where an issue that must be written option by option has too many of them."""
    if len(issue.options) > MOST_WORDS:
        seen = f"the {len(issue.options):,} options of {issue.id} one by one (at most {MOST_WORDS:,})"
        raise CannotConvert(target, (seen,), f"choose another target, or give {issue.id} fewer options")


def utility(settled: Settled, case: Case, outcome: Outcome) -> float:
    """The utility of an outcome: weighted values and the terms that it matches."""
    parts = [
        settled.weights[issue.id] * settled.values[issue.id][issue.options.index(outcome[issue.id])]
        for issue in case.issues
    ]
    parts += [add for term, add in settled.terms if _matches(term, outcome)]
    return fsum(parts)


def _matches(term: Term, outcome: Outcome) -> bool:
    return all(outcome[issue] in options for issue, options in term.when.items())


def utility_range(settled: Settled) -> tuple[float, float]:
    """Bounds of the utility; they are reached when there are no terms."""
    products = [[settled.weights[issue] * value for value in values] for issue, values in settled.values.items()]
    adds = [add for _, add in settled.terms]
    low = fsum([*map(min, products), *(min(add, 0.0) for add in adds)])
    return low, fsum([*map(max, products), *(max(add, 0.0) for add in adds)])


def _middle(number: Number) -> float:
    return (number.low + number.high) / 2 if isinstance(number, Interval) else float(number)


def _any_interval(numbers: Iterable[Number]) -> bool:
    return any(isinstance(number, Interval) for number in numbers)


def _weights(weights: Weights, issues: Sequence[str]) -> tuple[dict[str, float], list[str]]:
    if weights is None:
        return dict.fromkeys(issues, 1.0), []
    if isinstance(weights, Ranking):
        return _centroid(weights, issues), ["an order of weights (its centroid is written)"]
    if isinstance(weights, str):
        return dict.fromkeys(issues, 1 / len(issues)), ["unknown weights (equal ones are written)"]
    found = {issue: _middle(weights.get(issue, Interval(0, 1))) for issue in issues}
    uncertain = len(weights) < len(issues) or _any_interval(weights.values())
    return found, ["intervals of weights (their middles are written)"] * uncertain


def _centroid(order: Ranking, issues: Sequence[str]) -> dict[str, float]:
    """The mean of the simplex under an order; a tie shares, and an issue left out has its fair share 1/n."""
    ranked = len(order.members)
    steps = [fsum(1 / j for j in range(rank, ranked + 1)) / len(issues) for rank in range(1, ranked + 1)]
    found = dict.fromkeys(issues, 1 / len(issues))
    rank = 0
    for group in order.groups:
        share = fsum(steps[rank : rank + len(group)]) / len(group)
        found.update({str(issue): share for issue in group})
        rank += len(group)
    return found


def _values(values: Values | None, issue: Issue) -> tuple[tuple[float, ...], list[str]]:
    options: Sequence[Option] = issue.options
    name = f"values of {issue.id}"
    if values is None:
        return (0.5,) * len(options), [f"unknown {name} (0.5 is written)"]
    if isinstance(values, Ranking):
        last = max(len(values.groups) - 1, 1)
        place = {option: 1 - k / last for k, group in enumerate(values.groups) for option in group}
        return tuple(place[option] for option in options), [f"an order of {name} (even steps are written)"]
    if isinstance(values, Mapping):
        uncertain = _any_interval(values.values())
        found = tuple(_middle(values[option]) for option in options)
        return found, [f"intervals of {name} (their middles are written)"] * uncertain
    points = _points(values, issue)
    uncertain = isinstance(values, Curve) and _any_interval(value for _, value in values.points)
    numbers = [float(option) for option in options]
    return tuple(_on(points, number) for number in numbers), [f"intervals of {name} (middles are written)"] * uncertain


def _points(values: Values | None, issue: Issue) -> list[tuple[float, float]]:
    """The corners of a curve; of anything else none."""
    if isinstance(values, Curve):
        return [(number, _middle(value)) for number, value in values.points]
    if isinstance(issue.options, Range) and values in ("more", "less"):
        ends = (0.0, 1.0) if values == "more" else (1.0, 0.0)
        return [(issue.options.low, ends[0]), (issue.options.high, ends[1])]
    return []


def _on(points: Sequence[tuple[float, float]], number: float) -> float:
    """The value at a number, piecewise linear; flat outside the points."""
    after = bisect_left(points, (number,))
    if after == 0 or after == len(points):
        return points[min(after, len(points) - 1)][1]
    (low, start), (high, stop) = points[after - 1], points[after]
    return stop if number == high else start + (stop - start) * (number - low) / (high - low)


def _is_straight(values: Values | None, issue: Issue) -> bool:
    points = _points(values, issue)
    ends = [issue.options.low, issue.options.high] if isinstance(issue.options, Range) else []
    return bool(points) and [number for number, _ in points] == ends


def _walk_away(known: Preferences, plain: Settled, case: Case) -> tuple[float | None, list[str]]:
    stated = known.walk_away
    if stated is None:
        return None, []
    if isinstance(stated, AsGoodAs):
        return utility(plain, case, stated.outcome), []
    if isinstance(stated, str):
        return sum(utility_range(plain)) / 2, ["an unknown walk-away (the middle of its utilities is written)"]
    interval = isinstance(stated, Interval)
    return _middle(stated), ["an interval of the walk-away (its middle is written)"] * interval


def _statements(known: Preferences) -> list[str]:
    kinds = {
        "red lines": known.never,
        "comparisons of outcomes": known.prefers,
        "outcomes it accepts": known.accepts,
        "outcomes it rejects": known.rejects,
    }
    return [f"{what} ({len(stated)})" for what, stated in kinds.items() if stated]
