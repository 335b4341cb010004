"""What talks came to: what each party got, next to its walk-away and its best."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isinf

from mediant.model.case import Case
from mediant.reports.sayings import called
from mediant.reports.wording import Figure, figure, percent
from mediant.talks.acts import Choices
from mediant.talks.dance import share
from mediant.talks.record import Standing

CROSSED = "across a red line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """A party and what it has at the end, on its own scale; `share` is of what it could gain over its walk-away."""

    party: str
    utility: Figure
    walk_away: Figure
    best: Figure
    share: str


def settlement(case: Case, agreement: Choices, standings: Mapping[str, Standing]) -> tuple[Got, ...]:
    """What the agreement gives every party. standings : with all pledges."""
    names = called(case)
    return tuple(
        Got(
            party=names[party], utility=figure(standing.utility(agreement)), walk_away=figure(standing.reserved),
            best=figure(standing.greatest), share=share_words(share(standing, agreement)),
        )
        for party, standing in standings.items()
    )  # fmt: skip


def share_words(of_most: float) -> str:
    """A share of what a party could gain, in per cent; minus infinity is a red line crossed."""
    return CROSSED if isinf(of_most) else percent(of_most).text


def settlement_words(got: Got) -> str:
    """As one line."""
    own = f"{got.utility} on its own scale; its walk-away is {got.walk_away}, its best outcome {got.best}"
    return f"{got.party}: {got.share} of what it could gain ({own})"
