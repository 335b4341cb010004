"""GENIUS XML: a domain file and one utility-space file a party, in and out.

Utilities are those GENIUS computes, undiscounted: evaluations divided by the greatest of their issue, weights by their
sum; integer issues clip((v - lower) · slope + offset, 0, 1); hyper-rectangles with both bounds included, divided by
`maxutility`. A party without a reservation value has the walk-away 0, as in GENIUS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal
from xml.etree.ElementTree import Element

from mediant.errors import InvalidValue
from mediant.model.case import Case
from mediant.model.formats.documents import finite, party_stems, refuse, slugs, xml_document
from mediant.model.formats.genius_boxes import terms_of
from mediant.model.issue import Issue, Range
from mediant.model.party import Party
from mediant.model.preferences import Curve, Preferences, Values

_READ = {
    *("utility_space", "objective", "issue", "item", "weight", "evaluator", "reservation", "discount_factor"),
    *("utility", "ufun", "hyperRectangle", "INCLUDES", "EXCLUDES"),
}


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An issue with the number by which profiles call it."""

    index: str
    issue: Issue


def kind(data: bytes) -> Literal["domain", "profile"] | None:
    """What a file is, by its first telling element; None for other XML (and for a GENIUS `pareto.xml`)."""
    plain = data.replace(b"\0", b"")
    if re.search(rb"<negotiation_template\b", plain):
        return "domain"
    return "profile" if re.search(rb"<utility_space\b", plain) else None


def parse(files: Mapping[str, bytes], name: str) -> tuple[Case, tuple[str, ...]]:
    """The case in a domain file and its profiles, and what they say that a case does not hold.

    files : contents by file name, one domain among them; the profiles in the order of their names are the parties.
    name : what the case is called when the domain has no title of its own.
    """
    domains = [file for file, data in files.items() if kind(data) == "domain"]
    profiles = sorted(file for file, data in files.items() if kind(data) == "profile")
    if len(domains) != 1:
        refuse(name, "the folder", f"{len(domains)} domain files", "one <negotiation_template>")
    if len(profiles) < 2:
        refuse(name, "the folder", f"{len(profiles)} profiles", "two or more <utility_space> files", "add them")
    root = xml_document(files[domains[0]], domains[0])
    issues = _issues(root, domains[0])
    stems = party_stems(profiles)
    ids = slugs(stems, "party")
    preferences, notes = {}, _unread(root, domains[0])
    for party, file in zip(ids, profiles, strict=True):
        profile = xml_document(files[file], file)
        preferences[party] = _preferences(profile, issues, file)
        notes += _notes(profile, file)
    case = Case(
        title=_title(root, domains[0]),
        parties=tuple(Party(id=party, name=stem) for party, stem in zip(ids, stems, strict=True)),
        issues=tuple(numbered.issue for numbered in issues),
        preferences=preferences,
    )
    return case, tuple(notes)


def _title(root: Element, file: str) -> str:
    objective = root.find(".//objective")
    stated = (objective.get("name") or "") if objective is not None else ""
    stem = file.rsplit(".", 1)[0]
    return stated if stated not in ("", "root") else re.sub(r"[-_ ]?domain$", "", stem) or stem


def _attribute(element: Element, key: str, file: str, place: str) -> str:
    value = element.get(key)
    if value is None:
        refuse(file, place, f"<{element.tag}> without {key}", f'{key}="..."')
    return value


def _number(element: Element, key: str, file: str, place: str) -> float:
    return finite(_attribute(element, key, file, place), file, f"{place}, {key}")


def _objective(root: Element, file: str) -> Element:
    objectives = root.findall(".//objective")
    if len(objectives) != 1:
        refuse(file, "the file", f"{len(objectives)} objectives", "one <objective> (nested ones are not supported)")
    return objectives[0]


def _issues(root: Element, file: str) -> list[_Numbered]:
    elements = _objective(root, file).findall("issue")
    if not elements:
        refuse(file, "objective", "no issues", "one or more")
    names = [_attribute(element, "name", file, "an issue") for element in elements]
    return [
        _Numbered(
            _attribute(element, "index", file, f"issue {name!r}"),
            Issue(id=issue, name=name, options=_options(element, file, f"issue {name!r}")),
        )
        for element, name, issue in zip(elements, names, slugs(names, "issue"), strict=True)
    ]


def _options(element: Element, file: str, place: str) -> tuple[str, ...] | Range:
    form = element.get("vtype") or element.get("type") or "discrete"
    if form == "discrete":
        options = tuple(_attribute(item, "value", file, place) for item in element.findall("item"))
        return options or refuse(file, place, "no options", "two or more items")
    if form != "integer":
        refuse(file, place, f"an issue of type {form}", "discrete or integer", "give the issue steps")
    ends = [_number(element, key, file, place) for key in ("lowerbound", "upperbound")]
    if any(end != int(end) for end in ends):
        refuse(file, place, f"bounds {ends[0]} and {ends[1]}", "whole numbers")
    try:
        return Range(low=int(ends[0]), high=int(ends[1]), step=1)
    except InvalidValue as error:
        refuse(file, place, error.seen, error.expected)


