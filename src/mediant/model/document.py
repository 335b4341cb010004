"""A case as a plain document (tables, lists, texts and numbers, as `mediant-case/1` nests them), and back.

Both the checks and the TOML format work on this form, so a case built in Python is held to the same rules as a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mediant.model.case import Case
from mediant.model.issue import Issue, Option, Range
from mediant.model.party import Mediator, Party
from mediant.model.preferences import (
    AsGoodAs,
    Comparison,
    Curve,
    Interval,
    Number,
    Outcome,
    Pattern,
    Preferences,
    Ranking,
    Term,
    Values,
    WalkAway,
    Weights,
)

FORMAT = "mediant-case/1"

_NUMBER = re.compile(r"[+-]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?")


def document_of(case: Case) -> dict[str, Any]:
    """The case as a document; what is absent or empty is left out. Nothing is checked."""
    document = {
        "format": FORMAT,
        "title": case.title,
        "as_of": case.as_of,
        "claims": case.claims,
        "party": [{"id": party.id, "name": party.name} for party in case.parties],
        "mediator": [_stated({"id": host.id, "name": host.name, "may": list(host.may)}) for host in case.mediators],
        "issue": [_issue_document(issue) for issue in case.issues],
        "preferences": {party: _preferences_document(stated) for party, stated in case.preferences.items()},
    }
    return _stated(document, "party", "issue")


def case_of(document: Mapping[str, Any]) -> Case:
    """The case a document describes. The document must have passed `problems_in`."""
    issues = {row["id"]: _issue(row) for row in document["issue"]}
    return Case(
        title=document["title"],
        parties=tuple(Party(id=row["id"], name=row["name"]) for row in document["party"]),
        issues=tuple(issues.values()),
        preferences={party: _preferences(stated, issues) for party, stated in document.get("preferences", {}).items()},
        mediators=tuple(
            Mediator(id=row["id"], name=row["name"], may=tuple(row.get("may", ())))
            for row in document.get("mediator", ())
        ),
        as_of=document.get("as_of"),
        claims=document.get("claims"),
    )


def number_in(key: object) -> int | float | None:
    """The number that a key of a table of values names; None where it names none."""
    if not isinstance(key, str) or not (match := _NUMBER.fullmatch(key)):
        return None
    return float(key) if match[1] or match[2] else int(key)


# From the case to the document.


def _stated(table: dict[str, Any], *keep: str) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key in keep or value not in (None, [], {})}


def _issue_document(issue: Issue) -> dict[str, Any]:
    document: dict[str, Any] = {"id": issue.id, "name": issue.name}
    if isinstance(issue.options, Range):
        ends = {"from": issue.options.low, "to": issue.options.high, "step": issue.options.step}
        unit = issue.options.unit
        return document | {"range": ends if unit is None else ends | {"unit": unit}}
    return document | {"options": list(issue.options)}


def _preferences_document(stated: Preferences) -> dict[str, Any]:
    document = {
        "weights": _weights_document(stated.weights),
        "walk_away": _walk_away_document(stated.walk_away),
        "values": {issue: _values_document(values) for issue, values in stated.values.items()},
        "together": [{"when": _pattern_document(t.when), "add": _number_document(t.add)} for t in stated.together],
        "never": [_pattern_document(pattern) for pattern in stated.never],
        "prefers": [{"this": dict(said.this), "to": dict(said.to)} for said in stated.prefers],
        "accepts": [dict(outcome) for outcome in stated.accepts],
        "rejects": [dict(outcome) for outcome in stated.rejects],
        "because": {entry: _list(claims) for entry, claims in stated.because.items()},
    }
    # An empty table of weights says that each is anything in [0, 1]; no table says that each is 1.
    return {key: value for key, value in _stated(document, "weights").items() if value is not None}


def _weights_document(weights: Weights) -> Any:
    if isinstance(weights, Ranking):
        return _ranking_document(weights)
    if isinstance(weights, Mapping):
        return {issue: _number_document(number) for issue, number in weights.items()}
    return weights


def _values_document(values: Values) -> Any:
    if isinstance(values, Ranking):
        return _ranking_document(values)
    if isinstance(values, Curve):
        return {"at": [[number, _number_document(value)] for number, value in values.points]}
    if isinstance(values, Mapping):
        return {_key(option): _number_document(number) for option, number in values.items()}
    return values


def _walk_away_document(walk_away: WalkAway) -> Any:
    if isinstance(walk_away, AsGoodAs):
        return {"as_good_as": dict(walk_away.outcome)}
    return walk_away if walk_away is None or isinstance(walk_away, str) else _number_document(walk_away)


def _number_document(number: Any) -> Any:
    if isinstance(number, Interval):
        return [number.low, number.high]
    return float(number) if isinstance(number, float) else number


def _ranking_document(ranking: Ranking) -> list[Any]:
    return [group[0] if len(group) == 1 else _list(group) for group in ranking.groups]


def _pattern_document(pattern: Pattern) -> dict[str, Any]:
    return {issue: options[0] if len(options) == 1 else _list(options) for issue, options in pattern.items()}


def _key(option: Option) -> Any:
    return option if isinstance(option, str) else repr(option)


def _list(members: Any) -> Any:
    return list(members) if isinstance(members, tuple) else members


# From the document to the case.


def _issue(row: Mapping[str, Any]) -> Issue:
    ends = row.get("range")
    options = tuple(row["options"]) if ends is None else range_in(ends)
    return Issue(id=row["id"], name=row["name"], options=options)


def range_in(ends: Mapping[str, Any]) -> Range:
    """The range that a table {from, to, step, unit} describes; InvalidValue where its numbers make none."""
    return Range(low=ends["from"], high=ends["to"], step=ends["step"], unit=ends.get("unit"))


def _preferences(stated: Mapping[str, Any], issues: Mapping[str, Issue]) -> Preferences:
    return Preferences(
        weights=_weights(stated.get("weights")),
        values={issue: _values(values, issues[issue]) for issue, values in stated.get("values", {}).items()},
        walk_away=_walk_away(stated.get("walk_away"), issues),
        together=tuple(
            Term(when=_pattern(row["when"], issues), add=_number(row["add"])) for row in stated.get("together", ())
        ),
        never=tuple(_pattern(row, issues) for row in stated.get("never", ())),
        prefers=tuple(
            Comparison(this=_outcome(row["this"], issues), to=_outcome(row["to"], issues))
            for row in stated.get("prefers", ())
        ),
        accepts=tuple(_outcome(row, issues) for row in stated.get("accepts", ())),
        rejects=tuple(_outcome(row, issues) for row in stated.get("rejects", ())),
        because={entry: tuple(claims) for entry, claims in stated.get("because", {}).items()},
    )


def _weights(weights: Any) -> Weights:
    if isinstance(weights, Mapping):
        return {issue: _number(number) for issue, number in weights.items()}
    return Ranking(_groups(weights)) if isinstance(weights, list) else weights


def _values(values: Any, issue: Issue) -> Values:
    if isinstance(values, list):
        return Ranking(tuple(tuple(_option(member, issue) for member in group) for group in _groups(values)))
    if isinstance(values, str):
        return "more" if values == "more" else "less"
    if isinstance(issue.options, Range):
        if "at" in values:
            return Curve(tuple((number, _number(value)) for number, value in values["at"]))
        return {_option(number_in(key), issue): _number(value) for key, value in values.items()}
    return {option: _number(value) for option, value in values.items()}


def _walk_away(walk_away: Any, issues: Mapping[str, Issue]) -> WalkAway:
    if isinstance(walk_away, Mapping):
        return AsGoodAs(_outcome(walk_away["as_good_as"], issues))
    return "unknown" if walk_away == "unknown" else None if walk_away is None else _number(walk_away)


def _number(number: Any) -> Number:
    return Interval(*number) if isinstance(number, list) else number


def _groups(ranked: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(group) if isinstance(group, list) else (group,) for group in ranked)


def _pattern(pattern: Mapping[str, Any], issues: Mapping[str, Issue]) -> Pattern:
    return {
        issue: tuple(_option(option, issues[issue]) for option in (options if isinstance(options, list) else [options]))
        for issue, options in pattern.items()
    }


def _outcome(outcome: Mapping[str, Any], issues: Mapping[str, Issue]) -> Outcome:
    return {issue: _option(option, issues[issue]) for issue, option in outcome.items()}


def _option(option: Any, issue: Issue) -> Option:
    # 5 and 5.0 are the same option: it gets the type that the range's own numbers have.
    if isinstance(issue.options, Range):
        whole = isinstance(issue.options.low, int) and isinstance(issue.options.step, int)
        return int(option) if whole else float(option)
    return str(option)
