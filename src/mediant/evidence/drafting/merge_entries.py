"""The three-way merge of what is stated of one party: orders, red lines, statements, the claims behind them. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Document = Mapping[str, Any]
ROWS = ("together", "never", "prefers", "accepts", "rejects")


class Merging(Protocol):
    """What merging an entry needs: the three documents, a choice, and a place for conflicts."""

    base: Document
    mine: Document
    new: Document

    def pick(self, place: str, base: Any, mine: Any, new: Any) -> Any:
        """The value that a three-way merge keeps."""

    def differ(self, place: str, mine: Any, new: Any) -> None:
        """Note a conflict."""


def merged_preferences(sides: Merging, party: str, issues: Sequence[Document], fixed: set[str]) -> dict[str, Any]:
    """What is stated of a party after the merge; empty where nothing is.

    fixed : issues whose options stay the person's, so that a value of the new draft would not fit them.
    """
    base, mine, new = (side.get("preferences", {}).get(party, {}) for side in (sides.base, sides.mine, sides.new))
    place = f"preferences {party}"
    stated: dict[str, Any] = {}
    because: dict[str, list[str]] = {}
    for key in ("weights", "walk_away"):
        value = sides.pick(f"{place}, {key}", base.get(key), mine.get(key), new.get(key))
        if value is not None:
            stated[key] = value
            _rest(because, key, key, (base, mine, new), taken=value == new.get(key))
    values = _values(sides, place, (base, mine, new), issues, fixed)
    for issue, value in values.items():
        key = f"values.{issue}"
        _rest(because, key, key, (base, mine, new), taken=value == new.get("values", {}).get(issue))
    rows = {kind: _rows(kind, (base, mine, new), issues, because) for kind in ROWS}
    parts = {"values": values, **rows, "because": because}
    return stated | {key: part for key, part in parts.items() if part}


def spec_of(issue: Document) -> dict[str, Any]:
    """How an issue says what it can be settled at: its options or its range."""
    return {key: issue[key] for key in ("options", "range") if key in issue}


def stands_on(sides: Merging, issue: str) -> bool:
    """Whether something that the person changed or added speaks of the issue."""
    before, after = (side.get("preferences", {}) for side in (sides.base, sides.mine))
    return any(_speaks(before.get(party, {}), stated, issue) for party, stated in after.items())


def shown(value: Any, limit: int = 160) -> str:
    """A value of a case in a few words; 'nothing' where there is none."""
    if value is None:
        return "nothing"
    text = value if isinstance(value, str) else _key(value)
    return text if len(text) <= limit else f"{text[:limit]}…"


def _speaks(before: Document, after: Document, issue: str) -> bool:
    if before.get("values", {}).get(issue) != after.get("values", {}).get(issue):
        return True
    changed = [after[key] for key in ("weights", "walk_away", *ROWS) if key in after and after[key] != before.get(key)]
    return any(f'"{issue}"' in _key(value) for value in changed)


def _values(
    sides: Merging, place: str, three: tuple[Document, Document, Document], issues: Sequence[Document], fixed: set[str]
) -> dict[str, Any]:
    base, mine, new = (stated.get("values", {}) for stated in three)
    own = {row["id"]: spec_of(row) for row in sides.mine["issue"]}
    values = {}
    for row in issues:
        issue = row["id"]
        if issue in fixed:
            value = mine.get(issue)
        elif own.get(issue) != spec_of(row):
            value = new.get(issue)
        else:
            value = sides.pick(f"{place}, values.{issue}", base.get(issue), mine.get(issue), new.get(issue))
        if value is not None:
            values[issue] = value
    return values


def _rows(
    kind: str, three: tuple[Document, Document, Document], issues: Sequence[Document], because: dict[str, list[str]]
) -> list[Any]:
    """Red lines or statements: the person's, less those that the draft took back, and then the new ones."""
    places = [{_key(row): n for n, row in enumerate(stated.get(kind, ()), 1)} for stated in three]
    base, mine, new = places
    kept = [key for key in mine if key in new or key not in base]
    added = [key for key in new if key not in mine and key not in base]
    rows = [json.loads(key) for key in (*kept, *added)]
    result = []
    for key, row in zip((*kept, *added), rows, strict=True):
        if key in added and not _fits(row, issues):
            continue
        result.append(row)
        entries = [f"{kind}.{place[key]}" if key in place else "" for place in places]
        claims = _joined([stated.get("because", {}).get(entry) for stated, entry in zip(three, entries, strict=True)])
        if claims:
            because[f"{kind}.{len(result)}"] = claims
    return result


def _fits(row: Document, issues: Sequence[Document]) -> bool:
    """Whether a drafted red line speaks of an option that there still is."""
    known = {issue["id"]: issue for issue in issues}
    return all(
        issue in known and ("range" in known[issue] or option in known[issue]["options"])
        for issue, option in row.items()
    )


def _rest(
    because: dict[str, list[str]], key: str, entry: str, three: tuple[Document, Document, Document], *, taken: bool
) -> None:
    """Put the claims an entry rests on: merged where its value is the new draft's, the person's where it is not."""
    before, own, new = (stated.get("because", {}).get(entry) for stated in three)
    claims = _joined([before, own, new]) if taken else own
    if claims:
        because[key] = list(claims)


def _joined(three: Sequence[Sequence[str] | None]) -> list[str]:
    base, mine, new = (claims or () for claims in three)
    if mine == base:
        return list(new)
    kept = [claim for claim in mine if claim in new or claim not in base]
    return [*kept, *(claim for claim in new if claim not in base and claim not in mine)]


def _key(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
