"""The single text: its clauses, what is proposed for them, where each side stands, and the ballot on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, get_args

from mediant.web.screens.ballot import PARTS as BALLOT_PARTS
from mediant.web.screens.ballot import ballot_shown
from mediant.web.screens.conversation import names_of, rooms_of
from mediant.web.screens.screen import Screen, Seen
from mediant.web.screens.text_forms import FORMS
from mediant.workbench.audience import JOINT, MEDIATORS
from mediant.workbench.clauses import (
    LEAVES,
    STANCES,
    Arranged,
    Content,
    Edit,
    Grounded,
    Origin,
    Stand,
    Stood,
    Suggest,
    Suggested,
    Withdrawn,
    Worded,
)
from mediant.workbench.commands import MAY
from mediant.workbench.decisions.text import SECONDS
from mediant.workbench.people import FOR_MEDIATORS, Role
from mediant.workbench.text import Text, Version
from mediant.workbench.wording import diff, is_open, pieces


def values(seen: Seen) -> Mapping[str, Any]:
    """The whole text, and the clause that the address asks for with its history and its forms."""
    text = seen.table.text
    may = MAY[seen.person.role]
    asked = seen.asked.get("clause", "")
    return {
        "clauses": [clause_shown(clause, seen) for clause in text.order],
        "removed": [clause_shown(clause, seen) for clause in text.clauses if clause not in text.order],
        "chosen": chosen_shown(asked, seen) if asked in text.clauses else None,
        "fresh": [suggestion_shown(one, seen) for one in text.standing if one.clause is None],
        "names": names_of(seen.table.case),
        "issues": [(issue.id, issue.name) for issue in seen.table.case.issues],
        "rooms": _rooms(seen),
        "leaves": LEAVES,
        "stances": STANCES,
        "may_edit": Edit in may,
        "may_suggest": Suggest in may,
        "may_stand": Stand in may,
        "undo": _undo(seen),
        "source": _source(seen),
        "ballot": ballot_shown(seen),
        "something_open": any(is_open(text.now(clause).content.words) for clause in text.order),
    }


def clause_shown(clause: str, seen: Seen) -> dict[str, Any]:
    """A clause as it stands, for the list."""
    text = seen.table.text
    now = text.now(clause)
    place = text.order.index(clause) + 1 if clause in text.order else None
    return {
        "id": clause,
        "place": place,
        "last": place == len(text.order),
        **version_shown(now, seen),
        "stances": _stances(clause, seen),
        "proposed": sum(one.clause == clause for one in text.standing),
    }


def chosen_shown(clause: str, seen: Seen) -> dict[str, Any]:
    """A clause with its history, the newest version first, and what is proposed for it."""
    text = seen.table.text
    versions = text.clauses[clause]
    told = [{**version_shown(versions[0], seen), "diff": None}]
    for before, after in pairwise(versions):
        told.append({**version_shown(after, seen), "diff": _diff(before.content.words, after.content.words)})
    suggested = [suggestion_shown(one, seen) for one in text.standing if one.clause == clause]
    brackets = [part for part in pieces(text.now(clause).content.words) if isinstance(part, tuple)]
    mine = text.stances_on(clause).get(seen.person.side or "")
    more = {"history": told[::-1], "suggestions": suggested, "brackets": brackets, "mine": mine}
    return {**clause_shown(clause, seen), **more}


def version_shown(version: Version, seen: Seen) -> dict[str, Any]:
    """What a clause says in a version, part by part, and where that comes from."""
    return {
        "number": version.number,
        "at": datetime.fromtimestamp(version.at, UTC),
        "side": version.side,
        "origin": _origin(version.origin or version.ground, seen),
        "hidden": version.ground is not None,
        **content_shown(version.content),
    }


def content_shown(content: Content) -> dict[str, Any]:
    """The title and the words, and what they settle."""
    return {
        "title": content.title,
        "words": content.words,
        "pieces": pieces(content.words),
        "issue": content.issue,
        "option": "" if content.option is None else str(content.option),
    }


def suggestion_shown(one: Suggested, seen: Seen) -> dict[str, Any]:
    """A proposed wording, beside what the clause says now."""
    text = seen.table.text
    now = text.now(one.clause).content.words if one.clause in text.order else None
    return {
        "id": one.id,
        "room": one.room,
        "side": one.side,
        "mine": one.side == seen.person.side,
        "leave": one.leave,
        "free": one.room in (JOINT, MEDIATORS) or one.leave != "none",
        "diff": None if now is None else _diff(now, one.content.words),
        "taken": _taken(text, one.id),
        "origin": _origin(one.origin, seen),
        "hidden": one.room != JOINT,
        "clause": one.clause,
        **content_shown(one.content),
    }


def _taken(text: Text, suggestion: str) -> bool:
    """Whether the text says so now because it was taken from there."""
    where = Origin("wording", suggestion)
    return any(where in (now.origin, now.ground) for now in map(text.now, text.order))


def _diff(old: str, new: str) -> list[tuple[str, str]]:
    kinds = {"equal": "same", "delete": "out", "insert": "in"}
    return [(kinds[run.kind], run.words) for run in diff(old, new)]


def _stances(clause: str, seen: Seen) -> list[tuple[str, Stood | None]]:
    """Where each party stands that the viewer may know of."""
    known = seen.table.text.stances_on(clause)
    if seen.person.role in FOR_MEDIATORS or seen.person.role == "teacher":
        return [(party.id, known.get(party.id)) for party in seen.table.case.parties]
    return [(party, stance) for party, stance in known.items()]


def _origin(origin: Origin | None, seen: Seen) -> dict[str, Any] | None:
    """Where a wording comes from, and where that can be read."""
    if origin is None:
        return None
    line = seen.table.talk.of(origin.id) if origin.kind == "line" else None
    wording = seen.table.text.suggestions.get(origin.id) if origin.kind == "wording" else None
    at = {
        "line": f"{seen.at}/table?room={line.room}#{line.id}" if line else None,
        "claim": f"{seen.at}/evidence?claim={origin.id}",
    }.get(origin.kind)
    return {"kind": origin.kind, "at": at, "side": wording.side if wording else line.side if line else None}


def _source(seen: Seen) -> dict[str, str] | None:
    """What a new wording is to come from, where the address says so and the viewer knows it."""
    kind, _, name = seen.asked.get("origin", "").partition(":")
    line = seen.table.talk.of(name) if kind == "line" else None
    known = seen.table.evidence.found.get(name) or seen.table.evidence.told.get(name)
    words = line.words if line else None
    if kind == "claim" and known is not None:
        words = " … ".join(span.text for span in known.claim.content)
    return None if words is None else {"origin": f"{kind}:{name}", "words": words}


def _rooms(seen: Seen) -> tuple[str, ...]:
    """Where the viewer can propose a wording: the first one in confidence."""
    rooms = rooms_of(seen)
    return (MEDIATORS, *rooms) if seen.person.role in FOR_MEDIATORS else rooms[::-1]


def _undo(seen: Seen) -> int | None:
    """For how many seconds the viewer can undo their last change."""
    last = seen.table.text.last
    if last is None or last.by != seen.person.id or Edit not in MAY[seen.person.role]:
        return None
    left = int(last.at + SECONDS - seen.now)
    return left if 0 < left <= SECONDS else None


TEXT = (Worded, Arranged, Grounded, Suggested, Withdrawn, Stood)

SCREEN = Screen(
    name="text",
    roles=frozenset(role for role in get_args(Role) if role != "administrator"),
    values=values,
    forms=FORMS,
    told=frozenset({"stand", "suggest"}),
    parts={"clauses": TEXT, "chosen": TEXT, "fresh": TEXT, **BALLOT_PARTS},
)
