"""A party answers questions about its own preferences, and hands in what it has answered."""

from __future__ import annotations

from typing import Any

from mediant.errors import InvalidValue, Refused
from mediant.model.case import Case
from mediant.model.check_outcomes import known_in
from mediant.model.check_preferences import preferences_problems
from mediant.talks.words import Words, choices_of, words_of
from mediant.workbench.conflicts import conflict, settled
from mediant.workbench.course import document_from
from mediant.workbench.events import Fact
from mediant.workbench.people import Person
from mediant.workbench.sheets import (
    Answered,
    Asked,
    Choose,
    Declare,
    Fill,
    LiveWith,
    Receipted,
    Reply,
    Sheet,
    committed,
)
from mediant.workbench.table import Decisions, Table
from mediant.workbench.wants import Stated

MOST = 200
"""Answers in one sheet."""
MOST_RED_LINES = 12


def replied(table: Table, command: Reply, person: Person, now: float) -> tuple[Fact, ...]:
    """One answer, held to the rules of a case file."""
    side = person.side or ""
    asked = _in_words(command.asked, table.case)
    sheet = table.sheets.of(side)
    if not sheet.has(asked) and len(sheet.answers) >= MOST:
        raise Refused(f"your sheet has {MOST} answers", "change one of them instead")
    if not _fits(asked, command.answer):
        raise Refused(f"no answer to this question: {str(command.answer)[:100]}", "choose one of those offered")
    answered = Sheet(((asked, command.answer),))
    known = known_in(document_from(table.case))
    problems = tuple(preferences_problems(answered.preferences, "your answer", known))
    if problems:
        raise Refused(str(problems[0]), "correct it and send it again")
    if asked == Fill("never") and command.answer and len(command.answer) > MOST_RED_LINES:
        raise Refused(f"{len(command.answer)} red lines", f"draw at most {MOST_RED_LINES}")
    return (Answered(side, asked, command.answer),)


def _fits(asked: Asked, answer: Any) -> bool:
    """Whether it is an answer to a question about packages; entries of the case file are checked as such."""
    match asked:
        case Choose():
            return answer is None or (isinstance(answer, str) and answer in ("this", "to"))
        case LiveWith():
            return answer is None or isinstance(answer, bool)
        case _:
            return True


def _in_words(asked: Asked, case: Case) -> Asked:
    """The question with its packages as the case words them, so that a question is the same however it is written."""
    words = Words(case)
    try:
        match asked:
            case Choose(this, to):
                one, two = (choices_of(dict(side), words, "package") for side in (this, to))
                if one == two:
                    raise Refused("the two packages are the same", "compare two that differ")
                return Choose(words_of(one, case), words_of(two, case))
            case LiveWith(outcome):
                return LiveWith(words_of(choices_of(dict(outcome), words, "package"), case))
            case _:
                return asked
    except InvalidValue as error:
        raise Refused(str(error), "name an option for every issue") from None


def declared(table: Table, command: Declare, person: Person, now: float) -> tuple[Fact, ...]:
    """What the sheet says, if all of it can hold; and the receipt for it."""
    side = person.side or ""
    sheet = table.sheets.of(side)
    if not sheet.answers:
        raise Refused("your sheet is empty", "answer a question first")
    if conflict(table.case, side, sheet) is not None:
        raise Refused("some of your answers cannot all hold", "take one of those that are shown back")
    stated = settled(table.case, side, sheet)
    if table.wants.stated.get(side, (None,))[-1] == stated:
        raise Refused("you have stated just this already", "change an answer first")
    digest = committed(stated, command.salt)
    return (Stated(side, stated, digest), Receipted(side, digest, command.salt))


DECISIONS: Decisions = {Reply: replied, Declare: declared}
