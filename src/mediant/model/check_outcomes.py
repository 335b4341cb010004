"""Checks of whatever speaks of issues and their options: outcomes, patterns, orders, tables of values, curves."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, TypeAlias

from mediant.errors import InvalidValue, Problem
from mediant.model.check_entries import (
    at,
    closest,
    cut,
    listed,
    meant,
    number_problems,
    quantity_problems,
    shown,
)
from mediant.model.document import number_in, range_in
from mediant.model.issue import Range

Options: TypeAlias = Mapping[str, None] | Range
"""The options of an issue, with fast membership and in the order of the file."""


_ID = re.compile("[a-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a document defines, for checking what refers to it.

    Where something is defined wrongly, references to it are not reported a second time: the options of such an issue
    are None, and `every_party` or `every_issue` is False where an id is none
    (or parties are too few, so that one was probably lost to another fault).
    """

    parties: Mapping[str, None]
    mediators: Mapping[str, None]
    issues: Mapping[str, Options | None]
    every_party: bool
    every_issue: bool


def known_in(document: Mapping[str, Any]) -> Known:
    """What the document defines, as far as it can be read."""
    parties, every_party = _rows_by_id(document.get("party"))
    issues, every_issue = _rows_by_id(document.get("issue"))
    return Known(
        parties=dict.fromkeys(parties),
        mediators=dict.fromkeys(_rows_by_id(document.get("mediator"))[0]),
        issues={issue: _options(row) for issue, row in issues.items()},
        every_party=every_party and len(parties) > 1,
        every_issue=every_issue,
    )


def _rows_by_id(rows: Any) -> tuple[dict[str, Mapping[str, Any]], bool]:
    rows = rows if isinstance(rows, list) else []
    readable = [row for row in rows if isinstance(row, Mapping) and isinstance(row.get("id"), str)]
    by_id: dict[str, Mapping[str, Any]] = {}
    for row in readable:
        by_id.setdefault(row["id"], row)
    return by_id, bool(rows) and len(readable) == len(rows) and all(map(_ID.fullmatch, by_id))


def _options(row: Mapping[str, Any]) -> Options | None:
    if ("options" in row) == ("range" in row):
        return None
    if "range" in row:
        return None if any(range_problems(row["range"], "")) else range_in(row["range"])
    options = row["options"]
    if not isinstance(options, list) or not options or not all(isinstance(option, str) for option in options):
        return None
    return dict.fromkeys(options)


def range_problems(ends: Any, place: str) -> Iterator[Problem]:
    """What is wrong with the numbers of a range, given that they stand in a table with all of from, to and step."""
    if not isinstance(ends, Mapping) or not {"from", "to", "step"} <= set(ends):
        yield Problem(place, shown(ends), "a table with 'from', 'to' and 'step'", "add what is missing")
        return
    wrong = [problem for key in ("from", "to", "step") for problem in number_problems(ends[key], at(place, key))]
    yield from wrong
    if wrong:
        return
    try:
        range_in(ends)
    except InvalidValue as error:
        yield Problem(place, cut(error.seen, 160), error.expected, "change an end or the step")


def issue_problems(name: object, place: str, known: Known) -> Iterator[Problem]:
    """What is wrong with a reference to an issue."""
    if known.every_issue and name not in known.issues:
        do = meant(name, known.issues, "correct it, or define the issue")
        yield Problem(place, f"unknown issue {shown(name)}", f"one of {listed(known.issues)}", do)


def option_problems(option: Any, place: str, options: Options | None) -> Iterator[Problem]:
    """What is wrong with a reference to an option of an issue; nothing where its options could not be read."""
    if options is None or _holds(options, option):
        return
    if isinstance(options, Range):
        low, high, step, unit = options.low, options.high, options.step, options.unit
        if isinstance(unit, str):
            expected = f"a number from {low} to {high} {cut(unit)} in steps of {step}"
        else:
            expected = f"a number from {low} to {high} in steps of {step}"
        is_quoted = isinstance(option, str) and number_in(option) is not None
        yield Problem(place, shown(option), expected, "write it without quotes" if is_quoted else "correct it")
    else:
        do = meant(option, options, "correct it, or add it to the issue's options")
        yield Problem(place, f"unknown option {shown(option)}", f"one of {listed(options)}", do)


def _holds(options: Options, option: Any) -> bool:
    return option in options if isinstance(options, Range) else isinstance(option, str) and option in options


def outcome_problems(outcome: Any, place: str, known: Known) -> Iterator[Problem]:
    """What is wrong with an outcome: one option for every issue."""
    if not isinstance(outcome, Mapping):
        yield Problem(place, shown(outcome), "an option for every issue", "write { issue = option, … }")
        return
    for issue, option in outcome.items():
        yield from issue_problems(issue, at(place, issue), known)
        if isinstance(option, list):
            yield Problem(at(place, issue), shown(option), "one option", "choose one; an outcome settles every issue")
        else:
            yield from option_problems(option, at(place, issue), known.issues.get(issue))
    missing = _missing(known.issues, outcome)
    if missing:
        yield Problem(place, f"nothing for {missing}", "an option for every issue", "add what is missing")


