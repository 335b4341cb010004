"""From the bytes of a `mediant-plan/1` file to a plan, or to all that is wrong with it. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import islice
from math import isfinite
from typing import Any

from mediant.errors import FileProblem, InvalidFile, Problem
from mediant.model.check_entries import (
    Check,
    at,
    number_problems,
    rows_problems,
    shown,
    table_problems,
    text_problems,
)
from mediant.tournaments.plan import MOST_CASES, MOST_GAMES, Files, Generated, Plan, Rules, Source
from mediant.tournaments.scenarios import KINDS

FORMAT = "mediant-plan/1"
LARGEST_FILE = 256 * 1024
MOST_PROBLEMS = 20
MOST_ISSUES = 100
MOST_OPTIONS = 1_000
MOST_PARTIES = 20
LARGEST_SEED = 2**63 - 1


def plan_of(data: bytes, name: str) -> Plan:
    """The plan in a file's bytes; `name` is what errors call the file.

    Raises FileProblem where the bytes are no TOML in UTF-8 or more than 256 KB, InvalidFile where they are TOML but no
    valid plan, with the first problems found.
    """
    document = _document(data, name)
    found = tuple(islice(_problems(document), MOST_PROBLEMS))
    if found:
        raise InvalidFile(name, found)
    return Plan(
        title=document.get("title", "Tournament"),
        sources=tuple(_source(row) for row in document["case"]),
        rules=tuple(_rules(row) for row in document["protocol"]),
        strategies=tuple(document.get("strategies", ())),
        self_play=document.get("self_play", True),
        seats=tuple(tuple(line_up) for line_up in document.get("seats", ())),
        repetitions=document.get("repetitions", 1),
        seed=document.get("seed", 0),
    )


def _document(data: bytes, name: str) -> dict[str, Any]:
    if len(data) > LARGEST_FILE:
        raise FileProblem(name, f"{len(data):,} bytes", f"a plan has at most {LARGEST_FILE:,}; is it another file?")
    if any(line.count(b".") > 1_000 for line in data.splitlines()):  # the parser's time grows with their square
        raise FileProblem(name, "more than 1,000 dots on a line", "write a plan")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise FileProblem(name, "nested too deep", "write a plan") from None
    except ValueError as error:  # also where it is not UTF-8
        raise FileProblem(name, f"not TOML: {error}", "correct that place; a plan is TOML in UTF-8") from None


def _problems(document: Mapping[str, Any]) -> Iterator[Problem]:
    checks: dict[str, Check] = {
        "format": _format_problems,
        "title": text_problems,
        "seed": lambda value, place: _whole_problems(value, place, 0, LARGEST_SEED),
        "repetitions": lambda value, place: _whole_problems(value, place, 1, MOST_GAMES),
        "strategies": _names_problems,
        "self_play": _truth_problems,
        "seats": _seats_problems,
        "case": lambda value, place: _rows_problems(value, place, _case_problems),
        "protocol": lambda value, place: _rows_problems(value, place, _protocol_problems),
    }
    yield from table_problems(document, "", checks, ("format", "case", "protocol"))
    if ("strategies" in document) == ("seats" in document):
        seen = "both strategies and seats" if "seats" in document else "neither strategies nor seats"
        do = "name strategies that meet in every seat, or list who plays with whom"
        yield Problem("strategies", seen, "one of them", do)
    if "seats" in document and "self_play" in document:
        yield Problem("self_play", "stands beside seats", "it beside strategies only", "remove it")


def _format_problems(value: Any, place: str) -> Iterator[Problem]:
    if value != FORMAT:
        yield Problem(place, shown(value), f"{FORMAT!r}", f'write format = "{FORMAT}"')


def _whole_problems(value: Any, place: str, least: int, most: int) -> Iterator[Problem]:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        yield Problem(place, shown(value), f"a whole number from {least:,} to {most:,}", "correct it")


def _truth_problems(value: Any, place: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(place, shown(value), "true or false", "write it without quotes")


def _names_problems(value: Any, place: str) -> Iterator[Problem]:
    if not isinstance(value, list) or not value:
        yield Problem(place, shown(value), "a list of names of strategies", 'such as ["boulware", "conceder"]')
        return
    known = set()
    for number, name in enumerate(value, 1):
        yield from text_problems(name, f"{place}[{number}]")
        if isinstance(name, str) and name in known:
            yield Problem(f"{place}[{number}]", f"{shown(name)} again", "every name once", "remove it")
        known.add(str(name))


def _seats_problems(value: Any, place: str) -> Iterator[Problem]:
    if not isinstance(value, list) or not value:
        do = 'such as [["boulware", "conceder"]]'
        yield Problem(place, shown(value), "a list of line-ups, each a list of names of strategies", do)
        return
    known: dict[tuple[str, ...], int] = {}
    for number, line_up in enumerate(value, 1):
        if not isinstance(line_up, list) or not 2 <= len(line_up) <= MOST_PARTIES:
            expected = f"2 to {MOST_PARTIES} names of strategies, in the order of the parties"
            yield Problem(f"{place}[{number}]", shown(line_up), expected, "write one for each party")
            continue
        wrong = [problem for name in line_up for problem in text_problems(name, f"{place}[{number}]")]
        yield from wrong
        if not wrong and (first := known.setdefault(tuple(line_up), number)) != number:
            yield Problem(
                f"{place}[{number}]", f"the same as {place}[{first}]", "every line-up once", "use repetitions"
            )


def _rows_problems(rows: Any, place: str, check: Check) -> Iterator[Problem]:
    if rows == [] or (isinstance(rows, list) and len(rows) > MOST_CASES):
        yield Problem(place, shown(rows), f"1 to {MOST_CASES:,} entries", f"write [[{place}]] above each")
    else:
        yield from rows_problems(rows, place, check)


def _case_problems(row: Any, place: str) -> Iterator[Problem]:
    checks: dict[str, Check] = {"path": text_problems, **dict.fromkeys(KINDS, _generated_problems)}
    wrong = tuple(table_problems(row, place, checks))
    yield from wrong
    if not wrong and len(row) != 1:
        yield Problem(place, shown(row), f"one of path, {', '.join(KINDS)}", "write an entry for each")


def _generated_problems(value: Any, place: str) -> Iterator[Problem]:
    checks: dict[str, Check] = {
        "count": lambda value, place: _whole_problems(value, place, 1, MOST_CASES),
        "parties": lambda value, place: _whole_problems(value, place, 2, MOST_PARTIES),
        "options": _options_problems,
        "walk_away": number_problems,
    }
    yield from table_problems(value, place, checks, ("options",))


def _options_problems(value: Any, place: str) -> Iterator[Problem]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_ISSUES:
        expected = f"how many options each of 1 to {MOST_ISSUES} issues has"
        yield Problem(place, shown(value), expected, "such as [10, 10, 10]")
        return
    for number, count in enumerate(value, 1):
        yield from _whole_problems(count, f"{place}[{number}]", 2, MOST_OPTIONS)


def _protocol_problems(row: Any, place: str) -> Iterator[Problem]:
    if not isinstance(row, Mapping) or "name" not in row:
        yield Problem(place, shown(row), "a table with the name of a protocol", 'such as name = "alternating-offers"')
        return
    for key in ("name", "mediator"):
        yield from text_problems(row.get(key, "none"), at(place, key))
    for key, value in row.items():
        if not isinstance(value, bool | int | float | str) or (isinstance(value, float) and not isfinite(value)):
            yield Problem(at(place, key), shown(value), "a number, a text, true or false", "correct it")


def _source(row: Mapping[str, Any]) -> Source:
    ((key, value),) = row.items()
    if key == "path":
        return Files(value)
    return Generated(
        kind=key,
        count=value.get("count", 1),
        parties=value.get("parties", 2),
        options=tuple(value["options"]),
        walk_away=float(value.get("walk_away", 0.0)),
    )


def _rules(row: Mapping[str, Any]) -> Rules:
    settings = {key: value for key, value in row.items() if key not in ("name", "mediator")}
    return Rules(row["name"], settings, row.get("mediator", ""))
