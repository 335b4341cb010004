"""Asking a party what it wants: the next question, what its answers rule out, and what they mean in words.

First orders, the walk-away and red lines, then packages chosen to learn most: at most MOST questions in all before a
mediator can work with the sheet. Nothing is read but the party's own sheet and what everybody knows of the case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from mediant.model.case import Case
from mediant.talks.acts import Choices, Compare, CouldAccept, Rank, Rate
from mediant.talks.mediators.answered import Answered
from mediant.talks.mediators.beliefs import Belief, Manner, beliefs_of, known, unknown
from mediant.talks.mediators.bridging import pool_of
from mediant.talks.mediators.questions import next_question
from mediant.workbench.drawn import Drawn, drawn_of, options_for
from mediant.workbench.sheets import Asked, Choose, Fill, LiveWith, Sheet

MOST = 12
"""Questions before a mediator can work with the answers."""
PACKAGES = 2
"""Of these, questions about whole packages that are kept room for."""
WIDEST = 1_500
"""Options of all issues from which on packages are not asked about: what is thought of a party is quadratic in them."""
TRIED = 30
"""Questions that are passed over because they name what a red line forbids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What to ask a party now.

    asked : None where nothing is left that would tell more; number : of this question, from 1; most : how many there
    are at most before the mediator can work; enough : whether it can by now.
    """

    asked: Asked | None
    number: int
    most: int
    enough: bool


def next_asked(case: Case, party: str, sheet: Sheet, rng: np.random.Generator) -> Next:
    """The next question to a party: one at a time, never one that it has answered, be it with *I don't know*."""
    plan = tuple(entries(case, sheet))
    said = len(sheet.answers)
    first = next((one for one in plan[: MOST - PACKAGES] if not sheet.has(one)), None)
    asked = first or package_asked(case, party, sheet, rng)
    asked = asked or next((one for one in plan if not sheet.has(one)), None)
    enough = said >= MOST or asked is None
    return Next(asked=asked, number=said + 1, most=max(MOST, said), enough=enough)


def entries(case: Case, sheet: Sheet) -> Iterator[Fill]:
    """What to ask for of the case file: where the issues are many, the party's first ones, and last the others."""
    if len(case.issues) > 1:
        yield Fill("weights")
    order = _by_importance(case, sheet)
    room = MOST - PACKAGES - 2 - (len(order) > 1)
    yield from (Fill(f"values.{issue}") for issue in order[:room])
    yield from (Fill("walk_away"), Fill("never"))
    yield from (Fill(f"values.{issue}") for issue in order[room:])


def _by_importance(case: Case, sheet: Sheet) -> list[str]:
    answer = sheet.answer(Fill("weights"))
    groups = answer if isinstance(answer, list) else []
    named = [issue for group in groups for issue in (group if isinstance(group, list) else [group])]
    return [*named, *(issue.id for issue in case.issues if issue.id not in named)]


def package_asked(case: Case, party: str, sheet: Sheet, rng: np.random.Generator) -> Choose | LiveWith | None:
    """The question about packages that tells most: talks ask just so, of whoever is sitting there.

    None where no question is open either way.
    """
    orders = Sheet(tuple(one for one in sheet.answers if isinstance(one[0], Fill)))
    options = options_for(case, party, sheet.preferences)
    if sum(map(len, options)) > WIDEST:
        return None
    drawn = drawn_of(case, party, orders.preferences, rng, options=options)
    number = next(k for k, one in enumerate(case.parties) if one.id == party)
    beliefs = _beliefs(drawn, number, tuple(_answered(sheet, drawn)))
    pool = [choices for choices in pool_of(beliefs, rng) if not drawn.forbids(choices)]
    for _ in range(TRIED if pool else 0):
        question = next_question(beliefs, number, pool, rng).question
        if question is None:
            return None
        if not isinstance(question, Rank) and not drawn.forbids(*_packages(question)):
            return _in_words(question, drawn)
        passed = replace(beliefs[number], answers=(*beliefs[number].answers, (question, None)))
        beliefs = (*beliefs[:number], passed, *beliefs[number + 1 :])
    return None


def _beliefs(drawn: Drawn, number: int, answers: tuple[Answered, ...]) -> tuple[Belief, ...]:
    """What is thought of the party after its sheet, and of the others, of whom nothing is known here."""
    options = tuple(len(of_issue) for of_issue in drawn.options)
    table = np.concatenate([*drawn.draws.contributions, drawn.draws.disagreement[:, None]], axis=1)
    own = beliefs_of(known(options, table, Manner(seed=number)), answers)
    return tuple(own if k == number else unknown(options, Manner(seed=k)) for k in range(len(drawn.case.parties)))


def _answered(sheet: Sheet, drawn: Drawn) -> Iterator[Answered]:
    """What the sheet says of packages, as talks have it: either way round, so that neither is asked again."""
    for asked, answer in sheet.answers:
        match asked:
            case Choose(this, to):
                one, two = drawn.choices(this), drawn.choices(to)
                yield Compare(one, two), None if answer is None else int(answer == "to")
                yield Compare(two, one), None
            case LiveWith(outcome):
                yield CouldAccept(drawn.choices(outcome)), answer


def _packages(question: Compare | CouldAccept | Rate) -> tuple[Choices, ...]:
    return (question.first, question.second) if isinstance(question, Compare) else (question.choices,)


def _in_words(question: Compare | CouldAccept | Rate, drawn: Drawn) -> Choose | LiveWith:
    first, *second = (drawn.words(choices) for choices in _packages(question))
    return Choose(first, second[0]) if second else LiveWith(first)
