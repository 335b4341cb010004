"""The text under discussion: how those who sit at the table know what it says so far.

All that concerns a text is said in rooms whose names begin with `text`. In the room `text` itself it is only read out:
a mediator proposes it to all, and nobody answers. In other rooms drafts of a new one are discussed; a draft replaces
the text if all accept it, and is no agreement yet. In rooms whose names begin with `close` the text is put to the
parties for the last time, and who accepts it there agrees.
"""

from __future__ import annotations

from mediant.talks.acts import Accept, Choices, Propose
from mediant.talks.record import MediatorView, Room, View

TEXT = "text"
CLOSE = "close"


def drafting(room: Room) -> bool:
    """Whether a draft that is accepted in this room replaces the text, and binds nobody yet."""
    return room.id.partition(",")[0] == TEXT


def text_of(view: View | MediatorView) -> Choices | None:
    """What the text says, as the seat has heard it; None where no text is discussed in this room, and before the first.

    It is what was read out last, or the last proposal in the room for drafts that all parties accepted, whichever came
    later; where there is neither, the first proposal there. A proposal that waits for its votes does not count, unless
    it is the first.
    """
    name, comma, whose = view.room.id.partition(",")
    if name not in (TEXT, CLOSE):
        return None
    drafts, needed = f"{TEXT}{comma}{whose}", len(view.parties)
    first, willing = None, 0
    for words in reversed(view.heard):
        if words.room.id not in (TEXT, drafts):
            continue
        act = words.act
        if isinstance(act, Accept):
            willing += 1
        elif isinstance(act, Propose):
            if willing == needed or words.room.id == TEXT:
                return act.choices
            first, willing = act.choices, 0
    return first
