"""The dance of offers: what offers are worth, and who gives what, held against small tables."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import Says, shuttle, table, talk

from mediant.talks.acts import Carry, Offer, Pledge, Propose, WalkOut
from mediant.talks.dance import lost_by_both, moves_of, puts_of, share, standings_after
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.record import Entry, Room
from mediant.talks.session import play
from mediant.talks.strategies.time_dependent import Conceder, Linear

utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
JOINT, NORTH, SOUTH = Room("j", ("first", "second")), Room("n", ("first", "host")), Room("s", ("second", "host"))


def said(*acts):
    return tuple(Entry(turn, room, speaker, act) for turn, (room, speaker, act) in enumerate(acts))


def test_a_share_is_0_at_the_walk_away_and_1_at_the_best():
    standing = table((0, 2, 4, 6, 8, -inf), reserved=4.0)
    assert [share(standing, (i, j)) for i in range(3) for j in range(2)] == [-1.0, -0.5, 0.0, 0.5, 1.0, -inf]


def test_where_nothing_can_be_gained():
    standing = table((0, 1, 2, 3, 4, 4), reserved=4.0)
    assert [share(standing, (i, j)) for i, j in ((2, 0), (0, 0))] == [0.0, -inf]


@given(utilities, utilities, st.integers(2, 12))
def test_what_is_put_forward_is_worth_what_the_tables_say(first, second, rounds):
    game = talk(AlternatingOffers(rounds), first, second)
    record = play(game, {"first": Conceder(), "second": Linear()})
    offers = [(n, entry) for n, entry in enumerate(record.entries) if isinstance(entry.act, Offer)]
    puts = puts_of(record.entries, game.standings)
    assert [(put.entry, put.speaker, put.choices) for put in puts] == [(n, e.speaker, e.act.choices) for n, e in offers]
    for put in puts:
        assert put.utilities == {party: s.utility(put.choices) for party, s in game.standings.items()}
        assert put.shares[put.least] == min(put.shares.values())
        assert not put.draft


@given(utilities, utilities, st.integers(2, 12))
def test_a_move_leads_from_an_offer_to_the_next_other_one(first, second, rounds):
    game = talk(AlternatingOffers(rounds), first, second)
    record = play(game, {"first": Conceder(), "second": Linear()})
    for party, standing in game.standings.items():
        offers = [e.act.choices for e in record.entries if e.speaker == party and isinstance(e.act, Offer)]
        steps = [(old, new) for old, new in pairwise(offers) if old != new]
        moves = [move for move in moves_of(record.entries, game.standings) if move.party == party]
        assert len(moves) == len(steps)
        for move, (old, new) in zip(moves, steps, strict=True):
            assert move.changes[party] == standing.utility(new) - standing.utility(old)
            assert {c.issue: (c.old, c.new) for c in move.clauses} == {
                i: (a, b) for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b
            }
            if len(move.clauses) == 1:
                assert move.clauses[0].changes == pytest.approx(move.changes)
            assert move.concession == (move.changes[party] < -1e-9)


def test_what_both_lose_by_is_a_reverse_concession():
    standings = {"first": table((9, 0, 0, 0, 0, 5)), "second": table((4, 0, 0, 0, 0, 3))}
    (move,) = moves_of(said((JOINT, "first", Offer((0, 0))), (JOINT, "first", Offer((2, 1)))), standings)
    assert move.changes == {"first": -4.0, "second": -1.0}
    assert move.concession
    assert move.reverse_for == ("second",)
    assert lost_by_both({"first": 1.0, "second": -1.0}, "first") == ()
    assert lost_by_both({"first": 0.0, "second": -1.0}, "first") == ()
    assert lost_by_both({"first": -1.0, "second": 1.0, "third": -1.0}, "first") == ("third",)


def test_a_move_comes_after_what_was_heard_since_the_offer_before():
    standings = {"first": table((0, 1, 2, 3, 4, 5)), "second": table((5, 4, 3, 2, 1, 0))}
    moves = moves_of(
        said(
            (JOINT, "second", Offer((0, 0))), (JOINT, "first", Offer((2, 1))), (JOINT, "second", Offer((0, 1))),
            (JOINT, "second", Offer((1, 0))), (JOINT, "first", Offer((2, 1))), (JOINT, "first", Offer((2, 0))),
        ),
        standings,
    )  # fmt: skip
    by_first = [move for move in moves if move.party == "first"]
    assert [(heard.party, heard.choices, heard.change) for heard in by_first[0].after] == [("second", (1, 0), 2.0)]
    assert moves[0].after[0].change is None  # the first offer that it heard of the other


def test_what_is_carried_is_heard_and_what_is_not_is_not():
    standings = {"first": table((0, 1, 2, 3, 4, 5)), "second": table((5, 4, 3, 2, 1, 0))}
    one, two = Offer((2, 1), ("second",)), Offer((2, 0), ("second",))
    acts = [
        (SOUTH, "second", Offer((0, 0), ("first",))), (NORTH, "first", one), (SOUTH, "host", Carry(one, "first")),
        (NORTH, "first", two), (SOUTH, "second", Offer((0, 1), ("first",))),
    ]  # fmt: skip
    *_, move = moves_of(said(*acts), standings)
    assert (move.party, [(heard.choices, heard.change) for heard in move.after]) == ("second", [((2, 1), None)])
    *_, move = moves_of(said(*acts[:4], (SOUTH, "host", Carry(two, "first")), acts[4]), standings)
    assert [heard.choices for heard in move.after] == [(2, 0)]


def test_drafts_and_pledges_count_from_when_they_were_said():
    pledge, draft = Pledge("payment", "first", 2.0), Propose((0, 1))
    game = shuttle()
    entries = said((NORTH, "host", draft), (NORTH, "host", pledge), (NORTH, "host", draft), (SOUTH, "host", pledge))
    before, after = puts_of(entries, game.standings)
    assert before.draft
    assert (before.utilities["first"], after.utilities["first"]) == (1.0, 3.0)
    assert after.utilities["second"] == before.utilities["second"]
    assert (
        standings_after(game.standings, entries)["first"].utility((0, 1)) == 3.0
    )  # what it did not hear counts for nothing


def test_a_red_line_takes_everything_once():
    standings = {"first": table((0, 1, 2, 3, 4, 5)), "second": table((-inf, -inf, 1, 1, 1, 1))}
    entries = said(*((JOINT, "first", Offer(choices)) for choices in ((2, 1), (0, 1), (0, 0))))
    assert [move.changes["second"] for move in moves_of(entries, standings)] == [-inf, 0.0]


def test_talks_without_offers_have_no_dance():
    game = talk(AlternatingOffers(2))
    record = play(game, {"first": Says(WalkOut()), "second": Says(WalkOut())})
    assert puts_of(record.entries, game.standings) == moves_of(record.entries, game.standings) == ()
