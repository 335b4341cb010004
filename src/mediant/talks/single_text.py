"""A single text under discussion: what it says so far, from what was heard. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from mediant.talks.acts import Accept, Choices, Propose
from mediant.talks.record import Heard, Room
from mediant.talks.text import CLOSE, TEXT


def text_so_far(heard: Sequence[Heard], room: Room, voters: Sequence[str]) -> Choices | None:
    """The last proposal in the room that all voters accepted, or the first one there; None where there is none.

    A proposal that waits for its votes does not count, unless it is the first. At a close it is what was proposed in
    the room where drafts are discussed.
    """
    drafted = TEXT + room.id.removeprefix(CLOSE) if room.id.startswith(CLOSE) else room.id
    first, willing, needed = None, 0, len(voters)
    for words in reversed(heard):
        if words.room.id != drafted:
            continue
        act = words.act
        if isinstance(act, Accept):
            willing += 1
        elif isinstance(act, Propose):
            if willing == needed:
                return act.choices
            first, willing = act.choices, 0
    return first
