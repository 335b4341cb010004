"""The hyper-rectangles of a nonlinear GENIUS utility space, as terms of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil, floor
from xml.etree.ElementTree import Element

from mediant.model.formats.documents import finite, refuse
from mediant.model.issue import Issue, Range
from mediant.model.preferences import Pattern, Term

_Bounds = list[tuple[Issue, Range, float, float]]

MOST_BOUNDS = 100
"""How many bounds a box may have."""

MOST_OPTIONS = 5_000_000
"""How many options all boxes of a party may name together."""


def terms_of(utility: Element, issues: Mapping[str, Issue], file: str) -> tuple[Term, ...]:
    """One term a box, divided by `maxutility`; a box of EXCLUDES counts outside its bounds and becomes several.

    issues : by the number that `index` names. Both ends of a bound are inside. Only sums are supported.
    """
    greatest = _number(utility, "maxutility", file)
    if greatest <= 0:
        refuse(file, "utility", f"maxutility {greatest}", "a number above 0")
    terms = []
    named = 0
    for box, weight in _boxes(utility, 1.0, file):
        add = weight * _number(box, "utility", file) / greatest
        for when in _patterns(box, issues, file):
            named += sum(map(len, when.values()))
            if named > MOST_OPTIONS:
                refuse(file, "utility", f"boxes over more than {MOST_OPTIONS:,} options", "fewer or smaller boxes")
            terms.append(Term(when=when, add=add))
    return tuple(terms)


def _boxes(element: Element, weight: float, file: str) -> Iterator[tuple[Element, float]]:
    for child in element:
        if child.tag == "hyperRectangle":
            yield child, weight * _weight(child, file)
        elif child.tag == "ufun":
            aggregation = child.get("aggregation", "sum")
            if aggregation.lower() != "sum":
                refuse(file, "ufun", f"aggregation {aggregation}", "sum")
            yield from _boxes(child, weight * _weight(child, file), file)
        else:
            refuse(file, f"<{element.tag}>", f"<{child.tag}>", "hyperRectangle or ufun")


def _patterns(box: Element, issues: Mapping[str, Issue], file: str) -> Iterator[Pattern]:
    tags = {child.tag for child in box}
    if len(box) > MOST_BOUNDS:
        refuse(file, "hyperRectangle", f"{len(box)} bounds", f"at most {MOST_BOUNDS}")
    if tags == {"INCLUDES"}:
        yield from _inside(_bounds(box, issues, file))
    elif tags == {"EXCLUDES"}:
        yield from _outside(_bounds(box, issues, file))
    elif tags:
        refuse(file, "hyperRectangle", f"<{'>, <'.join(sorted(tags))}>", "only INCLUDES, or only EXCLUDES")
    else:
        anywhere = next(iter(issues.values()))
        yield {anywhere.id: tuple(anywhere.options)}


def _bounds(box: Element, issues: Mapping[str, Issue], file: str) -> _Bounds:
    found: _Bounds = []
    for child in box:
        index = child.get("index", "")
        issue = issues.get(index)
        if issue is None:
            refuse(file, child.tag, f"index {index!r}", f"the number of an issue: {', '.join(issues)}")
        if not isinstance(issue.options, Range):
            refuse(file, child.tag, f"the discrete issue {issue.name!r}", "an integer issue")
        found.append((issue, issue.options, _number(child, "min", file), _number(child, "max", file)))
    return found


def _inside(bounds: _Bounds) -> Iterator[Pattern]:
    """The pattern of a box; none where it holds no option. Bounds on one issue are all met at once."""
    ends: dict[str, tuple[int, int]] = {}
    for issue, span, low, high in bounds:
        first, last = ends.get(issue.id, (int(span.low), int(span.high)))
        ends[issue.id] = max(first, ceil(low)), min(last, floor(high))
    if all(first <= last for first, last in ends.values()):
        yield {issue: tuple(range(first, last + 1)) for issue, (first, last) in ends.items()}


def _outside(bounds: _Bounds) -> Iterator[Pattern]:
    """Patterns that never overlap and together cover all outside a box: inside the first k bounds, outside the next."""
    for k, (issue, span, low, high) in enumerate(bounds):
        for start in _inside([*bounds[:k], (issue, span, span.low, span.high)]):
            left = tuple(option for option in start[issue.id] if not low <= float(option) <= high)
            if left:
                yield {**start, issue.id: left}


def _number(element: Element, key: str, file: str) -> float:
    return finite(element.get(key, "nothing"), file, f"<{element.tag}> {key}")


def _weight(element: Element, file: str) -> float:
    return finite(element.get("weight", "1"), file, f"<{element.tag}> weight")
