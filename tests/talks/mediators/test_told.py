"""What a party has told a mediator: its replies, and nothing that it said elsewhere."""

from __future__ import annotations

import numpy as np

from mediant.talks.acts import (
    Accept,
    Answer,
    Ask,
    Compare,
    CouldAccept,
    Invite,
    Offer,
    Pause,
    Pledge,
    Propose,
    Reject,
)
from mediant.talks.mediators.told import Told, belief_about, pool, told_by, unshared
from mediant.talks.record import Heard, MediatorView, Room

NORTH = Room("host and north", ("north", "host"))
X, Y = (0, 1), (2, 0)


def told(*said):
    return told_by("north", "host", [Heard(NORTH, who, act) for who, act in said])


def test_answers_and_verdicts_are_heeded_in_order():
    assert told(
        ("host", Ask(Compare(X, Y))), ("north", Answer(1)), ("host", Ask(CouldAccept(X))), ("north", Pause()),
        ("host", Propose(X)), ("north", Reject(X)), ("host", Propose(Y)), ("north", Accept(Y)),
    ) == Told(
        answers=((Compare(X, Y), 1), (CouldAccept(X), None), (CouldAccept(X), False), (CouldAccept(Y), True)),
        asked=2, answered=1, before=Y, accepted=(Y,), refused=(X,),
    )  # fmt: skip


def test_an_offer_says_what_it_could_live_with_and_is_no_yes_to_a_draft():
    assert told(("host", Invite()), ("north", Offer(X)), ("host", Propose(Y)), ("north", Offer(X))) == Told(
        answers=((CouldAccept(X), True), (CouldAccept(Y), False), (CouldAccept(X), True)), before=X, refused=(Y,)
    )


def test_what_was_refused_is_open_again_after_a_pledge_to_that_party():
    refusal = (("host", Propose(X)), ("north", Reject(X)))
    assert told(*refusal, ("host", Pledge("payment", "north", 0.1))) == Told()
    assert told(*refusal, ("host", Pledge("payment", "south", 0.1))).refused == (X,)


def test_what_was_put_to_another_party_is_not_answered_by_the_next_to_speak():
    south, joint = Room("host and south", ("south", "host")), Room("plenary", ("north", "south", "host"))
    for put in (Ask(CouldAccept(X)), Propose(X)):
        found = told_by("north", "host", [Heard(south, "host", put), Heard(joint, "north", Offer(Y))])
        assert (found.asked, found.refused) == (0, ())
        assert (CouldAccept(X), False) not in found.answers


def test_what_another_mediator_asked_is_not_answered_to_this_one():
    both = Room("plenary", ("north", "guest", "host"))
    for put in (Ask(CouldAccept(X)), Propose(X)):
        said = [("host", Invite()), ("guest", put), ("north", Accept(X) if isinstance(put, Propose) else Answer(True))]
        assert told_by("north", "host", [Heard(both, who, act) for who, act in said]) == Told()


def test_what_a_party_confided_is_shared_with_nobody_only_where_it_is_alone():
    def rests_on(*seats):
        view = MediatorView(
            seat="host", parties=("north", "south"), options=(3, 2), may=frozenset(), heard=(),
            room=Room("a room", (*seats, "host")), time=0.0,
        )  # fmt: skip
        return unshared(view, ("north", "south"))

    assert rests_on("north") == ("south",)
    assert rests_on("north", "south") == ("north", "south")


def test_beliefs_start_from_what_is_stated_and_follow_the_answers():
    def view(**stated):
        return MediatorView(
            seat="host", parties=("north", "south"), options=(3, 2), may=frozenset(), heard=(), room=NORTH, time=0.0,
            stated=stated,
        )  # fmt: skip

    packages = np.array([X, Y])
    draws = np.random.default_rng(0).random((400, 6))
    draws[:, 0], draws[:, 2] = 0.0, 1.0  # of the first issue the last option is stated to be the better one
    stated = belief_about("north", view(north=draws), ())
    assert (stated.utilities(packages)[:, 1] > stated.utilities(packages)[:, 0]).mean() > 0.6
    nothing = belief_about("north", view(), ())
    after = belief_about("north", view(), ((Compare(X, Y), 0),))
    assert (after.utilities(packages)[:, 0] > after.utilities(packages)[:, 1]).mean() > 0.85
    assert belief_about("north", view(), ()) is nothing
    assert pool((nothing, after)) == pool((nothing, after))
