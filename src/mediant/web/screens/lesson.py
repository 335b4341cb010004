"""The teacher's class console: groups and how they are doing, what is said to all, and the debrief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, get_args

from mediant.errors import Refused
from mediant.web.screens import conversation, packages
from mediant.web.screens.screen import Form, Screen, Seen, one
from mediant.web.works import Work
from mediant.workbench.audience import JOINT
from mediant.workbench.clerk import mediator_of
from mediant.workbench.course import case_from
from mediant.workbench.debrief import PARTS, Ended, debrief_of, released
from mediant.workbench.lesson import Lesson
from mediant.workbench.results import STATES, Row, State
from mediant.workbench.teaching import (
    Automate,
    Automated,
    End,
    Enrolled,
    Halt,
    Halted,
    LeftOut,
    Missed,
    Over,
    Release,
    Released,
    Tell,
    Told,
)

PAGE = 25
"""Groups on one page."""
LINES = 40
"""Of what was said in a group, the last ones that are shown."""
SHOWS = ("all", "missing", *STATES)


def values(seen: Seen) -> Mapping[str, Any]:
    """One page of the groups, those of one kind where the address says so; and one group where it names one."""
    lesson, rows = seen.table.lesson, seen.found["rows"]
    show = seen.asked.get("show", "all")
    chosen = [row for row in rows if _is(row, show)]
    pages = max(1, -(-len(chosen) // PAGE))
    page = min(_number(seen.asked.get("page", "1")), pages)
    states: Counter[State] = Counter(row.state for row in rows)
    return {
        "lesson": lesson,
        "rows": chosen[(page - 1) * PAGE : page * PAGE],
        "page": page, "pages": pages, "show": show if show in SHOWS else "all",
        "counts": {"all": len(rows), "missing": sum(row.missing for row in rows), **dict.fromkeys(STATES, 0), **states},
        "students": len(lesson.students),
        "withdrew": sum(one.withdrew is not None for one in lesson.students.values()),
        "names": {one["id"]: one["name"] for one in (*lesson.case["party"], mediator_of(lesson.case))},
        "parties": {party["id"] for party in lesson.case["party"]},
        "group": _group(seen),
        "debrief": None if lesson.released is None else debrief_shown(seen, lesson.released),
        "preview": debrief_shown(seen, seen.found["debrief"]) if "debrief" in seen.found else None,
        "debrief_parts": PARTS, "fresh": None,
    }  # fmt: skip


def _number(said: str) -> int:
    return max(1, int(said)) if packages.is_number(said) else 1


def _is(row: Row, show: str) -> bool:
    if show == "missing":
        return row.missing
    return row.state == show if show in get_args(State) else True


def _group(seen: Seen) -> dict[str, Any] | None:
    table = seen.found.get("table")
    if table is None or table.group.ruled is None:
        return None
    inside = seen._replace(table=table)
    lines = list(table.talk.lines)[-LINES:]
    number = table.group.ruled.group
    return {
        "row": next((row for row in seen.found["rows"] if row.group == number), None),
        "students": list(seen.table.lesson.in_group(number)),
        "lines": [conversation.shown(line, inside) for line in lines],
        "names": conversation.names_of(table.case), "joint": JOINT,
    }  # fmt: skip


def works(seen: Seen) -> Mapping[str, Work]:
    """The debrief, once the class is closed."""
    lesson = seen.table.lesson
    if not lesson.closed or lesson.terms is None:
        return {}
    return {"debrief": Work(debrief_of, (lesson.case, ended(lesson, seen.found["rows"])))}


def ended(lesson: Lesson, rows: tuple[Row, ...]) -> tuple[Ended, ...]:
    """How the groups ended that have begun to talk, but for those of somebody who has withdrawn."""
    counted = (row for row in rows if row.seconds is not None and lesson.counts(row.group))
    return tuple(Ended(row.outcome, row.seconds) for row in counted)


def debrief_shown(seen: Seen, document: Mapping[str, Any]) -> dict[str, Any]:
    """A debrief for its template, of all that is in it: each outcome in the words of the case."""
    case = case_from(dict(seen.table.lesson.case)) if seen.table.lesson.terms else seen.table.case
    solutions = document.get("solutions", {})

    def named(points: Any, kind: str) -> list[dict[str, Any]]:
        return [
            {
                **point, "rows": packages.shown(case, point["outcome"]), "kind": kind,
                "solutions": [name for name, found in solutions.items() if found["outcome"] == point["outcome"]],
            }
            for point in points
        ]  # fmt: skip

    parties = document["parties"]
    return {
        "questions": "", "seconds": None,
        **document,
        "points": [
            *named(document.get("deals", ()), "deal"),
            *named(document.get("frontier", ()), "frontier"),
        ],
        "solution_points": [{**named([point], "solution")[0], "name": name} for name, point in solutions.items()],
        "axes": (parties[0]["id"], parties[1]["id"]),
    }  # fmt: skip


def replace_seat(_: Seen, form: Form) -> Automate:
    """An automated negotiator plays, or no longer."""
    group, _colon, side = one(form, "seat").partition(":")
    if not packages.is_number(group):
        raise Refused("there is no such seat of a party", "choose another")
    return Automate(max(1, int(group)), side, one(form, "on", "yes") == "yes")


def tell(_: Seen, form: Form) -> Tell:
    """Words to all groups, or to one."""
    group = one(form, "group", "")
    return Tell(one(form, "words"), _number(group) if group else None)


def halt(_: Seen, form: Form) -> Halt:
    """Pause, or go on."""
    return Halt(one(form, "on") == "yes", one(form, "words", ""))


def end(_: Seen, form: Form) -> End:
    """Close all groups."""
    if one(form, "sure", "") != "yes":
        raise Refused("all groups would be closed for good", "tick the box if that is meant")
    return End()


def release(seen: Seen, form: Form) -> Release:
    """What is ticked of the debrief is shown to all groups."""
    lesson: Lesson = seen.table.lesson
    if not lesson.closed:
        raise Refused("groups may still talk", "close all groups first")
    return Release(released(seen.found["debrief"], form.get("part", ()), one(form, "questions", "")))


SCREEN = Screen(
    name="class",
    roles=frozenset({"teacher"}),
    values=values,
    works=works,
    when=lambda table: table.lesson.terms is not None,
    forms={"replace": replace_seat, "tell": tell, "halt": halt, "end": end, "release": release},
    weighed=frozenset({"release"}),
    parts={
        "groups": (Enrolled, LeftOut, Missed, Automated, Halted, Over),
        "course": (Told, Halted, Over, Released),
    },
)
