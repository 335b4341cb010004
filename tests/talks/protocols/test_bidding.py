"""Bidding: sealed bids in separate rooms, a proposal where they meet, and a vote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaks import leak, seen_by
from small_talks import Says, table, talk

from mediant.errors import InvalidValue, WrongAct
from mediant.talks.acts import Accept, Bid, Close, Offer, Pause, Propose, Region, Reject, WalkOut
from mediant.talks.ledger import ledger_of
from mediant.talks.mediators.matcher import Matcher
from mediant.talks.protocols.bidding import Bidding
from mediant.talks.record import End
from mediant.talks.session import play, replay, turns
from mediant.talks.strategies.bidder import Bidder
from mediant.talks.strategies.time_dependent import Boulware

utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
DEAL = (1, 0)
ALL = Region(((0, 1, 2), (0, 1)), 1.0)
MANY = Bid((ALL, Region(((1,), (0,)), 2.0), Region(((2,), (0,)), 3.0)))
YES = [Bid((ALL,)), Accept(DEAL)]
BIDDER = Bidder(samples=3, steps=5)


def game(protocol, *wants, **others):
    return replace(talk(protocol, *wants, **others), mediators={"host": frozenset({"draft"})})


def ended(protocol, host, first, second):
    return play(game(protocol), {"host": Says(*host), "first": Says(*first), "second": Says(*second)}).end


@given(utilities, utilities, utilities, st.integers(1, 4), st.integers(0, 99))
def test_what_is_agreed_lies_in_a_region_that_each_has_bid_and_the_talk_can_be_replayed(
    first, second, third, rounds, seed
):
    talks = game(Bidding(rounds), first, second, third=third)
    record = play(talks, dict.fromkeys(talks.standings, BIDDER) | {"host": Matcher()}, seed)
    if record.end.agreement is not None:
        for party, standing in talks.standings.items():
            bids = [entry.act for entry in record.entries if entry.speaker == party and isinstance(entry.act, Bid)]
            assert any(
                all(choice in some for choice, some in zip(record.end.agreement, region.options, strict=True))
                for region in bids[-1].regions
            )
            assert standing.utility(record.end.agreement) >= standing.reserved
    assert replay(talks, record.entries) == record


def test_bids_are_heard_by_the_mediator_alone_and_the_ledger_says_what_the_proposal_rests_on():
    bid = Bid(MANY.regions[:2])
    seats = {"host": Matcher(), "first": Says(bid, Accept(DEAL)), "second": Says(bid, Accept(DEAL))}
    course = turns(game(Bidding()))
    views, heard = next(course), {}
    try:
        while True:
            heard |= {seat: view.heard for seat, view in views.items()}
            views = course.send({seat: seats[seat].act(view, None) for seat, view in views.items()})
    except StopIteration as stop:
        record = stop.value
    for party in ("first", "second"):
        assert [words.speaker for words in heard[party]] == [party, "host"]
        assert heard[party][1].act.rests_on == ()
    ledger = ledger_of(record.entries)
    assert [{known.seat for known in line.knows} for line in ledger.lines[:2]] == [
        {"first", "host"},
        {"second", "host"},
    ]
    (reliance,) = ledger.reliances
    assert set(ledger.confidences(reliance)) == {0, 1}


@given(utilities, utilities, utilities, st.integers(1, 3), st.sampled_from([BIDDER, Boulware()]))
def test_a_secret_changes_nothing_that_the_other_sees_until_the_proposal_says_what_it_rests_on(
    secret, other, known, rounds, strategy
):
    """Boulware walks out of a separate session where nothing is worth its reserve."""
    seats = {"first": strategy, "second": BIDDER, "host": Matcher()}
    one, two = (
        seen_by("second", replace(game(Bidding(rounds)), standings={"first": table(wants, 3), "second": table(known, 2)}), seats)
        for wants in (secret, other)
    )  # fmt: skip
    assert leak("first", "second", one, two) is None


def test_all_have_to_say_yes():
    assert ended(Bidding(), [Propose(DEAL)], YES, YES) == End(DEAL, "agreed")
    assert ended(Bidding(), [Propose(DEAL)], YES, [YES[0], Reject(DEAL)]) == End(None, "second said no")


def test_after_a_no_they_bid_again():
    no_then_yes = [YES[0], Reject(DEAL), YES[0], Accept(DEAL)]
    assert ended(Bidding(2), [Propose(DEAL)], [*YES, *YES], no_then_yes) == End(DEAL, "agreed")
    times = []
    course = Bidding(2)(("first", "second"), ("host",))
    turn = next(course)
    for act in (YES[0], YES[0], Propose(DEAL), Reject(DEAL), YES[0]):
        times.append((turn.room.id, turn.time))
        turn = course.send([type("Said", (), {"act": act, "speaker": speaker})() for speaker in turn.speakers])
    assert times == [
        ("host and first", 0),
        ("host and second", 0),
        ("plenary", 0),
        ("plenary", 0),
        ("host and first", 1),
    ]


def test_a_close_and_a_walk_out_end_the_talks():
    assert ended(Bidding(2), [Close()], YES, YES) == End(None, "host closed the talks")
    assert ended(Bidding(), [Pause()], YES, YES) == End(None, "nothing was put to the vote")
    assert ended(Bidding(2), [Propose(DEAL)], YES, [WalkOut()]) == End(None, "second walked out")
    assert ended(Bidding(2), [Propose(DEAL)], [WalkOut()], [WalkOut()]) == End(None, "first, second walked out")
    assert ended(Bidding(2), [Propose(DEAL)], YES, [YES[0], WalkOut()]) == End(None, "second walked out")


def test_who_says_something_else_bids_nothing():
    seats = {"host": Matcher(), "first": Says(Offer(DEAL)), "second": Says(*YES)}
    assert play(game(Bidding()), seats).end == End(None, "host closed the talks")


def test_there_is_a_limit_to_the_regions():
    assert ended(Bidding(combinations=9), [Close()], [MANY], [MANY]).agreement is None
    with pytest.raises(WrongAct, match="first bid on 3 regions; expected at most 2"):
        ended(Bidding(combinations=8), [Close()], [MANY], [MANY])
    for protocol in (lambda: Bidding(0), lambda: Bidding(combinations=0)):
        with pytest.raises(InvalidValue, match="at least 1"):
            protocol()
    with pytest.raises(InvalidValue, match="exactly one mediator"):
        play(talk(Bidding()), {"first": BIDDER, "second": BIDDER})
