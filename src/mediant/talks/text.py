"""The text that stands while drafts of a new one are discussed: how it is read out, and how those who hear it know it.

All that concerns a text is said in rooms whose names begin with `text`. In the room `text` itself it is only read out:
a mediator proposes it to all, and nobody answers. In rooms whose names begin with `close` it is put to the parties for
the last time, and who accepts it there agrees.
"""

from __future__ import annotations

from mediant.talks.acts import Choices, Propose
from mediant.talks.record import MediatorView, View

TEXT = "text"
CLOSE = "close"


def text_of(view: View | MediatorView) -> Choices | None:
    """The text that was read out last; None where no text is discussed in this room.

    A draft discussed there replaces the text if all accept it, and is no agreement yet.
    """
    if view.room.id.partition(",")[0] != TEXT:
        return None
    read = (
        words.act.choices for words in reversed(view.heard) if words.room.id == TEXT and isinstance(words.act, Propose)
    )
    return next(read, None)
