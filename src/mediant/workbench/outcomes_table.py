"""What came of a class as tables: a row for each group or student, and a codebook that says what each column means.

Who has withdrawn is in none of them, nor is a group in which they sat for a side: what it agreed on is theirs too.
They follow from the logs alone, so they are the same whenever they are made after the class is closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from msgspec.json import Encoder

from mediant.talks.standing import standings_of
from mediant.talks.words import Words, choices_of
from mediant.workbench.course import case_from
from mediant.workbench.debrief import utilities_of
from mediant.workbench.lesson import Lesson
from mediant.workbench.results import Row

WORTH = (
    "What the outcome is worth to {name} by its role; its walk-away where the group ended without agreement; "
    "empty where it crosses a red line or the group has not ended"
)
Cells = tuple[str | int | float | None, ...]
_GROUP = ("group", "state", "end", "agreed", "seconds", "messages", "offers", "students", "observers", "automated")
_STUDENT = ("student", "group", "side", "joined", "missing", "automated", "agreed", "utility", "consented")


def group_rows(lesson: Lesson, rows: Sequence[Row]) -> list[Cells]:
    """The names of the columns, then one row a group, in order."""
    worth, issues = _worth(lesson, rows), [issue["id"] for issue in lesson.case["issue"]]
    parties = [party["id"] for party in lesson.case["party"]]
    head = (*_GROUP, *(f"issue.{issue}" for issue in issues), *(f"utility.{party}" for party in parties))
    return [head, *(
        (
            row.group, row.state, row.end, int(row.outcome is not None), _rounded(row.seconds), row.said, row.offers,
            sum(seat.student is not None for seat in row.seats), row.observers,
            sum(seat.automated for seat in row.seats),
            *((row.outcome or {}).get(issue) for issue in issues),
            *(worth[row.group].get(party) for party in parties),
        )
        for row in rows
        if lesson.counts(row.group)
    )]  # fmt: skip


def student_rows(lesson: Lesson, rows: Sequence[Row], *, names: bool) -> list[Cells]:
    """The names of the columns, then one row a student, in the order in which they joined; names only where asked."""
    worth, of = _worth(lesson, rows), {row.group: row for row in rows}
    first = min((one.at for one in lesson.students.values()), default=0.0)
    return [(*_STUDENT, *(("name",) if names else ())), *(
        (
            one.id, one.group, one.side or "observer", round(one.at - first, 1), int(one.missing),
            int((one.group, one.side) in lesson.automated), int(of[one.group].outcome is not None),
            worth[one.group].get(one.side or ""), round(one.at - first, 1) if one.agreed else None,
            *((one.name,) if names else ()),
        )
        for one in lesson.students.values()
        if one.withdrew is None
    )]  # fmt: skip


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def _worth(lesson: Lesson, rows: Sequence[Row]) -> dict[int, Mapping[str, float | None]]:
    """By group what its outcome is worth to each party; without an agreement, what their walk-aways are."""
    case = case_from(lesson.case)
    standings, words = standings_of(case), Words(case)
    nothing = {party: float(standing.reserved) for party, standing in standings.items()}
    return {
        row.group: utilities_of(standings, choices_of(dict(row.outcome), words, "outcome"))
        if row.outcome is not None
        else nothing if row.end is not None else {}
        for row in rows
    }  # fmt: skip


def codebook(lesson: Lesson) -> list[Cells]:
    """Table, column and meaning, one row each; then what the class was."""
    case = lesson.case
    issues = [("groups", f"issue.{one['id']}", f"What was agreed on: {one['name']}") for one in case["issue"]]
    values = [("groups", f"utility.{one['id']}", WORTH.format(name=one["name"])) for one in case["party"]]
    terms = lesson.terms
    about = [] if terms is None else [
        ("class", "title", terms.title), ("class", "case", str(case["title"])), ("class", "seed", str(terms.seed)),
        ("class", "mediator", terms.mediator), ("class", "talks", terms.talks),
        ("class", "minutes", str(terms.minutes or "no limit")), ("class", "strategy", terms.strategy),
        ("class", "seats", terms.seats), ("class", "consent", terms.consent or "none asked"),
        ("class", "roles", sha256(Encoder(order="deterministic").encode(case)).hexdigest()),
    ]  # fmt: skip
    return [("table", "column", "meaning"), *_FIXED, *issues, *values, *about]


_FIXED: tuple[Cells, ...] = (
    ("groups", "group", "Number of the group, in the order in which groups were filled"),
    ("groups", "state", "waiting (a seat is free), talking, quiet (five minutes), paused, agreed, none (no agreement)"),
    ("groups", "end", "Why it ended: agreed; time: its time was up; teacher: the teacher closed it"),
    ("groups", "agreed", "1 where all parties stood by one outcome at its end, else 0"),
    ("groups", "seconds", "From when all seats were taken to its end, without pauses of the class"),
    ("groups", "messages", "Things said at the joint table"),
    ("groups", "offers", "Offers made at the joint table"),
    ("groups", "students", "Seats that are a student's, also of one who is missing"),
    ("groups", "observers", "Students who only look on"),
    ("groups", "automated", "Seats that an automated negotiator plays"),
    ("students", "student", "Student, by the order of joining: a name that means nothing elsewhere"),
    ("students", "group", "Number of the group"),
    ("students", "side", "For whom the student sits; observer where for nobody"),
    ("students", "joined", "Seconds after the first student joined"),
    ("students", "missing", "1 where the student had no page open at the end, or now, else 0"),
    ("students", "automated", "1 where an automated negotiator plays for the student, else 0"),
    ("students", "agreed", "1 where the group ended with an agreement, else 0"),
    ("students", "utility", "What the outcome of the group is worth to the student's side, as in the table of groups"),
    ("students", "consented", "When consent was given, in seconds as in joined; empty where none was asked"),
    ("students", "name", "The name as it was typed; only where the table was made with names"),
)  # fmt: skip