def _preferences(root: Element, issues: list[_Numbered], file: str) -> Preferences:
    reservation = root.find(".//reservation")
    walk_away = 0.0 if reservation is None else _number(reservation, "value", file, "reservation")
    objective = _objective(root, file)
    utility = objective.find("utility")
    if utility is not None:
        terms = terms_of(utility, {numbered.index: numbered.issue for numbered in issues}, file)
        nothing = {numbered.issue.id: _zero(numbered.issue) for numbered in issues}
        return Preferences(values=nothing, together=terms, walk_away=walk_away)
    elements = {element.get("index"): element for element in objective.findall("issue")}
    if set(elements) != {numbered.index for numbered in issues}:
        refuse(file, "the issues", f"those numbered {sorted(map(str, elements))}", "the issues of the domain file")
    values = {n.issue.id: _values(elements[n.index], n.issue, file) for n in issues}
    return Preferences(weights=_weights(objective, issues, file), values=values, walk_away=walk_away)


def _zero(issue: Issue) -> Values:
    if isinstance(issue.options, Range):
        return Curve(((issue.options.low, 0.0), (issue.options.high, 0.0)))
    return dict.fromkeys(issue.options, 0.0)


def _weights(objective: Element, issues: list[_Numbered], file: str) -> dict[str, float]:
    stated = {element.get("index"): element for element in objective.findall("weight")}
    raw = {}
    for numbered in issues:
        place = f"the weight of issue {numbered.issue.name!r}"
        if numbered.index not in stated:
            refuse(file, place, "nothing", f'<weight index="{numbered.index}" value="..."/>')
        raw[numbered.issue.id] = _number(stated[numbered.index], "value", file, place)
    total = fsum(raw.values())
    if min(raw.values()) < 0 or total <= 0:
        refuse(file, "the weights", f"a sum of {total}, the least {min(raw.values())}", "none below 0, a sum above 0")
    return {issue: weight / total for issue, weight in raw.items()}


def _values(element: Element, issue: Issue, file: str) -> Values:
    place = f"issue {issue.name!r}"
    if isinstance(issue.options, Range):
        return _clipped(element, issue.options, file, place)
    stated = {item.get("value"): item for item in element.findall("item")}
    missing = [option for option in issue.options if option not in stated]
    if missing:
        refuse(file, place, f"no evaluation of {missing[0]!r}", "one for every option of the domain")
    raw = {option: _number(stated[option], "evaluation", file, f"{place}, {option!r}") for option in issue.options}
    greatest = max(raw.values())
    if greatest < 0:
        refuse(file, place, f"no evaluation above {greatest}", "a greatest evaluation of 0 or more")
    return {option: value / greatest if greatest else 0.0 for option, value in raw.items()}


def _clipped(element: Element, span: Range, file: str, place: str) -> Curve:
    """The line of an integer evaluator, with corners where it leaves [0, 1]."""
    evaluator = element.find("evaluator")
    if evaluator is None:
        refuse(file, place, "no evaluator", '<evaluator slope="..." offset="..."/>')
    form = evaluator.get("ftype", "linear")
    if form != "linear":
        refuse(file, place, f"an evaluator of ftype {form}", "linear")
    slope, offset = (_number(evaluator, key, file, place) for key in ("slope", "offset"))
    corners = [span.low + (level - offset) / slope for level in (0, 1)] if slope else []
    numbers = [span.low, *sorted(c for c in corners if span.low < c < span.high), span.high]
    return Curve(tuple((n, min(1.0, max(0.0, (n - span.low) * slope + offset))) for n in numbers))


def _notes(root: Element, file: str) -> list[str]:
    notes = []
    discount = root.find(".//discount_factor")
    factor = 1.0 if discount is None else _number(discount, "value", file, "discount_factor")
    if factor != 1:
        notes.append(f"{file}: the discount factor {factor} is left out: utilities do not change with time")
    if any(item.get("cost", "0").strip() not in ("", "0", "0.0") for item in root.iter("item")):
        notes.append(f"{file}: the costs of options are left out")
    utility = root.find(".//utility")
    if utility is not None and _may_pass_one(utility, file):
        notes.append(f"{file}: GENIUS cuts utilities at 1 where boxes add up to more than maxutility; they are not cut")
    return notes + _unread(root, file)


def _may_pass_one(utility: Element, file: str) -> bool:
    boxes = [_number(box, "utility", file, "a hyperRectangle") for box in utility.iter("hyperRectangle")]
    return sum(box for box in boxes if box > 0) > _number(utility, "maxutility", file, "utility")


def _unread(root: Element, file: str) -> list[str]:
    tags = sorted({element.tag for element in root.iter()} - _READ - {"negotiation_template"})
    return [f"{file}: what <{tag}> says is left out" for tag in tags]
