"""What a party states of its own preferences."""

from __future__ import annotations

from mediant.errors import Refused
from mediant.model.check_outcomes import known_in
from mediant.model.check_preferences import preferences_problems
from mediant.workbench.course import document_from
from mediant.workbench.events import Fact
from mediant.workbench.people import Person
from mediant.workbench.table import Decisions, Table
from mediant.workbench.wants import State, Stated


def stated(table: Table, command: State, person: Person, now: float) -> tuple[Fact, ...]:
    """Held to the rules of a case file."""
    known = known_in(document_from(table.case))
    problems = tuple(preferences_problems(dict(command.preferences), "your preferences", known))
    if problems:
        raise Refused(str(problems[0]), "correct it and state it again")
    return (Stated(person.side or "", dict(command.preferences)),)


DECISIONS: Decisions = {State: stated}
