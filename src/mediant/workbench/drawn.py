"""What a party could want, as draws of all that fits what is stated of it; and cases with other preferences in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from mediant.analysis.sampling import Draws, draw
from mediant.analysis.uncertainty import examined_options
from mediant.analysis.unknowns import knowledge_of
from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.talks.acts import Choices
from mediant.workbench.course import case_from, document_from

Options: TypeAlias = tuple[tuple[Option, ...], ...]

DRAWS = 200
STEPS = 12
"""Numbers of a range that are looked at, besides those that are named."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What a party could want, as draws of all that fits; case : with the options that the draws are over."""

    case: Case
    draws: Draws
    options: Options

    def words(self, choices: Choices) -> dict[str, Option]:
        """The package of these choices."""
        return {issue.id: self.options[k][choices[k]] for k, issue in enumerate(self.case.issues)}

    def choices(self, package: Mapping[str, Option]) -> Choices:
        """The choices of a package. Raises ValueError for an option that was not drawn over."""
        pairs = zip(self.options, self.case.issues, strict=True)
        return tuple(of_issue.index(package[issue.id]) for of_issue, issue in pairs)

    def forbids(self, *packages: Choices) -> bool:
        """Whether one of these crosses a red line of the party."""
        return bool(self.draws.crosses(np.array(packages, dtype=np.intp)).any())


def drawn_of(
    case: Case,
    party: str,
    preferences: Mapping[str, Any],
    rng: np.random.Generator,
    count: int = DRAWS,
    *,
    options: Options | None = None,
) -> Drawn:
    """Draws of what fits these preferences. Raises Contradiction, CannotSample.

    options : what they are drawn over; by default `options_for` these preferences.
    """
    own = with_preferences(case, {party: preferences})
    over = options_for(case, party, preferences) if options is None else options
    who = next(one for one in case.parties if one.id == party)
    knowledge = knowledge_of(who, own.known_of(party), own.issues, over)
    return Drawn(own, draw(knowledge, count, rng), over)


def options_for(case: Case, party: str, preferences: Mapping[str, Any], steps: int | None = STEPS) -> Options:
    """Per issue the options to draw over: of long ranges so many numbers, and those that are named.

    steps : None for as many as fit. Raises CannotSample.
    """
    options, _ = examined_options(with_preferences(case, {party: preferences}), DRAWS, steps)
    return tuple(tuple(of_issue) for of_issue in options)


def with_preferences(case: Case, preferences: Mapping[str, Mapping[str, Any]]) -> Case:
    """The case with these preferences in place of what it has of those parties. Raises InvalidFile."""
    document = document_from(case)
    return case_from({**document, "preferences": {**document.get("preferences", {}), **preferences}})
