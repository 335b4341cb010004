"""A three-way merge of cases: what was drafted before, what a person made of it, what is drafted now. Pure.

All three are documents as `mediant.model.document` has them. What a person changed stays; what only the new draft
changed is taken over; where both changed the same entry, the person's stays and the conflict is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mediant.errors import one_line
from mediant.evidence.drafting.draft import title_of
from mediant.evidence.drafting.merge_entries import merged_preferences, shown, spec_of, stands_on
from mediant.model.checks import problems_in

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where a person and the new draft differ: what was kept, and what the new draft has."""

    place: str
    kept: str
    offered: str

    def __str__(self) -> str:
        return one_line(f"{self.place}: kept {self.kept}; the new draft has {self.offered}", limit=600)


@dataclass(frozen=True, slots=True)
class Merged:
    """The case that comes out, as a document, and the conflicts in the order of the file."""

    document: Document
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class Sides:
    """The three documents and the conflicts found so far."""

    base: Document
    mine: Document
    new: Document
    conflicts: list[Conflict] = field(default_factory=list)

    def pick(self, place: str, base: Any, mine: Any, new: Any) -> Any:
        """The value that a three-way merge keeps; None is a value that is not there."""
        if new in (mine, base):
            return mine
        if mine == base:
            return new
        self.differ(place, mine, new)
        return mine

    def differ(self, place: str, mine: Any, new: Any) -> None:
        """Note a conflict."""
        self.conflicts.append(Conflict(place, shown(mine), shown(new)))

    def three(self, key: str) -> tuple[Any, Any, Any]:
        """The three values of a key."""
        return self.base.get(key), self.mine.get(key), self.new.get(key)

    @property
    def holds_packages(self) -> bool:
        """Whether the person's case speaks of whole outcomes, which must name every issue."""
        stated = self.mine.get("preferences", {}).values()
        return any(entry.get(key) for entry in stated for key in ("prefers", "accepts", "rejects")) or any(
            isinstance(entry.get("walk_away"), Mapping) for entry in stated
        )


def merge(base: Document, mine: Document, new: Document) -> Merged:
    """The case of `mine` with what the new draft adds, changes or takes back where the person changed nothing.

    Valid when `mine` is: where the new draft cannot be fitted to the person's changes, `mine` is kept as it is.
    """
    if mine == new:
        return Merged(mine, ())
    sides = Sides(base, mine, new)
    document = _document(sides)
    problems = problems_in(document)
    if not problems:
        return Merged(document, tuple(sides.conflicts))
    place = f"the whole case ({one_line(str(problems[0]), limit=200)})"
    return Merged(mine, (Conflict(place, "yours as it is", "changes that do not fit it"), *sides.conflicts))


def _document(sides: Sides) -> dict[str, Any]:
    document = {key: sides.pick(key, *sides.three(key)) for key in ("format", "as_of", "claims")}
    document["title"] = _title(sides)
    parties = _rows(sides, "party", taken=_staying_mediators(sides))
    mediators = _rows(sides, "mediator", taken=set(_ids(parties)))
    issues, fixed = _issues(sides)
    document |= {"party": parties, "mediator": mediators, "issue": issues}
    document["preferences"] = {
        party: entry for party in _ids(parties) if (entry := merged_preferences(sides, party, issues, fixed))
    }
    return {key: value for key, value in document.items() if value not in (None, [], {})}


def _title(sides: Sides) -> Any:
    """The title; one that the new draft made of names itself is no conflict."""
    base, mine, new = sides.three("title")
    made = new == title_of([party["name"] for party in sides.new["party"]])
    return mine if made and mine != base else sides.pick("title", base, mine, new)


def _staying_mediators(sides: Sides) -> set[str]:
    """The mediators that the new draft does not take back, or that the person worked on."""
    base, mine, new = (_ids(rows or ()) for rows in sides.three("mediator"))
    return {key for key, row in mine.items() if key in new or row != base.get(key)}


def _rows(sides: Sides, kind: str, taken: set[str]) -> list[dict[str, Any]]:
    """Parties or mediators: the person's order, then what the new draft adds."""
    base, mine, new = (_ids(rows or ()) for rows in sides.three(kind))
    rows = []
    for key in (*mine, *(key for key in new if key not in mine)):
        row = _row(sides, kind, (base.get(key), mine.get(key), new.get(key)), taken=key in taken)
        if row is not None:
            rows.append(row)
    return rows


def _row(sides: Sides, kind: str, three: tuple[Any, Any, Any], *, taken: bool) -> dict[str, Any] | None:
    base, mine, new = three
    key = (mine or new)["id"]
    if mine is None:
        if base is None and not taken:
            return dict(new)
        if new != base:
            sides.differ(f"{kind} {key}", None if not taken else f"{key} as another actor", new)
        return None
    if new is None:
        stays = base is None or base != mine or _edited(sides, key)
        if stays and base is not None:
            sides.differ(f"{kind} {key}", mine, None)
        return dict(mine) if stays else None
    row = {
        part: sides.pick(f"{kind} {key}, {part}", (base or {}).get(part), mine.get(part), new.get(part))
        for part in dict.fromkeys([*mine, *new])
    }
    return {part: value for part, value in row.items() if value is not None}


def _edited(sides: Sides, party: str) -> bool:
    base, mine, _ = sides.three("preferences")
    return bool((base or {}).get(party) != (mine or {}).get(party))


def _issues(sides: Sides) -> tuple[list[dict[str, Any]], set[str]]:
    """The issues, and the ids of those whose options stay the person's, so that values of the new draft do not fit."""
    base, mine, new = (_ids(rows or ()) for rows in sides.three("issue"))
    rows: list[dict[str, Any]] = []
    fixed: set[str] = set()
    for key, row in mine.items():
        kept = _issue(sides, row, base.get(key), new.get(key))
        if kept is not None:
            rows.append(kept)
            if key in new and spec_of(kept) != spec_of(new[key]):
                fixed.add(key)
    for key, row in new.items():
        if key in mine:
            continue
        if key not in base and not sides.holds_packages:
            rows.append(dict(row))
        elif row != base.get(key):
            sides.differ(f"issue {key}", None, row)
    return rows, fixed


def _issue(sides: Sides, mine: Document, base: Document | None, new: Document | None) -> dict[str, Any] | None:
    key = mine["id"]
    if new is None:
        stays = base != mine or sides.holds_packages or stands_on(sides, key)
        if stays and base is not None:
            sides.differ(f"issue {key}", mine, None)
        return dict(mine) if stays else None
    name = sides.pick(f"issue {key}, name", (base or {}).get("name"), mine["name"], new["name"])
    before, own, other = spec_of(base or {}), spec_of(mine), spec_of(new)
    spec = own
    if own == before and other != before:
        if stands_on(sides, key) or sides.holds_packages:
            sides.differ(f"issue {key}, options", own, other)
        else:
            spec = other
    elif own != before and other not in (own, before):
        sides.differ(f"issue {key}, options", own, other)
    return {"id": key, "name": name, **spec}


def _ids(rows: Sequence[Document] | Iterator[Document]) -> dict[str, Document]:
    return {row["id"]: row for row in rows}
