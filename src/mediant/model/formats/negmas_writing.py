"""A case as a NegMAS scenario folder in YAML, and a list of what is lost."""

from __future__ import annotations

from typing import Any

import yaml

from mediant.model.case import Case
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
from mediant.model.issue import Issue, Range


def render(case: Case) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files by name, and what NegMAS cannot hold of the case. Utilities are written as they are."""
    names, lost = issue_names(case)
    lost = case_losses(case) + lost
    settled = {party.id: settle(case, party.id) for party in case.parties}
    for issue in case.issues:
        plain = _contiguous(issue) and all(issue.id in one.straight for one in settled.values())
        if not plain:
            refuse_too_many(issue, "negmas")
    files = party_files(case, ".yml")
    lost += id_losses(case, files)
    rendered = {}
    for party in case.parties:
        one = settled[party.id]
        lost += one.lost
        lost += [f"{party.id}: terms for options taken together ({len(one.terms)})"] * bool(one.terms)
        rendered[files[party.id]] = _yaml(_function(case, party.name, one))
    domain = {
        "name": case.title,
        "type": "DiscreteCartesianOutcomeSpace",
        "issues": [_issue(issue, names[issue.id]) for issue in case.issues],
    }
    return {domain_file(case, ".yml", rendered): _yaml(domain), **rendered}, tuple(lost)


def _contiguous(issue: Issue) -> bool:
    return isinstance(issue.options, Range) and isinstance(issue.options.low, int) and issue.options.step == 1


def _issue(issue: Issue, name: str) -> dict[str, Any]:
    if isinstance(issue.options, Range) and _contiguous(issue):
        return {"name": name, "type": "ContiguousIssue", "values": [issue.options.low, issue.options.high]}
    form = "DiscreteCardinalIssue" if issue.numeric else "CategoricalIssue"
    return {"name": name, "type": form, "values": list(issue.options)}


def _function(case: Case, name: str, settled: Settled) -> dict[str, Any]:
    quo = settled.status_quo
    return {
        "name": name,
        "type": "LinearAdditiveUtilityFunction",
        "weights": [settled.weights[issue.id] for issue in case.issues],
        "values": [_values(issue, settled) for issue in case.issues],
        "reserved_value": float("-inf") if settled.walk_away is None else settled.walk_away,
        "reserved_outcome": [quo[issue.id] for issue in case.issues] if quo else None,
    }


def _values(issue: Issue, settled: Settled) -> dict[str, Any]:
    values, span = settled.values[issue.id], issue.options
    if isinstance(span, Range) and issue.id in settled.straight:
        slope = (values[-1] - values[0]) / (span.high - span.low)
        return {"type": "AffineFun", "slope": slope, "bias": values[0] - slope * span.low}
    return {"type": "TableFun", "mapping": dict(zip(issue.options, values, strict=True))}


class _Dumper(yaml.SafeDumper):
    """Never writes an alias: readers of ours refuse them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 (the name and the place are PyYAML's)
        return True


def _yaml(value: Any) -> bytes:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True).encode()
