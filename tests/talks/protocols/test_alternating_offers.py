"""Alternating offers: what everybody has said yes to is agreed, and nothing else."""

from __future__ import annotations

import pytest
from small_talks import Says, talk

from mediant.errors import InvalidValue, WrongAct
from mediant.talks.acts import Accept, Offer, WalkOut
from mediant.talks.protocols.alternating_offers import AlternatingOffers
from mediant.talks.protocols.plenary import Plenary
from mediant.talks.protocols.stages import Stage, Stages
from mediant.talks.record import End
from mediant.talks.session import play

ONE, TWO = (0, 0), (2, 1)


def ended(rounds, *strategies):
    names = ("first", "second", "third")[: len(strategies)]
    third = {"third": (1,) * 6} if len(names) == 3 else {}
    return play(talk(AlternatingOffers(rounds), **third), dict(zip(names, strategies, strict=True)))


def test_an_accepted_offer_is_agreed_on():
    assert ended(3, Says(Offer(ONE)), Says(Accept(ONE))).end == End(ONE, "agreed")


def test_with_three_everybody_else_accepts_in_turn():
    record = ended(3, Says(Offer(ONE)), Says(Accept(ONE)), Says(Offer(TWO), Accept(ONE)))
    assert record.end == End(ONE, "agreed")
    assert len(record.entries) == 6


def test_only_the_last_offer_can_be_accepted():
    with pytest.raises(WrongAct, match="second accepted"):
        ended(3, Says(Offer(ONE), Offer(TWO)), Says(Offer(TWO), Accept(ONE)))


@pytest.mark.parametrize("rounds", [1, 4])
def test_what_was_on_the_table_in_a_stage_before_can_be_put_there_again(rounds):
    stages = Stages([Stage(Plenary(1), 1), Stage(AlternatingOffers(rounds), rounds)])
    seats = {"first": Says(Offer(TWO), Accept(ONE)), "second": Says(Offer(ONE), Accept(ONE))}
    assert play(talk(stages), seats).end == End(ONE, "agreed")
    alone = {"first": Says(Offer(TWO), Accept(ONE)), "second": Says(Offer(ONE), WalkOut())}
    assert play(talk(stages), alone).end == End(None, "second walked out")


def test_the_deadline_and_a_walk_out_end_the_talks():
    late = ended(2, Says(Offer(ONE)), Says(Offer(TWO)))
    assert late.end == End(None, "the deadline passed")
    assert len(late.entries) == 4
    assert ended(2, Says(Offer(ONE)), Says(WalkOut())).end == End(None, "second walked out")


def test_time_runs_from_0_to_1_and_is_the_same_for_all_in_a_round():
    seen = []
    course = AlternatingOffers(3)(("first", "second"))
    turn = next(course)
    for _ in range(6):
        seen.append(turn.time)
        try:
            turn = course.send([type("Said", (), {"act": Offer(ONE)})()])
        except StopIteration:
            break
    assert seen == [0, 0, 0.5, 0.5, 1, 1]


def test_no_rounds_are_no_talks():
    with pytest.raises(InvalidValue, match="at least 1"):
        AlternatingOffers(0)
