"""Annealed single text: the text changes where all say yes, and is agreed on where all say yes to it at the end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_talks import Says, table, talk

from mediant.errors import InvalidValue
from mediant.talks.acts import Accept, Close, Pause, Propose, Reject, WalkOut
from mediant.talks.mediators.mutator import Mutator
from mediant.talks.protocols.annealed_text import AnnealedText
from mediant.talks.record import End, Room
from mediant.talks.session import play, replay
from mediant.talks.strategies.annealing import Annealer, Climber

utilities = st.lists(st.integers(0, 9), min_size=6, max_size=6)
ONE, TWO, THREE = (0, 0), (1, 0), (2, 1)


def game(rounds, first=(0, 1, 2, 3, 4, 5), second=(5, 4, 3, 2, 1, 0), **others):
    return replace(
        talk(AnnealedText(rounds), first, second, **others), mediators={"host": frozenset({"draft"})}
    )  # fmt: skip


def ended(rounds, host, first, second):
    return play(game(rounds), {"host": Says(*host), "first": Says(*first), "second": Says(*second)}).end


def texts_of(record, parties):
    """The text after each vote but the last, read from the votes."""
    entries = list(record.entries)
    text, found, willing = entries[0].act.choices, [entries[0].act.choices], 0
    for entry in entries[1 : -parties - 1]:
        if isinstance(entry.act, Propose):
            change, willing = entry.act.choices, 0
        willing += isinstance(entry.act, Accept)
        if willing == parties:
            text = change
        found.append(text)
    return found


@given(utilities, utilities, utilities, st.integers(1, 15), st.integers(0, 99))
def test_no_text_is_ever_worse_for_a_climber(first, second, third, rounds, seed):
    seats = {"first": Climber(), "second": Annealer(5.0), "third": Climber(), "host": Mutator()}
    record = play(game(rounds, first, second, third=third), seats, seed)
    for wants in (first, third):
        worth = [table(wants).utility(text) for text in texts_of(record, 3)]
        assert worth == sorted(worth)


@given(utilities, utilities, st.integers(1, 15), st.integers(0, 99))
def test_it_ends_with_the_text_that_the_votes_have_made_and_can_be_replayed(first, second, rounds, seed):
    talks = game(rounds, first, second)
    record = play(talks, {"first": Climber(), "second": Annealer(2.0), "host": Mutator()}, seed)
    assert record.end == End(texts_of(record, 2)[-1], "agreed")
    assert len(record.entries) == 1 + 3 * (rounds + 1)
    assert replay(talks, record.entries) == record


@given(utilities, st.integers(0, 99))
def test_alone_in_its_wishes_a_climber_finds_its_best_where_utilities_add_up(wants, seed):
    added = [a + b for a in wants[:3] for b in wants[3:5]]
    record = play(game(40, added, added), {"first": Climber(), "second": Climber(), "host": Mutator()}, seed)
    assert table(added).utility(record.end.agreement) == max(added)


def test_it_takes_all_to_change_the_text_and_all_to_agree():
    host = [Propose(ONE), Propose(TWO), Propose(ONE)]
    yes = [Reject(TWO), Accept(ONE)]
    assert ended(1, host, [Accept(TWO), Accept(ONE)], yes) == End(ONE, "agreed")
    assert ended(1, host, [Accept(TWO), Reject(ONE)], yes) == End(None, "first said no")


def test_the_last_vote_is_on_what_the_mediator_puts_to_it():
    host = [Propose(ONE), Propose(TWO), Propose(THREE)]
    assert ended(1, host, [Accept(TWO), Accept(THREE)], [Accept(TWO), Accept(THREE)]) == End(THREE, "agreed")
    assert ended(1, [Propose(ONE), Propose(TWO), Pause()], [Accept(TWO)], [Accept(TWO)]).agreement is None
    assert ended(2, [Pause()], [], []) == End(None, "nothing was put to the last vote")


def test_a_close_and_a_walk_out_end_the_talks():
    assert ended(3, [Propose(ONE), Close()], [], []) == End(None, "host closed the talks")
    assert ended(3, [Propose(ONE), Propose(TWO)], [Accept(TWO)], [WalkOut()]) == End(None, "second walked out")


def test_time_runs_from_0_at_the_first_change_to_1_at_the_last_vote():
    course = AnnealedText(4)(("first", "second"), ("host",))
    turn, times = next(course), []
    drafts, close = (Room(f"{name}, plenary", ("first", "second", "host")) for name in ("text", "close"))
    entry = type("Said", (), {"act": Propose(ONE), "speaker": "host"})()
    while True:
        assert turn.room == (drafts if turn.time < 1 else close)
        times.append((turn.speakers, turn.time))
        try:
            turn = course.send([entry] * len(turn.speakers))
        except StopIteration:
            break
    both = ("first", "second")
    assert times[:5] == [(("host",), 0.0), (("host",), 0.0), (both, 0.0), (("host",), 0.25), (both, 0.25)]
    assert times[-2:] == [(("host",), 1.0), (both, 1.0)]
    assert len(times) == 1 + 2 * 5


def test_it_needs_a_mediator_and_a_round():
    with pytest.raises(InvalidValue, match="exactly one mediator"):
        play(talk(AnnealedText(3)), {"first": Climber(), "second": Climber()})
    with pytest.raises(InvalidValue, match="at least 1"):
        AnnealedText(0)
