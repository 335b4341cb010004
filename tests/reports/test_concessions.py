"""Concessions in words."""

from __future__ import annotations

from math import inf

from random_records import PRICES
from talked import shuttled

from mediant.reports.concessions import first_and_last, parties_of, summary_of, turn_of
from mediant.talks.dance import Clause, Heard, Move, Put, moves_of, puts_of
from mediant.talks.drawn import drawn_case
from mediant.talks.standing import standings_of

STANDINGS = standings_of(drawn_case(PRICES, 0))
SPAN = {party: standing.greatest - standing.reserved for party, standing in STANDINGS.items()}


def move(*clauses, after=(), **changes):
    parts = tuple(
        Clause(issue=issue, old=0, new=1, changes={p: change * SPAN[p] for p, change in each.items()})
        for issue, each in clauses
    )
    return Move(entry=4, party="a", clauses=parts, changes={p: c * SPAN[p] for p, c in changes.items()}, after=after)


def told(*clauses, **changes):
    return turn_of(PRICES, move(*clauses, **changes), 7, STANDINGS)


def test_what_a_move_is():
    for changes, kind, reverse in (
        ({"a": -0.1, "b": 0.2, "c": 0.0}, "gives", False),
        ({"a": -0.1, "b": 0.0, "c": 0.0}, "gives, and nobody gains", False),
        ({"a": -0.1, "b": -0.2, "c": 0.3}, "B loses too", True),
        ({"a": -0.1, "b": -0.2, "c": -0.3}, "B and C lose too", True),
        ({"a": 0.1, "b": -0.2, "c": 0.3}, "takes", False),
        ({"a": 0.1, "b": 0.2, "c": 0.0}, "gains, at nobody's cost", False),
        ({"a": 0.0, "b": 0.2, "c": -0.1}, "costs it nothing", False),
    ):
        turn = told((0, changes), **changes)
        assert (turn.kind, turn.reverse) == (turn.steps[0].kind, turn.steps[0].reverse) == (kind, reverse)


def test_changes_are_points_of_what_could_be_gained():
    turn = told((0, {"a": -0.1, "b": 0.25, "c": 0.0}), a=-0.1, b=0.25, c=-inf)
    assert turn.changes == ("−10", "+25", "crosses a red line")
    (step,) = turn.steps
    assert (step.issue, step.old, step.new, step.changes) == ("Fee", "0 USD", "5 USD", ("−10", "+25", "0"))
    assert turn.place == 7


def test_after_what():
    heard = (
        Heard(party="b", choices=(0, 0, 0), change=0.08 * SPAN["a"]),
        Heard(party="c", choices=(0, 0, 0), change=None),
    )
    made = move((0, {"a": 0.0, "b": 0.0, "c": 0.0}), after=heard, a=0.0, b=0.0, c=0.0)
    assert turn_of(PRICES, made, 1, STANDINGS).after == "an offer of B (+8 for A) and a first offer of C"


def put(speaker, choices, **shares):
    return Put(entry=0, speaker=speaker, choices=choices, draft=False, utilities=shares, shares=shares)


def test_a_party_over_the_whole_talks():
    puts = [put("a", (0, 0, 0), a=1.0, b=-inf, c=0.0), put("a", (1, 0, 0), a=0.5, b=0.25, c=0.0)]
    made = [move((0, {"a": -0.5, "b": 0.1, "c": 0.0}), a=-0.5, b=0.1, c=0.0), move(a=-0.5, b=-0.1, c=0.0)]
    assert summary_of(PRICES, "a", puts, made) == (
        "A made 2 offers and changed what it offered 2 times, 2 of them at a cost to itself, 1 of them a reverse concession. "
        "From its first to its last offer it took itself from 100% to 50%, B from beyond a red line to 25% and C from 0% to 0% "
        "of what could be gained."
    )
    assert summary_of(PRICES, "b", puts, made) == ""
    assert parties_of(PRICES, puts) == ("a",)
    assert first_and_last(PRICES, puts)[:2] == (("Fee", ("0 USD → 5 USD",)), ("Share", ("0",)))


def test_played_talks_are_told():
    case, talked = shuttled()
    puts = puts_of(talked.record.entries, talked.standings)
    moves = moves_of(talked.record.entries, talked.standings)
    for made in moves:
        turn = turn_of(case, made, 1, talked.standings)
        assert len(turn.steps) == len(made.clauses)
        assert turn.reverse == bool(made.reverse_for)
    assert all(summary_of(case, party.id, puts, moves) for party in case.parties)
