"""Two talks that differ only in one party's secret, seen by another party: where their views part without a word."""

from __future__ import annotations

from mediant.talks import session
from mediant.talks.acts import Carry, Release


def seen_by(who, talk, seats, seed=0):
    """All that reaches a party, in order, each with whether the record says what it rests on; and what it is told last.

    An item is a turn of its own (the room, the clock, all that the view holds but its own wishes) or an act it hears.
    """
    import numpy as np

    names = (*talk.standings, *talk.mediators)
    chance = dict(zip(names, np.random.default_rng(seed).spawn(len(names)), strict=True))
    game = session.turns(talk)
    views, items, heard = next(game), [], 0
    while True:
        if who in views:
            view = views[who]
            items += [("heard", repr(words)) for words in view.heard[heard:]]
            items.append(("speaks", repr((view.seat, view.room, view.time, view.options, view.parties))))
            heard = len(view.heard)
        try:
            views = game.send({seat: seats[seat].act(view, chance[seat]) for seat, view in views.items()})
        except StopIteration as stop:
            record = stop.value
            late = [session.heard_as(entry, who) for entry in record.entries if who in entry.room.seats][heard:]
            return items + [("heard", repr(words)) for words in late], record


def declared(entry, record, owner, who):
    """Whether the record itself says that an act rests on what the owner said, or let go."""
    if entry.speaker == owner or owner in getattr(entry.act, "rests_on", ()):
        return True
    if not isinstance(entry.act, Carry) or entry.act.of != owner:
        return False
    said = entry.act.said
    to = [
        act.to
        for act in (e.act for e in record.entries if e.speaker == owner)
        if isinstance(act, Release) and act.said == said
    ]
    return who in {seat for seats in (*to, getattr(said, "to", ())) for seat in seats}


def leak(owner, who, one, two):
    """The first item in which two runs of `seen_by` part although nothing said so; None where there is none."""
    for (mine, first), (yours, second) in ((one, two), (two, one)):
        told = _declared_at(mine, first, owner, who), _declared_at(yours, second, owner, who)
        until = min(told)
        for mine_item, your_item in zip(mine[:until], yours[:until], strict=False):
            if mine_item != your_item:
                return mine_item, your_item
        same_end = first.end == second.end  # how talks end is declared to all: a party that walks out says so
        if same_end and min(len(mine), len(yours)) < until and len(mine) != len(yours):
            return len(mine), len(yours)
    return None


def _declared_at(items, record, owner, who):
    """The place of the first item that the record declares; past the end where there is none."""
    there = [entry for entry in record.entries if who in entry.room.seats]
    heard = [place for place, (kind, _) in enumerate(items) if kind == "heard"]
    for place, entry in zip(heard, there, strict=False):
        if declared(entry, record, owner, who):
            return place
    return len(items) + 1
