"""Stages: one protocol after another, one clock, and an agreement handed to those that improve on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_talks import Says, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Close, Offer, Pause, Propose, WalkOut
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.protocols.plenary import Plenary
from mediant.talks.protocols.post_settlement import PostSettlement
from mediant.talks.protocols.proximity import Proximity
from mediant.talks.protocols.stages import Stage, Stages
from mediant.talks.record import End
from mediant.talks.session import play, turns

X, Y = (1, 0), (2, 0)


def weekend(saturday=2, sunday=3, after=2):
    return Stages(
        (Stage(Proximity(saturday), saturday), Stage(Plenary(sunday), sunday), Stage(PostSettlement(after), after))
    )


def ended(protocol, first, second, host):
    game = replace(talk(protocol), mediators={"host": frozenset({"draft"})})
    return play(game, {"first": Says(*first), "second": Says(*second), "host": Says(*host)})


def test_separate_on_saturday_joint_on_sunday():
    record = ended(
        weekend(),
        (Pause(), Pause(), Offer(X)),
        (Pause(), Pause(), Pause(), Accept(X)),
        (Pause(),) * 4 + (Propose(Y), Propose(Y)),
    )
    assert [entry.room.id for entry in record.entries][:4] == ["host and first", "host and second"] * 2
    assert {entry.room.id for entry in record.entries[4:]} == {"plenary"}


def test_the_first_agreement_ends_the_search_and_is_handed_on():
    host = (Propose(X), Propose(X), Propose(X), Propose(Y), Propose(Y), Close())
    record = ended(weekend(), (Accept(X), Accept(Y)), (Accept(X), Accept(Y)), host)
    assert record.end == End(Y, "improved")
    assert "plenary" not in {entry.room.id for entry in record.entries}


def test_without_an_agreement_there_is_nothing_to_improve_on():
    record = ended(weekend(), (Pause(),), (Pause(),), (Propose(X),))
    assert record.end == End(None, "the deadline passed")
    assert not any(entry.room.id.startswith("text") for entry in record.entries)


def test_a_close_and_a_walk_out_end_a_stage_and_everybody_is_back_in_the_next():
    record = ended(weekend(), (WalkOut(), Pause()), (Pause(),), (Close(), Pause()))
    assert [entry.room.id for entry in record.entries][:2] == ["host and first", "plenary"]
    record = ended(weekend(), (WalkOut(), Pause(), Offer(X)), (Pause(), Pause(), Offer(X)), (Propose(X),))
    assert record.end.agreement == X


def test_what_was_offered_in_one_stage_binds_nobody_in_the_next():
    two = Stages((Stage(Plenary(1), 1), Stage(Plenary(1), 1)))
    assert play(talk(two), {"first": Says(Offer(X), Pause()), "second": Says(Pause(), Accept(X))}).end.agreement is None


def clock(protocol, host):
    """When anybody spoke for the first time at each moment."""
    game = turns(replace(talk(protocol), mediators={"host": frozenset({"draft"})}))
    views, seen = next(game), []
    seats = {
        "first": Says(Accept(X)) if host else Says(Pause()),
        "second": Says(Pause()),
        "host": Says(*(host or (Propose(X),))),
    }
    while True:
        seen += [view.time for view in views.values()]
        try:
            views = game.send({seat: seats[seat].act(view, None) for seat, view in views.items()})
        except StopIteration:
            return list(dict.fromkeys(seen))


def test_one_clock_runs_over_all_that_seek_an_agreement():
    assert clock(weekend(2, 3), ()) == pytest.approx([0, 2 / 5, 2 / 5 + 3 / 10, 1])
    assert clock(weekend(2, 3), (Close(), Propose(X))) == pytest.approx([0, 2 / 5, 2 / 5 + 3 / 10, 1])


def test_other_protocols_are_stages_too():
    protocol = Stages((Stage(AlternatingOffers(1), 1), Stage(Plenary(2), 2)))
    record = play(talk(protocol), {"first": Says(Offer(X)), "second": Says(Offer(Y), Accept(X))})
    assert record.end == End(X, "agreed")


def test_some_stage_must_seek_an_agreement():
    with pytest.raises(InvalidValue, match="seek"):
        Stages((Stage(PostSettlement(), 5),))
