"""NegMAS scenario folders (YAML or JSON, as NegMAS 0.16 writes them): an outcome space, and a function a party.

Read: linear additive functions with table, linear, affine, constant, identity and quadratic value functions, complete
mappings, and discounted ones without their discount. Utilities are used as written. NegMAS gives the bounds of its
hyper-rectangles another meaning than GENIUS, so those are refused here; read the GENIUS files they came from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
    yaml_document,
)
from mediant.model.formats.settled import MOST_WORDS
from mediant.model.issue import Issue, Option, Range
from mediant.model.party import Party
from mediant.model.preferences import AsGoodAs, Curve, Preferences, Term, Values, WalkAway

_DOMAIN = re.compile(rb'^issues\s*:|"issues"\s*:\s*\[', re.MULTILINE)
_UFUN = re.compile(rb'(?:^type\s*:\s*["\']?|"type"\s*:\s*")[\w.]*U(?:tility)?Fun', re.MULTILINE)
_ADDITIVE = ("LinearAdditiveUtilityFunction", "LinearUtilityAggregationFunction")
_LISTS = ("CategoricalIssue", "OrdinalIssue", "CardinalIssue", "DiscreteOrdinalIssue", "DiscreteCardinalIssue")


@dataclass(frozen=True, slots=True)
class _Listed:
    """An issue, and its options as the files call them (numbers may have become words)."""

    issue: Issue
    raw: Sequence[Any]


def kind(data: bytes) -> Literal["domain", "profile"] | None:
    """What a YAML or JSON file is, by its telling keys; None for others (statistics, plots)."""
    if _DOMAIN.search(data):
        return "domain"
    return "profile" if _UFUN.search(data) else None


def parse(files: Mapping[str, bytes], name: str) -> tuple[Case, tuple[str, ...]]:
    """The case in a domain file and its utility functions, and what they say that a case does not hold.

    files : contents by file name (.json is read as JSON, anything else as YAML); the utility functions in the order
    of their names are the parties. name : the title where the domain has none.
    """
    domains = [file for file, data in files.items() if kind(data) == "domain"]
    ufuns = sorted(file for file, data in files.items() if kind(data) == "profile")
    if len(domains) != 1:
        refuse(name, "the folder", f"{len(domains)} domain files", "one file with issues")
    if len(ufuns) < 2:
        refuse(name, "the folder", f"{len(ufuns)} utility functions", "two or more", "add them")
    domain = _document(files[domains[0]], domains[0])
    issues = _issues(domain, domains[0])
    notes = [f"the numbers of {one.issue.name!r} are kept as words" for one in issues if _worded(one)]
    stems = party_stems(ufuns)
    parties, preferences = [], {}
    for party, file, stem in zip(slugs(stems, "party"), ufuns, stems, strict=True):
        stated = _document(files[file], file)
        inner, discounts = _undiscounted(stated, file)
        notes += discounts
        parties.append(Party(id=party, name=str(stated.get("name") or stem)))
        preferences[party] = _preferences(inner, issues, file)
    return Case(
        title=str(domain.get("name") or name),
        parties=tuple(parties),
        issues=tuple(listed.issue for listed in issues),
        preferences=preferences,
    ), tuple(notes)


def _document(data: bytes, file: str) -> Mapping[Any, Any]:
    read: Callable[[bytes, str], Any] = json_document if file.lower().endswith(".json") else yaml_document
    return mapping(read(data, file), file, "the file")


def _worded(listed: _Listed) -> bool:
    return not listed.issue.numeric and all(isinstance(raw, int | float) for raw in listed.raw)


def _issues(domain: Mapping[Any, Any], file: str) -> list[_Listed]:
    stated = [mapping(i, file, "issues") for i in listed(domain.get("issues"), file, "issues")]
    if not stated:
        refuse(file, "issues", "no issues", "one or more")
    names = [str(issue.get("name", "")) for issue in stated]
    return [
        _issue(issue, id_, name, file) for issue, id_, name in zip(stated, slugs(names, "issue"), names, strict=True)
    ]


def _issue(stated: Mapping[Any, Any], id_: str, name: str, file: str) -> _Listed:
    place = f"issue {name!r}"
    form = str(stated.get("type", "")).rsplit(".", 1)[-1]
    values = listed(stated.get("values"), file, place)
    if form == "ContiguousIssue":
        ends = [finite(value, file, place) for value in values]
        if len(ends) != 2 or any(end != int(end) for end in ends):
            refuse(file, place, f"values {values[:4]}", "two whole numbers")
        try:
            span = Range(low=int(ends[0]), high=int(ends[1]), step=1)
        except InvalidValue as error:
            refuse(file, place, error.seen, error.expected)
        return _Listed(Issue(id=id_, name=name, options=span), span)
    if form not in _LISTS:
        refuse(
            file, place, f"the type {form}", f"ContiguousIssue or one of {', '.join(_LISTS)}", "give the issue steps"
        )
    if any(isinstance(value, dict | list) or value is None for value in values):
        refuse(file, place, "a value that is no word or number", "words or numbers")
    return _Listed(Issue(id=id_, name=name, options=_steps(values) or tuple(map(_label, values))), values)


def _steps(values: Sequence[Any]) -> Range | None:
    """The range that holds just these numbers in this order, if there is one."""
    if len(values) < 2 or any(isinstance(v, bool) or not isinstance(v, int | float) for v in values):
        return None
    try:
        step = values[1] - values[0]
        decimals = max(len(repr(value).partition(".")[2]) for value in values)
        span = Range(low=values[0], high=values[-1], step=round(step, decimals) if isinstance(step, float) else step)
    except (InvalidValue, ArithmeticError):
        return None
    return span if len(span) == len(values) and list(span) == list(values) else None


def _label(value: Any) -> str:
    return str(simplest(value)) if isinstance(value, float) and math.isfinite(value) else str(value)


def _undiscounted(stated: Mapping[Any, Any], file: str) -> tuple[Mapping[Any, Any], list[str]]:
    """The utility function inside a discounted one; its own walk-away stands where the outer one has none."""
    if "ufun" not in stated:
        return stated, []
    inner = dict(mapping(stated["ufun"], file, "ufun"))
    if "ufun" in inner:
        refuse(file, "ufun", "a discount of a discount", "one")
    outer = stated.get("reserved_value")
    if isinstance(outer, int | float) and math.isfinite(outer):
        inner["reserved_value"] = outer
    rate = stated.get("discount", stated.get("cost", "unknown"))
    return inner, [f"{file}: the discount ({rate}) is left out: utilities do not change with time"]


def _preferences(stated: Mapping[Any, Any], issues: list[_Listed], file: str) -> Preferences:
    form = str(stated.get("type", "")).rsplit(".", 1)[-1]
    walk_away = _walk_away(stated, issues, file)
    if form == "MappingUtilityFunction":
        terms = _mapped(stated, issues, file)
        nothing = {one.issue.id: _table(one, lambda _: 0.0) for one in issues}
        return Preferences(values=nothing, together=terms, walk_away=walk_away)
    if form not in _ADDITIVE:
        refuse(file, "type", form or "nothing", f"{_ADDITIVE[0]} or MappingUtilityFunction")
    values = _in_order(stated.get("values"), issues, file, "values")
    weights = _in_order(stated.get("weights", [1.0] * len(issues)), issues, file, "weights")
    bias = finite(stated.get("bias", 0), file, "bias")
    anywhere = issues[0].issue
    return Preferences(
        weights={one.issue.id: finite(w, file, "weights") for one, w in zip(issues, weights, strict=True)},
        values={
            one.issue.id: _values(mapping(v, file, "values"), one, file) for one, v in zip(issues, values, strict=True)
        },
        together=(Term(when={anywhere.id: tuple(anywhere.options)}, add=bias),) if bias else (),
        walk_away=walk_away,
    )


def _in_order(stated: Any, issues: list[_Listed], file: str, place: str) -> list[Any]:
    """One entry an issue, from a list or from a table by name."""
    if isinstance(stated, dict):
        missing = [one.issue.name for one in issues if one.issue.name not in stated]
        if missing:
            refuse(file, place, f"nothing for {missing[0]!r}", "one entry for every issue")
        return [stated[one.issue.name] for one in issues]
    entries = listed(stated, file, place)
    if len(entries) != len(issues):
        refuse(file, place, f"{len(entries)} entries", f"{len(issues)}, one for every issue")
    return entries


def _values(stated: Mapping[Any, Any], one: _Listed, file: str) -> Values:
    place = f"values of {one.issue.name!r}"
    form = str(stated.get("type", "")).rsplit(".", 1)[-1]
    if form in ("TableFun", "QuadraticFun") and len(one.raw) > MOST_WORDS:
        refuse(file, place, f"{form} over {len(one.raw):,} options", f"at most {MOST_WORDS:,}")
    if form == "TableFun":
        table = {_label(key): value for key, value in mapping(stated.get("mapping"), file, place).items()}
        missing = [raw for raw in one.raw if _label(raw) not in table]
        if missing:
            refuse(file, place, f"nothing for {missing[0]!r}", "a value for every option")
        return _table(one, lambda raw: finite(table[_label(raw)], file, place))
    keys = {"LinearFun": "slope", "AffineFun": "slope bias", "ConstFun": "bias", "IdentityFun": ""}
    if form == "QuadraticFun":
        a2, a1, bias = (finite(stated.get(key, 0), file, place) for key in ("a2", "a1", "bias"))
        return _table(one, lambda raw: (a2 * _real(raw, file, place) + a1) * _real(raw, file, place) + bias)
    if form not in keys:
        refuse(file, place, f"the value function {form}", f"TableFun, QuadraticFun, {', '.join(keys)}")
    slope = finite(stated.get("slope"), file, place) if "slope" in keys[form] else float(form == "IdentityFun")
    bias = finite(stated.get("bias", 0), file, place) if "bias" in keys[form] else 0.0
    span = one.issue.options
    if isinstance(span, Range):
        return Curve(((span.low, slope * span.low + bias), (span.high, slope * span.high + bias)))
    return _table(one, lambda raw: (slope * _real(raw, file, place) if slope else 0.0) + bias)


def _table(one: _Listed, value: Callable[[Any], float]) -> Mapping[Option, float]:
    return {option: value(raw) for option, raw in zip(one.issue.options, one.raw, strict=True)}


def _real(raw: Any, file: str, place: str) -> float:
    if isinstance(raw, str):
        refuse(file, place, f"a function of the word {raw!r}", "a TableFun")
    return finite(raw, file, place)


def _mapped(stated: Mapping[Any, Any], issues: list[_Listed], file: str) -> tuple[Term, ...]:
    table = mapping(stated.get("mapping"), file, "mapping")
    size = math.prod(len(one.issue.options) for one in issues)
    if len(table) != size or size > MOST_WORDS:
        refuse(file, "mapping", f"{len(table)} of {size} outcomes", f"all of them, and at most {MOST_WORDS:,}")
    return tuple(
        Term(
            when={issue: (option,) for issue, option in _outcome(key, issues, file, "mapping").items()},
            add=finite(value, file, "mapping"),
        )
        for key, value in table.items()
    )


def _outcome(stated: Any, issues: list[_Listed], file: str, place: str) -> dict[str, Option]:
    if not isinstance(stated, tuple | list) or len(stated) != len(issues):
        refuse(file, place, f"{str(stated)[:80]!r}", "one option for every issue, as a list")
    found = {}
    for option, one in zip(stated, issues, strict=True):
        wanted = option if one.issue.numeric else _label(option)
        if wanted not in one.issue.options:
            refuse(file, place, f"{str(option)[:80]!r}", f"an option of {one.issue.name!r}")
        found[one.issue.id] = one.issue.options[one.issue.options.index(wanted)]
    return found


def _walk_away(stated: Mapping[Any, Any], issues: list[_Listed], file: str) -> WalkAway:
    if stated.get("reserved_outcome") is not None:
        return AsGoodAs(_outcome(stated["reserved_outcome"], issues, file, "reserved_outcome"))
    value = stated.get("reserved_value")
    if value is None or value == -math.inf:
        return None
    return finite(value, file, "reserved_value")
