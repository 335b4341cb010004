"""GeniusWeb JSON: a domain and one linear additive profile a party, in and out.

`reservationBid` is an outcome, so it becomes a walk-away that is as good as that outcome; without one there is none.
Both spellings are read: DiscreteValueSetUtilities and discreteutils, NumberValueSetUtilities and numberutils, `step`
and `increment`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from math import fsum
from typing import Any, Literal

from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.formats.documents import (
    finite,
    json_document,
    listed,
    mapping,
    party_stems,
    refuse,
    simplest,
    slugs,
)
from mediant.model.formats.genius_writing import Scaled, scale_losses, scaled
from mediant.model.formats.settled import (
    Settled,
    case_losses,
    domain_file,
    id_losses,
    issue_names,
    party_files,
    refuse_too_many,
    settle,
)
from mediant.model.issue import MOST_OPTIONS, Issue, Option, Range
from mediant.model.party import Party
from mediant.model.preferences import AsGoodAs, Curve, Preferences, Values

_PROFILE = re.compile(rb'"(LinearAdditiveUtilitySpace|SumOfGroupsUtilitySpace|DefaultPartialOrdering)"\s*:')
_DISCRETE = ("DiscreteValueSetUtilities", "discreteutils")
_NUMERIC = ("NumberValueSetUtilities", "numberutils")


def kind(data: bytes) -> Literal["domain", "profile"] | None:
    """What a JSON file is, by its telling keys; None for others."""
    if _PROFILE.search(data):
        return "profile"
    return "domain" if re.search(rb'"issuesValues"\s*:', data) else None


def parse(files: Mapping[str, bytes], name: str) -> tuple[Case, tuple[str, ...]]:
    """The case in the profiles (each holds its domain; a domain file beside them must agree), and what is left out.

    files : contents by file name; the profiles in the order of their names are the parties. name : the title where
    the domain has none.
    """
    profiles = sorted(file for file, data in files.items() if kind(data) == "profile")
    if len(profiles) < 2:
        refuse(
            name, "the folder", f"{len(profiles)} profiles", "two or more LinearAdditiveUtilitySpace files", "add them"
        )
    spaces = {file: _space(files[file], file) for file in profiles}
    domains = {file: mapping(space.get("domain"), file, "domain") for file, space in spaces.items()}
    domains |= {f: mapping(json_document(d, f), f, "the file") for f, d in files.items() if kind(d) == "domain"}
    first = next((file for file in domains if file not in spaces), profiles[0])
    issues = _issues(domains[first], first)
    for file, domain in domains.items():
        if _table_of(_issues(domain, file)) != _table_of(issues):
            refuse(file, "domain", "other issues or values", f"those of {first}")
    stems = party_stems(profiles)
    ids = slugs(stems, "party")
    names = [str(space.get("name") or stem) for space, stem in zip(spaces.values(), stems, strict=True)]
    case = Case(
        title=str(domains[first].get("name") or name),
        parties=tuple(Party(id=party, name=name) for party, name in zip(ids, names, strict=True)),
        issues=issues,
        preferences={
            party: _preferences(space, issues, file) for party, (file, space) in zip(ids, spaces.items(), strict=True)
        },
    )
    return case, ()


def _space(data: bytes, file: str) -> Mapping[str, Any]:
    found = mapping(json_document(data, file), file, "the file")
    if "LinearAdditiveUtilitySpace" not in found:
        refuse(file, "the file", f"a profile of the kind {next(iter(found), '')}", "LinearAdditiveUtilitySpace")
    return mapping(found["LinearAdditiveUtilitySpace"], file, "LinearAdditiveUtilitySpace")


def _issues(domain: Mapping[str, Any], file: str) -> tuple[Issue, ...]:
    values = mapping(domain.get("issuesValues"), file, "issuesValues")
    if not values:
        refuse(file, "issuesValues", "no issues", "one or more")
    ids = slugs(values, "issue")
    return tuple(
        Issue(id=issue, name=name, options=_options(mapping(stated, file, f"issue {name!r}"), file, f"issue {name!r}"))
        for issue, (name, stated) in zip(ids, values.items(), strict=True)
    )


def _table_of(issues: tuple[Issue, ...]) -> dict[str, Any]:
    """What two domains must agree on: names and values, in any order."""
    return {i.name: i.options if isinstance(i.options, Range) else frozenset(i.options) for i in issues}


def _options(stated: Mapping[str, Any], file: str, place: str) -> tuple[str, ...] | Range:
    if "range" not in stated:
        return tuple(str(value) for value in listed(stated.get("values"), file, f"{place}, values"))
    span = mapping(stated["range"], file, f"{place}, range")
    step = span.get("step", span.get("increment"))
    low, high, by = (finite(v, file, f"{place}, range") for v in (span.get("low"), span.get("high"), step))
    if not (by > 0 and low < high and (high - low) / by < MOST_OPTIONS):
        wanted = f"low < high, a step above 0, and at most {MOST_OPTIONS:,} steps"
        refuse(file, f"{place}, range", f"{low} to {high} by {by}", wanted)
    start, rise = Decimal(repr(low)), Decimal(repr(by))
    last = start + (Decimal(repr(high)) - start) // rise * rise
    try:
        return Range(low=simplest(low), high=simplest(float(last)), step=simplest(by))
    except InvalidValue as error:
        refuse(file, f"{place}, range", error.seen, error.expected)


def _preferences(space: Mapping[str, Any], issues: tuple[Issue, ...], file: str) -> Preferences:
    utilities = mapping(space.get("issueUtilities"), file, "issueUtilities")
    weights = mapping(space.get("issueWeights"), file, "issueWeights")
    for what, table in (("issueUtilities", utilities), ("issueWeights", weights)):
        if set(table) != {issue.name for issue in issues}:
            refuse(file, what, f"{sorted(table)}", f"the issues {sorted(issue.name for issue in issues)}")
    values = {i.id: _values(mapping(utilities[i.name], file, f"utilities of {i.name!r}"), i, file) for i in issues}
    return Preferences(
        weights={i.id: finite(weights[i.name], file, f"the weight of {i.name!r}") for i in issues},
        values=values,
        walk_away=_walk_away(space.get("reservationBid"), issues, file),
    )


def _values(stated: Mapping[str, Any], issue: Issue, file: str) -> Values:
    place = f"utilities of {issue.name!r}"
    kinds = [key for key in stated if key in _DISCRETE + _NUMERIC]
    if len(kinds) != 1 or (kinds[0] in _NUMERIC) != issue.numeric:
        wanted = _NUMERIC[0] if issue.numeric else _DISCRETE[0]
        refuse(file, place, f"the kinds {sorted(stated)}", wanted)
    inner = mapping(stated[kinds[0]], file, place)
    if isinstance(issue.options, Range):
        return _line(inner, issue.options, file, place)
    table = mapping(inner.get("valueUtilities"), file, f"{place}, valueUtilities")
    # GeniusWeb takes 0 for a value that is not in the table.
    return {option: finite(table.get(str(option), 0), file, f"{place}, {option!r}") for option in issue.options}


def _line(stated: Mapping[str, Any], span: Range, file: str, place: str) -> Curve:
    keys = ("lowValue", "lowUtility", "highValue", "highUtility")
    low, start, high, stop = (finite(stated.get(key), file, f"{place}, {key}") for key in keys)
    if low != span.low or high < span.high:
        refuse(file, place, f"utilities from {low} to {high}", f"from {span.low} to {span.high}")
    reached = start + (stop - start) * (span.high - low) / (high - low)
    return Curve(((span.low, start), (span.high, stop if high == span.high else reached)))


def _walk_away(stated: Any, issues: tuple[Issue, ...], file: str) -> AsGoodAs | None:
    if stated is None:
        return None
    bid = mapping(mapping(stated, file, "reservationBid").get("issuevalues"), file, "reservationBid")
    if not bid:
        return None
    if set(bid) != {issue.name for issue in issues}:
        refuse(file, "reservationBid", f"{sorted(bid)}", f"a value for each of {sorted(i.name for i in issues)}")
    return AsGoodAs({issue.id: _chosen(bid[issue.name], issue, file) for issue in issues})


def _chosen(value: Any, issue: Issue, file: str) -> Option:
    place = f"reservationBid, {issue.name!r}"
    option = simplest(finite(value, file, place)) if issue.numeric else str(value)
    if option not in issue.options:
        refuse(file, place, f"{value!r}", "one of the issue's values")
    return issue.options[issue.options.index(option)]


def render(case: Case) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files by name, and what GeniusWeb cannot hold: weights sum to 1 and values lie in [0, 1] there."""
    names, lost = issue_names(case)
    settled = {party.id: settle(case, party.id) for party in case.parties}
    straight = frozenset.intersection(*(one.straight for one in settled.values()))
    lost = case_losses(case) + lost
    for issue in case.issues:
        if issue.id not in straight:
            refuse_too_many(issue, "geniusweb")
            lost += [f"that the options of {issue.id} are numbers"] * issue.numeric
    domain = {"name": case.title, "issuesValues": {names[i.id]: _value_set(i, straight) for i in case.issues}}
    files = party_files(case, ".json")
    lost += id_losses(case, files)
    rendered = {}
    for party in case.parties:
        one = settled[party.id]
        scale = _within(one)
        lost += [*one.lost, *scale_losses(party.id, scale), *_profile_losses(one, party.id)]
        rendered[files[party.id]] = _json(_profile(case, party, one, scale, (domain, names, straight)))
    return {domain_file(case, ".json", rendered): _json(domain), **rendered}, tuple(lost)


