"""A case as GENIUS XML: what `genius.parse` reads back to the same utilities, and a list of what is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import fsum, prod
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from mediant.errors import CannotConvert
from mediant.model.case import Case
from mediant.model.formats.documents import party_stems
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
from mediant.model.issue import Issue, Option, Range
from mediant.model.preferences import Pattern

MOST_BOXES = 10_000
"""The most boxes one term may fall into."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaled:
    """Additive preferences on the scale of GENIUS: u = (utility - moved) / divided, weights summing to 1."""

    weights: dict[str, float]
    values: dict[str, tuple[float, ...]]
    moved: float
    divided: float

    def walk_away(self, utility: float) -> float:
        """A utility of the case on the new scale."""
        return (utility - self.moved) / self.divided


def scaled(settled: Settled) -> Scaled:
    """Values from 0 to 1 and weights that sum to 1, for the same preferences up to scale."""
    weights, values, moved = {}, {}, 0.0
    for issue, old in settled.values.items():
        weight = settled.weights[issue]
        if weight < 0 or min(old) < 0:
            least = min(weight * value for value in old)
            moved += least
            old, weight = tuple(settled.weights[issue] * value - least for value in old), 1.0
        greatest = max(old)
        weights[issue] = weight * greatest
        values[issue] = tuple(value / greatest if greatest else 0.0 for value in old)
    total = fsum(weights.values())
    if total <= 0:
        # Every outcome is worth the same, though the values of an issue that weighs nothing may differ.
        flat = {issue: (0.0,) * len(old) for issue, old in values.items()}
        return Scaled(weights=dict.fromkeys(weights, 1 / len(weights)), values=flat, moved=moved, divided=1.0)
    divided = 1.0 if abs(total - 1) < 1e-9 else total
    new = {issue: weight / divided for issue, weight in weights.items()}
    return Scaled(weights=new, values=values, moved=moved, divided=divided)


def scale_losses(party: str, scale: Scaled) -> list[str]:
    """What the new scale changes, if anything."""
    if scale.moved == 0 and scale.divided == 1:
        return []
    return [f"{party}: the scale of utilities ({scale.moved:g} is taken off, the rest divided by {scale.divided:g})"]


def render(case: Case) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files by name, and what GENIUS cannot hold of the case.

    A party with nothing but terms over whole numbers is written as hyper-rectangles (GENIUS cuts their sum at 1); all
    else is additive.
    """
    settled = {party.id: settle(case, party.id) for party in case.parties}
    names, lost = issue_names(case)
    lost = case_losses(case) + lost
    as_numbers = {issue.id for issue in case.issues if _fits_integers(issue, list(settled.values()))}
    for issue in case.issues:
        if issue.id not in as_numbers:
            lost += _word_losses(issue)
    files = party_files(case, ".xml")
    lost += id_losses(case, files)
    kept = dict(zip(files, party_stems(list(files.values())), strict=True))
    rendered = {}
    for party in case.parties:
        root, more = _profile(case, settled[party.id], party.id, names, as_numbers)
        lost += list(settled[party.id].lost) + more
        if kept[party.id] != party.name:
            lost.append(f"{party.id}: the name {party.name!r}")
        rendered[files[party.id]] = _bytes(root)
    return {domain_file(case, ".xml", rendered): _bytes(_domain(case, names, as_numbers)), **rendered}, tuple(lost)


def _fits_integers(issue: Issue, settled: Sequence[Settled]) -> bool:
    """Whether the options are whole numbers in steps of 1 and every party's values run straight."""
    span = issue.options
    whole = isinstance(span, Range) and isinstance(span.low, int) and span.step == 1
    return whole and all(issue.id in one.straight for one in settled)


def _word_losses(issue: Issue) -> list[str]:
    refuse_too_many(issue, "genius")
    return [f"that the options of {issue.id} are numbers"] if issue.numeric else []


def _domain(case: Case, names: dict[str, str], as_numbers: set[str]) -> Element:
    root = Element("negotiation_template")
    space = SubElement(root, "utility_space", number_of_issues=str(len(case.issues)))
    objective = _objective(space, case.title)
    for k, issue in enumerate(case.issues, 1):
        element = _issue(objective, k, names[issue.id], issue, as_numbers)
        for j, option in enumerate(() if issue.id in as_numbers else issue.options, 1):
            SubElement(element, "item", index=str(j), value=str(option))
    return root


def _objective(space: Element, title: str) -> Element:
    return SubElement(space, "objective", index="0", name=title, type="objective", etype="objective", description="")


