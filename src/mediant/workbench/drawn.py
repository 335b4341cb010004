"""What a party could want, as draws of all that fits what is stated of it; and cases with other preferences in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from mediant.analysis.sampling import Draws, draw
from mediant.analysis.uncertainty import examined_options
from mediant.analysis.unknowns import knowledge_of
from mediant.model.case import Case
from mediant.model.issue import Option
from mediant.talks.acts import Choices
from mediant.workbench.course import case_from, document_from

DRAWS = 200
STEPS = 12
"""Numbers of a range that are looked at, besides those that are named."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """What a party could want, as draws of all that fits; case : with the options that the draws are over."""

    case: Case
    draws: Draws
    options: tuple[tuple[Option, ...], ...]

    def words(self, choices: Choices) -> dict[str, Option]:
        """The package of these choices."""
        return {issue.id: self.options[k][choices[k]] for k, issue in enumerate(self.case.issues)}

    def choices(self, package: Mapping[str, Option]) -> Choices:
        """The choices of a package. Raises ValueError for an option that was not drawn over."""
        return tuple(of_issue.index(package[issue.id]) for of_issue, issue in zip(self.options, self.case.issues, strict=True))

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
    steps: int | None = STEPS,
) -> Drawn:
    """Draws of what fits these preferences. Raises Contradiction, CannotSample.

    steps : of long ranges so many numbers and those that are named; as many as fit where it is None.
    """
    own = with_preferences(case, {party: preferences})
    options, _ = examined_options(own, count, steps)
    who = next(one for one in case.parties if one.id == party)
    knowledge = knowledge_of(who, own.known_of(party), own.issues, options)
    return Drawn(own, draw(knowledge, count, rng), tuple(tuple(of_issue) for of_issue in options))


def with_preferences(case: Case, preferences: Mapping[str, Mapping[str, Any]]) -> Case:
    """The case with these preferences in place of what it has of those parties. Raises InvalidFile."""
    document = document_from(case)
    return case_from({**document, "preferences": {**document.get("preferences", {}), **preferences}})
