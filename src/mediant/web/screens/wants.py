"""What a party wants: one question at a time, its sheet so far, what it says in words, and handing it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mediant.errors import Refused
from mediant.model.case import Case
from mediant.model.issue import Issue
from mediant.web.rendering import theirs
from mediant.web.screens import packages
from mediant.web.screens.screen import Again, Form, Screen, Seen, one
from mediant.web.works import Work
from mediant.workbench.interview import Interview, interview
from mediant.workbench.people import FOR_PARTIES
from mediant.workbench.sheets import Answered, Asked, Choose, Declare, Fill, LiveWith, Receipted, Reply, Sheet
from mediant.workbench.wants import Stated


def side_of(seen: Seen) -> str:
    """The party of the viewer."""
    return seen.person.side or ""


def works(seen: Seen) -> Mapping[str, Work]:
    """Where the interview stands."""
    return {"interview": Work(interview, (seen.table.case, side_of(seen), seen.table.sheets.of(side_of(seen))))}


def values(seen: Seen) -> Mapping[str, Any]:
    """The question that is open, or the one that the address asks for again; and all that was answered."""
    found: Interview = seen.found["interview"]
    side, case = side_of(seen), seen.table.case
    sheet = seen.table.sheets.of(side)
    again = asked_for(case, sheet, seen.asked.get("ask", ""))
    asked = again or found.next.asked
    stated = seen.table.wants.stated.get(side, ())
    return {
        "step": found.next,
        "again": again is not None,
        "question": None if asked is None else _in_order(question(case, asked, sheet), seen.sent.get("order", ())),
        "answers": [answered(case, number, *pair) for number, pair in enumerate(sheet.answers)],
        "clash": [_numbered(case, sheet, one) for one in found.conflict.asked] if found.conflict else [],
        "explained": found.explained,
        "names": {issue.id: issue.name for issue in case.issues},
        "versions": len(stated),
        "changed": found.stated is not None and found.stated != (stated[-1] if stated else None),
        "receipts": seen.table.sheets.receipts.get(side, ()),
    }


def _numbered(case: Case, sheet: Sheet, asked: Asked) -> dict[str, Any]:
    number = next(k for k, (one, _) in enumerate(sheet.answers) if one == asked)
    return answered(case, number, *sheet.answers[number])


def asked_for(case: Case, sheet: Sheet, said: str) -> Asked | None:
    """The question that an address names: by the number of its answer, or an entry by its name."""
    if packages.is_number(said) and int(said) < len(sheet.answers):
        return sheet.answers[int(said)][0]
    entries = {"weights", "walk_away", "never", *(f"values.{issue.id}" for issue in case.issues)}
    return Fill(said) if said in entries else None


def question(case: Case, asked: Asked, sheet: Sheet) -> dict[str, Any]:
    """A question for the template: its kind, and what is chosen from; as it was answered before, if it was."""
    before = sheet.answer(asked)
    match asked:
        case Choose(this, to):
            pair = {"this": packages.coded(case, this), "to": packages.coded(case, to)}
            sides = zip(packages.shown(case, this), packages.shown(case, to), strict=True)
            return {"kind": "choose", "before": before, "rows": [(a, b, a != b) for a, b in sides], **pair}
        case LiveWith(outcome):
            rows = packages.shown(case, outcome)
            return {"kind": "live-with", "before": before, "rows": rows, "package": packages.coded(case, outcome)}
        case Fill("weights"):
            named: list[tuple[str, Any]] = [(issue.id, theirs(issue.name)) for issue in case.issues]
            return {"kind": "weights", "before": before, "items": _ordered(named, before)}
        case Fill("walk_away"):
            return {"kind": "walk_away", **_walk_away(case, before)}
        case Fill("never"):
            return {"kind": "never", "before": before, **_red_lines(case, before)}
        case Fill(entry):
            return {"kind": entry, **_values(case.issue(entry.partition(".")[2]), before)}


def _in_order(told: dict[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """With its items as they were moved."""
    if not order or "items" not in told:
        return told
    return {
        **told,
        "items": sorted(told["items"], key=lambda item: order.index(item[0]) if item[0] in order else len(order)),
    }


def _ordered(items: list[tuple[Any, Any]], before: object) -> list[tuple[Any, Any]]:
    """The items as they were put in order before; those that were not, last."""
    said = _members(before) if isinstance(before, list) else []
    return sorted(items, key=lambda item: said.index(item[0]) if item[0] in said else len(said))


def _members(order: list[Any]) -> list[Any]:
    """What an order names, the best first; what is tied, one after the other."""
    return [member for group in order for member in (group if isinstance(group, list) else [group])]


def _values(issue: Issue, before: object) -> dict[str, Any]:
    if issue.numeric:
        return {"issue": issue.name, "numeric": True, "before": before, "unit": packages.unit_of(issue)}
    options = [(option, option) for option in issue.options]
    numbered = {option: str(number) for number, option in enumerate(issue.options)}
    items = [(numbered[option], theirs(str(option))) for option, _ in _ordered(options, before)]
    return {"issue": issue.name, "numeric": False, "before": before, "items": items}


def _walk_away(case: Case, before: object) -> dict[str, Any]:
    package = before["as_good_as"] if isinstance(before, dict) else None
    low, high = before if isinstance(before, list) else ("", "")
    ends = [round(100 * end) if isinstance(end, float | int) else "" for end in (low, high)]
    kind = "package" if package else "percent" if isinstance(before, list) else ""
    return {"before": before, "manner": kind, "fields": packages.fields(case, package), "low": ends[0], "high": ends[1]}


def _red_lines(case: Case, before: object) -> dict[str, Any]:
    lines = before if isinstance(before, list) else []
    return {"lines": [packages.shown(case, line) for line in lines], "fields": packages.fields(case)}


def answered(case: Case, number: int, asked: Asked, answer: Any) -> dict[str, Any]:
    """An answer for the template: its number, its kind, and what was said."""
    told = {**question(case, asked, Sheet(((asked, answer),))), "number": number, "answer": answer}
    if told["kind"] == "weights" and isinstance(answer, list):
        names = {issue.id: issue.name for issue in case.issues}
        told["order"] = [names[issue] for issue in _members(answer)]
    if isinstance(asked, Fill) and asked.entry.startswith("values.") and isinstance(answer, list):
        told["order"] = [str(option) for option in _members(answer)]
    if told["kind"] == "walk_away" and isinstance(answer, dict):
        told["rows"] = packages.shown(case, answer["as_good_as"])
    if told["kind"] == "never" and answer:
        told["lines"] = [packages.shown(case, line) for line in answer]
    return told


def answer(seen: Seen, form: Form) -> Reply | Again:
    """What was answered; *I don't know* is an answer to everything. Moving without scripts shows the page again."""
    if "move" in form:
        return Again({**form, "order": moved(form.get("order", ()), one(form, "move"))})
    case, kind = seen.table.case, one(form, "kind")
    asked = _asked(case, kind, form)
    if "unknown" in form.get("back", ()):
        return Reply(asked, None)
    match asked:
        case Choose() | LiveWith():
            return Reply(asked, {"this": "this", "to": "to", "yes": True, "no": False}.get(one(form, "answer"), ""))
        case Fill("weights"):
            return Reply(asked, list(form.get("order", ())))
        case Fill("walk_away"):
            return Reply(asked, _walk_away_said(case, form))
        case Fill("never"):
            return Reply(asked, _red_lines_said(seen, form))
        case Fill(entry):
            return Reply(asked, _values_said(case.issue(entry.partition(".")[2]), form))