def _issue(objective: Element, k: int, name: str, issue: Issue, as_numbers: set[str]) -> Element:
    form = "integer" if issue.id in as_numbers else "discrete"
    element = SubElement(objective, "issue", index=str(k), name=name, type=form, etype=form, vtype=form)
    if isinstance(issue.options, Range) and issue.id in as_numbers:
        element.set("lowerbound", str(issue.options.low))
        element.set("upperbound", str(issue.options.high))
    return element


def _profile(
    case: Case, settled: Settled, party: str, names: dict[str, str], as_numbers: set[str]
) -> tuple[Element, list[str]]:
    boxes = _all_boxes(case, settled, as_numbers)
    scale = scaled(settled)
    lost = [] if boxes else scale_losses(party, scale)
    if settled.terms and not boxes:
        lost.append(f"{party}: terms for options taken together ({len(settled.terms)})")
    root = Element("utility_space", {"type": "nonlinear"} if boxes else {})
    objective = _objective(root, case.title)
    for k, issue in enumerate(case.issues, 1):
        element = _issue(objective, k, names[issue.id], issue, as_numbers)
        if not boxes:
            _evaluations(element, issue, scale, numeric=issue.id in as_numbers)
    if boxes:
        _write_boxes(objective, boxes)
    else:
        for k, issue in enumerate(case.issues, 1):
            SubElement(objective, "weight", index=str(k), value=repr(scale.weights[issue.id]))
    lost += _write_walk_away(root, settled, party, None if boxes else scale)
    return root, lost


def _evaluations(element: Element, issue: Issue, scale: Scaled, *, numeric: bool) -> None:
    values = scale.values[issue.id]
    if numeric:
        slope = (values[-1] - values[0]) / (len(values) - 1)
        SubElement(element, "evaluator", ftype="linear", slope=repr(slope), offset=repr(values[0]))
        return
    for j, (option, value) in enumerate(zip(issue.options, values, strict=True), 1):
        SubElement(element, "item", index=str(j), value=str(option), evaluation=repr(value))


def _write_walk_away(root: Element, settled: Settled, party: str, scale: Scaled | None) -> list[str]:
    if settled.walk_away is None:
        return [f"{party}: that it has no walk-away (GENIUS takes 0)"]
    value = scale.walk_away(settled.walk_away) if scale else settled.walk_away
    SubElement(root, "reservation", value=repr(value))
    return [f"{party}: the outcome its walk-away is tied to (the utility is written)"] * bool(settled.status_quo)


def _all_boxes(
    case: Case, settled: Settled, as_numbers: set[str]
) -> list[tuple[list[tuple[int, Option, Option]], float]]:
    """Every term as boxes of (issue number, min, max) with what they add; empty where that is impossible."""
    flat = not any(any(values) for values in settled.values.values())
    if not settled.terms or not flat or len(as_numbers) < len(case.issues):
        return []
    position = {issue.id: k for k, issue in enumerate(case.issues, 1)}
    found = []
    for term, add in settled.terms:
        if prod(len(list(_runs(options))) for options in term.when.values()) > MOST_BOXES:
            return []
        found += [(box, add) for box in _boxes(term.when, position)]
    return found


def _boxes(when: Pattern, position: dict[str, int]) -> Iterator[list[tuple[int, Option, Option]]]:
    sides = [[(position[issue], *ends) for ends in _runs(options)] for issue, options in when.items()]
    return (list(box) for box in product(*sides))


def _runs(options: Sequence[Option]) -> Iterator[tuple[int, int]]:
    """First and last of every unbroken run of whole numbers."""
    numbers = sorted({int(option) for option in options})
    start = numbers[0]
    for number, after in zip(numbers, [*numbers[1:], None], strict=True):
        if after != number + 1:
            yield start, number
            start = after if after is not None else start


def _write_boxes(objective: Element, boxes: Sequence[tuple[list[tuple[int, Option, Option]], float]]) -> None:
    utility = SubElement(objective, "utility", maxutility="1")
    ufun = SubElement(utility, "ufun", type="PlainUfun", weight="1", aggregation="sum")
    for box, add in boxes:
        rectangle = SubElement(ufun, "hyperRectangle", utility=repr(add))
        for index, low, high in box:
            SubElement(rectangle, "INCLUDES", index=str(index), min=str(low), max=str(high))


def _bytes(root: Element) -> bytes:
    for element in root.iter():
        for value in element.attrib.values():
            if _ILLEGAL.search(value):
                do = "choose another target, or take those that are no letters or signs out of that text"
                raise CannotConvert("genius", (f"the characters of {value!r}",), do)
    ElementTree.indent(root)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"