def pattern_problems(pattern: Any, place: str, known: Known) -> Iterator[Problem]:
    """What is wrong with a part of an outcome: for some issues an option, or a list of options meaning any of them."""
    if not isinstance(pattern, Mapping) or not pattern:
        yield Problem(place, shown(pattern), "an option for at least one issue", "write { issue = option, … }")
        return
    for issue, options in pattern.items():
        here = at(place, issue)
        yield from issue_problems(issue, here, known)
        if isinstance(options, list):
            yield from _any_of_problems(options, here, known.issues.get(issue))
        else:
            yield from option_problems(options, here, known.issues.get(issue))


def _any_of_problems(members: list[Any], place: str, options: Options | None) -> Iterator[Problem]:
    if not members:
        yield Problem(place, "an empty list", "an option, or a list of options", "name the options that match")
    seen: set[Any] = set()
    for member in members:
        yield from option_problems(member, place, options)
        yield from _repeat_problems(member, place, seen)


def _repeat_problems(member: Any, place: str, seen: set[Any]) -> Iterator[Problem]:
    if not isinstance(member, str | int | float):
        return
    if member in seen:
        yield Problem(place, f"{shown(member)} twice", "each at most once", "remove one")
    seen.add(member)


def order_problems(
    order: list[Any], place: str, check: Callable[[Any, str], Iterator[Problem]], members: set[Any]
) -> Iterator[Problem]:
    """What is wrong with an order, nested lists being ties; each member goes to `check`, and into `members`."""
    for group in order:
        if group == []:
            yield Problem(place, "an empty list in the order", "a member, or a list of tied members", "remove it")
        for member in group if isinstance(group, list) else [group]:
            if isinstance(member, list | Mapping):
                seen = f"{shown(member)} inside a tie" if isinstance(group, list) else shown(member)
                yield Problem(place, seen, "a member, or a list of tied members", "write a tie as one list")
                continue
            yield from check(member, place)
            yield from _repeat_problems(member, place, members)


def option_order_problems(order: list[Any], place: str, options: Options | None) -> Iterator[Problem]:
    """What is wrong with an order of the options of an issue, best first: it holds each of them once."""
    members: set[Any] = set()
    yield from order_problems(order, place, lambda member, here: option_problems(member, here, options), members)
    missing = _missing(options, members)
    if missing:
        do = 'add them; tie what is equally good: ["a", ["b", "c"]]'
        yield Problem(place, f"an order without {missing}", "an order of every option", do)
    if len(order) == 1 and isinstance(order[0], list) and len(order[0]) > 1 and not missing:
        do = "split the list; if all are the same to it, give every option the number 0; if unknown, remove the entry"
        yield Problem(place, "an order that ties all options", "a best and a worst that differ", do)


def value_table_problems(table: Mapping[str, Any], place: str, options: Options) -> Iterator[Problem]:
    """What is wrong with a table of values: a number or an interval for every option."""
    named: set[Any] = set()
    for key, value in table.items():
        here = at(place, key)
        option = key if not isinstance(options, Range) else number_in(key)
        yield from option_problems(key if option is None else option, here, options)
        yield from _repeat_problems(option, here, named)
        yield from quantity_problems(value, here)
    missing = _missing(options, named)
    if missing:
        do = "give each a number, or [0, 1] where its value is not known"
        yield Problem(place, f"no value for {missing}", "a value for every option", do)


def curve_problems(table: Mapping[str, Any], place: str, span: Range) -> Iterator[Problem]:
    """What is wrong with a curve { at = [[number, value], …] } over a range."""
    for key in table:
        if key != "at":
            yield Problem(
                at(place, key), f"{shown(key)} beside 'at'", "either 'at' or a value per option", "remove one"
            )
    points = table["at"]
    place = at(place, "at")
    if not isinstance(points, list) or len(points) < 2:
        yield Problem(place, shown(points), "two or more points [number, value]", "write [[number, value], …]")
        return
    wrong = False
    for position, point in enumerate(points, 1):
        for problem in _point_problems(point, f"{place}[{position}]"):
            wrong = True
            yield problem
    if not wrong:
        yield from _span_problems([point[0] for point in points], place, span)


def _point_problems(point: Any, place: str) -> Iterator[Problem]:
    if not isinstance(point, list) or len(point) != 2:
        yield Problem(place, shown(point), "a point [number, value]", "write the number and its value")
        return
    yield from number_problems(point[0], place)
    yield from quantity_problems(point[1], place)


def _span_problems(numbers: list[Any], place: str, span: Range) -> Iterator[Problem]:
    for before, after in pairwise(numbers):
        if after <= before:
            yield Problem(place, f"{after} after {before}", "numbers that ascend", "sort the points, each number once")
            return
    if numbers[0] > span.low or numbers[-1] < span.high:
        seen = f"points from {numbers[0]} to {numbers[-1]}"
        yield Problem(place, seen, f"points that cover {span.low} to {span.high}", "add a point at each end")


def _missing(known: Mapping[str, Any] | Range | None, named: Collection[Any]) -> str:
    """In words, the known that are not named, less those that an unknown name was probably meant to be."""
    if known is None:
        return ""
    if isinstance(known, Range):
        count = len(known) - sum(number in known for number in named)
        first = islice((number for number in known if number not in named), min(count, 3))
        return ", ".join(map(str, first)) + (f" and {count - 3:,} more" if count > 3 else "")
    missing = [member for member in known if member not in named]
    unknown = islice((name for name in named if name not in known), 20)
    typed = {closest(name, missing) for name in unknown} if missing else set()
    return listed([member for member in missing if member not in typed])
