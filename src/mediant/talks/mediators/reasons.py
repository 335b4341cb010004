"""The reasons that a mediator gives with a draft, in plain words.

They are made from the draft, from what the reader has said, and from what the mediator takes the reader to want on the
strength of the reader's own words. What others want has no part in them, so they can give nothing away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from mediant.talks.acts import Choices
from mediant.talks.record import Labels

MOST_NAMED = 4
"""Issues named on either side: longer lists are not read."""


def reasons(labels: Labels, draft: Choices, before: Choices | None, worth: Sequence[NDArray[np.float64]]) -> str:
    """Why a party should look at a draft.

    before : what the party last put forward or accepted, if anything; worth : for every issue, what its options seem
    to be worth to the party. Issues are named in the order of how much they seem to matter; equal ones in the case's.
    """
    if before is None:
        liked = [i for i, option in enumerate(draft) if worth[i][option] >= worth[i].max() - 1e-9 > worth[i].min()]
        got = _named(labels, draft, sorted(liked, key=lambda i: -float(np.ptp(worth[i]))))
        return f"You would have what you seem to want most on {got}." if got else ""
    if draft == before:
        return "It is what you have put forward or accepted yourself."
    change = {
        i: float(worth[i][new] - worth[i][old])
        for i, (new, old) in enumerate(zip(draft, before, strict=True)) if new != old
    }  # fmt: skip
    gained = _named(labels, draft, sorted((i for i in change if change[i] > 0), key=lambda i: -change[i]))
    asked = _named(labels, draft, sorted((i for i in change if change[i] <= 0), key=lambda i: change[i]))
    if gained and asked:
        return f"Next to what you last put forward, it asks you to move on {asked}, and gives you more on {gained}."
    if asked:
        return f"Next to what you last put forward, it asks you to move on {asked}, and leaves the rest."
    return f"Next to what you last put forward, it gives you more on {gained}, and leaves the rest."


def _named(labels: Labels, draft: Choices, issues: Sequence[int]) -> str:
    named = [_label(labels, draft, issue) for issue in issues[:MOST_NAMED]]
    if len(issues) > MOST_NAMED:
        named.append(f"{len(issues) - MOST_NAMED} more")
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _label(labels: Labels, draft: Choices, issue: int) -> str:
    if not labels:
        return f"issue {issue + 1} (option {draft[issue] + 1})"
    name, options = labels[issue]
    return f"‘{name}’ ({options[draft[issue]]})"
