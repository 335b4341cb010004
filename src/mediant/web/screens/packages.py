"""Packages on screens: the fields to build one, what a form says of it, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediant.errors import Refused
from mediant.model.case import Case
from mediant.model.issue import Issue, Option, Range
from mediant.model.preferences import Outcome, Pattern
from mediant.web.screens.screen import Form, one

LISTED = 40
"""Numbers of a range that are offered as a list; of more, one is typed in."""


def shown(case: Case, outcome: Mapping[str, Option]) -> list[dict[str, Any]]:
    """A package in words: for each issue its name, the option and its unit."""
    return [_row(issue, outcome[issue.id]) for issue in case.issues if issue.id in outcome]


def _row(issue: Issue, option: Option) -> dict[str, Any]:
    return {"id": issue.id, "issue": issue.name, "option": option, "unit": unit_of(issue)}


def shown_part(case: Case, pattern: Pattern) -> list[dict[str, Any]]:
    """A part of a package in words: for each issue its name and, in `options`, rows of the options that match."""
    return [
        {"issue": issue.name, "options": [_row(issue, option) for option in pattern[issue.id]]}
        for issue in case.issues
        if issue.id in pattern
    ]


def unit_of(issue: Issue) -> str | None:
    """The unit of an issue that has one."""
    return issue.options.unit if isinstance(issue.options, Range) else None


def fields(case: Case, chosen: Mapping[str, Option] | None = None) -> list[dict[str, Any]]:
    """One field for each issue: a list of options by number, or a number to type in."""
    return [_field(issue, None if chosen is None else chosen.get(issue.id)) for issue in case.issues]


def _field(issue: Issue, chosen: Option | None) -> dict[str, Any]:
    many = isinstance(issue.options, Range) and len(issue.options) > LISTED
    place = None if chosen is None or chosen not in issue.options else issue.options.index(chosen)
    return {
        "id": f"issue-{issue.id}",
        "name": issue.name,
        "unit": unit_of(issue),
        "range": issue.options if many else None,
        "options": [] if many else list(enumerate(issue.options)),
        "place": place,
        "value": chosen,
    }


def read(case: Case, form: Form) -> dict[str, Option]:
    """The package that a form names. Raises Refused where an issue is missing."""
    found = read_part(case, form)
    if len(found) < len(case.issues):
        missing = next(issue for issue in case.issues if issue.id not in found)
        raise Refused(f"nothing is chosen for {missing.name}", "choose an option for every issue")
    return found


def read_part(case: Case, form: Form) -> dict[str, Option]:
    """What a form names of a package; an empty field is any option. Raises Refused for what is none."""
    found: dict[str, Option] = {}
    for issue in case.issues:
        said = one(form, f"issue-{issue.id}", "")
        if said:
            found[issue.id] = _option(issue, said)
    return found


def _option(issue: Issue, said: str) -> Option:
    many = isinstance(issue.options, Range) and len(issue.options) > LISTED
    try:
        number = float(said) if many else int(said)
        if many and number in issue.options:
            return issue.options[issue.options.index(number)]
        if not many and 0 <= number < len(issue.options):
            return issue.options[int(number)]
    except (ValueError, OverflowError):
        pass
    raise Refused(f"{said[:50]!r} is no option of {issue.name}", "choose one of its options")


def coded(case: Case, outcome: Outcome) -> str:
    """A package as a short text for addresses and hidden fields: the numbers of its options."""
    return "-".join(str(issue.options.index(outcome[issue.id])) for issue in case.issues)


def is_number(said: str) -> bool:
    """Whether it is a place in a list, written in plain digits."""
    return said.isascii() and said.isdecimal() and len(said) < 10


def decoded(case: Case, said: str) -> dict[str, Option]:
    """The package of such a text. Raises Refused."""
    places = said.split("-")
    if len(places) != len(case.issues) or not all(is_number(place) for place in places):
        raise Refused("this names no package", "open the page again")
    pairs = list(zip(case.issues, map(int, places), strict=True))
    if any(place >= len(issue.options) for issue, place in pairs):
        raise Refused("this names no package", "open the page again")
    return {issue.id: issue.options[place] for issue, place in pairs}