def moved(order: Sequence[str], move: str) -> tuple[str, ...]:
    """The order with one item a place up or down: `ITEM:up`, `ITEM:down`."""
    item, _, way = move.rpartition(":")
    places = list(order)
    if item not in places or way not in ("up", "down"):
        return tuple(order)
    now = places.index(item)
    then = min(max(now + (-1 if way == "up" else 1), 0), len(places) - 1)
    places.insert(then, places.pop(now))
    return tuple(places)


def _asked(case: Case, kind: str, form: Form) -> Asked:
    if kind == "choose":
        this, to = (packages.decoded(case, one(form, name)) for name in ("this", "to"))
        return Choose(this, to)
    if kind == "live-with":
        return LiveWith(packages.decoded(case, one(form, "package")))
    found = asked_for(case, Sheet(), kind)
    if found is None:
        raise Refused("there is no such question", "open the page again")
    return found


def _values_said(issue: Issue, form: Form) -> Any:
    if issue.numeric:
        return one(form, "answer", "")
    places = [place for place in form.get("order", ()) if packages.is_number(place)]
    return [issue.options[int(place)] for place in places if int(place) < len(issue.options)]


def _walk_away_said(case: Case, form: Form) -> Any:
    if one(form, "manner", "") == "package":
        return {"as_good_as": packages.read(case, form)}
    if one(form, "manner", "") != "percent":
        raise Refused("it is not chosen how to say it", "choose one of the two ways, or say that you don't know")
    try:
        low, high = (float(one(form, end, "")) / 100 for end in ("low", "high"))
    except ValueError:
        raise Refused("a percentage is missing", "say between which two percentages, from 0 to 100") from None
    if not 0 <= low <= high <= 1:
        raise Refused("these are no percentages from low to high", "say between which two, from 0 to 100")
    return [low, high]


def _red_lines_said(seen: Seen, form: Form) -> list[Any]:
    """The lines of before that are still ticked, and the one that is added."""
    before = seen.table.sheets.of(side_of(seen)).answer(Fill("never")) or []
    kept = [line for number, line in enumerate(before) if str(number) in form.get("keep", ())]
    added = packages.read_part(seen.table.case, form)
    if one(form, "back", "") and not added and kept == before:
        raise Refused("the red line is empty", "choose at least one option that you can never accept")
    return [*kept, added] if added else kept


def take_back(seen: Seen, form: Form) -> Reply:
    """An answer that was given is none any more."""
    found = asked_for(seen.table.case, seen.table.sheets.of(side_of(seen)), one(form, "number"))
    if found is None:
        raise Refused("there is no such answer", "open the page again")
    return Reply(found, None)


def declare(_: Seen, form: Form) -> Declare:
    """The sheet is handed in."""
    return Declare(one(form, "chance"))


SCREEN = Screen(
    name="wants",
    roles=FOR_PARTIES - {"agent"},
    values=values,
    forms={"answer": answer, "take-back": take_back, "declare": declare},
    parts={"sheet": (Answered, Stated, Receipted)},
    works=works,
)