def _within(settled: Settled) -> Scaled:
    """As they are where weights sum to 1 and values lie in [0, 1], else on that scale."""
    inside = all(0 <= value <= 1 for values in settled.values.values() for value in values)
    if inside and min(settled.weights.values()) >= 0 and abs(fsum(settled.weights.values()) - 1) < 1e-9:
        return Scaled(weights=dict(settled.weights), values=dict(settled.values), moved=0.0, divided=1.0)
    return scaled(settled)


def _profile_losses(settled: Settled, party: str) -> list[str]:
    lost = [f"{party}: terms for options taken together ({len(settled.terms)})"] * bool(settled.terms)
    return lost + [f"{party}: a walk-away that is a number"] * (
        settled.walk_away is not None and settled.status_quo is None
    )


def _value_set(issue: Issue, straight: frozenset[str]) -> dict[str, Any]:
    span = issue.options
    if isinstance(span, Range) and issue.id in straight:
        return {"range": {"low": span.low, "high": span.high, "step": span.step}}
    return {"values": [str(option) for option in issue.options]}


def _profile(
    case: Case, party: Party, settled: Settled, scale: Scaled, domain: tuple[Any, dict[str, str], frozenset[str]]
) -> dict[str, Any]:
    written, names, straight = domain
    quo = settled.status_quo
    bid = {names[i.id]: quo[i.id] if i.id in straight else str(quo[i.id]) for i in case.issues} if quo else None
    return {
        "LinearAdditiveUtilitySpace": {
            "name": party.name,
            "domain": written,
            "issueUtilities": {names[i.id]: _utilities(i, scale.values[i.id], straight) for i in case.issues},
            "issueWeights": {names[issue]: weight for issue, weight in _summing_to_one(scale.weights).items()},
            "reservationBid": {"issuevalues": bid} if bid else None,
        }
    }


def _utilities(issue: Issue, values: tuple[float, ...], straight: frozenset[str]) -> dict[str, Any]:
    span = issue.options
    if isinstance(span, Range) and issue.id in straight:
        ends = {"lowValue": span.low, "lowUtility": values[0], "highValue": span.high, "highUtility": values[-1]}
        return {_NUMERIC[0]: ends}
    table = {str(option): value for option, value in zip(issue.options, values, strict=True)}
    return {_DISCRETE[0]: {"valueUtilities": table}}


def _summing_to_one(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights whose decimals sum to 1 exactly, as GeniusWeb demands; they move by less than 1e-11."""
    exact = {issue: Decimal(repr(weight)) for issue, weight in weights.items()}
    if sum(exact.values()) != 1:
        exact = {issue: round(weight, 12) for issue, weight in exact.items()}
        heaviest = max(exact, key=lambda issue: exact[issue])
        exact[heaviest] += 1 - sum(exact.values())
    return {issue: float(weight) for issue, weight in exact.items()}


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()
