"""What a drafted case and a hand-made one say differently, and why as far as the claims tell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mediant.model.case import Case
from mediant.model.document import document_of

ASSUMED = "assumed: it names no claim"


def differences(drafted: Case, made: Case) -> tuple[str, ...]:
    """One sentence for each difference, in the order parties, mediators, issues, preferences; empty for equal cases.

    Entries of the made case that rest on no claim are called assumed: no draft can hold them.
    """
    one, other = document_of(drafted), document_of(made)
    return (
        *_rows(one, other, "party"),
        *_rows(one, other, "mediator"),
        *_issues(one, other),
        *(line for party in made.parties for line in _preferences(party.id, one, other)),
    )


def _rows(one: Mapping[str, Any], other: Mapping[str, Any], kind: str) -> Iterator[str]:
    drafted, made = _by_id(one.get(kind, ())), _by_id(other.get(kind, ()))
    for name in made:
        if name not in drafted:
            yield f"{kind} {name}: in the made case only; no claim shows it as one"
    for name, row in drafted.items():
        if name not in made:
            yield f"{kind} {name}: in the draft only"
        elif row.get("may") != made[name].get("may"):
            told, set_by_hand = _listed(row.get("may")), _listed(made[name].get("may"))
            yield f"{kind} {name}: may {told} in the draft, {set_by_hand} in the made case"


def _issues(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    drafted, made = _by_id(one["issue"]), _by_id(other["issue"])
    for name in made:
        if name not in drafted:
            yield f"issue {name}: in the made case only; {_grounds(name, other)}"
    for name, row in drafted.items():
        if name not in made:
            yield f"issue {name}: in the draft only"
        elif _settled(row) != _settled(made[name]):
            yield f"issue {name}: {_settled(row)} in the draft, {_settled(made[name])} in the made case"


def _preferences(party: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[str]:
    drafted, made = (case.get("preferences", {}).get(party, {}) for case in (one, other))
    for key in ("weights", "walk_away"):
        if drafted.get(key) != made.get(key):
            yield f"{party}, {key}: {drafted.get(key)} in the draft, {made.get(key)} in the made case"
    for issue in dict.fromkeys([*drafted.get("values", {}), *made.get("values", {})]):
        entry = f"values.{issue}"
        told, set_by_hand = drafted.get("values", {}).get(issue), made.get("values", {}).get(issue)
        if told != set_by_hand:
            yield (
                f"{party} on {issue}: {_order(told)}{_claims(drafted, entry, told)} in the draft, "
                f"{_order(set_by_hand)}{_claims(made, entry, set_by_hand)} in the made case"
            )
    yield from _red_lines(party, drafted, made)


def _red_lines(party: str, drafted: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[str]:
    for place, line in enumerate(made.get("never", ()), 1):
        if line not in drafted.get("never", ()):
            yield f"{party}, red line {_pairs(line)}: in the made case only{_claims(made, f'never.{place}', line)}"
    for place, line in enumerate(drafted.get("never", ()), 1):
        if line not in made.get("never", ()):
            yield f"{party}, red line {_pairs(line)}: in the draft only{_claims(drafted, f'never.{place}', line)}"


def _grounds(issue: str, case: Mapping[str, Any]) -> str:
    stated = case.get("preferences", {}).items()
    claims = [c for _, entry in stated for c in entry.get("because", {}).get(f"values.{issue}", ())]
    told = [party for party, entry in stated if issue in entry.get("values", {})]
    if claims:
        return f"its entries rest on {_listed(claims)}"
    return "every entry on it is assumed" if told else "nothing is stated on it"


def _claims(stated: Mapping[str, Any], entry: str, value: Any) -> str:
    if value is None:
        return ""
    claims = stated.get("because", {}).get(entry)
    return f" ({_listed(claims) if claims else ASSUMED})"


def _order(values: Any) -> str:
    if values is None:
        return "nothing"
    if isinstance(values, list):
        return " over ".join(" = ".join(map(str, group)) if isinstance(group, list) else str(group) for group in values)
    if isinstance(values, Mapping):
        return "; ".join(f"{option} {worth}" for option, worth in values.items())
    return str(values)


def _settled(row: Mapping[str, Any]) -> str:
    span = row.get("range")
    return f"{span['from']} to {span['to']} {span.get('unit', '')}".strip() if span else _listed(row["options"])


def _pairs(line: Mapping[str, Any]) -> str:
    return ", ".join(f"{issue} {option}" for issue, option in line.items())


def _listed(values: Sequence[Any] | None) -> str:
    return ", ".join(map(str, values)) if values else "nothing"


def _by_id(rows: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {row["id"]: row for row in rows}
