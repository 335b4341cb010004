"""A mediator that changes a single text at random (Klein, Faratin, Sayama & Bar-Yam 2003)."""

from __future__ import annotations

import numpy as np

from mediant.talks.acts import Act, Choices, Propose
from mediant.talks.record import MediatorView
from mediant.talks.text import CLOSE, text_of


class Mutator:
    """Draws a first text, then proposes another option of one issue, each such change with the same chance.

    It learns nothing from the votes but what the text says. At the close it reads the text out.
    """

    def act(self, view: MediatorView, rng: np.random.Generator) -> Act:
        """Propose."""
        text = text_of(view)
        if text is None:
            return Propose(tuple(rng.integers(view.options).tolist()))
        count = sum(view.options) - len(view.options)
        if count == 0 or view.room.id.startswith(CLOSE):
            return Propose(text)
        return Propose(changed(text, view.options, int(rng.integers(count))))


def changed(text: Choices, options: tuple[int, ...], number: int) -> Choices:
    """The text after change `number` of the Σ (options - 1) that take another option of one issue, in their order."""
    for issue, count in enumerate(options):
        if number < count - 1:
            return (*text[:issue], number + (number >= text[issue]), *text[issue + 1 :])
        number -= count - 1
    raise IndexError(number)
