"""All that is wrong with a case, whether it was read from a file or built in Python."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, datetime
from functools import partial
from itertools import islice
from typing import Any

from mediant.errors import Problem
from mediant.model.case import Case
from mediant.model.check_entries import (
    Check,
    at,
    id_problems,
    listed,
    meant,
    rows_problems,
    shown,
    table_problems,
    text_problems,
)
from mediant.model.check_outcomes import Known, known_in, range_problems
from mediant.model.check_preferences import preferences_problems
from mediant.model.document import FORMAT, case_of, document_of
from mediant.model.party import ROLES

MOST_PROBLEMS = 300
MOST_PARTIES = 100
MOST_ISSUES = 1_000


def problems_of(case: Case) -> tuple[Problem, ...]:
    """All that is wrong with a case, placed as in `mediant-case/1`; empty for a valid one.

    Rows are counted from 1: `issue[2].options` belongs to the second issue. Of more than 300 problems the first
    300 are given, and a last one that says so.
    """
    document = document_of(case)
    found = problems_in(document)
    if found:
        return found
    copy = case_of(document)
    return tuple(
        Problem(field.name, "values of other types than the class states", "what its annotation says", "convert them")
        for field in fields(Case)
        if getattr(case, field.name) != getattr(copy, field.name)
    )


def problems_in(document: Mapping[str, Any]) -> tuple[Problem, ...]:
    """All that is wrong with a case as a plain document, in the order of the document (as `problems_of`)."""
    found = tuple(islice(_document_problems(document), MOST_PROBLEMS + 1))
    if len(found) <= MOST_PROBLEMS:
        return found
    rest = Problem("the rest", f"more than {MOST_PROBLEMS:,} problems", "fewer", "correct these first, then look again")
    return (*found[:MOST_PROBLEMS], rest)


def _document_problems(document: Mapping[str, Any]) -> Iterator[Problem]:
    stated = document.get("format")
    if isinstance(stated, str) and stated != FORMAT:
        # Written for other rules: what these rules say of the rest would mislead.
        yield Problem("format", shown(stated), repr(FORMAT), "correct it, or use a mediant that knows that format")
        return
    known = known_in(document)
    taken: dict[str, str] = {}
    party: dict[str, Check] = {"id": partial(id_problems, taken=taken), "name": text_problems}
    mediator: dict[str, Check] = {**party, "may": _roles_problems}
    issue: dict[str, Check] = {
        "id": partial(id_problems, taken={}, extra="_-"),
        "name": text_problems,
        "options": _options_problems,
        "range": _range_problems,
    }
    checks: dict[str, Check] = {
        "format": _format_problems,
        "title": text_problems,
        "as_of": _date_problems,
        "claims": _path_problems,
        "party": partial(
            _several, between=(2, MOST_PARTIES), check=partial(table_problems, checks=party, required=("id", "name"))
        ),
        "mediator": partial(rows_problems, check=partial(table_problems, checks=mediator, required=("id", "name"))),
        "issue": partial(_several, between=(1, MOST_ISSUES), check=partial(_issue_problems, checks=issue)),
        "preferences": partial(_all_preferences_problems, known=known),
    }
    yield from table_problems(document, "", checks, required=("format", "title", "party", "issue"))


def _format_problems(value: Any, place: str) -> Iterator[Problem]:
    if value != FORMAT:
        yield Problem(place, shown(value), repr(FORMAT), f'write format = "{FORMAT}"')


def _date_problems(value: Any, place: str) -> Iterator[Problem]:
    if isinstance(value, datetime) or not isinstance(value, date):
        yield Problem(place, shown(value), "a date such as 2024-05-04", "write it without quotes and without a time")


def _path_problems(value: Any, place: str) -> Iterator[Problem]:
    wrong = tuple(text_problems(value, place))
    yield from wrong
    if wrong:
        return
    parts = value.split("/")
    outside = "\\" in value or re.match("[A-Za-z]:", value) or ".." in parts or "" in parts or parts[-1] == "."
    if outside:
        expected = "a path inside the case file's folder, such as 'claims.jsonl'"
        yield Problem(place, shown(value), expected, "put the file beside the case; separate folders with '/'")


def _several(rows: Any, place: str, between: tuple[int, int], check: Check) -> Iterator[Problem]:
    least, most = between
    if isinstance(rows, list) and len(rows) < least:
        expected = "one or more" if least == 1 else "two or more"
        yield Problem(place, f"{len(rows)} given", expected, f"add [[{place}]]")
    if isinstance(rows, list) and len(rows) > most:
        yield Problem(
            place, f"{len(rows):,} given", f"at most {most:,}", "split the case, or join what belongs together"
        )
    yield from rows_problems(rows, place, check)


def _roles_problems(value: Any, place: str) -> Iterator[Problem]:
    if not isinstance(value, list):
        yield Problem(place, shown(value), f"a list of {listed(ROLES)}", 'write it as ["carry"]')
        return
    for position, role in enumerate(value):
        if role not in ROLES:
            yield Problem(place, shown(role), f"one of {listed(ROLES)}", meant(role, ROLES, "correct it or remove it"))
        elif role in value[:position]:
            yield Problem(place, f"{shown(role)} twice", "each role at most once", "remove one")


def _issue_problems(row: Any, place: str, checks: Mapping[str, Check]) -> Iterator[Problem]:
    yield from table_problems(row, place, checks, required=("id", "name"))
    if isinstance(row, Mapping) and ("options" in row) == ("range" in row):
        seen = "both options and a range" if "options" in row else "neither options nor a range"
        yield Problem(place, seen, 'options = ["a", "b"] or range = { from, to, step }', "write one of the two")


def _options_problems(options: Any, place: str) -> Iterator[Problem]:
    if not isinstance(options, list):
        yield Problem(place, shown(options), "a list of options", 'write it as ["a", "b"]')
        return
    seen: set[str] = set()
    for option in options:
        if isinstance(option, int | float) and not isinstance(option, bool):
            yield Problem(place, f"the number {shown(option)}", "texts", "quote it or use range")
        elif option in seen if isinstance(option, str) else False:
            yield Problem(place, f"{shown(option)} twice", "distinct options", "remove or rename one")
        else:
            yield from text_problems(option, place)
        seen.update([option] if isinstance(option, str) else [])
    if len(seen) < 2 and all(isinstance(option, str) for option in options):
        yield Problem(place, f"{len(seen)} distinct", "two or more distinct options", "add what else could be agreed")


def _range_problems(ends: Any, place: str) -> Iterator[Problem]:
    def nothing(_value: Any, _place: str) -> Iterator[Problem]:
        return iter(())

    checks: dict[str, Check] = {"from": nothing, "to": nothing, "step": nothing, "unit": text_problems}
    wrong = tuple(table_problems(ends, place, checks, required=("from", "to", "step")))
    yield from wrong
    if isinstance(ends, Mapping) and {"from", "to", "step"} <= set(ends):
        yield from range_problems(ends, place)


def _all_preferences_problems(preferences: Any, place: str, known: Known) -> Iterator[Problem]:
    if not isinstance(preferences, Mapping):
        yield Problem(place, shown(preferences), "a table for each party", f"write [{place}.PARTY] above each")
        return
    for party, stated in preferences.items():
        here = at(place, party)
        if party in known.mediators and party not in known.parties:
            yield Problem(
                here, f"{shown(party)} is a mediator", "a party", "remove it: mediators' preferences never count"
            )
        elif known.every_party and party not in known.parties:
            do = meant(party, known.parties, "correct it, or define the party")
            yield Problem(here, f"unknown party {shown(party)}", f"one of {listed(known.parties)}", do)
        yield from preferences_problems(stated, here, known)
