"""Checks of what is stated of one party: weights, values, walk-away, terms, red lines, statements, and their claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from mediant.errors import Problem
from mediant.model.check_entries import (
    Check,
    at,
    listed,
    meant,
    quantity_problems,
    rows_problems,
    shown,
    table_problems,
    text_problems,
)
from mediant.model.check_outcomes import (
    Known,
    curve_problems,
    issue_problems,
    option_order_problems,
    order_problems,
    outcome_problems,
    pattern_problems,
    value_table_problems,
)
from mediant.model.issue import Range

_NUMBERED = ("together", "never", "prefers", "accepts", "rejects")


def preferences_problems(stated: Any, place: str, known: Known) -> Iterator[Problem]:
    """What is wrong with everything stated of one party."""
    outcome = partial(outcome_problems, known=known)
    pattern = partial(pattern_problems, known=known)
    term: dict[str, Check] = {"when": pattern, "add": quantity_problems}
    comparison: dict[str, Check] = {"this": outcome, "to": outcome}
    checks: dict[str, Check] = {
        "weights": partial(_weights_problems, known=known),
        "walk_away": partial(_walk_away_problems, known=known),
        "values": partial(_values_problems, known=known),
        "together": _rows(partial(table_problems, checks=term, required=tuple(term))),
        "never": _rows(pattern),
        "prefers": _rows(partial(table_problems, checks=comparison, required=tuple(comparison))),
        "accepts": _rows(outcome),
        "rejects": _rows(outcome),
        "because": partial(_because_problems, stated=stated),
    }
    yield from table_problems(stated, place, checks)


def _rows(check: Check) -> Check:
    return partial(rows_problems, check=check)


def _weights_problems(weights: Any, place: str, known: Known) -> Iterator[Problem]:
    if isinstance(weights, Mapping):
        for issue, weight in weights.items():
            yield from issue_problems(issue, at(place, issue), known)
            yield from quantity_problems(weight, at(place, issue), least=0)
    elif isinstance(weights, list) and weights:
        yield from order_problems(weights, place, partial(issue_problems, known=known), set())
    elif weights != "unknown":
        expected = "a table { issue = weight, … }, an order of issues, or 'unknown'"
        yield Problem(
            place, shown(weights), expected, meant(weights, ("unknown",), "write 'unknown' if nothing is known")
        )


def _values_problems(values: Any, place: str, known: Known) -> Iterator[Problem]:
    if not isinstance(values, Mapping):
        yield Problem(place, shown(values), "a table with an entry for each issue", f"write [{place}] above them")
        return
    for issue, stated in values.items():
        yield from issue_problems(issue, at(place, issue), known)
        yield from _issue_values_problems(stated, at(place, issue), issue, known)


def _issue_values_problems(stated: Any, place: str, issue: str, known: Known) -> Iterator[Problem]:
    options = known.issues.get(issue)
    if isinstance(stated, list):
        yield from option_order_problems(stated, place, options)
    elif not isinstance(stated, Mapping):
        yield from _direction_problems(stated, place, numeric=options is None or isinstance(options, Range))
    elif options is None:
        return
    elif "at" in stated and isinstance(options, Range):
        yield from curve_problems(stated, place, options)
    elif "at" in stated and "at" not in options:
        do = "give each option a number, or write an order of them"
        yield Problem(at(place, "at"), "a curve", "values for an issue whose options are words", do)
    else:
        yield from value_table_problems(stated, place, options)


def _direction_problems(stated: Any, place: str, *, numeric: bool) -> Iterator[Problem]:
    ways = ("more", "less")
    if stated not in ways:
        expected = (
            "a table { option = value, … }, an order of the options, 'more' or 'less'"
            if numeric
            else "a table { option = value, … }, an order of the options"
        )
        yield Problem(place, shown(stated), expected, meant(stated, ways if numeric else (), "correct it or remove it"))
    elif not numeric:
        do = "write an order of its options, best first"
        yield Problem(place, shown(stated), "values for an issue whose options are words; it has no range", do)


def _walk_away_problems(walk_away: Any, place: str, known: Known) -> Iterator[Problem]:
    if isinstance(walk_away, Mapping):
        outcome: dict[str, Check] = {"as_good_as": partial(outcome_problems, known=known)}
        yield from table_problems(walk_away, place, outcome, required=tuple(outcome))
    elif isinstance(walk_away, str):
        if walk_away != "unknown":
            expected = "a number, an interval [low, high], 'unknown' or { as_good_as = { … } }"
            yield Problem(place, shown(walk_away), expected, meant(walk_away, ("unknown",), "correct it"))
    else:
        yield from quantity_problems(walk_away, place)


def _because_problems(because: Any, place: str, stated: Mapping[str, Any]) -> Iterator[Problem]:
    if not isinstance(because, Mapping):
        yield Problem(place, shown(because), "a table from entries to claim ids", 'write { "values.x" = ["c1"] }')
        return
    entries = dict.fromkeys(_entries(stated))
    for entry, claims in because.items():
        here = at(place, entry)
        if entry not in entries:
            is_open = isinstance(claims, Mapping)
            do = 'quote the whole key: "values.x"' if is_open else meant(entry, entries, "correct it or remove it")
            expected = f"one of {listed(entries, 12)}" if entries else "nothing: this party has no entries"
            yield Problem(here, f"no entry {shown(entry)}", expected, do)
        else:
            yield from _claims_problems(claims, here)


def _claims_problems(claims: Any, place: str) -> Iterator[Problem]:
    if not isinstance(claims, list) or not claims:
        yield Problem(
            place, shown(claims), "a list of claim ids", "name a claim, or remove the key: it is assumed then"
        )
        return
    seen: set[Any] = set()
    for claim in claims:
        yield from text_problems(claim, place)
        if isinstance(claim, str):
            if claim in seen:
                yield Problem(place, f"{shown(claim)} twice", "each claim once", "remove one")
            seen.add(claim)


def _entries(stated: Mapping[str, Any]) -> Iterator[str]:
    """The names of all that is stated of a party, as `because` uses them."""
    for key, value in stated.items():
        if key in ("weights", "walk_away"):
            yield key
        elif key == "values" and isinstance(value, Mapping):
            yield from (f"values.{issue}" for issue in value)
        elif key in _NUMBERED and isinstance(value, list):
            yield from (f"{key}.{position}" for position in range(1, len(value) + 1))
